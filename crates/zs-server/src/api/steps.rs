//! Steps of the workflow: take one, take one for many documents, see what happened.
use crate::api::contents::readable_document;
use crate::api::documents::DocumentRow;
use crate::app::App;
use crate::caller::Caller;
use crate::deadlines::{Due, due};
use crate::deed::Deed;
use crate::input::{Body, Path, if_match};
use crate::machine::{may_at_all, open_to};
use crate::output::json_with_etag;
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::reviews::named;
use crate::rights::Action;
use crate::steps::{Approver, Asked, DELEGATED, approver, case, standing, take};
use crate::workflow::{Act, Documents, State as Standing};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{Reader, Seal, StoreError, WorkflowEvent};

/// At most so many documents in one batch.
const MOST: usize = 100;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_steps, create_step)).routes(routes!(create_steps))
}

/// A step to take.
#[derive(Clone, Deserialize, ToSchema)]
pub(crate) struct NewStep {
    action: Act,
    /// Why: required to return, unpublish and adjust.
    #[schema(max_length = 2000)]
    reason: Option<String>,
    /// Of `return`: `returned` (the default), or a review that it has passed since its submission.
    to: Option<String>,
    /// Of `pass` by finance: who approves. Whoever approves the money approves the goal; finance by default.
    approver: Option<Approver>,
}

impl NewStep {
    fn asked(self, etag: Option<String>) -> Answer<Asked> {
        let to = self.to.as_deref().map(named).transpose()?;
        if let Some(reason) = &self.reason {
            crate::input::acceptable_reason(reason)?;
        }
        Ok(Asked { act: self.action, reason: self.reason, to, approver: self.approver, etag })
    }
}

/// Take a step. Refused as `wrong-state`, `stale-version`, `own-work`, `blocked-by-findings` (with `findings`
/// and `causes`), `year-closed` or `invalid` (no reason, no such way back).
#[utoipa::path(post, path = "/documents/{document}/steps", tag = "workflow",
    params(("document" = i64, Path), ("If-Match" = String, Header, description = "the document's ETag")),
    request_body = NewStep, responses(
    (status = 200, description = "taken; the document as it stands now", body = DocumentRow),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_step(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Body(step): Body<NewStep>,
) -> Answer {
    let seen = app.store.read(&caller.area).await?.document(id).await?;
    may_at_all::<Documents>(&caller, &seen.path, step.action)?;
    let asked = step.asked(Some(if_match(&headers)?))?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let document = take(&mut deed, &caller, id, &asked).await?;
    let etag = document.etag();
    deed.done_with(StatusCode::OK, &DocumentRow::from(document), Some(etag)).await
}

/// One step for many documents.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewSteps {
    #[serde(flatten)]
    step: NewStep,
    /// At most 100.
    documents: Vec<Chosen>,
}

/// One document of a batch.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Chosen {
    id: i64,
    /// The ETag that was looked at.
    etag: String,
}

/// What became of one document of a batch.
#[derive(Serialize, ToSchema)]
pub(crate) struct Outcome {
    id: i64,
    /// Whether the step was taken.
    taken: bool,
    /// The document as it stands now.
    document: Option<DocumentRow>,
    etag: Option<String>,
    /// Why not.
    problem: Option<ProblemBody>,
}

/// What became of a batch.
#[derive(Serialize, ToSchema)]
pub(crate) struct Outcomes {
    taken: usize,
    refused: usize,
    items: Vec<Outcome>,
}

/// Take one step for many documents. Each is answered by itself: some may be taken and others refused.
#[utoipa::path(post, path = "/steps/batch", tag = "workflow", request_body = NewSteps, responses(
    (status = 200, description = "each document's outcome", body = Outcomes),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_steps(
    State(app): State<App>,
    caller: Caller,
    Body(batch): Body<NewSteps>,
) -> Answer {
    caller.require_somewhere(Action::ReadDocuments)?;
    if batch.documents.is_empty() || batch.documents.len() > MOST {
        let zh = format!("一次请办理 1 至 {MOST} 份文本。");
        let en = format!("a batch has 1 to {MOST} documents");
        return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
    }
    let step = batch.step;
    step.clone().asked(None)?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let mut items = Vec::with_capacity(batch.documents.len());
    for chosen in batch.documents {
        let asked = step.clone().asked(Some(chosen.etag))?;
        items.push(match take(&mut deed, &caller, chosen.id, &asked).await {
            Ok(document) => Outcome {
                id: chosen.id,
                taken: true,
                etag: Some(document.etag()),
                document: Some(document.into()),
                problem: None,
            },
            // What fails inside may have left half a step: then nothing of the batch is kept.
            Err(problem) if problem.kind.status().is_server_error() => return Err(problem),
            Err(problem) => {
                let body = problem.body(caller.request.english, &caller.request.id);
                let problem = Some(body);
                Outcome { id: chosen.id, taken: false, document: None, etag: None, problem }
            }
        });
    }
    let taken = items.iter().filter(|outcome| outcome.taken).count();
    let outcomes = Outcomes { taken, refused: items.len() - taken, items };
    if taken == 0 {
        return Ok((StatusCode::OK, Json(outcomes)).into_response());
    }
    deed.done(StatusCode::OK, &outcomes).await
}

