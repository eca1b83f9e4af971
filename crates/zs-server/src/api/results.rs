//! Use of results: what scored self-evaluations propose for the next year, what finance decides, and what a new
//! document should know of last year.
use crate::api::documents::readable;
use crate::api::rectifications::RectificationRow;
use crate::api::self_evaluations::ScoreRow;
use crate::app::App;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::evaluation::proposing::open_stages;
use crate::input::{Body, ListOf, Paging, Path, Query, acceptable_reason, if_match};
use crate::last_year;
use crate::machine::wrong_state;
use crate::output::json_with_etag;
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::Action;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;
use serde_json::value::RawValue;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{Page, Proposal, ProposalFilter, RectificationFilter, ResultAction};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_results))
        .routes(routes!(get_result))
        .routes(routes!(decide_result))
        .routes(routes!(get_last_year))
}

/// What a closed self-evaluation proposes, and what was decided.
#[derive(Serialize, ToSchema)]
pub(crate) struct ResultRow {
    id: i64,
    /// What a decision stands on.
    etag: String,
    /// The self-evaluation, and where it stands: `reviewed` is closed. Until then every re-scoring brings the proposal up
    /// to date, and nothing can be decided.
    evaluation: i64,
    state: String,
    undertaking: Option<i64>,
    /// The year that was evaluated; what is decided is for the next one.
    year: i64,
    path: String,
    code: Option<String>,
    name: Option<String>,
    unit_name: Option<String>,
    /// The score that counts.
    score: ScoreRow,
    /// What the unit claimed.
    own: ScoreRow,
    /// `first`, `keep`, `cut`, `cancel`; `null` where neither grade nor money says anything.
    action: Option<&'static str>,
    /// Something must be put right first.
    rectify: bool,
    /// Why, the weightiest first: a list of `key`, `zh`, `en`.
    #[schema(value_type = Vec<crate::monitoring::whole::LinePart>)]
    reasons: Box<RawValue>,
    proposed_at: i64,
    /// What finance decided.
    decision: Option<&'static str>,
    decision_reason: Option<String>,
    decided_by: Option<i64>,
    decided_at: Option<i64>,
}

impl TryFrom<Proposal> for ResultRow {
    type Error = Problem;

    fn try_from(one: Proposal) -> Answer<Self> {
        let etag = one.etag();
        let evaluation = one.evaluation;
        Ok(Self {
            id: one.id,
            etag,
            evaluation: evaluation.id,
            undertaking: evaluation.undertaking,
            year: evaluation.year,
            score: evaluation.score().into(),
            own: (&evaluation.scores.own).into(),
            state: evaluation.state,
            path: evaluation.path,
            code: evaluation.code,
            name: evaluation.name,
            unit_name: evaluation.unit_name,
            action: one.action.map(ResultAction::word),
            rectify: one.rectify,
            reasons: RawValue::from_string(one.reasons)
                .map_err(|_| Problem::new(ProblemKind::Internal))?,
            proposed_at: one.proposed_at,
            decision: one.decision.map(ResultAction::word),
            decision_reason: one.decision_reason,
            decided_by: one.decided_by,
            decided_at: one.decided_at,
        })
    }
}

/// Which results.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ResultQuery {
    /// Only of this evaluated year.
    year: Option<i64>,
    /// Only of this undertaking.
    undertaking: Option<i64>,
    /// Only the branch under this path of the tree: a department, or the area.
    branch: Option<String>,
    /// Only those that propose this: `first`, `keep`, `cut`, `cancel`.
    action: Option<String>,
    /// Only those that are decided, or that are not.
    decided: Option<bool>,
}

/// What finance decides.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewDecision {
    /// `first`, `keep`, `cut`, `cancel`.
    decision: String,
    /// Why: required where it differs from the proposal.
    #[schema(max_length = 2000)]
    reason: Option<String>,
}

/// What a new document should know of last year.
#[derive(Serialize, ToSchema)]
pub(crate) struct LastYear {
    /// The year before the document's.
    year: i64,
    /// One for each project of last year in the document's branch that was evaluated, those that the document goes on
    /// with first, in its order.
    items: Vec<LastYearProject>,
    /// Rectifications of last year in the document's branch that are not verified yet.
    rectifications: Vec<RectificationRow>,
}

/// One project of last year.
#[derive(Serialize, ToSchema)]
pub(crate) struct LastYearProject {
    /// The place in the document of the project that goes on with it: the same code, else the same name; `null` where
    /// the document does not go on with it.
    ordinal: Option<i64>,
    undertaking: i64,
    evaluation: i64,
    code: Option<String>,
    name: Option<String>,
    /// Where its self-evaluation stands: `reviewed` is closed.
    state: String,
    score: ScoreRow,
    own: ScoreRow,
    /// What is proposed and decided, once it is closed.
    result: Option<ResultRow>,
    /// How many of the rectifications are about it.
    open_rectifications: usize,
}

fn action(word: &str) -> Answer<ResultAction> {
    let (zh, en) = ("没有这种处理意见。", "there is no such decision");
    let unknown = || Problem::new(ProblemKind::Invalid).because(zh, en);
    ResultAction::parse(word).ok_or_else(unknown)
}

