//! Use of results (结果应用): what a scored self-evaluation proposes for next year, and what was decided.
use crate::error::{Result, StoreError};
use crate::node::push_branches;
use crate::page::{Cursor, Page, PageOf};
use crate::self_evaluation::{self, SelfEvaluation, evaluation};
use crate::sql::{Row, Sql, sql};
use crate::store::{Reader, Writer};
use crate::word::words;

words! {
    /// What becomes of an undertaking next year.
    ResultAction, "use of results" {
        /// 优先安排.
        First = "first",
        /// 保持.
        Keep = "keep",
        /// 调减.
        Cut = "cut",
        /// 取消.
        Cancel = "cancel",
    }
}

/// A proposal with what was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its number in the area.
    pub id: i64,
    /// Grows with every decision.
    pub revision: i64,
    /// The self-evaluation that it comes from; until that is closed, a re-scoring brings the proposal up to date.
    pub evaluation: SelfEvaluation,
    /// What is proposed; nothing where neither grade nor money says anything.
    pub action: Option<ResultAction>,
    /// Whether something must be put right first (整改).
    pub rectify: bool,
    /// Why: JSON of the caller's.
    pub reasons: String,
    /// When it was proposed.
    pub proposed_at: i64,
    /// What finance decided.
    pub decision: Option<ResultAction>,
    /// Why.
    pub decision_reason: Option<String>,
    /// Who.
    pub decided_by: Option<i64>,
    /// When.
    pub decided_at: Option<i64>,
}

impl Proposal {
    /// What a decision stands on.
    #[must_use]
    pub fn etag(&self) -> String {
        format!("\"{}.{}\"", self.id, self.revision)
    }
}

/// A proposal to make, or to bring up to date.
#[derive(Clone, Copy, Debug)]
pub struct NewProposal<'a> {
    /// The self-evaluation.
    pub evaluation: i64,
    /// What is proposed.
    pub action: Option<ResultAction>,
    /// Whether something must be put right first.
    pub rectify: bool,
    /// Why: JSON of the caller's.
    pub reasons: &'a str,
    /// Now.
    pub now: i64,
}

/// Which proposals to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProposalFilter {
    /// Only of this fiscal year.
    pub year: Option<i64>,
    /// Only of this undertaking.
    pub undertaking: Option<i64>,
    /// Paths of the branches to look in; none means the whole area.
    pub branches: Vec<String>,
    /// Only those that propose this.
    pub action: Option<ResultAction>,
    /// Only those that are decided, or that are not.
    pub decided: Option<bool>,
}

fn select(area: &str) -> Sql {
    let mut select = sql("SELECT ");
    select.push(self_evaluation::COLUMNS).push(
        ", p.id, p.revision, p.action, p.rectify, p.reasons, p.proposed_at, p.decision,
        p.decision_reason, p.decided_by, p.decided_at FROM result_proposal p
        JOIN self_evaluation e ON e.area = p.area AND e.id = p.evaluation",
    );
    select.push(self_evaluation::JOINED).push(" WHERE p.area = ").push_bind(area);
    select
}

fn proposal(row: Row) -> Result<Proposal> {
    let mut c = row.cells();
    let action = |word: Option<String>| word.as_deref().map(ResultAction::stored).transpose();
    Ok(Proposal {
        evaluation: evaluation(&mut c)?,
        id: c.int()?,
        revision: c.int()?,
        action: action(c.opt_text()?)?,
        rectify: c.int()? != 0,
        reasons: c.text()?,
        proposed_at: c.int()?,
        decision: action(c.opt_text()?)?,
        decision_reason: c.opt_text()?,
        decided_by: c.opt_int()?,
        decided_at: c.opt_int()?,
    })
}

