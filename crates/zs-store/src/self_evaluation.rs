//! Self-evaluations (绩效自评) of undertakings and of whole departments: what people wrote, all scores, the frozen whole.
use crate::audit::hex;
use crate::document::push_words;
use crate::error::{Result, StoreError};
use crate::node::push_branches;
use crate::page::{Cursor, Page, PageOf};
use crate::sql::{Cells, Row, Sql, Value, inserts, sql};
use crate::step_event::{NewStep, Subject};
use crate::store::{Reader, Writer};

/// A total with its grade; nothing while an item has no score.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Points, a decimal.
    pub total: Option<String>,
    /// 优, 良, 中, 差.
    pub grade: Option<String>,
}

/// What was claimed, and what reviewers made of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvaluationScores {
    /// The unit's own.
    pub own: Score,
    /// After the department's review, where it changed points.
    pub department: Score,
    /// After finance's review, where it changed points.
    pub finance: Score,
}

/// A self-evaluation, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelfEvaluation {
    /// Its number in the area.
    pub id: i64,
    /// The node that it belongs to.
    pub node: i64,
    /// Its path.
    pub path: String,
    /// The undertaking; none for that of a whole department.
    pub undertaking: Option<i64>,
    /// Fiscal year.
    pub year: i64,
    /// 项目编码; of a department its code.
    pub code: Option<String>,
    /// 项目名称; of a department its name.
    pub name: Option<String>,
    /// 单位名称.
    pub unit_name: Option<String>,
    /// Where it stands; the words are the caller's.
    pub state: String,
    /// Grows with every change.
    pub revision: i64,
    /// The scores.
    pub scores: EvaluationScores,
    /// When it was made.
    pub created_at: i64,
    /// Who changed it last.
    pub updated_by: i64,
    /// When.
    pub updated_at: i64,
    /// Who closed it.
    pub closed_by: Option<i64>,
    /// When.
    pub closed_at: Option<i64>,
    /// Hash of the whole as it was closed.
    pub hash: Option<String>,
}

impl SelfEvaluation {
    /// What a change stands on.
    #[must_use]
    pub fn etag(&self) -> String {
        format!("\"{}.{}\"", self.id, self.revision)
    }

    /// The score that counts: the last one that somebody gave.
    #[must_use]
    pub fn score(&self) -> &Score {
        let all = [&self.scores.finance, &self.scores.department, &self.scores.own];
        all.into_iter().find(|score| score.total.is_some()).unwrap_or(&self.scores.own)
    }
}

/// What is kept of a self-evaluation beside its scores; the texts are JSON of the caller's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvaluationKept {
    /// The profile, where it was chosen by hand.
    pub profile: Option<String>,
    /// The scheme, where it was chosen by hand.
    pub scheme: Option<String>,
    /// What people wrote.
    pub content: Option<String>,
    /// What it is computed from, since it was submitted.
    pub basis: Option<String>,
    /// Points that the department gave.
    pub department: Option<String>,
    /// Points that finance gave.
    pub finance: Option<String>,
}

/// A self-evaluation to make.
#[derive(Clone, Copy, Debug)]
pub struct NewSelfEvaluation {
    /// The node that it belongs to.
    pub node: i64,
    /// The undertaking; none for that of a whole department.
    pub undertaking: Option<i64>,
    /// Fiscal year.
    pub year: i64,
}

/// Which self-evaluations to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvaluationFilter {
    /// Those of departments (`true`), or those of undertakings.
    pub departments: bool,
    /// Only of this fiscal year.
    pub year: Option<i64>,
    /// Only of this undertaking.
    pub undertaking: Option<i64>,
    /// Only of this node itself.
    pub node: Option<i64>,
    /// Paths of the branches to look in; none means the whole area.
    pub branches: Vec<String>,
    /// Only in these states; none means any.
    pub states: Vec<String>,
}

