//! Documents: one 部门预算绩效文本 of one node and year, its state, and the sums of its current version.
use crate::error::{Result, StoreError};
use crate::node::push_branches;
use crate::page::{Cursor, Page, PageOf};
use crate::sql::{Row, Sql, sql};
use crate::store::{Reader, Writer};

/// A document as lists show it. Its content is in its versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its number in the area.
    pub id: i64,
    /// The node that owns it.
    pub node: i64,
    /// That node's path.
    pub path: String,
    /// Fiscal year.
    pub year: i64,
    /// Form family.
    pub form: String,
    /// Title, as the current version states it.
    pub title: Option<String>,
    /// Department, as the current version states it.
    pub department: Option<String>,
    /// Where it stands in the workflow; a word of the caller's.
    pub state: String,
    /// The current version; 0 before the first is saved.
    pub version: i64,
    /// Grows with every change of the document, its state included.
    pub revision: i64,
    /// The version that was last approved.
    pub approved_version: Option<i64>,
    /// The version that the public sees.
    pub published_version: Option<i64>,
    /// Number of projects.
    pub projects: i64,
    /// Number of indicators.
    pub indicators: i64,
    /// Sum of the projects' budgets, in 分.
    pub budget: i64,
    /// Findings of the current version, by severity.
    pub errors: i64,
    /// Warnings.
    pub warnings: i64,
    /// Notes.
    pub infos: i64,
    /// Who created it.
    pub created_by: i64,
    /// When.
    pub created_at: i64,
    /// Who changed it last.
    pub updated_by: i64,
    /// When.
    pub updated_at: i64,
}

impl Document {
    /// The entity tag of what stands now, quotes included.
    #[must_use]
    pub fn etag(&self) -> String {
        format!("\"{}.{}\"", self.id, self.revision)
    }
}

/// A document to create, without content; the first version is saved next, on version 0.
#[derive(Clone, Copy, Debug)]
pub struct NewDocument<'a> {
    /// The node that owns it.
    pub node: i64,
    /// Fiscal year; must be open in this area.
    pub year: i64,
    /// Form family.
    pub form: &'a str,
    /// Its first state.
    pub state: &'a str,
    /// Who creates it.
    pub actor: i64,
    /// Now.
    pub now: i64,
}

/// Which documents to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentFilter {
    /// Fiscal year.
    pub year: i64,
    /// Paths of the branches to look in; none means the whole area.
    pub branches: Vec<String>,
    /// One of these states; none means any.
    pub states: Vec<String>,
    /// Only of this form family.
    pub form: Option<String>,
    /// Only those that the public may see.
    pub published: bool,
}

/// How to sort documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentOrder {
    /// By the tree.
    #[default]
    Path,
    /// The last changed first.
    Updated,
}

const COLUMNS: &str =
    "SELECT id, node, path, year, form, title, department, state, version, revision,
    approved_version, published_version, projects, indicators, budget, errors, warnings, infos,
    created_by, created_at, updated_by, updated_at FROM document WHERE area = $1";

/// How many columns [`COLUMNS`] names.
const WIDTH: usize = 22;

fn document(row: Row) -> Result<Document> {
    let mut c = row.cells();
    Ok(Document {
        id: c.int()?,
        node: c.int()?,
        path: c.text()?,
        year: c.int()?,
        form: c.text()?,
        title: c.opt_text()?,
        department: c.opt_text()?,
        state: c.text()?,
        version: c.int()?,
        revision: c.int()?,
        approved_version: c.opt_int()?,
        published_version: c.opt_int()?,
        projects: c.int()?,
        indicators: c.int()?,
        budget: c.int()?,
        errors: c.int()?,
        warnings: c.int()?,
        infos: c.int()?,
        created_by: c.int()?,
        created_at: c.int()?,
        updated_by: c.int()?,
        updated_at: c.int()?,
    })
}

/// Appends ` AND column IN (…)`; nothing where no word is given.
pub(crate) fn push_words(statement: &mut Sql, column: &str, words: &[String]) {
    if words.is_empty() {
        return;
    }
    statement.push(" AND ").push(column);
    for (n, word) in words.iter().enumerate() {
        statement.push(if n == 0 { " IN (" } else { ", " }).push_bind(word);
    }
    statement.push(")");
}

