//! Writing on a self-evaluation, giving points again, and taking its steps: what is guarded, kept and frozen.
use crate::api::self_evaluations::EvaluationListed;
use crate::app::App;
use crate::blocking::blocking;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::evaluation::basis::Basis;
use crate::evaluation::flow::{EvaluationAct, EvaluationGuard, Evaluations};
use crate::evaluation::scored::{Given, Scored};
use crate::evaluation::whole::{Around, EvaluationWhole};
use crate::evaluation::written::{Changes, EvaluationContent, Kept, read};
use crate::evaluation::{proposing, scored};
use crate::input::acceptable_reason;
use crate::machine::{Standing, To, Word, allowed, fresh, may_at_all, moved, wrong_state};
use crate::monitoring::steps::{department_code, signature, signatures};
use crate::monitoring::whole::Signature;
use crate::output;
use crate::people::names;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::reviews::{Asked, Case, WRITE, authors, not_own_work};
use crate::rights::Action;
use crate::rule_settings;
use crate::workflow::State;
use crate::years;
use axum::http::StatusCode;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;
use zs_engine::scoring::{Line, Sheet};
use zs_store::{
    EvaluationKept, EvaluationScores, NewStep, Reader, SelfEvaluation, StepEvent, Subject, Writer,
};

/// A project's self-evaluation with all that belongs to it, as it stands.
pub(crate) struct Opened {
    area: String,
    pub evaluation: SelfEvaluation,
    pub kept: EvaluationKept,
    pub frozen: Option<Vec<u8>>,
    pub events: Vec<StepEvent>,
    pub names: BTreeMap<i64, String>,
    pub basis: Arc<Basis>,
    pub content: Arc<Kept>,
    pub given: Arc<Given>,
    signatures: Vec<Signature>,
    department_code: Option<String>,
}

impl Opened {
    /// That of an undertaking; another is none of these.
    pub async fn read(reader: &mut Reader, id: i64) -> Answer<Self> {
        let evaluation = reader.self_evaluation(id).await?;
        let undertaking =
            evaluation.undertaking.ok_or_else(|| Problem::new(ProblemKind::NotFound))?;
        let (kept, frozen) = reader.evaluation_kept(id).await?;
        let events = reader.step_events(Subject::SelfEvaluation, id).await?;
        let names = names(reader, events.iter().map(|event| event.actor).collect()).await?;
        let basis = match &kept.basis {
            Some(basis) => Basis::read(basis)?,
            None => Basis::gather(reader, undertaking).await?,
        };
        Ok(Self {
            area: reader.area().to_owned(),
            department_code: department_code(reader, evaluation.node).await?,
            content: Arc::new(Kept::read(kept.content.as_deref())?),
            given: Arc::new(Given {
                place: rule_settings::stored(reader).await?.profile,
                ..given(&kept)?
            }),
            signatures: signatures(&events, &names),
            basis: Arc::new(basis),
            evaluation,
            kept,
            frozen,
            events,
            names,
        })
    }

