//! Self-evaluations of whole departments: form and written report, filled from the projects' own.
use crate::api::monitoring_sheets::EventRow;
use crate::api::self_evaluations::{EvaluationListed, EvaluationQuery, NewEvaluationStep, filter};
use crate::app::App;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::evaluation::department::DepartmentContent;
use crate::evaluation::department_whole::DepartmentWhole;
use crate::evaluation::flow::{DepartmentEvaluations, EvaluationAct};
use crate::evaluation::of_department::OfDepartment;
use crate::evaluation::opened::Opened;
use crate::evaluation::opening::begun;
use crate::evaluation::steps::{give, take, write};
use crate::evaluation::written::Changes;
use crate::input::{Body, ListOf, Paging, Path, Query};
use crate::machine::open_to;
use crate::output::json_with_etag;
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::Action;
use crate::years;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;
use serde_json::value::RawValue;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::NodeKind;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_department_evaluations, create_department_evaluation))
        .routes(routes!(get_department_evaluation))
        .routes(routes!(update_department_evaluation))
        .routes(routes!(rescore_department_evaluation))
        .routes(routes!(create_department_evaluation_step))
}

/// A department's self-evaluation with all that belongs to it.
#[derive(Serialize, ToSchema)]
pub(crate) struct DepartmentEvaluationBody {
    #[serde(flatten)]
    row: EvaluationListed,
    /// Submitted: it is computed from what stood then.
    fixed: bool,
    /// Closed: `whole` is what was closed, whatever happened since.
    frozen: bool,
    /// Somebody wrote it; before that `content` is what the department's approved documents say.
    written: bool,
    /// What is written, to change and send again.
    content: DepartmentContent,
    /// All that form and report need: as it stands now, or as it was closed.
    #[schema(value_type = DepartmentWhole)]
    whole: Box<RawValue>,
    /// Everything that happened, in order.
    events: Vec<EventRow>,
    /// What the caller may do now, as far as state and right decide; a guard may still refuse.
    available: Vec<EvaluationAct>,
}

/// For which department.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewDepartmentEvaluation {
    /// A department of the tree.
    node: i64,
    year: i64,
}

/// The self-evaluations of departments that the caller may read, in the order in which they were made.
#[utoipa::path(get, path = "/department-evaluations", tag = "evaluation", params(EvaluationQuery, Paging), responses(
    (status = 200, description = "one page", body = ListOf<EvaluationListed>),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_department_evaluations(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<EvaluationQuery>,
    Query(paging): Query<Paging>,
) -> Answer<Json<ListOf<EvaluationListed>>> {
    let filter = filter(&caller, &query, true)?;
    let mut reader = app.store.read(&caller.area).await?;
    let page = reader.self_evaluations(&filter, &paging.page()?).await?;
    Ok(Json(ListOf::of(page, EvaluationListed::from)))
}

/// Begin the self-evaluation of a department.
#[utoipa::path(post, path = "/department-evaluations", tag = "evaluation", request_body = NewDepartmentEvaluation,
    responses(
    (status = 201, description = "made", body = EvaluationListed),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_department_evaluation(
    State(app): State<App>,
    caller: Caller,
    Body(new): Body<NewDepartmentEvaluation>,
) -> Answer {
    caller.require_somewhere(Action::WriteDepartmentEvaluations)?;
    let node = app.store.read(&caller.area).await?.node(new.node).await?;
    caller.require(Action::WriteDepartmentEvaluations, &node.path)?;
    if node.kind != NodeKind::Department {
        let (zh, en) = ("整体自评以部门为单位。", "such a self-evaluation is that of a department");
        return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
    }
    let mut deed = Deed::begin(&app, &caller).await?;
    years::require_open(&mut deed, new.year).await?;
    let by = (caller.account, deed.now);
    let made = begun(&mut deed, new.node, new.year, by).await?;
    let (object, detail) = ("self_evaluation", json!({ "node": new.node, "year": new.year }));
    let told = Told { action: "evaluation.open", object, detail, ..Told::default() };
    deed.audit(Told { id: made.id.to_string(), ..told }).await?;
    let etag = made.etag();
    deed.done_with(StatusCode::CREATED, &EvaluationListed::from(made), Some(etag)).await
}

/// One department's self-evaluation with all that its form and its written report need.
#[utoipa::path(get, path = "/department-evaluations/{department_evaluation}", tag = "evaluation",
    params(("department_evaluation" = i64, Path)), responses(
    (status = 200, description = "it; its ETag is what a change stands on", body = DepartmentEvaluationBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_department_evaluation(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    let found = reader.self_evaluation(id).await?;
    caller.require(Action::ReadDocuments, &found.path)?;
    let mut opened = Opened::<OfDepartment>::read(&mut reader, id).await?;
    drop(reader);
    let whole = opened.shown().await?;
    let etag = opened.evaluation.etag();
    let available = open_to::<DepartmentEvaluations>(&caller, &opened.standing());
    let body = DepartmentEvaluationBody {
        fixed: opened.kept.basis.is_some(),
        frozen: opened.frozen.is_some(),
        written: opened.kept.content.is_some(),
        content: (*opened.of.content).clone(),
        whole,
        events: opened.events.into_iter().map(|event| EventRow::of(event, &opened.names)).collect(),
        available,
        row: opened.evaluation.into(),
    };
    json_with_etag(&body, &etag)
}

/// Write it: lines, goals, figures, texts, sections of the report. Replaces what was written before.
#[utoipa::path(put, path = "/department-evaluations/{department_evaluation}/content", tag = "evaluation",
    params(("department_evaluation" = i64, Path), ("If-Match" = String, Header, description = "its ETag")),
    request_body = DepartmentContent, responses(
    (status = 200, description = "kept; it as it stands now", body = EvaluationListed),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn update_department_evaluation(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Body(content): Body<DepartmentContent>,
) -> Answer {
    write::<OfDepartment>(&app, &caller, id, &headers, content).await
}

/// Give points again, each with a reason. The department's own score stays beside.
#[utoipa::path(put, path = "/department-evaluations/{department_evaluation}/rescore", tag = "evaluation",
    params(("department_evaluation" = i64, Path), ("If-Match" = String, Header, description = "its ETag")),
    request_body = Changes, responses(
    (status = 200, description = "kept; it as it stands now", body = EvaluationListed),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn rescore_department_evaluation(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Body(changes): Body<Changes>,
) -> Answer {
    give::<OfDepartment>(&app, &caller, id, &headers, changes).await
}

/// Take a step: `submit`, `withdraw`, `pass` (finance closes it), `return`. Refused as for a project's.
#[utoipa::path(post, path = "/department-evaluations/{department_evaluation}/steps", tag = "evaluation",
    params(("department_evaluation" = i64, Path), ("If-Match" = String, Header, description = "its ETag")),
    request_body = NewEvaluationStep, responses(
    (status = 200, description = "taken; it as it stands now", body = EvaluationListed),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_department_evaluation_step(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Body(step): Body<NewEvaluationStep>,
) -> Answer {
    take::<OfDepartment>(&app, &caller, id, &headers, step).await
}
