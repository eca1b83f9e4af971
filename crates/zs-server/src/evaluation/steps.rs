//! Writing on a self-evaluation, giving points again, and taking its steps: what is guarded, kept and frozen.
use crate::api::self_evaluations::{EvaluationListed, NewEvaluationStep};
use crate::app::App;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::evaluation::flow::{EvaluationAct, EvaluationGuard};
use crate::evaluation::opened::{Evaluated, Opened};
use crate::evaluation::scored::{self, Scores};
use crate::evaluation::written::Changes;
use crate::input::{acceptable_reason, if_match};
use crate::machine::{To, Word, allowed, fresh, may_at_all, moved, wrong_state};
use crate::monitoring::steps::signature;
use crate::output;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::reviews::{Case, WRITE, authors, not_own_work};
use crate::workflow::State;
use crate::years;
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use zs_engine::scoring::{Line, Sheet};
use zs_store::{EvaluationKept, EvaluationScores, NewStep, SelfEvaluation, Writer};

/// Refuses to write on what was submitted.
fn writable(one: &SelfEvaluation) -> Answer<()> {
    if [State::Draft.word(), State::Returned.word()].contains(&one.state.as_str()) {
        return Ok(());
    }
    let (zh, en) = ("自评表已报送，不能修改。", "it was submitted; it cannot be changed");
    Err(wrong_state(&one.state, zh, en))
}

/// Keeps what somebody wrote.
pub(crate) async fn write<E: Evaluated>(
    app: &App,
    caller: &Caller,
    id: i64,
    headers: &HeaderMap,
    content: E::Content,
) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    caller.require(E::WRITES, &reader.self_evaluation(id).await?.path)?;
    let etag = if_match(headers)?;
    let opened = Opened::<E>::read(&mut reader, id).await?;
    drop(reader);
    Deed::replayed(app, caller).await?;
    fresh(&opened.standing(), Some(&etag))?;
    writable(&opened.evaluation)?;
    opened.of.meant(&content)?;
    let (kept, scored) = E::written(&opened, content).await?;
    let deed = begin(app, caller, &opened).await?;
    let told = (WRITE, opened.of.told(&opened.evaluation));
    keep(deed, caller, &opened.evaluation, told, &kept, &scored.scores()).await
}

/// Keeps the points that a reviewer gives instead.
pub(crate) async fn give<E: Evaluated>(
    app: &App,
    caller: &Caller,
    id: i64,
    headers: &HeaderMap,
    changes: Changes,
) -> Answer {
    let act = EvaluationAct::Rescore;
    let mut reader = app.store.read(&caller.area).await?;
    may_at_all::<E::Steps>(caller, &reader.self_evaluation(id).await?.path, act)?;
    let etag = if_match(headers)?;
    let opened = Opened::<E>::read(&mut reader, id).await?;
    drop(reader);
    Deed::replayed(app, caller).await?;
    fresh(&opened.standing(), Some(&etag))?;
    allowed::<E::Steps>(caller, &opened.standing(), act)?;
    not_own_work(caller, &authors(&opened.events))?;
    let detail = serde_json::to_value(&changes).unwrap_or_default();
    let (kept, scored) = opened.rescored(changes).await?;
    let mut deed = begin(app, caller, &opened).await?;
    let now = deed.now;
    opened.of.follow(&mut deed, id, (act, false), &scored, now).await?;
    keep(deed, caller, &opened.evaluation, (act.word(), detail), &kept, &scored.scores()).await
}

/// Begins to write, if its year is open and nothing moved since it was read.
async fn begin<'a, E: Evaluated>(
    app: &'a App,
    caller: &'a Caller,
    opened: &Opened<E>,
) -> Answer<Deed<'a>> {
    let mut deed = Deed::begin(app, caller).await?;
    years::require_open(&mut deed, opened.evaluation.year).await?;
    let one = deed.self_evaluation(opened.evaluation.id).await?;
    // Once submitted it is computed from what was kept.
    let same = opened.kept.basis.is_some() || opened.of.stands(&mut deed, &one).await?;
    if same && one.revision == opened.evaluation.revision {
        return Ok(deed);
    }
    Err(moved(one.etag()))
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
async fn keep(
    mut deed: Deed<'_>,
    caller: &Caller,
    one: &SelfEvaluation,
    (action, detail): (&str, Value),
    kept: &EvaluationKept,
    scores: &EvaluationScores,
) -> Answer {
    let by = (caller.account, deed.now);
    stay(&mut deed, one, action, by, kept, scores).await?;
    tell(&mut deed, one.id, action, None, detail).await?;
    finish(deed, one.id).await
}

