//! What everything shares that passes unit, department and finance: where a step leads, and who may not take it.
use crate::caller::Caller;
use crate::input::{acceptable_reason, if_match};
use crate::machine::{Past, To, wrong_state};
use crate::problem::{Answer, Problem, ProblemKind};
use crate::workflow::{Act, State};
use axum::http::HeaderMap;
use zs_store::{NodeKind, Reader, Role, StepEvent};

/// The action of writing on what is reviewed: it is kept beside the steps, and is none.
pub(crate) const WRITE: &str = "write";

/// What somebody asks of a thing under review.
#[derive(Clone, Debug)]
pub(crate) struct Asked<A> {
    pub act: A,
    pub reason: Option<String>,
    pub to: Option<State>,
    /// The ETag that they looked at.
    pub etag: String,
}

impl<A> Asked<A> {
    pub fn of(
        act: A,
        reason: Option<String>,
        to: Option<&str>,
        headers: &HeaderMap,
    ) -> Answer<Self> {
        let to = to.map(named).transpose()?;
        if let Some(reason) = &reason {
            acceptable_reason(reason)?;
        }
        Ok(Self { act, reason, to, etag: if_match(headers)? })
    }
}

/// The state of that name.
pub(crate) fn named(word: &str) -> Answer<State> {
    let (zh, en) = ("没有这个状态。", "there is no such state");
    State::of(word).ok_or_else(|| Problem::new(ProblemKind::Invalid).because(zh, en))
}

/// Who wrote on it.
pub(crate) fn authors(events: &[StepEvent]) -> Vec<i64> {
    events.iter().filter(|event| event.action == WRITE).map(|event| event.actor).collect()
}

/// A thing under review.
#[derive(Clone, Debug)]
pub(crate) struct Case<'a> {
    pub state: &'a str,
    /// The node that owns it, and its path.
    pub node: i64,
    pub path: &'a str,
    /// Everything that happened, in order.
    pub past: Vec<Past<'a>>,
}

impl<'a> Case<'a> {
    /// With its history; what was written on it is no step of the review.
    pub fn of(state: &'a str, node: i64, path: &'a str, events: &'a [StepEvent]) -> Self {
        let steps = events.iter().filter(|event| event.action != WRITE);
        let past =
            steps.map(|event| Past { action: &event.action, from: &event.from, to: &event.to });
        Self { state, node, path, past: past.collect() }
    }

    /// Where a step leads; `asked` is what the caller named.
    pub async fn target(
        &self,
        to: To<State>,
        asked: Option<State>,
        reader: &mut Reader,
        authors: &[i64],
    ) -> Answer<State> {
        let target = match to {
            To::State(state) => state,
            To::FirstReview => self.first_review(reader, authors).await?,
            To::Before => {
                let before = self.past.last().and_then(|event| State::of(event.from));
                before.ok_or_else(|| wrong_state(self.state, "", ""))?
            }
            To::Earlier => {
                let to = asked.unwrap_or(State::Returned);
                if !self.earlier().contains(&to) {
                    let zh = "只能退回到填报，或此次报送后经过的审核环节。";
                    let en = "return it to the clerk, or to a review that it has passed since submission";
                    return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
                }
                return Ok(to);
            }
        };
        if asked.is_some_and(|to| to != target) {
            let zh = format!("此步骤的下一状态为 {}。", target.word());
            let en = format!("this step leads to {}", target.word());
            return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
        }
        Ok(target)
    }

    /// The reviews that it has passed since it was submitted, the present one left out.
    pub fn earlier(&self) -> Vec<State> {
        let submitted = self.past.iter().rposition(|event| event.action == Act::Submit.word());
        let since = submitted.map_or(&[][..], |at| self.past.get(at..).unwrap_or_default());
        let position = |word: &str| State::ALL.iter().position(|state| state.word() == word);
        let now = position(self.state);
        let mut states: Vec<State> = vec![State::Returned];
        for state in since.iter().filter_map(|event| State::of(event.to)) {
            let before = position(state.word()) < now && state != State::Returned;
            if before && !states.contains(&state) {
                states.push(state);
            }
        }
        states
    }

    /// A unit's meets its unit's reviewers if there is one who did not write it; one of a department begins
    /// with the department, one of the area itself with finance. So nothing waits for nobody.
    async fn first_review(&self, reader: &mut Reader, authors: &[i64]) -> Answer<State> {
        let kind = reader.node(self.node).await?.kind;
        Ok(match kind {
            NodeKind::Area => State::FinanceReview,
            NodeKind::Department => State::DepartmentReview,
            NodeKind::Unit => {
                let reviewers = reader.grants_reaching(self.path, Role::UnitReviewer).await?;
                match reviewers.iter().any(|grant| !authors.contains(&grant.account)) {
                    true => State::UnitReview,
                    false => State::DepartmentReview,
                }
            }
        })
    }

    /// What was submitted may be taken back until somebody has acted.
    pub fn untouched(&self) -> Answer<()> {
        if self.past.last().is_some_and(|event| event.action == Act::Submit.word()) {
            return Ok(());
        }
        Err(acted(self.state))
    }
}

pub(crate) fn acted(state: &str) -> Problem {
    let (zh, en) =
        ("审核已经办理，不能撤回。", "somebody has acted already; it cannot be withdrawn");
    wrong_state(state, zh, en)
}

/// Nobody reviews own work.
pub(crate) fn not_own_work(caller: &Caller, authors: &[i64]) -> Answer<()> {
    if authors.contains(&caller.account) {
        return Err(Problem::new(ProblemKind::OwnWork));
    }
    Ok(())
}
