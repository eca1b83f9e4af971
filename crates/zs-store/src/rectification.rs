//! Rectifications (整改): what must be put right, until when, and how it was reported and verified.
use crate::day::is_day;
use crate::document::push_words;
use crate::error::{Result, StoreError};
use crate::node::push_branches;
use crate::page::{Cursor, Page, PageOf};
use crate::sql::{Row, Sql, sql};
use crate::step_event::{NewStep, Subject};
use crate::store::{Reader, Writer};
use crate::word::words;

words! {
    /// What a rectification comes from.
    RectificationSource, "source of a rectification" {
        /// A finding of the check (问题整改).
        Finding = "finding",
        /// A warning of monitoring (预警).
        Warning = "warning",
        /// 绩效监控.
        Monitoring = "monitoring",
        /// 绩效自评.
        SelfEvaluation = "self_evaluation",
        /// 部门评价.
        DepartmentEvaluation = "department_evaluation",
        /// 财政评价.
        FinanceEvaluation = "finance_evaluation",
    }
}

/// A rectification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rectification {
    /// Its number in the area.
    pub id: i64,
    /// Fiscal year.
    pub year: i64,
    /// The document that it is about.
    pub document: i64,
    /// The undertaking, where it is about one.
    pub undertaking: Option<i64>,
    /// The undertaking's name.
    pub name: Option<String>,
    /// Path of the node that must put it right.
    pub path: String,
    /// The sheet of monitoring that it comes from.
    pub sheet: Option<i64>,
    /// What it comes from.
    pub source: RectificationSource,
    /// Which one, where that is more than a sheet.
    pub reference: Option<String>,
    /// The node whose people may verify it.
    pub issuer: i64,
    /// That node's path.
    pub issuer_path: String,
    /// What must be put right.
    pub requirement: String,
    /// Until when.
    pub due_on: String,
    /// Where it stands; the words are the caller's.
    pub state: String,
    /// Grows with every change.
    pub revision: i64,
    /// What was reported last.
    pub result: Option<String>,
    /// Who issued it.
    pub issued_by: i64,
    /// When.
    pub issued_at: i64,
    /// Who changed it last.
    pub updated_by: i64,
    /// When.
    pub updated_at: i64,
}

impl Rectification {
    /// What a change stands on.
    #[must_use]
    pub fn etag(&self) -> String {
        format!("\"{}.{}\"", self.id, self.revision)
    }
}

/// A rectification to issue.
#[derive(Clone, Copy, Debug)]
pub struct NewRectification<'a> {
    /// The document that it is about.
    pub document: i64,
    /// The undertaking, where it is about one.
    pub undertaking: Option<i64>,
    /// The sheet of monitoring that it comes from.
    pub sheet: Option<i64>,
    /// What it comes from.
    pub source: RectificationSource,
    /// Which one.
    pub reference: Option<&'a str>,
    /// The node whose people may verify it.
    pub issuer: i64,
    /// What must be put right.
    pub requirement: &'a str,
    /// Until when.
    pub due_on: &'a str,
    /// Its first state.
    pub state: &'a str,
    /// Who.
    pub actor: i64,
    /// Now.
    pub now: i64,
}

/// Which rectifications to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RectificationFilter {
    /// Only of this fiscal year.
    pub year: Option<i64>,
    /// Only of this undertaking.
    pub undertaking: Option<i64>,
    /// Paths of the branches that must put something right; none means the whole area.
    pub branches: Vec<String>,
    /// Paths of the branches that issued it; none means any.
    pub issuers: Vec<String>,
    /// Only in these states; none means any.
    pub states: Vec<String>,
    /// Only those that were due before this day.
    pub due_before: Option<String>,
}

const COLUMNS: &str = "SELECT r.id, r.year, r.document, r.undertaking, u.name,
    COALESCE(u.path, d.path), r.sheet, r.source, r.reference, r.issuer, i.path, r.requirement,
    r.due_on, r.state, r.revision, r.result, r.issued_by, r.issued_at, r.updated_by, r.updated_at";
const FROM: &str = " FROM rectification r
    JOIN document d ON d.area = r.area AND d.id = r.document
    JOIN node i ON i.area = r.area AND i.id = r.issuer
    LEFT JOIN undertaking u ON u.area = r.area AND u.id = r.undertaking WHERE r.area = ";
const WIDTH: usize = 20;

fn rectification(row: Row) -> Result<Rectification> {
    let mut c = row.cells();
    Ok(Rectification {
        id: c.int()?,
        year: c.int()?,
        document: c.int()?,
        undertaking: c.opt_int()?,
        name: c.opt_text()?,
        path: c.text()?,
        sheet: c.opt_int()?,
        source: RectificationSource::stored(&c.text()?)?,
        reference: c.opt_text()?,
        issuer: c.int()?,
        issuer_path: c.text()?,
        requirement: c.text()?,
        due_on: c.text()?,
        state: c.text()?,
        revision: c.int()?,
        result: c.opt_text()?,
        issued_by: c.int()?,
        issued_at: c.int()?,
        updated_by: c.int()?,
        updated_at: c.int()?,
    })
}

