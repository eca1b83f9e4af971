//! Taking a step of the workflow: who may, from where, under which guards, and where it leads.
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::input::acceptable_reason;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::record::{Decisions, all, causes, kept};
use crate::rights::Action;
use crate::workflow::{Act, Guard, STEPS, State, Step, To};
use crate::years;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use zs_store::{Document, NodeKind, Reader, Role, SealKind, Transition, WorkflowEvent};

/// How the record spells a pass that leaves the approval to the department.
pub(crate) const DELEGATED: &str = "pass_to_department";
/// At most so many findings are told with a refusal.
const TOLD: usize = 100;

/// Who approves the money, and so the goal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Approver {
    #[default]
    Finance,
    Department,
}

/// What somebody asks for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub act: Act,
    pub reason: Option<String>,
    pub to: Option<State>,
    pub approver: Option<Approver>,
    /// The ETag that they looked at.
    pub etag: Option<String>,
}

/// Takes a step within a deed. A refusal has written nothing.
pub(crate) async fn take(
    deed: &mut Deed<'_>,
    caller: &Caller,
    id: i64,
    asked: &Asked,
) -> Answer<Document> {
    let document = deed.document(id).await?;
    may_at_all(caller, &document, asked.act)?;
    fresh(&document, asked)?;
    let events = deed.workflow_events(id).await?;
    let step = allowed(caller, &document, &events, asked.act)?;
    years::require_open(deed, document.year).await?;
    let now = deed.now;
    for guard in step.guards {
        hold(*guard, deed, caller, (&document, &events), asked, now).await?;
    }
    let to = target(step, deed, &document, &events, asked).await?;
    let action = match (asked.act, asked.approver) {
        (Act::Pass, Some(Approver::Department)) if to == State::Reviewed => DELEGATED,
        (Act::Pass, Some(_)) if to != State::Reviewed => return Err(approver_only_by_finance()),
        _ => asked.act.word(),
    };
    let seal = match to {
        State::Approved if asked.act == Act::Approve => Some(SealKind::Approved),
        State::Published if asked.act == Act::Publish => Some(SealKind::Published),
        _ => None,
    };
    let reason = asked.reason.as_deref();
    let transition = Transition {
        from: &document.state,
        to: to.word(),
        action,
        version: document.version,
        seal,
        reason,
        actor: caller.account,
        now: deed.now,
    };
    deed.transition(id, &transition).await?;
    if asked.act == Act::Unpublish {
        deed.unpublish(id).await?;
    }
    let detail = json!({ "version": document.version, "reason": reason });
    let action = format!("document.{action}");
    let (before, after) = (Some(document.state.as_str()), Some(to.word()));
    let id_text = id.to_string();
    deed.audit(Told { action: &action, object: "document", id: id_text, before, after, detail })
        .await?;
    Ok(deed.document(id).await?)
}

fn approver_only_by_finance() -> Problem {
    let zh = "approver 只在财政审核通过时指定。";
    Problem::new(ProblemKind::Invalid)
        .because(zh, "only finance names the approver, when it passes")
}

/// Refuses those who have the right in no state: before anything of the state is told.
pub(crate) fn may_at_all(caller: &Caller, document: &Document, act: Act) -> Answer<()> {
    let mut rights = STEPS.iter().filter(|step| step.act == act);
    let any = rights.any(|step| {
        let delegated = step.delegated.is_some_and(|right| caller.may(right, &document.path));
        delegated || caller.may(step.right, &document.path)
    });
    if any {
        return Ok(());
    }
    let sees = caller.may(Action::ReadDocuments, &document.path);
    Err(Problem::new(if sees { ProblemKind::Forbidden } else { ProblemKind::NotFound }))
}

fn fresh(document: &Document, asked: &Asked) -> Answer<()> {
    if asked.etag.as_ref().is_none_or(|etag| *etag == document.etag()) {
        return Ok(());
    }
    let zh = "文本此后有变动。请重新查看后再办理。";
    let en = "the document has changed since; look at it again first";
    let problem =
        Problem::new(ProblemKind::Stale).because(zh, en).with("current", document.version);
    Err(problem.with("current_etag", document.etag()).with("state", document.state.clone()))
}