    pub fn standing(&self) -> Standing<'_> {
        standing(&self.evaluation)
    }

    pub fn case(&self) -> Case<'_> {
        case(&self.evaluation, &self.events)
    }

    /// Its scores, with these changes of reviewers. Slow work is done elsewhere.
    pub async fn scored(&self, given: Arc<Given>, written: Arc<Kept>) -> Answer<Arc<Scored>> {
        let (area, basis) = (self.area.clone(), Arc::clone(&self.basis));
        blocking(move || Scored::of(&area, &basis, &written, &given).map(Arc::new)).await
    }

    /// Its scores as they stand.
    pub async fn now(&self) -> Answer<Arc<Scored>> {
        self.scored(Arc::clone(&self.given), Arc::clone(&self.content)).await
    }

    /// What is kept once this is written, and its scores then; what reviewers gave is gone.
    ///
    /// # Errors
    /// `Invalid` where it speaks of indicators that are not there.
    pub async fn written(
        &self,
        content: EvaluationContent,
    ) -> Answer<(EvaluationKept, Arc<Scored>)> {
        let before = self.now().await?;
        let written = Arc::new(content.kept(&before.project)?);
        let kept = EvaluationKept {
            profile: content.profile.clone(),
            scheme: content.scheme.clone(),
            content: Some(json_text(&*written)?),
            ..EvaluationKept::default()
        };
        let place = self.given.place.clone();
        let (profile, scheme) = (content.profile, content.scheme);
        let given = Given { place, profile, scheme, ..Given::default() };
        Ok((kept, self.scored(Arc::new(given), written).await?))
    }

    /// What is kept once the reviewer before whom it lies gives these points instead, and its scores then.
    pub async fn rescored(&self, changes: Changes) -> Answer<(EvaluationKept, Arc<Scored>)> {
        let text = (!changes.is_empty()).then(|| json_text(&changes)).transpose()?;
        let changes = (!changes.is_empty()).then_some(changes);
        let (mut given, mut kept) = ((*self.given).clone(), self.kept.clone());
        if self.evaluation.state == State::DepartmentReview.word() {
            (given.department, kept.department) = (changes, text);
        } else {
            (given.finance, kept.finance) = (changes, text);
        }
        Ok((kept, self.scored(Arc::new(given), Arc::clone(&self.content)).await?))
    }

    /// The bytes of the whole, as it was closed or as it stands now, and whether it was closed.
    pub async fn bytes(&self) -> Answer<(Vec<u8>, bool)> {
        match &self.frozen {
            Some(bytes) => Ok((bytes.clone(), true)),
            None => Ok((output::bytes(&self.whole(&*self.now().await?, None))?, false)),
        }
    }

    /// The whole as it stands.
    pub fn whole(&self, scored: &Scored, last: Option<Signature>) -> EvaluationWhole {
        let mut signatures = self.signatures.clone();
        signatures.extend(last);
        let around = Around {
            basis: &self.basis,
            kept: &self.content,
            department: self.given.department.as_ref(),
            finance: self.given.finance.as_ref(),
            department_code: self.department_code.clone(),
            signatures,
        };
        EvaluationWhole::of(scored, around)
    }
}

pub(crate) fn standing(one: &SelfEvaluation) -> Standing<'_> {
    Standing { state: &one.state, path: &one.path, etag: one.etag(), delegated: false }
}

pub(crate) fn case<'a>(one: &'a SelfEvaluation, events: &'a [StepEvent]) -> Case<'a> {
    Case::of(&one.state, one.node, &one.path, events)
}

/// What was chosen and given, as it is kept.
pub(crate) fn given(kept: &EvaluationKept) -> Answer<Given> {
    Ok(Given {
        place: None,
        profile: kept.profile.clone(),
        scheme: kept.scheme.clone(),
        department: kept.department.as_deref().map(read).transpose()?,
        finance: kept.finance.as_deref().map(read).transpose()?,
    })
}

/// Refuses to write on what was submitted.
pub(crate) fn writable(one: &SelfEvaluation) -> Answer<()> {
    if [State::Draft.word(), State::Returned.word()].contains(&one.state.as_str()) {
        return Ok(());
    }
    let (zh, en) = ("自评表已报送，不能修改。", "it was submitted; it cannot be changed");
    Err(wrong_state(&one.state, zh, en))
}

/// Keeps what somebody wrote.
pub(crate) async fn write(
    app: &App,
    caller: &Caller,
    id: i64,
    etag: &str,
    content: EvaluationContent,
) -> Answer {
    let opened = Opened::read(&mut app.store.read(&caller.area).await?, id).await?;
    caller.require(Action::WriteEvaluations, &opened.evaluation.path)?;
    Deed::replayed(app, caller).await?;
    fresh(&opened.standing(), Some(etag))?;
    writable(&opened.evaluation)?;
    let version = opened.basis.version;
    if content.version != version {
        let (zh, en) =
            ("绩效目标已调整，请按新的指标填写。", "the goals were adjusted; look at them again");
        return Err(Problem::new(ProblemKind::Stale).because(zh, en).with("current", version));
    }
    let (kept, scored) = opened.written(content).await?;
    let deed = begin(app, caller, &opened).await?;
    let told = (WRITE, json!({ "version": version }));
    keep(deed, caller, &opened.evaluation, told, &kept, &scored.scores()).await
}

