//! Undertakings (执行项): one project of an approved document through its year; what money, values and scores hang on.
use crate::error::{Result, StoreError};
use crate::light::{Light, MONTH_COLUMNS, MonthEnd, month_end};
use crate::node::push_branches;
use crate::page::{Cursor, Page, PageOf};
use crate::sql::{Cells, Row, Sql, sql};
use crate::store::Reader;

/// One project of an approved document, through its year. It is made by the approval, follows later approvals, and
/// never goes away: one that an adjustment dropped stays, with a budget of nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undertaking {
    /// Its number in the area; that of the project's row when it was made.
    pub id: i64,
    /// The unit that the project names, where it is in the document's branch; else the document's node.
    pub node: i64,
    /// That node's path.
    pub path: String,
    /// Fiscal year.
    pub year: i64,
    /// The document.
    pub document: i64,
    /// Its newest approved version, which this follows; for a dropped one the last that had it.
    pub version: i64,
    /// The project's place in that version.
    pub ordinal: i64,
    /// The project's row, as long as the current version has it.
    pub project: i64,
    /// 项目编码.
    pub code: Option<String>,
    /// 项目名称.
    pub name: Option<String>,
    /// 单位编码.
    pub unit_code: Option<String>,
    /// 单位名称.
    pub unit_name: Option<String>,
    /// 年初预算数 in 分: that of the first approval; 0 for a project that came later.
    pub initial: i64,
    /// The budget that the newest approved version states, in 分.
    pub stated: i64,
    /// By which rules the lights of its months were found; empty while they are out of date.
    pub lit: String,
    /// When it was made.
    pub created_at: i64,
    /// When it last followed an approval.
    pub updated_at: i64,
    /// Since when the approved document no longer has it.
    pub dropped_at: Option<i64>,
}

/// An undertaking at the end of a month, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndertakingRow {
    /// Which one.
    pub undertaking: Undertaking,
    /// What stands at the end of the month.
    pub end: MonthEnd,
}

/// Which undertakings to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UndertakingFilter {
    /// Fiscal year.
    pub year: i64,
    /// At the end of which month.
    pub month: i64,
    /// Paths of the branches to look in; none means the whole area.
    pub branches: Vec<String>,
    /// Only those with this light: the list then begins with those that are furthest behind.
    pub light: Option<Light>,
}

const COLUMNS: &str = "u.id, u.node, u.path, u.year, u.document, u.version, u.ordinal, u.project,
    u.code, u.name, u.unit_code, u.unit_name, u.initial, u.stated, u.lit, u.created_at,
    u.updated_at, u.dropped_at";
/// How many columns [`COLUMNS`] and those of a month are.
const WIDTH: usize = 18 + 7;

pub(crate) fn undertaking(c: &mut Cells) -> Result<Undertaking> {
    Ok(Undertaking {
        id: c.int()?,
        node: c.int()?,
        path: c.text()?,
        year: c.int()?,
        document: c.int()?,
        version: c.int()?,
        ordinal: c.int()?,
        project: c.int()?,
        code: c.opt_text()?,
        name: c.opt_text()?,
        unit_code: c.opt_text()?,
        unit_name: c.opt_text()?,
        initial: c.int()?,
        stated: c.int()?,
        lit: c.text()?,
        created_at: c.int()?,
        updated_at: c.int()?,
        dropped_at: c.opt_int()?,
    })
}

fn row(row: Row) -> Result<UndertakingRow> {
    let mut c = row.cells();
    Ok(UndertakingRow { undertaking: undertaking(&mut c)?, end: month_end(&mut c)? })
}

/// `SELECT` of undertakings alone.
fn select(area: &str) -> Sql {
    let mut select = sql("SELECT ");
    select.push(COLUMNS).push(" FROM undertaking u WHERE u.area = ").push_bind(area);
    select
}

