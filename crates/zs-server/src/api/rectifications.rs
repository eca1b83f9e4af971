//! Rectifications: issue them, list them with what is overdue, take their steps.
use crate::api::documents::{readable, words};
use crate::api::monitoring_sheets::EventRow;
use crate::app::App;
use crate::caller::Caller;
use crate::days;
use crate::deed::{Deed, Told};
use crate::input::{Body, ListOf, Paging, Path, Query, acceptable_reason, if_match};
use crate::machine::{Word, may_at_all, open_to};
use crate::output::json_with_etag;
use crate::people::names;
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rectifications::{
    Asked, RectificationAct, Rectifications, Stage, issuer, standing, take,
};
use crate::rights::Action;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{
    NewRectification, Reader, Rectification, RectificationFilter, RectificationSource, Subject,
};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_rectifications, create_rectification))
        .routes(routes!(get_rectification))
        .routes(routes!(create_rectification_step))
}

/// A rectification as lists show it.
#[derive(Serialize, ToSchema)]
pub(crate) struct RectificationRow {
    pub id: i64,
    /// What a step stands on.
    pub etag: String,
    pub year: i64,
    pub document: i64,
    pub undertaking: Option<i64>,
    /// The undertaking's name.
    pub name: Option<String>,
    /// Path of the node that must put it right.
    pub path: String,
    /// The monitoring sheet that it comes from.
    pub sheet: Option<i64>,
    /// `finding`, `warning`, `monitoring`, `self_evaluation`, `department_evaluation`, `finance_evaluation`.
    pub source: &'static str,
    /// Which one, where that is more than a sheet: the cause of a finding.
    pub reference: Option<String>,
    /// The node whose people may verify it.
    pub issuer: i64,
    pub requirement: String,
    pub due_on: String,
    /// Days that are left; negative where it is over.
    pub days_left: Option<i64>,
    /// Not verified, and over.
    pub overdue: bool,
    /// `issued`, `accepted`, `rectifying`, `reported`, `verified`, `reopened`.
    pub state: String,
    /// What was reported last.
    pub result: Option<String>,
    pub issued_by: i64,
    pub issued_at: i64,
    pub updated_by: i64,
    pub updated_at: i64,
}

impl RectificationRow {
    pub fn of(one: Rectification, now: i64) -> Self {
        let days_left = days::parse(&one.due_on).map(|due| due - days::day_of(now));
        let late = days_left.is_some_and(|days| days < 0);
        Self {
            id: one.id,
            etag: one.etag(),
            year: one.year,
            document: one.document,
            undertaking: one.undertaking,
            name: one.name,
            path: one.path,
            sheet: one.sheet,
            source: one.source.word(),
            reference: one.reference,
            issuer: one.issuer,
            requirement: one.requirement,
            due_on: one.due_on,
            days_left,
            overdue: late && one.state != Stage::Verified.word(),
            state: one.state,
            result: one.result,
            issued_by: one.issued_by,
            issued_at: one.issued_at,
            updated_by: one.updated_by,
            updated_at: one.updated_at,
        }
    }
}

/// A rectification with its history.
#[derive(Serialize, ToSchema)]
pub(crate) struct RectificationBody {
    #[serde(flatten)]
    row: RectificationRow,
    issued_by_name: String,
    /// The files that were reported.
    attachments: Vec<i64>,
    /// Everything that happened, in order.
    events: Vec<EventRow>,
    /// What the caller may do now, as far as state and right decide; a guard may still refuse.
    available: Vec<RectificationAct>,
}

/// Which rectifications.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RectificationQuery {
    /// Only of this fiscal year.
    year: Option<i64>,
    /// Only of this undertaking.
    undertaking: Option<i64>,
    /// Only the branch under this path of the tree.
    branch: Option<String>,
    /// Only in these states, separated by commas.
    state: Option<String>,
    /// Only those that are not verified and over.
    overdue: Option<bool>,
}