/// The proposals that the caller may read, in the order in which they were made.
#[utoipa::path(get, path = "/results", tag = "evaluation", params(ResultQuery, Paging), responses(
    (status = 200, description = "one page", body = ListOf<ResultRow>),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_results(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ResultQuery>,
    Query(paging): Query<Paging>,
) -> Answer<Json<ListOf<ResultRow>>> {
    let filter = ProposalFilter {
        year: query.year,
        undertaking: query.undertaking,
        branches: readable(&caller, query.branch.as_deref())?,
        action: query.action.as_deref().map(action).transpose()?,
        decided: query.decided,
    };
    let mut reader = app.store.read(&caller.area).await?;
    let page = reader.proposals(&filter, &paging.page()?).await?;
    let items: Answer<Vec<ResultRow>> = page.items.into_iter().map(ResultRow::try_from).collect();
    Ok(Json(ListOf { items: items?, next: page.next.map(|cursor| cursor.to_string()) }))
}

/// One proposal with what was decided.
#[utoipa::path(get, path = "/results/{result}", tag = "evaluation", params(("result" = i64, Path)), responses(
    (status = 200, description = "it; its ETag is what a decision stands on", body = ResultRow),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_result(State(app): State<App>, caller: Caller, Path(id): Path<i64>) -> Answer {
    let found = app.store.read(&caller.area).await?.proposal(id).await?;
    caller.require(Action::ReadDocuments, &found.evaluation.path)?;
    let etag = found.etag();
    json_with_etag(&ResultRow::try_from(found)?, &etag)
}

/// Decide what becomes of a project next year. A later decision takes the place of an earlier one; a closed year does
/// not stop it.
#[utoipa::path(put, path = "/results/{result}/decision", tag = "evaluation",
    params(("result" = i64, Path), ("If-Match" = String, Header, description = "the result's ETag")),
    request_body = NewDecision, responses(
    (status = 200, description = "decided; the result as it stands now", body = ResultRow),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn decide_result(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Body(new): Body<NewDecision>,
) -> Answer {
    let found = app.store.read(&caller.area).await?.proposal(id).await?;
    caller.require(Action::DecideResults, &found.evaluation.path)?;
    let decision = action(&new.decision)?;
    let etag = if_match(&headers)?;
    if found.action != Some(decision) || new.reason.is_some() {
        acceptable_reason(new.reason.as_deref().unwrap_or_default())?;
    }
    let mut deed = Deed::begin(&app, &caller).await?;
    let found = deed.proposal(id).await?;
    if found.etag() != etag {
        let (zh, en) = ("此后有变动。请重新查看后再办理。", "it has changed since; look again");
        let problem = Problem::new(ProblemKind::Stale).because(zh, en);
        return Err(problem.with("current_etag", found.etag()));
    }
    if found.evaluation.closed_at.is_none() {
        let (zh, en) = ("自评表尚未审结。", "the self-evaluation is not closed yet");
        return Err(wrong_state(&found.evaluation.state, zh, en));
    }
    let by = (caller.account, deed.now);
    deed.decide_proposal(id, decision, new.reason.as_deref(), by).await?;
    let before = found.decision.map(ResultAction::word);
    let detail = json!({
        "evaluation": found.evaluation.id,
        "proposed": found.action.map(ResultAction::word),
        "reason": new.reason,
    });
    let told = Told { action: "result.decide", object: "result", detail, ..Told::default() };
    deed.audit(Told { id: id.to_string(), before, after: Some(decision.word()), ..told }).await?;
    let one = deed.proposal(id).await?;
    let etag = one.etag();
    deed.done_with(StatusCode::OK, &ResultRow::try_from(one)?, Some(etag)).await
}

/// What a new document should know of last year: scores, grades, proposals, decisions, what is still to be put right.
#[utoipa::path(get, path = "/documents/{document}/last-year", tag = "evaluation",
    params(("document" = i64, Path)), responses(
    (status = 200, description = "last year, project by project", body = LastYear),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_last_year(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer<Json<LastYear>> {
    let mut reader = app.store.read(&caller.area).await?;
    let document = reader.document(id).await?;
    caller.require(Action::ReadDocuments, &document.path)?;
    let found = last_year::found(&mut reader, &document).await?;
    let open = RectificationFilter {
        year: Some(document.year - 1),
        branches: vec![document.path],
        states: open_stages(),
        ..RectificationFilter::default()
    };
    let open = reader.rectifications(&open, &Page::first(500)).await?.items;
    drop(reader);
    let item = |one: last_year::Found| {
        let evaluation = one.evaluation;
        Ok(LastYearProject {
            ordinal: one.ordinal,
            undertaking: one.undertaking,
            evaluation: evaluation.id,
            score: evaluation.score().into(),
            own: (&evaluation.scores.own).into(),
            code: evaluation.code,
            name: evaluation.name,
            state: evaluation.state,
            result: one.proposal.map(ResultRow::try_from).transpose()?,
            open_rectifications: open
                .iter()
                .filter(|rectification| rectification.undertaking == Some(one.undertaking))
                .count(),
        })
    };
    let items: Answer<Vec<LastYearProject>> = found.into_iter().map(item).collect();
    let (items, now) = (items?, app.now());
    let rectifications = open.into_iter().map(|one| RectificationRow::of(one, now)).collect();
    Ok(Json(LastYear { year: document.year - 1, items, rectifications }))
}
