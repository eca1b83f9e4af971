//! Self-evaluations of projects: prepare and list them, read one with every point explained, write, score again, step.
use crate::api::documents::{readable, words};
use crate::api::monitoring_sheets::EventRow;
use crate::app::App;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::evaluation::flow::{EvaluationAct, Evaluations};
use crate::evaluation::of_project::OfProject;
use crate::evaluation::opened::Opened;
use crate::evaluation::opening::missing;
use crate::evaluation::steps::{give, take, write};
use crate::evaluation::whole::EvaluationWhole;
use crate::evaluation::written::{Changes, EvaluationContent};
use crate::input::{Body, ListOf, Paging, Path, Query};
use crate::machine::open_to;
use crate::output::json_with_etag;
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::reviews::Asked;
use crate::rights::Action;
use crate::workflow::State as Standing;
use crate::years;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;
use serde_json::value::RawValue;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{EvaluationFilter, Score, SelfEvaluation};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_self_evaluations, create_self_evaluations))
        .routes(routes!(get_self_evaluation))
        .routes(routes!(update_self_evaluation))
        .routes(routes!(rescore_self_evaluation))
        .routes(routes!(create_self_evaluation_step))
}

/// A total with its grade; `null` while an item has no score.
#[derive(Serialize, ToSchema)]
pub(crate) struct ScoreRow {
    /// Points, two decimals.
    pub total: Option<String>,
    /// 优, 良, 中, 差.
    pub grade: Option<String>,
}

impl From<&Score> for ScoreRow {
    fn from(score: &Score) -> Self {
        Self { total: score.total.clone(), grade: score.grade.clone() }
    }
}

/// A self-evaluation as lists show it, with the scores of its last change.
#[derive(Serialize, ToSchema)]
pub(crate) struct EvaluationListed {
    pub id: i64,
    /// What a change stands on.
    pub etag: String,
    pub node: i64,
    pub path: String,
    /// `null` for that of a whole department.
    pub undertaking: Option<i64>,
    pub year: i64,
    pub code: Option<String>,
    pub name: Option<String>,
    pub unit_name: Option<String>,
    /// `draft`, `returned`, `unit_review`, `department_review`, `finance_review`, `reviewed` (closed, frozen).
    pub state: String,
    /// The score that counts: the last that somebody gave.
    pub score: ScoreRow,
    /// What the unit claims.
    pub own: ScoreRow,
    /// After the department's review, where it changed points.
    pub department: Option<ScoreRow>,
    /// After finance's review, where it changed points.
    pub finance: Option<ScoreRow>,
    pub created_at: i64,
    pub updated_by: i64,
    pub updated_at: i64,
    pub closed_by: Option<i64>,
    pub closed_at: Option<i64>,
    /// SM3 of the whole as it was closed, hexadecimal.
    pub hash: Option<String>,
}

impl From<SelfEvaluation> for EvaluationListed {
    fn from(one: SelfEvaluation) -> Self {
        let given = |score: &Score| score.total.is_some().then(|| ScoreRow::from(score));
        Self {
            etag: one.etag(),
            score: one.score().into(),
            own: (&one.scores.own).into(),
            department: given(&one.scores.department),
            finance: given(&one.scores.finance),
            id: one.id,
            node: one.node,
            path: one.path,
            undertaking: one.undertaking,
            year: one.year,
            code: one.code,
            name: one.name,
            unit_name: one.unit_name,
            state: one.state,
            created_at: one.created_at,
            updated_by: one.updated_by,
            updated_at: one.updated_at,
            closed_by: one.closed_by,
            closed_at: one.closed_at,
            hash: one.hash,
        }
    }
}

/// A self-evaluation with all that belongs to it.
#[derive(Serialize, ToSchema)]
pub(crate) struct EvaluationBody {
    #[serde(flatten)]
    row: EvaluationListed,
    /// Submitted: it is computed from what stood then.
    fixed: bool,
    /// Closed: `whole` is what was closed, whatever happened since.
    frozen: bool,
    /// Profile and scheme, where they were chosen by hand.
    profile: Option<String>,
    scheme: Option<String>,
    /// All that the form needs: as it stands now, or as it was closed.
    #[schema(value_type = EvaluationWhole)]
    whole: Box<RawValue>,
    /// Everything that happened, in order.
    events: Vec<EventRow>,
    /// What the caller may do now, as far as state and right decide; a guard may still refuse.
    available: Vec<EvaluationAct>,
    /// Where a `return` may lead.
    return_to: Vec<&'static str>,
}

/// Which self-evaluations.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct EvaluationQuery {
    /// Only of this fiscal year.
    pub year: Option<i64>,
    /// Only of this undertaking.
    pub undertaking: Option<i64>,
    /// Only the branch under this path of the tree.
    pub branch: Option<String>,
    /// Only in these states, separated by commas.
    pub state: Option<String>,
}

/// For which branch.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewEvaluations {
    /// The node with all below it.
    node: i64,
    year: i64,
}

/// How many were made.
#[derive(Serialize, ToSchema)]
pub(crate) struct EvaluationsMade {
    /// Undertakings that had none.
    made: usize,
}

/// A step to take.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewEvaluationStep {
    /// `submit`, `withdraw`, `pass`, `return`. The last pass, by finance, closes it.
    pub action: EvaluationAct,
    /// Why: required to return.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// Of `return`: `returned` (the default), or a review that it has passed since its submission.
    pub to: Option<String>,
}

