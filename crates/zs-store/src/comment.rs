//! Comments anchored to a field of a version: threads that are answered and resolved.
use crate::error::{Result, StoreError};
use crate::sql::{Row, sql};
use crate::store::{Reader, Writer};

/// A comment. The first of a thread carries the thread's resolution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its number in the area.
    pub id: i64,
    /// The document.
    pub document: i64,
    /// The version that was looked at.
    pub version: i64,
    /// The comment that opened the thread; its own number for that one.
    pub thread: i64,
    /// The project's ordinal in that version.
    pub project: Option<i64>,
    /// The indicator's ordinal in that project.
    pub indicator: Option<i64>,
    /// The field, a key of the document schema.
    pub field: String,
    /// What is said.
    pub body: String,
    /// Who.
    pub author: i64,
    /// When.
    pub created_at: i64,
    /// Who resolved the thread.
    pub resolved_by: Option<i64>,
    /// When.
    pub resolved_at: Option<i64>,
}

/// A comment to write.
#[derive(Clone, Copy, Debug)]
pub struct NewComment<'a> {
    /// The document.
    pub document: i64,
    /// The version that is looked at.
    pub version: i64,
    /// The thread that is answered; `None` opens one.
    pub thread: Option<i64>,
    /// The project's ordinal.
    pub project: Option<i64>,
    /// The indicator's ordinal.
    pub indicator: Option<i64>,
    /// The field.
    pub field: &'a str,
    /// What is said.
    pub body: &'a str,
    /// Who.
    pub author: i64,
    /// Now.
    pub now: i64,
}

const COLUMNS: &str =
    "SELECT id, document, version, thread, project, indicator, field, body, author,
    created_at, resolved_by, resolved_at FROM comment WHERE area = $1";

fn comment(row: Row) -> Result<Comment> {
    let mut c = row.cells();
    Ok(Comment {
        id: c.int()?,
        document: c.int()?,
        version: c.int()?,
        thread: c.int()?,
        project: c.opt_int()?,
        indicator: c.opt_int()?,
        field: c.text()?,
        body: c.text()?,
        author: c.int()?,
        created_at: c.int()?,
        resolved_by: c.opt_int()?,
        resolved_at: c.opt_int()?,
    })
}

impl Reader {
    /// All comments of a document in the order of writing.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn comments(&mut self, document: i64) -> Result<Vec<Comment>> {
        let mut all = sql(COLUMNS).bind(&self.area);
        all.push(" AND document = ").push_bind(document).push(" ORDER BY id");
        self.connection.rows(all).await?.into_iter().map(comment).collect()
    }

    /// One comment.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn comment(&mut self, id: i64) -> Result<Comment> {
        let mut one = sql(COLUMNS).bind(&self.area);
        one.push(" AND id = ").push_bind(id);
        let row = self.connection.row(one).await?;
        comment(row.ok_or_else(|| StoreError::not_found("comment", id))?)
    }
}

impl Writer {
    /// Writes a comment and gives its number.
    ///
    /// # Errors
    /// `NotFound` for a thread, `Reference` for a document or account that is not there; `Invalid` where
    /// the thread is another document's or is itself an answer.
    pub async fn create_comment(&mut self, new: &NewComment<'_>) -> Result<i64> {
        if let Some(thread) = new.thread {
            let first = self.comment(thread).await?;
            if first.thread != thread || first.document != new.document {
                return Err(StoreError::invalid("不是这份文本的意见 / no thread of this document"));
            }
        }
        let id = self.next_id();
        let insert = sql(
            "INSERT INTO comment (area, id, document, version, thread, project, indicator, field,
             body, author, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        );
        let insert = insert.bind(&self.area).bind(id).bind(new.document).bind(new.version);
        let insert = insert.bind(new.thread.unwrap_or(id)).bind(new.project).bind(new.indicator);
        let insert = insert.bind(new.field).bind(new.body).bind(new.author).bind(new.now);
        self.connection.run(insert).await?;
        Ok(id)
    }

    /// Resolves a thread, or opens it again with `None`.
    ///
    /// # Errors
    /// `NotFound` where it is no comment that opened a thread.
    pub async fn resolve_thread(&mut self, thread: i64, by: Option<(i64, i64)>) -> Result<()> {
        let update = sql("UPDATE comment SET resolved_by = $3, resolved_at = $4
             WHERE area = $1 AND id = $2 AND thread = id");
        let update = update.bind(&self.area).bind(thread);
        let update = update.bind(by.map(|(actor, _)| actor)).bind(by.map(|(_, now)| now));
        self.changed("thread", thread, update).await
    }
}
