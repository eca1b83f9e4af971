//! Taking a step of the workflow: who may, from where, under which guards, and where it leads.
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::execution::light_document;
use crate::input::acceptable_reason;
use crate::machine::{Past, Standing, To, allowed, fresh, may_at_all, wrong_state};
use crate::problem::{Answer, Problem, ProblemKind};
use crate::record::{Decisions, all, causes, kept};
use crate::reviews::{self, Case, acted};
use crate::workflow::{Act, Documents, Guard, State};
use crate::years;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use zs_store::{Document, Reader, SealKind, Transition, WorkflowEvent};

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
    may_at_all::<Documents>(caller, &document.path, asked.act)?;
    let events = deed.workflow_events(id).await?;
    let (standing, case) = (standing(&document, &events), case(&document, &events));
    let stale = |problem: Problem| problem.with("current", document.version);
    fresh(&standing, asked.etag.as_deref()).map_err(stale)?;
    let step = allowed::<Documents>(caller, &standing, asked.act)?;
    years::require_open(deed, document.year).await?;
    let now = deed.now;
    for guard in step.guards {
        hold(*guard, deed, caller, (&document, &events), asked, now).await?;
    }
    let wrote = match step.to {
        To::FirstReview => authors(deed, &document).await?,
        _ => Vec::new(),
    };
    let to = case.target(step.to, asked.to, deed, &wrote).await?;
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
    if seal == Some(SealKind::Approved) {
        light_document(deed, id).await?;
    }
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

/// Who approves, as finance said at its last pass.
pub(crate) fn approver(events: &[WorkflowEvent]) -> Approver {
    let last = events.iter().rev().find(|event| event.to == State::Reviewed.word());
    match last {
        Some(event) if event.action == DELEGATED => Approver::Department,
        _ => Approver::Finance,
    }
}

/// A document in its workflow.
pub(crate) fn standing<'a>(document: &'a Document, events: &[WorkflowEvent]) -> Standing<'a> {
    Standing {
        state: &document.state,
        path: &document.path,
        etag: document.etag(),
        delegated: approver(events) == Approver::Department,
    }
}

/// A document under review.
pub(crate) fn case<'a>(document: &'a Document, events: &'a [WorkflowEvent]) -> Case<'a> {
    let past =
        |event: &'a WorkflowEvent| Past { action: &event.action, from: &event.from, to: &event.to };
    let (state, path) = (&document.state, &document.path);
    Case { state, node: document.node, path, past: events.iter().map(past).collect() }
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
            Err(wrong_state(&document.state, zh, en))
        }
        Guard::NewVersion if document.approved_version == Some(document.version) => {
            let zh = "调整后还没有保存新的版本。不再调整请撤回。";
            let en = "nothing new was saved; withdraw if the adjustment is not wanted any more";
            Err(wrong_state(&document.state, zh, en))
        }
        Guard::HasContent | Guard::NewVersion => Ok(()),
        Guard::FindingsClear => findings_clear(reader, document, now).await,
        Guard::NotOwnWork => not_own_work(reader, caller, document).await,
        Guard::Reason => acceptable_reason(asked.reason.as_deref().unwrap_or_default()),
        Guard::Untouched => untouched(document, events),
    }
}

fn untouched(document: &Document, events: &[WorkflowEvent]) -> Answer<()> {
    if document.state != State::Adjusting.word() {
        return case(document, events).untouched();
    }
    let last = events.last().map_or("", |event| event.action.as_str());
    let fine = document.approved_version == Some(document.version) && last == Act::Adjust.word();
    if fine { Ok(()) } else { Err(acted(&document.state)) }
}

/// Nobody reviews own work: who saved a version since the last approval neither passes nor approves it.
pub(crate) async fn not_own_work(
    reader: &mut Reader,
    caller: &Caller,
    document: &Document,
) -> Answer<()> {
    reviews::not_own_work(caller, &authors(reader, document).await?)
}

/// Who saved a version since the last approval.
async fn authors(reader: &mut Reader, document: &Document) -> Answer<Vec<i64>> {
    let since = document.approved_version.unwrap_or(0);
    let versions = reader.versions(document.id).await?;
    Ok(versions.iter().filter(|v| v.version > since).map(|v| v.created_by).collect())
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