/// Keeps the points that a reviewer gives instead.
pub(crate) async fn give(
    app: &App,
    caller: &Caller,
    id: i64,
    etag: &str,
    changes: Changes,
) -> Answer {
    let opened = Opened::read(&mut app.store.read(&caller.area).await?, id).await?;
    let act = EvaluationAct::Rescore;
    may_at_all::<Evaluations>(caller, &opened.evaluation.path, act)?;
    Deed::replayed(app, caller).await?;
    fresh(&opened.standing(), Some(etag))?;
    allowed::<Evaluations>(caller, &opened.standing(), act)?;
    not_own_work(caller, &authors(&opened.events))?;
    let detail = serde_json::to_value(&changes).unwrap_or_default();
    let (kept, scored) = opened.rescored(changes).await?;
    let mut deed = begin(app, caller, &opened).await?;
    let (undertaking, now) = (opened.basis.undertaking, deed.now);
    proposing::keep(&mut deed, id, undertaking, opened.basis.funds(), &scored, now).await?;
    let told = (act.word(), detail);
    keep(deed, caller, &opened.evaluation, told, &kept, &scored.scores()).await
}

/// Begins to write, if its year is open and nothing moved since it was read.
async fn begin<'a>(app: &'a App, caller: &'a Caller, opened: &Opened) -> Answer<Deed<'a>> {
    let mut deed = Deed::begin(app, caller).await?;
    years::require_open(&mut deed, opened.evaluation.year).await?;
    unchanged(&mut deed, opened).await?;
    Ok(deed)
}

/// Keeps a change that leaves it where it stands.
pub(super) async fn stay(
    writer: &mut Writer,
    one: &SelfEvaluation,
    action: &str,
    (actor, now): (i64, i64),
    kept: &EvaluationKept,
    scores: &EvaluationScores,
) -> Answer<()> {
    let state = one.state.as_str();
    let step = NewStep { from: state, to: state, action, reason: None, actor, now };
    Ok(writer.keep_self_evaluation(one.id, kept, scores, None, &step).await?)
}

/// Keeps such a change and answers.
pub(crate) async fn keep(
    mut deed: Deed<'_>,
    caller: &Caller,
    one: &SelfEvaluation,
    (action, detail): (&str, serde_json::Value),
    kept: &EvaluationKept,
    scores: &EvaluationScores,
) -> Answer {
    let by = (caller.account, deed.now);
    stay(&mut deed, one, action, by, kept, scores).await?;
    tell(&mut deed, one.id, action, None, detail).await?;
    finish(deed, one.id).await
}

/// Takes a step. A refusal has written nothing.
pub(crate) async fn take(
    app: &App,
    caller: &Caller,
    id: i64,
    asked: &Asked<EvaluationAct>,
) -> Answer {
    let opened = Opened::read(&mut app.store.read(&caller.area).await?, id).await?;
    may_at_all::<Evaluations>(caller, &opened.evaluation.path, asked.act)?;
    Deed::replayed(app, caller).await?;
    fresh(&opened.standing(), Some(&asked.etag))?;
    let step = allowed::<Evaluations>(caller, &opened.standing(), asked.act)?;
    let scored = opened.now().await?;
    let authors = authors(&opened.events);
    let case = opened.case();
    for guard in step.guards {
        hold(*guard, caller, asked.reason.as_deref(), &scored.own, &case, &authors)?;
    }
    let closes = step.to == To::State(State::Reviewed);
    let from = opened.evaluation.state.as_str();
    let last = signature(asked.act.word(), from, caller.name.clone(), app.now());
    // The whole is printed before the writer is held; `unchanged` makes sure that nothing moved in between.
    let whole = closes.then(|| output::bytes(&opened.whole(&scored, Some(last)))).transpose()?;
    let mut deed = begin(app, caller, &opened).await?;
    let to = case.target(step.to, asked.to, &mut deed, &authors).await?;
    let (kept, scores) = after(&opened, &scored, to)?;
    let taken = NewStep {
        from,
        to: to.word(),
        action: asked.act.word(),
        reason: asked.reason.as_deref(),
        actor: caller.account,
        now: deed.now,
    };
    deed.keep_self_evaluation(id, &kept, &scores, whole.as_deref(), &taken).await?;
    let (undertaking, now) = (opened.basis.undertaking, deed.now);
    match asked.act {
        _ if closes => {
            proposing::keep(&mut deed, id, undertaking, opened.basis.funds(), &scored, now).await?;
        }
        EvaluationAct::Withdraw | EvaluationAct::Return => deed.remove_proposal(id).await?,
        _ => {}
    }
    let detail = json!({ "undertaking": undertaking, "reason": taken.reason });
    tell(&mut deed, id, taken.action, Some((from, taken.to)), detail).await?;
    finish(deed, id).await
}