/// Takes a step. A refusal has written nothing.
pub(crate) async fn take<E: Evaluated>(
    app: &App,
    caller: &Caller,
    id: i64,
    headers: &HeaderMap,
    step: NewEvaluationStep,
) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    may_at_all::<E::Steps>(caller, &reader.self_evaluation(id).await?.path, step.action)?;
    let asked = step.asked(headers)?;
    let opened = Opened::<E>::read(&mut reader, id).await?;
    drop(reader);
    Deed::replayed(app, caller).await?;
    fresh(&opened.standing(), Some(&asked.etag))?;
    let step = allowed::<E::Steps>(caller, &opened.standing(), asked.act)?;
    let scored = opened.now().await?;
    let (authors, case) = (authors(&opened.events), opened.case());
    for guard in step.guards {
        hold(*guard, caller, asked.reason.as_deref(), scored.claimed(), &case, &authors)?;
    }
    let from = opened.evaluation.state.as_str();
    // The whole is printed before the writer is held; `begin` makes sure that nothing moved in between.
    let closes = step.to == To::State(State::Reviewed);
    let last = || signature(asked.act.word(), from, caller.name.clone(), app.now());
    let whole = closes.then(|| output::bytes(&opened.whole(&scored, Some(last())))).transpose()?;
    let mut deed = begin(app, caller, &opened).await?;
    let to = case.target(step.to, asked.to, &mut deed, &authors).await?;
    let taken = NewStep {
        from,
        to: to.word(),
        action: asked.act.word(),
        reason: asked.reason.as_deref(),
        actor: caller.account,
        now: deed.now,
    };
    stand(&mut deed, &opened, &scored, (asked.act, to), whole.as_deref(), &taken).await?;
    let mut detail = opened.of.told(&opened.evaluation);
    detail["reason"] = json!(taken.reason);
    tell(&mut deed, id, taken.action, Some((from, taken.to)), detail).await?;
    finish(deed, id).await
}

fn hold(
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

/// Keeps it where a step has led, with what follows; `whole` is what is frozen when it closes.
pub(super) async fn stand<E: Evaluated>(
    writer: &mut Writer,
    opened: &Opened<E>,
    scored: &E::Scored,
    (act, to): (EvaluationAct, State),
    whole: Option<&[u8]>,
    step: &NewStep<'_>,
) -> Answer<()> {
    let id = opened.evaluation.id;
    let (kept, scores) = after(opened, scored, to)?;
    writer.keep_self_evaluation(id, &kept, &scores, whole, step).await?;
    opened.of.follow(writer, id, (act, whole.is_some()), scored, step.now).await
}

/// What is kept when it stands there, with its scores: the basis while it is under review or closed, and what the
/// reviews gave that it has not gone back before.
fn after<E: Evaluated>(
    opened: &Opened<E>,
    scored: &E::Scored,
    to: State,
) -> Answer<(EvaluationKept, EvaluationScores)> {
    let (mut kept, mut scores) = (opened.kept.clone(), scored.scores());
    if matches!(to, State::Draft | State::Returned) {
        kept.basis = None;
    } else {
        let (basis, content) = opened.of.fixed(scored)?;
        kept.basis = Some(basis);
        kept.content = content.or(kept.content);
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

/// Leaves the audit entry.
async fn tell(
    deed: &mut Deed<'_>,
    id: i64,
    act: &str,
    step: Option<(&str, &str)>,
    detail: Value,
) -> Answer<()> {
    let action = format!("evaluation.{act}");
    let (before, after) = (step.map(|step| step.0), step.map(|step| step.1));
    let object = "self_evaluation";
    deed.audit(Told { action: &action, object, id: id.to_string(), before, after, detail }).await
}

/// Answers with it as it stands now.
async fn finish(mut deed: Deed<'_>, id: i64) -> Answer {
    let one = deed.self_evaluation(id).await?;
    let etag = one.etag();
    deed.done_with(StatusCode::OK, &EvaluationListed::from(one), Some(etag)).await
}