fn push_filter(statement: &mut Sql, filter: &DocumentFilter) {
    statement.push(" AND year = ").push_bind(filter.year);
    push_branches(statement, "path", &filter.branches);
    push_words(statement, "state", &filter.states);
    if let Some(form) = &filter.form {
        statement.push(" AND form = ").push_bind(form);
    }
    if filter.published {
        statement.push(" AND published_version IS NOT NULL");
    }
}

fn list(area: &str, filter: &DocumentFilter, order: DocumentOrder, page: &Page) -> Result<Sql> {
    let mut all = sql(COLUMNS).bind(area);
    push_filter(&mut all, filter);
    match order {
        DocumentOrder::Path => {
            if let Some(after) = &page.after {
                all.push(" AND (path, id) > (").push_bind(&after.key);
                all.push(", ").push_bind(after.id).push(")");
            }
            all.push(" ORDER BY path, id");
        }
        DocumentOrder::Updated => {
            if let Some(after) = &page.after {
                all.push(" AND (updated_at, id) < (").push_bind(after.key_as_number()?);
                all.push(", ").push_bind(after.id).push(")");
            }
            all.push(" ORDER BY updated_at DESC, id DESC");
        }
    }
    all.push_limit(page.probe());
    Ok(all)
}

/// How many documents, projects, and the sum of the budgets.
pub(crate) fn count(area: &str, filter: &DocumentFilter) -> Sql {
    let mut count = sql("SELECT COUNT(*), CAST(COALESCE(SUM(projects), 0) AS BIGINT),
         CAST(COALESCE(SUM(budget), 0) AS BIGINT) FROM document WHERE area = $1")
    .bind(area);
    push_filter(&mut count, filter);
    count
}

pub(crate) fn counted(row: Row) -> Result<(i64, i64, i64)> {
    let mut c = row.cells();
    Ok((c.int()?, c.int()?, c.int()?))
}

impl Reader {
    /// A document by number.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn document(&mut self, id: i64) -> Result<Document> {
        let mut one = sql(COLUMNS).bind(&self.area);
        one.push(" AND id = ").push_bind(id);
        let row = self.connection.row(one).await?;
        document(row.ok_or_else(|| StoreError::not_found("document", id))?)
    }

    /// One page of the documents that fit.
    ///
    /// # Errors
    /// `Invalid` for a cursor of another list.
    pub async fn documents(
        &mut self,
        filter: &DocumentFilter,
        order: DocumentOrder,
        page: &Page,
    ) -> Result<PageOf<Document>> {
        let statement = list(&self.area, filter, order, page)?;
        let rows = self.connection.list(statement, WIDTH).await?;
        let items: Result<Vec<_>> = rows.into_iter().map(document).collect();
        Ok(page.cut(items?, |document| match order {
            DocumentOrder::Path => Cursor::new(&document.path, document.id),
            DocumentOrder::Updated => Cursor::new(document.updated_at, document.id),
        }))
    }

    /// How many documents fit, the number of their projects and the sum of their budgets in 分.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn count_documents(&mut self, filter: &DocumentFilter) -> Result<(i64, i64, i64)> {
        let row = self.connection.row(count(&self.area, filter)).await?;
        counted(row.ok_or_else(|| StoreError::corrupt("a count without a row"))?)
    }

    /// How the database would answer [`Reader::documents`]; for tests of the plan.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn explain_documents(
        &self,
        filter: &DocumentFilter,
        order: DocumentOrder,
        page: &Page,
    ) -> Result<String> {
        self.shared.engine.explain(&list(&self.area, filter, order, page)?).await
    }
}

impl Writer {
    /// Creates a document without content and gives its number.
    ///
    /// # Errors
    /// `NotFound` for the node, `Reference` for a year or account that is not there.
    pub async fn create_document(&mut self, new: &NewDocument<'_>) -> Result<i64> {
        let path = self.node(new.node).await?.path;
        let id = self.next_id();
        let insert =
            sql("INSERT INTO document (area, id, node, path, year, form, state, version, revision,
             projects, indicators, budget, errors, warnings, infos,
             created_by, created_at, updated_by, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 1, 0, 0, 0, 0, 0, 0, $8, $9, $8, $9)");
        let insert = insert.bind(&self.area).bind(id).bind(new.node).bind(path).bind(new.year);
        let insert = insert.bind(new.form).bind(new.state).bind(new.actor).bind(new.now);
        self.connection.run(insert).await?;
        Ok(id)
    }
}