/// A rectification to issue: about a sheet, an undertaking or a whole document.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewRectificationBody {
    /// `finding`, `warning`, `monitoring`, `self_evaluation`, `department_evaluation`, `finance_evaluation`.
    source: String,
    sheet: Option<i64>,
    undertaking: Option<i64>,
    document: Option<i64>,
    /// Which one, where that is more than a sheet: the cause of a finding.
    #[schema(max_length = 2000)]
    reference: Option<String>,
    /// What must be put right.
    #[schema(min_length = 1, max_length = 2000)]
    requirement: String,
    /// The last day, `YYYY-MM-DD`; without it that of the sheet's warning.
    due_on: Option<String>,
}

/// A step to take.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewRectificationStep {
    action: RectificationAct,
    /// Why: required to reopen.
    #[schema(max_length = 2000)]
    reason: Option<String>,
    /// What was put right: required to report.
    #[schema(max_length = 2000)]
    result: Option<String>,
    /// Files of the document that prove it.
    #[serde(default)]
    attachments: Vec<i64>,
}

/// The rectifications that the caller may read, the newest first.
#[utoipa::path(get, path = "/rectifications", tag = "monitoring", params(RectificationQuery, Paging), responses(
    (status = 200, description = "one page", body = ListOf<RectificationRow>),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_rectifications(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<RectificationQuery>,
    Query(paging): Query<Paging>,
) -> Answer<Json<ListOf<RectificationRow>>> {
    let now = app.now();
    let mut filter = RectificationFilter {
        year: query.year,
        undertaking: query.undertaking,
        branches: readable(&caller, query.branch.as_deref())?,
        states: words(query.state.as_deref()),
        ..RectificationFilter::default()
    };
    if query.overdue == Some(true) {
        filter.due_before = Some(days::text(days::day_of(now)));
        let open = |word: &String| word != Stage::Verified.word();
        if filter.states.is_empty() {
            filter.states = Stage::ALL.iter().map(|stage| stage.word().to_owned()).collect();
        }
        filter.states.retain(open);
    }
    let mut reader = app.store.read(&caller.area).await?;
    let page = reader.rectifications(&filter, &paging.page()?).await?;
    Ok(Json(ListOf::of(page, |one| RectificationRow::of(one, now))))
}