impl NewEvaluationStep {
    /// What is asked for, with the tag of what was looked at.
    pub fn asked(self, headers: &HeaderMap) -> Answer<Asked<EvaluationAct>> {
        if self.action == EvaluationAct::Rescore {
            let (zh, en) =
                ("复核计分请提交到 rescore。", "points are given at the address rescore");
            return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
        }
        Asked::of(self.action, self.reason, self.to.as_deref(), headers)
    }
}

/// The self-evaluations of projects that the caller may read, in the order in which they were made.
#[utoipa::path(get, path = "/self-evaluations", tag = "evaluation", params(EvaluationQuery, Paging), responses(
    (status = 200, description = "one page", body = ListOf<EvaluationListed>),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_self_evaluations(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<EvaluationQuery>,
    Query(paging): Query<Paging>,
) -> Answer<Json<ListOf<EvaluationListed>>> {
    let filter = filter(&caller, &query, false)?;
    let mut reader = app.store.read(&caller.area).await?;
    let page = reader.self_evaluations(&filter, &paging.page()?).await?;
    Ok(Json(ListOf::of(page, EvaluationListed::from)))
}

/// Which ones the caller may read of those that are asked for.
pub(crate) fn filter(
    caller: &Caller,
    query: &EvaluationQuery,
    departments: bool,
) -> Answer<EvaluationFilter> {
    Ok(EvaluationFilter {
        departments,
        year: query.year,
        undertaking: query.undertaking,
        node: None,
        branches: readable(caller, query.branch.as_deref())?,
        states: words(query.state.as_deref()),
    })
}

/// Prepare a self-evaluation for each undertaking of a branch that has none.
#[utoipa::path(post, path = "/self-evaluations", tag = "evaluation", request_body = NewEvaluations, responses(
    (status = 201, description = "made", body = EvaluationsMade),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_self_evaluations(
    State(app): State<App>,
    caller: Caller,
    Body(new): Body<NewEvaluations>,
) -> Answer {
    caller.require_somewhere(Action::OpenEvaluations)?;
    let path = app.store.read(&caller.area).await?.node(new.node).await?.path;
    caller.require(Action::OpenEvaluations, &path)?;
    let mut deed = Deed::begin(&app, &caller).await?;
    years::require_open(&mut deed, new.year).await?;
    let all = missing(&mut deed, &path, new.year).await?;
    let by = (caller.account, deed.now);
    deed.create_self_evaluations(Standing::Draft.word(), &all, by).await?;
    let detail = json!({ "year": new.year, "made": all.len() });
    let told = Told { action: "evaluation.open", object: "node", detail, ..Told::default() };
    deed.audit(Told { id: new.node.to_string(), ..told }).await?;
    deed.done(StatusCode::CREATED, &EvaluationsMade { made: all.len() }).await
}

/// One self-evaluation with all that the form needs, every point explained line by line.
#[utoipa::path(get, path = "/self-evaluations/{evaluation}", tag = "evaluation",
    params(("evaluation" = i64, Path)), responses(
    (status = 200, description = "it; its ETag is what a change stands on", body = EvaluationBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_self_evaluation(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    let found = reader.self_evaluation(id).await?;
    caller.require(Action::ReadDocuments, &found.path)?;
    let mut opened = Opened::<OfProject>::read(&mut reader, id).await?;
    drop(reader);
    let whole = opened.shown().await?;
    let available = open_to::<Evaluations>(&caller, &opened.standing());
    let return_to = opened.case().earlier().into_iter().map(Standing::word).collect();
    let etag = opened.evaluation.etag();
    let body = EvaluationBody {
        fixed: opened.kept.basis.is_some(),
        frozen: opened.frozen.is_some(),
        profile: opened.kept.profile.clone(),
        scheme: opened.kept.scheme.clone(),
        whole,
        events: opened.events.into_iter().map(|event| EventRow::of(event, &opened.names)).collect(),
        available,
        return_to,
        row: opened.evaluation.into(),
    };
    json_with_etag(&body, &etag)
}

/// Write on a self-evaluation: scheme, weights, reasons, texts. Replaces what was written before.
#[utoipa::path(put, path = "/self-evaluations/{evaluation}/content", tag = "evaluation",
    params(("evaluation" = i64, Path), ("If-Match" = String, Header, description = "its ETag")),
    request_body = EvaluationContent, responses(
    (status = 200, description = "kept; it as it stands now", body = EvaluationListed),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn update_self_evaluation(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Body(content): Body<EvaluationContent>,
) -> Answer {
    write::<OfProject>(&app, &caller, id, &headers, content).await
}

/// Give points again, each with a reason: the department in its review, finance in its own. The unit's score, and the
/// department's, stay beside. Replaces what the same review gave before.
#[utoipa::path(put, path = "/self-evaluations/{evaluation}/rescore", tag = "evaluation",
    params(("evaluation" = i64, Path), ("If-Match" = String, Header, description = "its ETag")),
    request_body = Changes, responses(
    (status = 200, description = "kept; it as it stands now", body = EvaluationListed),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn rescore_self_evaluation(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Body(changes): Body<Changes>,
) -> Answer {
    give::<OfProject>(&app, &caller, id, &headers, changes).await
}

/// Take a step. Refused as `wrong-state`, `stale-version`, `own-work`, `year-closed` or `invalid` (no reason, no such
/// way back, not complete: then with `rows` and `fields`).
#[utoipa::path(post, path = "/self-evaluations/{evaluation}/steps", tag = "evaluation",
    params(("evaluation" = i64, Path), ("If-Match" = String, Header, description = "its ETag")),
    request_body = NewEvaluationStep, responses(
    (status = 200, description = "taken; it as it stands now", body = EvaluationListed),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_self_evaluation_step(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Body(step): Body<NewEvaluationStep>,
) -> Answer {
    take::<OfProject>(&app, &caller, id, &headers, step).await
}