/// A step that was taken.
#[derive(Serialize, ToSchema)]
pub(crate) struct StepRow {
    id: i64,
    action: String,
    from: String,
    to: String,
    version: i64,
    reason: Option<String>,
    /// Of a pass by finance: who approves.
    approver: Option<Approver>,
    actor: i64,
    actor_name: String,
    at: i64,
}

/// A frozen version.
#[derive(Serialize, ToSchema)]
pub(crate) struct SealBody {
    version: i64,
    /// `approved` or `published`.
    kind: &'static str,
    /// SM3 of the content at that moment.
    hash: String,
    actor: i64,
    at: i64,
}

impl From<Seal> for SealBody {
    fn from(s: Seal) -> Self {
        let kind = s.kind.word();
        Self { version: s.version, kind, hash: s.hash, actor: s.actor, at: s.sealed_at }
    }
}

/// What happened to a document, and what can be done now.
#[derive(Serialize, ToSchema)]
pub(crate) struct StepList {
    state: String,
    /// Everything that happened, in order.
    items: Vec<StepRow>,
    /// The frozen versions.
    seals: Vec<SealBody>,
    /// What the caller may do now, as far as state and right decide; a guard may still refuse.
    available: Vec<Act>,
    /// Where a `return` may lead.
    return_to: Vec<&'static str>,
    /// Who approves.
    approver: Approver,
    /// When the present step is due by the year's calendar.
    due: Option<Due>,
}

/// The history of a document, and the steps that the caller may take now.
#[utoipa::path(get, path = "/documents/{document}/steps", tag = "workflow", params(("document" = i64, Path)),
    responses(
    (status = 200, description = "history and next steps; the ETag is what a step stands on", body = StepList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_steps(State(app): State<App>, caller: Caller, Path(id): Path<i64>) -> Answer {
    let document = readable_document(&app, &caller, id).await?;
    let mut reader = app.store.read(&caller.area).await?;
    let events = reader.workflow_events(id).await?;
    let calendar = reader.calendar(document.year).await?;
    let seals = reader.seals(id).await?;
    let state = Standing::of(&document.state);
    let here = standing(&document, &events);
    let list = StepList {
        state: document.state.clone(),
        available: open_to::<Documents>(&caller, &here),
        return_to: case(&document, &events).earlier().into_iter().map(Standing::word).collect(),
        approver: approver(&events),
        due: state.and_then(|state| due(state, &calendar, app.now())),
        seals: seals.into_iter().map(SealBody::from).collect(),
        items: rows(&mut reader, events).await?,
    };
    json_with_etag(&list, &document.etag())
}

async fn rows(reader: &mut Reader, events: Vec<WorkflowEvent>) -> Answer<Vec<StepRow>> {
    let mut names: BTreeMap<i64, String> = BTreeMap::new();
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        if let Entry::Vacant(unknown) = names.entry(event.actor) {
            unknown.insert(match reader.account(event.actor).await {
                Ok(account) => account.name,
                Err(StoreError::NotFound { .. }) => String::new(),
                Err(error) => return Err(error.into()),
            });
        }
        let delegated = event.action == DELEGATED;
        let by_finance = event.to == Standing::Reviewed.word();
        let who = if delegated { Approver::Department } else { Approver::Finance };
        rows.push(StepRow {
            id: event.id,
            action: if delegated { Act::Pass.word().to_owned() } else { event.action },
            from: event.from,
            to: event.to,
            version: event.version,
            reason: event.reason,
            approver: by_finance.then_some(who),
            actor: event.actor,
            actor_name: names.get(&event.actor).cloned().unwrap_or_default(),
            at: event.created_at,
        });
    }
    Ok(rows)
}