/// The line of the table, with the right that it needs here.
fn allowed(
    caller: &Caller,
    document: &Document,
    events: &[WorkflowEvent],
    act: Act,
) -> Answer<&'static Step> {
    let state = State::of(&document.state);
    let step = STEPS.iter().find(|step| step.act == act && Some(step.from) == state);
    let step = step.ok_or_else(|| wrong_state(document, "", ""))?;
    let delegated = step.delegated.filter(|_| approver(events) == Approver::Department);
    caller.require(delegated.unwrap_or(step.right), &document.path)?;
    Ok(step)
}

fn wrong_state(document: &Document, zh: &str, en: &str) -> Problem {
    let problem = Problem::new(ProblemKind::WrongState).because(zh, en);
    problem.with("current", document.state.clone())
}

/// Who approves, as finance said at its last pass.
pub(crate) fn approver(events: &[WorkflowEvent]) -> Approver {
    let last = events.iter().rev().find(|event| event.to == State::Reviewed.word());
    match last {
        Some(event) if event.action == DELEGATED => Approver::Department,
        _ => Approver::Finance,
    }
}

/// The steps that the caller may take now, as far as state and right decide; guards may still refuse.
pub(crate) fn open_to(caller: &Caller, document: &Document, events: &[WorkflowEvent]) -> Vec<Act> {
    let mut acts: Vec<Act> = Vec::new();
    for step in STEPS {
        if !acts.contains(&step.act) && allowed(caller, document, events, step.act).is_ok() {
            acts.push(step.act);
        }
    }
    acts
}

/// The reviews that the document has passed since it was submitted, the present one left out.
pub(crate) fn earlier(document: &Document, events: &[WorkflowEvent]) -> Vec<State> {
    let submitted = events.iter().rposition(|event| event.action == Act::Submit.word());
    let since = submitted.map_or(&[][..], |at| events.get(at..).unwrap_or_default());
    let position = |word: &str| State::ALL.iter().position(|state| state.word() == word);
    let now = position(&document.state);
    let mut states: Vec<State> = vec![State::Returned];
    for state in since.iter().filter_map(|event| State::of(&event.to)) {
        let before = position(state.word()) < now && state != State::Returned;
        if before && !states.contains(&state) {
            states.push(state);
        }
    }
    states
}

async fn hold(
    guard: Guard,
    reader: &mut Reader,
    caller: &Caller,
    (document, events): (&Document, &[WorkflowEvent]),
    asked: &Asked,
    now: i64,
) -> Answer<()> {
    match guard {
        Guard::HasContent if document.version == 0 => {
            let (zh, en) = ("文本还没有内容。", "nothing was saved yet");
            Err(wrong_state(document, zh, en))
        }
        Guard::NewVersion if document.approved_version == Some(document.version) => {
            let zh = "调整后还没有保存新的版本。不再调整请撤回。";
            let en = "nothing new was saved; withdraw if the adjustment is not wanted any more";
            Err(wrong_state(document, zh, en))
        }
        Guard::HasContent | Guard::NewVersion => Ok(()),
        Guard::FindingsClear => findings_clear(reader, document, now).await,
        Guard::NotOwnWork => not_own_work(reader, caller, document).await,
        Guard::Reason => acceptable_reason(asked.reason.as_deref().unwrap_or_default()),
        Guard::Untouched => untouched(document, events),
    }
}

fn untouched(document: &Document, events: &[WorkflowEvent]) -> Answer<()> {
    let adjusting = document.state == State::Adjusting.word();
    let last = events.last().map_or("", |event| event.action.as_str());
    let fine = match adjusting {
        true => document.approved_version == Some(document.version) && last == Act::Adjust.word(),
        false => last == Act::Submit.word(),
    };
    if fine {
        return Ok(());
    }
    let (zh, en) =
        ("审核已经办理，不能撤回。", "somebody has acted already; it cannot be withdrawn");
    Err(wrong_state(document, zh, en))
}