pub(crate) fn hold(
    guard: EvaluationGuard,
    caller: &Caller,
    reason: Option<&str>,
    sheet: &Sheet,
    case: &Case<'_>,
    authors: &[i64],
) -> Answer<()> {
    match guard {
        EvaluationGuard::Complete => complete(sheet),
        EvaluationGuard::NotOwnWork => not_own_work(caller, authors),
        EvaluationGuard::Reason => acceptable_reason(reason.unwrap_or_default()),
        EvaluationGuard::Untouched => case.untouched(),
    }
}

/// What is kept when it stands there, with its scores: the basis while it is under review or closed, and what the reviews gave that
/// it has not gone back before.
pub(crate) fn after(
    opened: &Opened,
    scored: &Scored,
    to: State,
) -> Answer<(EvaluationKept, EvaluationScores)> {
    let (mut kept, mut scores) = (opened.kept.clone(), scored.scores());
    let fixed = (scored.profile.id.clone(), scored.scheme.id.clone());
    match to {
        State::Draft | State::Returned => kept.basis = None,
        _ => kept.basis = Some(Basis { scheme: Some(fixed), ..(*opened.basis).clone() }.text()?),
    }
    if !matches!(to, State::DepartmentReview | State::FinanceReview | State::Reviewed) {
        kept.department = None;
    }
    if !matches!(to, State::FinanceReview | State::Reviewed) {
        kept.finance = None;
    }
    if kept.department.is_none() {
        scores.department = scored::score(None);
    }
    if kept.finance.is_none() {
        scores.finance = scored::score(None);
    }
    Ok((kept, scores))
}

/// Demands that every item has its score, every deviation its reason, and that the weights sum up.
fn complete(sheet: &Sheet) -> Answer<()> {
    const OWED: [&str; 4] = ["reason-due", "over-reason", "over-zero-reason", "weight-mended"];
    let owes = |lines: &[Line], keys: &[&str]| lines.iter().any(|line| keys.contains(&line.key()));
    let open = sheet
        .rows
        .iter()
        .zip(1..)
        .filter(|(row, _)| row.score.is_none() || owes(&row.notices, &OWED));
    let rows: Vec<usize> = open.map(|(_, at)| at).collect();
    let low = owes(&sheet.execution.notices, &["execution-reason"]);
    let weights = owes(&sheet.notices, &["weights-sum"]);
    let mut fields = Vec::new();
    fields.extend(low.then_some("execution_reason"));
    fields.extend(weights.then_some("weights"));
    if rows.is_empty() && fields.is_empty() {
        return Ok(());
    }
    let zh = "自评表未填完：请补填实际完成值、偏差原因，分值合计须符合规定。";
    let en =
        "it is not complete: give actual values, reasons of deviations, and weights that sum up";
    let problem = Problem::new(ProblemKind::Invalid).because(zh, en);
    Err(problem.with("rows", rows).with("fields", fields))
}

pub(crate) fn json_text(value: &impl serde::Serialize) -> Answer<String> {
    serde_json::to_string(value).map_err(|_| Problem::new(ProblemKind::Internal))
}

/// Leaves the audit entry.
pub(crate) async fn tell(
    deed: &mut Deed<'_>,
    id: i64,
    act: &str,
    step: Option<(&str, &str)>,
    detail: serde_json::Value,
) -> Answer<()> {
    let action = format!("evaluation.{act}");
    let (before, after) = (step.map(|step| step.0), step.map(|step| step.1));
    let object = "self_evaluation";
    deed.audit(Told { action: &action, object, id: id.to_string(), before, after, detail }).await
}

/// Answers with it as it stands now.
pub(crate) async fn finish(mut deed: Deed<'_>, id: i64) -> Answer {
    let one = deed.self_evaluation(id).await?;
    let etag = one.etag();
    deed.done_with(StatusCode::OK, &EvaluationListed::from(one), Some(etag)).await
}

/// Demands that neither it nor what it is computed from moved since it was read.
async fn unchanged(deed: &mut Deed<'_>, opened: &Opened) -> Answer<()> {
    let one = deed.self_evaluation(opened.evaluation.id).await?;
    let same = match opened.kept.basis {
        // Once submitted it is computed from what was kept.
        Some(_) => true,
        None => Basis::gather(deed, opened.basis.undertaking).await? == *opened.basis,
    };
    if same && one.revision == opened.evaluation.revision {
        return Ok(());
    }
    Err(moved(one.etag()))
}