/// What a list shows of one; [`JOINED`] must follow.
pub(crate) const COLUMNS: &str = "e.id, e.node, COALESCE(u.path, n.path), e.undertaking, e.year,
    COALESCE(u.code, n.code), COALESCE(u.name, n.name), COALESCE(u.unit_name, n.name), e.state,
    e.revision, e.own_total, e.own_grade, e.department_total, e.department_grade, e.finance_total,
    e.finance_grade, e.created_at, e.updated_by, e.updated_at, e.closed_by, e.closed_at, e.hash";
pub(crate) const JOINED: &str = " JOIN node n ON n.area = e.area AND n.id = e.node
    LEFT JOIN undertaking u ON u.area = e.area AND u.id = e.undertaking";
pub(crate) const WIDTH: usize = 22;
const INSERT: &str = "INSERT INTO self_evaluation (area, id, node, undertaking, year, state,
    revision, created_at, updated_by, updated_at) VALUES";

pub(crate) fn evaluation(c: &mut Cells) -> Result<SelfEvaluation> {
    let score =
        |c: &mut Cells| Ok::<_, StoreError>(Score { total: c.opt_text()?, grade: c.opt_text()? });
    Ok(SelfEvaluation {
        id: c.int()?,
        node: c.int()?,
        path: c.text()?,
        undertaking: c.opt_int()?,
        year: c.int()?,
        code: c.opt_text()?,
        name: c.opt_text()?,
        unit_name: c.opt_text()?,
        state: c.text()?,
        revision: c.int()?,
        scores: EvaluationScores { own: score(c)?, department: score(c)?, finance: score(c)? },
        created_at: c.int()?,
        updated_by: c.int()?,
        updated_at: c.int()?,
        closed_by: c.opt_int()?,
        closed_at: c.opt_int()?,
        hash: c.opt_text()?,
    })
}

fn row(row: Row) -> Result<SelfEvaluation> {
    evaluation(&mut row.cells())
}

fn select(area: &str) -> Sql {
    let mut select = sql("SELECT ");
    select.push(COLUMNS).push(" FROM self_evaluation e").push(JOINED);
    select.push(" WHERE e.area = ").push_bind(area);
    select
}

fn push_filter(statement: &mut Sql, filter: &EvaluationFilter) {
    let kind = if filter.departments {
        " AND e.undertaking IS NULL"
    } else {
        " AND e.undertaking IS NOT NULL"
    };
    statement.push(kind);
    for (column, value) in
        [("year", filter.year), ("undertaking", filter.undertaking), ("node", filter.node)]
    {
        if let Some(value) = value {
            statement.push(" AND e.").push(column).push(" = ").push_bind(value);
        }
    }
    push_branches(statement, "COALESCE(u.path, n.path)", &filter.branches);
    push_words(statement, "e.state", &filter.states);
}

impl Reader {
    /// A self-evaluation by number.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn self_evaluation(&mut self, id: i64) -> Result<SelfEvaluation> {
        let mut one = select(&self.area);
        one.push(" AND e.id = ").push_bind(id);
        let found = self.connection.row(one).await?;
        row(found.ok_or_else(|| StoreError::not_found("self-evaluation", id))?)
    }

    /// What is kept of it, and its frozen whole.
    ///
    /// # Errors
    /// `NotFound`; `Corrupt` where the whole is not the one that was closed.
    pub async fn evaluation_kept(&mut self, id: i64) -> Result<(EvaluationKept, Option<Vec<u8>>)> {
        let one =
            sql("SELECT profile, scheme, content, basis, department_changes, finance_changes,
             body, hash FROM self_evaluation WHERE area = $1 AND id = $2");
        let found = self.connection.row(one.bind(&self.area).bind(id)).await?;
        let mut c = found.ok_or_else(|| StoreError::not_found("self-evaluation", id))?.cells();
        let kept = EvaluationKept {
            profile: c.opt_text()?,
            scheme: c.opt_text()?,
            content: c.opt_text()?,
            basis: c.opt_text()?,
            department: c.opt_text()?,
            finance: c.opt_text()?,
        };
        let (body, hash) = (c.opt_bytes()?, c.opt_text()?);
        let found = body.as_ref().map(|body| hex(&self.shared.hash.digest(body)));
        if found != hash {
            return Err(StoreError::corrupt(format!("self-evaluation {id} has another hash")));
        }
        Ok((kept, body))
    }

    /// One page of the self-evaluations that fit, in the order in which they were made.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn self_evaluations(
        &mut self,
        filter: &EvaluationFilter,
        page: &Page,
    ) -> Result<PageOf<SelfEvaluation>> {
        let mut all = select(&self.area);
        push_filter(&mut all, filter);
        all.push(" AND e.id > ").push_bind(page.after_id()).push(" ORDER BY e.id LIMIT ");
        all.push_bind(page.probe());
        let rows = self.connection.list(all, WIDTH).await?;
        let items: Result<Vec<_>> = rows.into_iter().map(row).collect();
        Ok(page.cut(items?, |one| Cursor::new("", one.id)))
    }

    /// How many self-evaluations fit.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn count_self_evaluations(&mut self, filter: &EvaluationFilter) -> Result<i64> {
        let mut count = sql("SELECT COUNT(*) FROM self_evaluation e");
        count.push(JOINED).push(" WHERE e.area = ").push_bind(&self.area);
        push_filter(&mut count, filter);
        let found = self.connection.row(count).await?;
        found.ok_or_else(|| StoreError::corrupt("a count without a row"))?.cells().int()
    }
}

