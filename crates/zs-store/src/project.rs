//! Projects of the current versions: one with its indicators, and lists of them.
use crate::document::{DocumentFilter, count, counted, push_words};
use crate::error::{Result, StoreError};
use crate::node::push_branches;
use crate::page::{Cursor, Page, PageOf};
use crate::sql::{Listing, Row, Sql, sql};
use crate::store::Reader;
use serde::Deserialize;

/// A project as lists show it. Packed rows are read by the order of the fields: that of [`COLUMNS`].
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct ProjectRow {
    /// Its number in the area.
    pub id: i64,
    /// The document that it stands in.
    pub document: i64,
    /// Its place in the document.
    pub ordinal: i64,
    /// Path of the node that owns the document.
    pub path: String,
    /// Fiscal year.
    pub year: i64,
    /// The document's state.
    pub state: String,
    /// 项目编码.
    pub code: Option<String>,
    /// 项目名称.
    pub name: Option<String>,
    /// 单位编码.
    pub unit_code: Option<String>,
    /// 单位名称.
    pub unit_name: Option<String>,
    /// 预算数 in 分; 0 where blank.
    pub budget: i64,
    /// 财政资金 in 分; 0 where blank.
    pub fiscal: i64,
    /// 其他资金 in 分; 0 where blank.
    pub other: i64,
    /// Number of its indicators.
    pub indicators: i64,
    /// When its content last changed.
    pub updated_at: i64,
}

/// A project with its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// As lists show it.
    pub row: ProjectRow,
    /// Hash of the content: an entity tag for this project.
    pub hash: String,
    /// The project as JSON, its indicators included, as it was saved.
    pub body: Vec<u8>,
}

/// Which projects to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectFilter {
    /// Fiscal year.
    pub year: i64,
    /// Paths of the branches to look in; none means the whole area.
    pub branches: Vec<String>,
    /// Only where the document has one of these states; none means any.
    pub states: Vec<String>,
}

impl ProjectFilter {
    /// The documents that these projects stand in.
    fn documents(&self) -> DocumentFilter {
        DocumentFilter {
            year: self.year,
            branches: self.branches.clone(),
            states: self.states.clone(),
            ..DocumentFilter::default()
        }
    }
}

/// How to sort projects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProjectOrder {
    /// By the tree, then as entered.
    #[default]
    Path,
    /// The largest budget first.
    Budget,
}

pub(crate) const COLUMNS: &str =
    "p.id, p.document, p.ordinal, p.path, p.year, p.state, p.code, p.name,
    p.unit_code, p.unit_name, p.budget, p.fiscal, p.other, p.indicators, p.updated_at";

/// How many columns [`COLUMNS`] names.
const WIDTH: usize = 15;

pub(crate) fn project_row(row: Row) -> Result<ProjectRow> {
    cells(&mut row.cells())
}

fn cells(c: &mut crate::sql::Cells) -> Result<ProjectRow> {
    Ok(ProjectRow {
        id: c.int()?,
        document: c.int()?,
        ordinal: c.int()?,
        path: c.text()?,
        year: c.int()?,
        state: c.text()?,
        code: c.opt_text()?,
        name: c.opt_text()?,
        unit_code: c.opt_text()?,
        unit_name: c.opt_text()?,
        budget: c.int()?,
        fiscal: c.int()?,
        other: c.int()?,
        indicators: c.int()?,
        updated_at: c.int()?,
    })
}

pub(crate) const fn listing(statement: Sql) -> Listing {
    Listing { statement, columns: WIDTH }
}

fn cursor(project: &ProjectRow, order: ProjectOrder) -> Cursor {
    match order {
        ProjectOrder::Path => Cursor::new(&project.path, project.id),
        ProjectOrder::Budget => Cursor::new(project.budget, project.id),
    }
}

fn select() -> Sql {
    let mut select = sql("SELECT ");
    select.push(COLUMNS);
    select
}

fn whole(row: Row) -> Result<Project> {
    let mut c = row.cells();
    Ok(Project { row: cells(&mut c)?, hash: c.text()?, body: c.bytes()? })
}

fn list(area: &str, filter: &ProjectFilter, order: ProjectOrder, page: &Page) -> Result<Sql> {
    listed("", area, filter, order, page)
}