fn list(area: &str, filter: &UndertakingFilter, page: &Page) -> Result<Sql> {
    let mut all = sql("SELECT ");
    all.push(COLUMNS).push(", ").push(MONTH_COLUMNS);
    // The list of one light is led by its index of months, the other by the tree.
    let (from, lead) = match filter.light {
        Some(_) => (" FROM undertaking_month m CROSS JOIN undertaking u", "m"),
        None => (" FROM undertaking u CROSS JOIN undertaking_month m", "u"),
    };
    all.push(from).push(" WHERE ").push(lead).push(".area = ").push_bind(area);
    all.push(" AND ").push(lead).push(".year = ").push_bind(filter.year);
    push_branches(&mut all, &format!("{lead}.path"), &filter.branches);
    all.push(" AND m.month = ").push_bind(filter.month);
    if let Some(light) = filter.light {
        all.push(" AND m.light = ").push_bind(light.word());
        all.push(" AND u.area = m.area AND u.id = m.undertaking");
        if let Some(after) = &page.after {
            all.push(" AND (m.behind, m.undertaking) < (").push_bind(after.key_as_number()?);
            all.push(", ").push_bind(after.id).push(")");
        }
        all.push(" ORDER BY m.behind DESC, m.undertaking DESC");
    } else {
        all.push(" AND m.area = u.area AND m.undertaking = u.id");
        if let Some(after) = &page.after {
            all.push(" AND (u.path, u.id) > (").push_bind(&after.key);
            all.push(", ").push_bind(after.id).push(")");
        }
        all.push(" ORDER BY u.path, u.id");
    }
    all.push(" LIMIT ").push_bind(page.probe());
    Ok(all)
}

impl Reader {
    /// An undertaking by number.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn undertaking(&mut self, id: i64) -> Result<Undertaking> {
        let mut one = select(&self.area);
        one.push(" AND u.id = ").push_bind(id);
        let row = self.connection.row(one).await?;
        undertaking(&mut row.ok_or_else(|| StoreError::not_found("undertaking", id))?.cells())
    }

    /// The project as the newest approval has it, as JSON: its plan, goals and indicators.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn undertaking_body(&mut self, id: i64) -> Result<Vec<u8>> {
        let one = sql("SELECT body FROM undertaking_content WHERE area = $1 AND undertaking = $2");
        let row = self.connection.row(one.bind(&self.area).bind(id)).await?;
        row.ok_or_else(|| StoreError::not_found("undertaking", id))?.cells().bytes()
    }

    /// The undertakings of a document in its order, the dropped ones included.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn undertakings_of(&mut self, document: i64) -> Result<Vec<Undertaking>> {
        let mut all = select(&self.area);
        all.push(" AND u.document = ").push_bind(document).push(" ORDER BY u.ordinal, u.id");
        let rows = self.connection.list(all, 18).await?;
        rows.into_iter().map(|row| undertaking(&mut row.cells())).collect()
    }

    /// The undertakings of a year with a project code.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn undertakings_by_code(
        &mut self,
        year: i64,
        code: &str,
    ) -> Result<Vec<Undertaking>> {
        let mut all = select(&self.area);
        all.push(" AND u.year = ").push_bind(year).push(" AND u.code = ").push_bind(code);
        all.push(" ORDER BY u.id LIMIT 500");
        let rows = self.connection.list(all, 18).await?;
        rows.into_iter().map(|row| undertaking(&mut row.cells())).collect()
    }

    /// One page of the undertakings that fit, each with what stands at the end of the month: in the order of the
    /// tree; those of one light with the one that is furthest behind first.
    ///
    /// # Errors
    /// `Invalid` for a cursor of another list.
    pub async fn undertakings(
        &mut self,
        filter: &UndertakingFilter,
        page: &Page,
    ) -> Result<PageOf<UndertakingRow>> {
        let rows = self.connection.list(list(&self.area, filter, page)?, WIDTH).await?;
        let items: Result<Vec<_>> = rows.into_iter().map(row).collect();
        Ok(page.cut(items?, |row| match filter.light {
            Some(_) => Cursor::new(row.end.behind, row.undertaking.id),
            None => Cursor::new(&row.undertaking.path, row.undertaking.id),
        }))
    }

    /// What stands at the end of each month of an undertaking, January first.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn month_ends(&mut self, undertaking: i64) -> Result<Vec<MonthEnd>> {
        let mut all = sql("SELECT ");
        all.push(MONTH_COLUMNS).push(" FROM undertaking_month m WHERE m.area = ");
        all.push_bind(&self.area).push(" AND m.undertaking = ").push_bind(undertaking);
        all.push(" ORDER BY m.month");
        let rows = self.connection.list(all, 7).await?;
        rows.into_iter().map(|row| month_end(&mut row.cells())).collect()
    }

    /// How the database would answer [`Reader::undertakings`]; for tests of the plan.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn explain_undertakings(
        &self,
        filter: &UndertakingFilter,
        page: &Page,
    ) -> Result<String> {
        self.shared.engine.explain(&list(&self.area, filter, page)?).await
    }
}
