//! The way of a rectification (整改): issued, accepted, put right, reported, verified or opened again.
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::input::acceptable_reason;
use crate::machine::{self, Flow, Standing, Step, To, Word, allowed, fresh, may_at_all, step};
use crate::problem::{Answer, Problem, ProblemKind};
use crate::reviews::not_own_work;
use crate::rights::{Action, allowed as gives};

use serde_json::json;
use zs_store::{NewStep, Rectification, StepEvent, Subject};

/// Where a rectification stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// 已下达.
    Issued,
    /// 已签收.
    Accepted,
    /// 整改中.
    Rectifying,
    /// 已报送结果.
    Reported,
    /// 已销号: verified, closed.
    Verified,
    /// 重新整改.
    Reopened,
}

impl Stage {
    /// Every state, in the order of the way.
    pub const ALL: &'static [Self] = &[
        Self::Issued,
        Self::Accepted,
        Self::Rectifying,
        Self::Reported,
        Self::Verified,
        Self::Reopened,
    ];
}

impl Word for Stage {
    fn word(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Accepted => "accepted",
            Self::Rectifying => "rectifying",
            Self::Reported => "reported",
            Self::Verified => "verified",
            Self::Reopened => "reopened",
        }
    }
}

/// Something that can be done with a rectification.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RectificationAct {
    /// 签收.
    Accept,
    /// 开始整改.
    Start,
    /// 报送整改结果.
    Report,
    /// 核实销号.
    Verify,
    /// 退回重新整改.
    Reopen,
}

impl Word for RectificationAct {
    fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Start => "start",
            Self::Report => "report",
            Self::Verify => "verify",
            Self::Reopen => "reopen",
        }
    }
}

/// What must hold besides state and right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RectificationGuard {
    /// The caller's right reaches the node that issued it.
    Issuer,
    /// The caller did not report it.
    NotOwnWork,
    /// A reason is given.
    Reason,
    /// A result is given.
    Result,
}

impl machine::Guard for RectificationGuard {
    fn told(self) -> &'static str {
        match self {
            Self::Issuer => "the caller's right reaches the node that issued it",
            Self::NotOwnWork => "the caller did not report it",
            Self::Reason => "a reason",
            Self::Result => "a result",
        }
    }
}

/// The workflow of a rectification. A closed year stops nothing here: what an evaluation finds is put right after it.
pub struct Rectifications;

impl Flow for Rectifications {
    type State = Stage;
    type Act = RectificationAct;
    type Guard = RectificationGuard;
    const STEPS: &'static [Step<Self>] = {
        use Action as A;
        use RectificationAct as R;
        use RectificationGuard as G;
        use Stage as S;
        const UNIT: Action = A::WriteMonitoring;
        const RIGHT: To<Stage> = To::State(S::Rectifying);
        const AGAIN: To<Stage> = To::State(S::Reopened);
        const OPEN_AGAIN: &[RectificationGuard] = &[G::Issuer, G::Reason];
        const CLOSE: &[RectificationGuard] = &[G::Issuer, G::NotOwnWork];
        &[
            step(R::Accept, S::Issued, To::State(S::Accepted), UNIT, &[]),
            step(R::Start, S::Accepted, RIGHT, UNIT, &[]),
            step(R::Start, S::Reopened, RIGHT, UNIT, &[]),
            step(R::Report, S::Rectifying, To::State(S::Reported), UNIT, &[G::Result]),
            step(R::Verify, S::Reported, To::State(S::Verified), A::Rectify, CLOSE),
            step(R::Reopen, S::Reported, AGAIN, A::Rectify, OPEN_AGAIN),
            step(R::Reopen, S::Verified, AGAIN, A::Rectify, OPEN_AGAIN),
        ]
    };
}

/// What somebody asks for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub act: RectificationAct,
    pub reason: Option<String>,
    pub result: Option<String>,
    pub attachments: Vec<i64>,
    /// The ETag that they looked at.
    pub etag: String,
}

/// A rectification in its workflow.
pub(crate) fn standing(one: &Rectification) -> Standing<'_> {
    Standing { state: &one.state, path: &one.path, etag: one.etag(), delegated: false }
}

/// Takes a step within a deed. A refusal has written nothing.
pub(crate) async fn take(
    deed: &mut Deed<'_>,
    caller: &Caller,
    id: i64,
    asked: &Asked,
) -> Answer<Rectification> {
    let one = deed.rectification(id).await?;
    may_at_all::<Rectifications>(caller, &one.path, asked.act)?;
    fresh(&standing(&one), Some(&asked.etag))?;
    let step = allowed::<Rectifications>(caller, &standing(&one), asked.act)?;

    let events = deed.step_events(Subject::Rectification, id).await?;
    for guard in step.guards {
        hold(*guard, caller, &one, &events, asked)?;
    }
    for file in &asked.attachments {
        if deed.attachment(*file).await?.document != Some(one.document) {
            let (zh, en) = ("附件不属于这份文本。", "the file belongs to another document");
            return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
        }
    }
    let To::State(to) = step.to else { return Err(Problem::new(ProblemKind::Internal)) };
    let taken = NewStep {
        from: &one.state,
        to: to.word(),
        action: asked.act.word(),
        reason: asked.reason.as_deref().or(asked.result.as_deref()),
        actor: caller.account,
        now: deed.now,
    };
    deed.step_rectification(id, asked.result.as_deref(), &asked.attachments, &taken).await?;
    let action = format!("rectification.{}", taken.action);
    let (before, after) = (Some(taken.from), Some(taken.to));
    let detail =
        json!({ "reason": asked.reason, "result": asked.result, "attachments": asked.attachments });
    let object = "rectification";
    let id_text = id.to_string();
    deed.audit(Told { action: &action, object, id: id_text, before, after, detail }).await?;
    Ok(deed.rectification(id).await?)
}

fn hold(
    guard: RectificationGuard,
    caller: &Caller,
    one: &Rectification,
    events: &[StepEvent],
    asked: &Asked,
) -> Answer<()> {
    match guard {
        RectificationGuard::Issuer if !caller.may(Action::Rectify, &one.issuer_path) => {
            let zh = "请由下达整改的一级核实。";
            let en = "it is for those who issued it";
            Err(Problem::new(ProblemKind::Forbidden).because(zh, en))
        }
        RectificationGuard::Issuer => Ok(()),
        RectificationGuard::NotOwnWork => {
            let report = RectificationAct::Report.word();
            let reports = events.iter().filter(|event| event.action == report);
            let reporters: Vec<i64> = reports.map(|event| event.actor).collect();
            not_own_work(caller, &reporters)
        }
        RectificationGuard::Reason => {
            acceptable_reason(asked.reason.as_deref().unwrap_or_default())
        }
        RectificationGuard::Result => {
            let result = asked.result.as_deref().unwrap_or_default();
            acceptable_reason(result).map_err(|problem| {
                problem.because(
                    "请填写整改结果（1 至 2000 字）。",
                    "tell the result in 1 to 2000 characters",
                )
            })
        }
    }
}

/// The node in whose name somebody issues: the highest one of theirs that reaches the place.
pub(crate) fn issuer(caller: &Caller, path: &str) -> Option<i64> {
    let mut grants: Vec<_> = caller
        .grants
        .iter()
        .filter(|grant| gives(grant.role, Action::Rectify) && path.starts_with(&grant.path))
        .collect();
    grants.sort_by_key(|grant| grant.path.len());
    grants.first().map(|grant| grant.node)
}