/// The list with more columns.
fn listed(
    more: &str,
    area: &str,
    filter: &ProjectFilter,
    order: ProjectOrder,
    page: &Page,
) -> Result<Sql> {
    let mut all = select();
    all.push(more).push(" FROM project p WHERE p.area = ").push_bind(area);
    all.push(" AND p.year = ").push_bind(filter.year);
    push_branches(&mut all, "p.path", &filter.branches);
    push_words(&mut all, "p.state", &filter.states);
    match order {
        ProjectOrder::Path => {
            if let Some(after) = &page.after {
                all.push(" AND (p.path, p.id) > (").push_bind(&after.key);
                all.push(", ").push_bind(after.id).push(")");
            }
            all.push(" ORDER BY p.path, p.id");
        }
        ProjectOrder::Budget => {
            if let Some(after) = &page.after {
                all.push(" AND (p.budget, p.id) < (").push_bind(after.key_as_number()?);
                all.push(", ").push_bind(after.id).push(")");
            }
            all.push(" ORDER BY p.budget DESC, p.id DESC");
        }
    }
    all.push_limit(page.probe());
    Ok(all)
}

impl Reader {
    /// One project with its indicators; one row.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn project(&mut self, id: i64) -> Result<Project> {
        let mut one = select();
        one.push(", p.hash, p.body FROM project p WHERE p.area = ").push_bind(&self.area);
        one.push(" AND p.id = ").push_bind(id);
        let row = self.connection.row(one).await?;
        whole(row.ok_or_else(|| StoreError::not_found("project", id))?)
    }

    /// One page of projects with their content, the largest budget first.
    ///
    /// # Errors
    /// `Invalid` for a cursor of another list.
    pub async fn project_bodies(
        &mut self,
        filter: &ProjectFilter,
        page: &Page,
    ) -> Result<PageOf<Project>> {
        let order = ProjectOrder::Budget;
        let all = listed(", p.hash, p.body", &self.area, filter, order, page)?;
        let rows = self.connection.rows(all).await?;
        let items: Result<Vec<_>> = rows.into_iter().map(whole).collect();
        Ok(page.cut(items?, |project| Cursor::new(project.row.budget, project.row.id)))
    }

    /// The projects of a document in its order.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn projects_of(&mut self, document: i64) -> Result<Vec<ProjectRow>> {
        let mut all = select();
        all.push(" FROM project p WHERE p.area = ").push_bind(&self.area);
        all.push(" AND p.document = ").push_bind(document).push(" ORDER BY p.ordinal");
        self.connection.list_of(listing(all), project_row).await
    }

    /// The projects with this code, of all years (a continued project keeps its code).
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn projects_by_code(&mut self, code: &str) -> Result<Vec<ProjectRow>> {
        let mut all = select();
        all.push(" FROM project p WHERE p.area = ").push_bind(&self.area);
        all.push(" AND p.code = ").push_bind(code).push(" ORDER BY p.id LIMIT 500");
        self.connection.list_of(listing(all), project_row).await
    }

    /// One page of the projects that fit.
    ///
    /// # Errors
    /// `Invalid` for a cursor of another list.
    pub async fn projects(
        &mut self,
        filter: &ProjectFilter,
        order: ProjectOrder,
        page: &Page,
    ) -> Result<PageOf<ProjectRow>> {
        let list = listing(list(&self.area, filter, order, page)?);
        let items = self.connection.list_of(list, project_row).await?;
        Ok(page.cut(items, |project| cursor(project, order)))
    }

    /// One page of the projects that fit, with how many fit in all and the sum of their budgets in 分. The
    /// total is read from the documents' own sums, so it costs one step per document and not per project.
    ///
    /// # Errors
    /// `Invalid` for a cursor of another list.
    pub async fn projects_with_total(
        &mut self,
        filter: &ProjectFilter,
        order: ProjectOrder,
        page: &Page,
    ) -> Result<(PageOf<ProjectRow>, i64, i64)> {
        let list = listing(list(&self.area, filter, order, page)?);
        let about = Listing { statement: count(&self.area, &filter.documents()), columns: 3 };
        let (items, (_, projects, budget)) =
            self.connection.list_about((list, project_row), (about, counted)).await?;
        Ok((page.cut(items, |project| cursor(project, order)), projects, budget))
    }

    /// How many projects fit, and the sum of their budgets in 分; as in [`Reader::projects_with_total`].
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn count_projects(&mut self, filter: &ProjectFilter) -> Result<(i64, i64)> {
        let (_, projects, budget) = self.count_documents(&filter.documents()).await?;
        Ok((projects, budget))
    }

    /// How the database would answer [`Reader::projects`]; for tests of the plan.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn explain_projects(
        &self,
        filter: &ProjectFilter,
        order: ProjectOrder,
        page: &Page,
    ) -> Result<String> {
        self.shared.engine.explain(&list(&self.area, filter, order, page)?).await
    }
}
