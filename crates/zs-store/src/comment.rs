//! Comments anchored to a field of a version: threads that are answered and resolved.
use crate::error::{Result, StoreError};
use crate::node::push_branches;
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

    /// The last comment of a document that an account has seen; 0 for none.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn comments_seen(&mut self, account: i64, document: i64) -> Result<i64> {
        let seen = sql("SELECT seen FROM comment_seen
             WHERE area = $1 AND account = $2 AND document = $3");
        let row = self.connection.row(seen.bind(&self.area).bind(account).bind(document)).await?;
        row.map_or(Ok(0), |row| row.cells().int())
    }

    /// Documents with comments that an account has not seen, and how many: of others, in these branches,
    /// where the account created or last changed the document or wrote a comment. At most 500 documents.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn unread_comments(
        &mut self,
        account: i64,
        branches: &[String],
    ) -> Result<Vec<(i64, i64)>> {
        let mut all = sql("SELECT c.document, COUNT(*) FROM comment c
             JOIN document d ON d.area = c.area AND d.id = c.document
             LEFT JOIN comment_seen s
               ON s.area = c.area AND s.account = $2 AND s.document = c.document
             WHERE c.area = $1 AND c.author <> $2 AND c.id > COALESCE(s.seen, 0)
               AND (d.created_by = $2 OR d.updated_by = $2 OR EXISTS
                 (SELECT 1 FROM comment m WHERE m.area = c.area AND m.document = c.document
                  AND m.author = $2))");
        all = all.bind(&self.area).bind(account);
        push_branches(&mut all, "d.path", branches);
        all.push(" GROUP BY c.document ORDER BY c.document LIMIT 500");
        let rows = self.connection.rows(all).await?.into_iter().map(|row| {
            let mut c = row.cells();
            Ok((c.int()?, c.int()?))
        });
        rows.collect()
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

    /// Remembers that an account has seen every comment that a document has now.
    ///
    /// # Errors
    /// `Reference` for a document or account that is not there.
    pub async fn see_comments(&mut self, account: i64, document: i64) -> Result<()> {
        let last = sql("SELECT CAST(COALESCE(MAX(id), 0) AS BIGINT) FROM comment
             WHERE area = $1 AND document = $2");
        let last = last.bind(&self.area).bind(document);
        let row = self.connection.row(last).await?;
        let last = row.map_or(Ok(0), |row| row.cells().int())?;
        let update = sql("UPDATE comment_seen SET seen = $4
             WHERE area = $1 AND account = $2 AND document = $3");
        let update = update.bind(&self.area).bind(account).bind(document).bind(last);
        if self.connection.run(update).await? > 0 {
            return Ok(());
        }
        let insert = sql("INSERT INTO comment_seen (area, account, document, seen)
             VALUES ($1, $2, $3, $4)");
        let insert = insert.bind(&self.area).bind(account).bind(document).bind(last);
        self.connection.run(insert).await.map(|_| ())
    }
}