impl Reader {
    /// A proposal by number.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn proposal(&mut self, id: i64) -> Result<Proposal> {
        let mut one = select(&self.area);
        one.push(" AND p.id = ").push_bind(id);
        let row = self.connection.row(one).await?;
        proposal(row.ok_or_else(|| StoreError::not_found("proposal", id))?)
    }

    /// One page of the proposals that fit, in the order in which they were made.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn proposals(
        &mut self,
        filter: &ProposalFilter,
        page: &Page,
    ) -> Result<PageOf<Proposal>> {
        let mut all = select(&self.area);
        if let Some(year) = filter.year {
            all.push(" AND e.year = ").push_bind(year);
        }
        if let Some(undertaking) = filter.undertaking {
            all.push(" AND e.undertaking = ").push_bind(undertaking);
        }
        push_branches(&mut all, "COALESCE(u.path, n.path)", &filter.branches);
        if let Some(action) = filter.action {
            all.push(" AND p.action = ").push_bind(action.word());
        }
        match filter.decided {
            Some(true) => all.push(" AND p.decision IS NOT NULL"),
            Some(false) => all.push(" AND p.decision IS NULL"),
            None => &mut all,
        };
        all.push(" AND p.id > ").push_bind(page.after_id()).push(" ORDER BY p.id LIMIT ");
        all.push_bind(page.probe());
        let rows = self.connection.list(all, self_evaluation::WIDTH + 10).await?;
        let items: Result<Vec<_>> = rows.into_iter().map(proposal).collect();
        Ok(page.cut(items?, |one| Cursor::new("", one.id)))
    }
}

impl Writer {
    /// Makes a proposal, or brings the one of the same self-evaluation up to date, and gives its number. What was
    /// decided stays.
    ///
    /// # Errors
    /// `Reference` where there is no such self-evaluation.
    pub async fn keep_proposal(&mut self, new: &NewProposal<'_>) -> Result<i64> {
        let (action, rectify) = (new.action.map(ResultAction::word), i64::from(new.rectify));
        let known = sql("SELECT id FROM result_proposal WHERE area = $1 AND evaluation = $2");
        let known = known.bind(&self.area).bind(new.evaluation);
        let known = self.connection.row(known).await?;
        let statement = |text: &'static str, area: &str, id: i64| {
            let statement = sql(text).bind(area).bind(id).bind(new.evaluation).bind(action);
            statement.bind(rectify).bind(new.reasons).bind(new.now)
        };
        let (id, kept) = match known {
            Some(row) => {
                let id = row.cells().int()?;
                let update = "UPDATE result_proposal SET action = $4, rectify = $5, reasons = $6,
                    proposed_at = $7, revision = revision + 1
                    WHERE area = $1 AND id = $2 AND evaluation = $3";
                (id, statement(update, &self.area, id))
            }
            None => {
                let id = self.next_id();
                let insert = "INSERT INTO result_proposal (area, id, evaluation, revision, action,
                    rectify, reasons, proposed_at) VALUES ($1, $2, $3, 1, $4, $5, $6, $7)";
                (id, statement(insert, &self.area, id))
            }
        };
        self.connection.run(kept).await?;
        Ok(id)
    }

    /// Takes the proposal of a self-evaluation away, where it has one: it goes back to be written again.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn remove_proposal(&mut self, evaluation: i64) -> Result<()> {
        let gone = sql("DELETE FROM result_proposal WHERE area = $1 AND evaluation = $2");
        let gone = gone.bind(&self.area).bind(evaluation);
        self.connection.run(gone).await.map(|_| ())
    }

    /// Keeps what was decided; a later decision takes the place of an earlier one.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn decide_proposal(
        &mut self,
        id: i64,
        decision: ResultAction,
        reason: Option<&str>,
        (actor, now): (i64, i64),
    ) -> Result<()> {
        self.proposal(id).await?;
        let update = sql(
            "UPDATE result_proposal SET decision = $3, decision_reason = $4,
             decided_by = $5, decided_at = $6, revision = revision + 1 WHERE area = $1 AND id = $2",
        );
        let update = update.bind(&self.area).bind(id).bind(decision.word()).bind(reason);
        self.connection.run(update.bind(actor).bind(now)).await.map(|_| ())
    }
}