fn push_filter(statement: &mut Sql, filter: &RectificationFilter) {
    if let Some(year) = filter.year {
        statement.push(" AND r.year = ").push_bind(year);
    }
    if let Some(undertaking) = filter.undertaking {
        statement.push(" AND r.undertaking = ").push_bind(undertaking);
    }
    push_branches(statement, "COALESCE(u.path, d.path)", &filter.branches);
    push_branches(statement, "i.path", &filter.issuers);
    push_words(statement, "r.state", &filter.states);
    if let Some(day) = &filter.due_before {
        statement.push(" AND r.due_on < ").push_bind(day);
    }
}

impl Reader {
    /// A rectification by number.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn rectification(&mut self, id: i64) -> Result<Rectification> {
        let mut one = sql(COLUMNS);
        one.push(FROM).push_bind(&self.area).push(" AND r.id = ").push_bind(id);
        let row = self.connection.row(one).await?;
        rectification(row.ok_or_else(|| StoreError::not_found("rectification", id))?)
    }

    /// One page of the rectifications that fit, the newest first.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn rectifications(
        &mut self,
        filter: &RectificationFilter,
        page: &Page,
    ) -> Result<PageOf<Rectification>> {
        let mut all = sql(COLUMNS);
        all.push(FROM).push_bind(&self.area);
        push_filter(&mut all, filter);
        all.push(" AND r.id < ").push_bind(page.before_id()).push(" ORDER BY r.id DESC LIMIT ");
        all.push_bind(page.probe());
        let rows = self.connection.list(all, WIDTH).await?;
        let items: Result<Vec<_>> = rows.into_iter().map(rectification).collect();
        Ok(page.cut(items?, |one| Cursor::new("", one.id)))
    }

    /// How many rectifications fit.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn count_rectifications(&mut self, filter: &RectificationFilter) -> Result<i64> {
        let mut count = sql("SELECT COUNT(*)");
        count.push(FROM).push_bind(&self.area);
        push_filter(&mut count, filter);
        let row = self.connection.row(count).await?;
        row.ok_or_else(|| StoreError::corrupt("a count without a row"))?.cells().int()
    }

    /// The files that were reported with a rectification, by number.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn rectification_files(&mut self, id: i64) -> Result<Vec<i64>> {
        let all = sql("SELECT attachment FROM rectification_file
             WHERE area = $1 AND rectification = $2 ORDER BY attachment");
        let rows = self.connection.rows(all.bind(&self.area).bind(id)).await?;
        rows.into_iter().map(|row| row.cells().int()).collect()
    }
}

impl Writer {
    /// Issues a rectification and gives its number.
    ///
    /// # Errors
    /// `NotFound` for the document, `Reference` for a sheet, undertaking or node that is not there, `Invalid` for a
    /// day that is not written `YYYY-MM-DD`.
    pub async fn create_rectification(&mut self, new: &NewRectification<'_>) -> Result<i64> {
        if !is_day(new.due_on) {
            return Err(StoreError::invalid("日期应写作 YYYY-MM-DD / a day is written YYYY-MM-DD"));
        }
        let year = self.document(new.document).await?.year;
        let id = self.next_id();
        let insert = sql("INSERT INTO rectification (area, id, year, document, undertaking, sheet,
             source, reference, issuer, requirement, due_on, state, revision, issued_by, issued_at,
             updated_by, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, $14, $13, $14)");
        let insert = insert.bind(&self.area).bind(id).bind(year).bind(new.document);
        let insert = insert.bind(new.undertaking).bind(new.sheet).bind(new.source.word());
        let insert = insert.bind(new.reference).bind(new.issuer).bind(new.requirement);
        let insert = insert.bind(new.due_on).bind(new.state).bind(new.actor).bind(new.now);
        self.connection.run(insert).await?;
        Ok(id)
    }

    /// Takes a step if the rectification is in the state that it expects. A result replaces the one before; files
    /// are added to those before.
    ///
    /// # Errors
    /// `NotFound`, `WrongState`, `Reference` for a file that is not there.
    pub async fn step_rectification(
        &mut self,
        id: i64,
        result: Option<&str>,
        files: &[i64],
        step: &NewStep<'_>,
    ) -> Result<()> {
        let current = self.rectification(id).await?.state;
        if current != step.from {
            return Err(StoreError::WrongState { current });
        }
        let update = sql("UPDATE rectification SET state = $3, result = COALESCE($4, result),
             revision = revision + 1, updated_by = $5, updated_at = $6
             WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(id).bind(step.to).bind(result);
        self.connection.run(update.bind(step.actor).bind(step.now)).await?;
        let known = self.rectification_files(id).await?;
        for file in files.iter().filter(|file| !known.contains(file)) {
            let insert = sql("INSERT INTO rectification_file (area, rectification, attachment)
                 VALUES ($1, $2, $3)");
            let insert = insert.bind(&self.area).bind(id).bind(*file);
            self.connection.run(insert).await?;
        }
        self.record_step(Subject::Rectification, id, step).await
    }
}