impl Writer {
    /// Makes self-evaluations, in the state that the caller names.
    ///
    /// # Errors
    /// `Duplicate` where an undertaking, or a department in its year, has one.
    pub async fn create_self_evaluations(
        &mut self,
        state: &str,
        all: &[NewSelfEvaluation],
        (actor, now): (i64, i64),
    ) -> Result<()> {
        let mut rows = Vec::with_capacity(all.len());
        for new in all {
            let mut row: Vec<Value> = vec![self.area.as_str().into(), self.next_id().into()];
            row.extend([new.node.into(), new.undertaking.into(), new.year.into(), state.into()]);
            row.extend([1, now, actor, now].map(Value::from));
            rows.push(row);
        }
        for statement in inserts(INSERT, rows) {
            self.connection.run(statement).await?;
        }
        Ok(())
    }

    /// Keeps everything of it as given and records the step; with `whole` it is closed: frozen as given.
    ///
    /// # Errors
    /// `NotFound`, `WrongState` where it is not in `step.from`.
    pub async fn keep_self_evaluation(
        &mut self,
        id: i64,
        kept: &EvaluationKept,
        scores: &EvaluationScores,
        whole: Option<&[u8]>,
        step: &NewStep<'_>,
    ) -> Result<()> {
        let current = self.self_evaluation(id).await?.state;
        if current != step.from {
            return Err(StoreError::WrongState { current });
        }
        let update = sql("UPDATE self_evaluation SET state = $3, profile = $4, scheme = $5,
             content = $6, basis = $7, department_changes = $8, finance_changes = $9,
             own_total = $10, own_grade = $11, department_total = $12, department_grade = $13,
             finance_total = $14, finance_grade = $15, updated_by = $16, updated_at = $17,
             closed_by = $18, closed_at = $19, hash = $20, body = $21, revision = revision + 1
             WHERE area = $1 AND id = $2");
        let mut update = update.bind(&self.area).bind(id).bind(step.to);
        update = update.bind(&kept.profile).bind(&kept.scheme).bind(&kept.content);
        update = update.bind(&kept.basis).bind(&kept.department).bind(&kept.finance);
        for score in [&scores.own, &scores.department, &scores.finance] {
            update = update.bind(&score.total).bind(&score.grade);
        }
        update = update.bind(step.actor).bind(step.now);
        update = update.bind(whole.map(|_| step.actor)).bind(whole.map(|_| step.now));
        let hash = whole.map(|body| hex(&self.shared.hash.digest(body)));
        self.connection.run(update.bind(hash).bind(whole.map(<[u8]>::to_vec))).await?;
        self.record_step(Subject::SelfEvaluation, id, step).await
    }
}