/// One rectification with its history.
#[utoipa::path(get, path = "/rectifications/{rectification}", tag = "monitoring",
    params(("rectification" = i64, Path)), responses(
    (status = 200, description = "the rectification; its ETag is what a step stands on", body = RectificationBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_rectification(State(app): State<App>, caller: Caller, Path(id): Path<i64>) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    let one = reader.rectification(id).await?;
    caller.require(Action::ReadDocuments, &one.path)?;
    let events = reader.step_events(Subject::Rectification, id).await?;
    let actors = events.iter().map(|event| event.actor).chain([one.issued_by]);
    let names = names(&mut reader, actors.collect()).await?;
    let etag = one.etag();
    let body = RectificationBody {
        issued_by_name: names.get(&one.issued_by).cloned().unwrap_or_default(),
        attachments: reader.rectification_files(id).await?,
        events: events.into_iter().map(|event| EventRow::of(event, &names)).collect(),
        available: open_to::<Rectifications>(&caller, &standing(&one)),
        row: RectificationRow::of(one, app.now()),
    };
    json_with_etag(&body, &etag)
}

/// What a rectification is about.
struct About {
    document: i64,
    undertaking: Option<i64>,
    path: String,
    act_by: Option<String>,
}

async fn about(reader: &mut Reader, new: &NewRectificationBody) -> Answer<About> {
    let sheet = match new.sheet {
        Some(id) => Some(reader.monitoring_sheet(id).await?),
        None => None,
    };
    let undertaking = sheet.as_ref().map(|sheet| sheet.undertaking).or(new.undertaking);
    let (document, path) = match (undertaking, new.document) {
        (Some(id), _) => {
            let one = reader.undertaking(id).await?;
            (one.document, one.path)
        }
        (None, Some(id)) => {
            let one = reader.document(id).await?;
            (one.id, one.path)
        }
        (None, None) => {
            let zh = "请指明监控表、执行项或文本之一。";
            return Err(invalid(zh, "name a sheet, an undertaking or a document"));
        }
    };
    let agree = |named: Option<i64>, found: Option<i64>| named.is_none() || named == found;
    if !agree(new.undertaking, undertaking) || !agree(new.document, Some(document)) {
        return Err(invalid("所指对象不一致。", "what is named does not belong together"));
    }
    Ok(About { document, undertaking, path, act_by: sheet.and_then(|s| s.signs.act_by) })
}

fn invalid(zh: &str, en: &str) -> Problem {
    Problem::new(ProblemKind::Invalid).because(zh, en)
}

/// Issue a rectification.
#[utoipa::path(post, path = "/rectifications", tag = "monitoring", request_body = NewRectificationBody, responses(
    (status = 201, description = "issued", body = RectificationRow),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_rectification(
    State(app): State<App>,
    caller: Caller,
    Body(new): Body<NewRectificationBody>,
) -> Answer {
    caller.require_somewhere(Action::Rectify)?;
    let about = about(&mut app.store.read(&caller.area).await?, &new).await?;
    caller.require(Action::Rectify, &about.path)?;
    acceptable_reason(&new.requirement)?;
    if let Some(reference) = &new.reference {
        acceptable_reason(reference)?;
    }
    let source = RectificationSource::parse(&new.source)
        .ok_or_else(|| invalid("没有这种整改来源。", "there is no such source"))?;
    let mut deed = Deed::begin(&app, &caller).await?;

    let today = days::day_of(deed.now);
    let due_on = new.due_on.as_ref().or(about.act_by.as_ref());
    let due_on = due_on.filter(|day| days::parse(day) >= Some(today));
    let due_on = due_on.ok_or_else(|| {
        let zh = "请给出不早于今天的整改期限（YYYY-MM-DD）。";
        invalid(zh, "give a last day (YYYY-MM-DD) that is not over")
    })?;
    let issuer = issuer(&caller, &about.path);
    let given = NewRectification {
        document: about.document,
        undertaking: about.undertaking,
        sheet: new.sheet,
        source,
        reference: new.reference.as_deref(),
        issuer: issuer.ok_or_else(|| Problem::new(ProblemKind::Forbidden))?,
        requirement: &new.requirement,
        due_on,
        state: Stage::Issued.word(),
        actor: caller.account,
        now: deed.now,
    };
    let id = deed.create_rectification(&given).await?;
    let detail = json!({ "source": source.word(), "document": about.document, "due_on": due_on });
    let told =
        Told { action: "rectification.issue", object: "rectification", detail, ..Told::default() };
    deed.audit(Told { id: id.to_string(), after: Some(Stage::Issued.word()), ..told }).await?;
    let one = deed.rectification(id).await?;
    let (etag, now) = (one.etag(), deed.now);
    deed.done_with(StatusCode::CREATED, &RectificationRow::of(one, now), Some(etag)).await
}

/// Take a step. Refused as `wrong-state`, `stale-version`, `own-work`, `forbidden` (another level issued it) or
/// `invalid` (no reason, no result).
#[utoipa::path(post, path = "/rectifications/{rectification}/steps", tag = "monitoring",
    params(("rectification" = i64, Path), ("If-Match" = String, Header, description = "the rectification's ETag")),
    request_body = NewRectificationStep, responses(
    (status = 200, description = "taken; the rectification as it stands now", body = RectificationRow),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_rectification_step(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Body(step): Body<NewRectificationStep>,
) -> Answer {
    let seen = app.store.read(&caller.area).await?.rectification(id).await?;
    may_at_all::<Rectifications>(&caller, &seen.path, step.action)?;
    if let Some(reason) = &step.reason {
        acceptable_reason(reason)?;
    }
    let asked = Asked {
        act: step.action,
        reason: step.reason,
        result: step.result,
        attachments: step.attachments,
        etag: if_match(&headers)?,
    };
    let mut deed = Deed::begin(&app, &caller).await?;
    let one = take(&mut deed, &caller, id, &asked).await?;
    let (etag, now) = (one.etag(), deed.now);
    deed.done_with(StatusCode::OK, &RectificationRow::of(one, now), Some(etag)).await
}