/// Nobody reviews own work: who saved a version since the last approval neither passes nor approves it.
pub(crate) async fn not_own_work(
    reader: &mut Reader,
    caller: &Caller,
    document: &Document,
) -> Answer<()> {
    let since = document.approved_version.unwrap_or(0);
    let versions = reader.versions(document.id).await?;
    let own = |v: &zs_store::Version| v.version > since && v.created_by == caller.account;
    if versions.iter().any(own) {
        return Err(Problem::new(ProblemKind::OwnWork));
    }
    Ok(())
}

/// No error without a waiver, no warning without an acknowledgement.
async fn findings_clear(reader: &mut Reader, document: &Document, now: i64) -> Answer<()> {
    let findings = all(reader, document).await?;
    let decisions = Decisions::read(reader, document, now).await?;
    let mut errors: Vec<Value> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.severity == "error") {
        if decisions.waiver(finding, &kept(finding)?.place).is_none() {
            errors.push(json!({
                "ordinal": finding.ordinal,
                "rule": finding.rule,
                "code": finding.code,
                "cause": finding.cause,
                "project": finding.project,
                "indicator": finding.indicator,
                "field": finding.field,
                "text": finding.text,
            }));
        }
    }
    let open = causes(&findings, &decisions)?.into_iter().filter(|(_, cause)| cause.open());
    let warnings: Vec<Value> = open
        .map(|(name, cause)| json!({ "cause": name, "rule": cause.rule, "places": cause.places }))
        .collect();
    if errors.is_empty() && warnings.is_empty() {
        return Ok(());
    }
    let zh = format!("还有 {} 个错误未改正或豁免，{} 类提示未确认。", errors.len(), warnings.len());
    let en = format!(
        "{} errors are neither corrected nor waived, {} kinds of warnings not acknowledged",
        errors.len(),
        warnings.len()
    );
    errors.truncate(TOLD);
    let problem = Problem::new(ProblemKind::Blocked).because(zh, en);
    Err(problem.with("findings", errors).with("causes", warnings))
}

async fn target(
    step: &Step,
    reader: &mut Reader,
    document: &Document,
    events: &[WorkflowEvent],
    asked: &Asked,
) -> Answer<State> {
    let target = match step.to {
        To::State(state) => state,
        To::FirstReview => first_review(reader, document).await?,
        To::Before => {
            let before = events.last().and_then(|event| State::of(&event.from));
            before.ok_or_else(|| wrong_state(document, "", ""))?
        }
        To::Earlier => {
            let to = asked.to.unwrap_or(State::Returned);
            if !earlier(document, events).contains(&to) {
                let zh = "只能退回到填报，或此次报送后经过的审核环节。";
                let en =
                    "return it to the clerk, or to a review that it has passed since submission";
                return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
            }
            return Ok(to);
        }
    };
    if asked.to.is_some_and(|to| to != target) {
        let zh = format!("此步骤的下一状态为 {}。", target.word());
        let en = format!("this step leads to {}", target.word());
        return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
    }
    Ok(target)
}

/// A unit's document meets its unit's reviewers if there is one who did not write it; one of a department
/// begins with the department, one of the area itself with finance. So nothing waits for nobody.
async fn first_review(reader: &mut Reader, document: &Document) -> Answer<State> {
    let kind = reader.node(document.node).await?.kind;
    let since = document.approved_version.unwrap_or(0);
    let versions = reader.versions(document.id).await?;
    let wrote = |account| versions.iter().any(|v| v.version > since && v.created_by == account);
    Ok(match kind {
        NodeKind::Area => State::FinanceReview,
        NodeKind::Department => State::DepartmentReview,
        NodeKind::Unit => {
            let reviewers = reader.grants_reaching(&document.path, Role::UnitReviewer).await?;
            match reviewers.iter().any(|grant| !wrote(grant.account)) {
                true => State::UnitReview,
                false => State::DepartmentReview,
            }
        }
    })
}
