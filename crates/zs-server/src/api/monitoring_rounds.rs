//! Rounds of monitoring: open one over a branch, see how its sheets stand.
use crate::api::documents::readable;
use crate::app::App;
use crate::caller::Caller;
use crate::days;
use crate::deed::{Deed, Told};
use crate::input::{Body, Path, Query};
use crate::monitoring::opening::{Branch, sheets, shown};
use crate::monitoring::whole::quadrant;
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::Action;
use crate::workflow::State as Standing;
use crate::{rule_settings, years};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{MonitoringRound, NewMonitoringRound, Reader};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_monitoring_rounds, create_monitoring_round))
        .routes(routes!(get_monitoring_round))
        .routes(routes!(refresh_monitoring_round))
}

/// A round, and how those of its sheets stand that the caller may read.
#[derive(Serialize, ToSchema)]
pub(crate) struct RoundBody {
    id: i64,
    node: i64,
    path: String,
    year: i64,
    /// From January to the end of this month.
    month: i64,
    /// The last day for its sheets.
    due_on: String,
    /// Days that are left; negative where it is over.
    days_left: Option<i64>,
    /// Whose thresholds count; `null`: the ones that each document chooses.
    profile: Option<String>,
    note: Option<String>,
    opened_by: i64,
    opened_at: i64,
    sheets: i64,
    /// How many sheets are in which state; `reviewed` is signed.
    states: BTreeMap<String, i64>,
    /// How many have which light, the worst of money and goals.
    lights: BTreeMap<&'static str, i64>,
    money: BTreeMap<&'static str, i64>,
    goals: BTreeMap<&'static str, i64>,
    /// Money × goals: `on_course`, `money_behind`, `goals_behind`, `both_behind`, `unknown`.
    quadrants: BTreeMap<&'static str, i64>,
}

/// Rounds, by month.
#[derive(Serialize, ToSchema)]
pub(crate) struct RoundList {
    items: Vec<RoundBody>,
}

/// A round to open.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewRound {
    /// The node whose branch it is about.
    node: i64,
    year: i64,
    /// From January to the end of this month, 1 to 12.
    month: i64,
    /// The last day for its sheets; without it the next point `monitoring` of the year's calendar.
    due_on: Option<String>,
    /// Whose thresholds count; without it the area's setting, else the ones that each document chooses.
    profile: Option<String>,
    #[schema(max_length = 2000)]
    note: Option<String>,
}

/// Which year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RoundQuery {
    year: i64,
    /// Only what lies in the branch under this path of the tree.
    branch: Option<String>,
}

/// The rounds of a year that touch what the caller may read.
#[utoipa::path(get, path = "/monitoring-rounds", tag = "monitoring", params(RoundQuery), responses(
    (status = 200, description = "the rounds", body = RoundList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_monitoring_rounds(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<RoundQuery>,
) -> Answer<Json<RoundList>> {
    let branches = readable(&caller, query.branch.as_deref())?;
    let mut reader = app.store.read(&caller.area).await?;
    let mut items = Vec::new();
    for round in reader.monitoring_rounds(query.year).await? {
        if touches(&round, &branches) {
            items.push(body(&mut reader, round, &branches, app.now()).await?);
        }
    }
    Ok(Json(RoundList { items }))
}

/// A round over a branch of the caller's, or over one that holds it.
fn touches(round: &MonitoringRound, branches: &[String]) -> bool {
    branches.iter().any(|branch| {
        round.path.starts_with(branch.as_str()) || branch.starts_with(round.path.as_str())
    })
}

async fn body(
    reader: &mut Reader,
    round: MonitoringRound,
    branches: &[String],
    now: i64,
) -> Answer<RoundBody> {
    let mut body = RoundBody {
        id: round.id,
        node: round.node,
        path: round.path,
        year: round.year,
        month: round.month,
        days_left: days::parse(&round.due_on).map(|due| due - days::day_of(now)),
        due_on: round.due_on,
        profile: round.profile,
        note: round.note,
        opened_by: round.opened_by,
        opened_at: round.opened_at,
        sheets: 0,
        states: BTreeMap::new(),
        lights: BTreeMap::new(),
        money: BTreeMap::new(),
        goals: BTreeMap::new(),
        quadrants: BTreeMap::new(),
    };
    for alike in reader.count_sheets(round.id, branches).await? {
        body.sheets += alike.count;
        *body.states.entry(alike.state).or_default() += alike.count;
        *body.lights.entry(alike.light.word()).or_default() += alike.count;
        *body.money.entry(alike.money.word()).or_default() += alike.count;
        *body.goals.entry(alike.goals.word()).or_default() += alike.count;
        *body.quadrants.entry(quadrant(alike.money, alike.goals)).or_default() += alike.count;
    }
    Ok(body)
}

/// One round.
#[utoipa::path(get, path = "/monitoring-rounds/{round}", tag = "monitoring", params(("round" = i64, Path)),
    responses(
    (status = 200, description = "the round", body = RoundBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_monitoring_round(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer<Json<RoundBody>> {
    let branches = caller.require_somewhere(Action::ReadDocuments)?;
    let mut reader = app.store.read(&caller.area).await?;
    let round = reader.monitoring_round(id).await?;
    if !touches(&round, &branches) {
        return Err(Problem::new(ProblemKind::NotFound));
    }
    body(&mut reader, round, &branches, app.now()).await.map(Json)
}

/// Open a round: each undertaking of the branch gets a sheet, filled from the record.
#[utoipa::path(post, path = "/monitoring-rounds", tag = "monitoring", request_body = NewRound, responses(
    (status = 201, description = "opened", body = RoundBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_monitoring_round(
    State(app): State<App>,
    caller: Caller,
    Body(new): Body<NewRound>,
) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    let node = reader.node(new.node).await?;
    caller.require(Action::OpenMonitoring, &node.path)?;
    Deed::replayed(&app, &caller).await?;
    years::require_open(&mut reader, new.year).await?;
    let branch = acceptable(&mut reader, &new, node.path, app.now()).await?;
    let made = sheets(&mut reader, app.now(), &branch).await?;
    drop(reader);
    let mut deed = Deed::begin(&app, &caller).await?;
    years::require_open(&mut deed, new.year).await?;
    let round = NewMonitoringRound {
        node: new.node,
        year: new.year,
        month: new.month,
        due_on: &branch.due_on,
        profile: branch.profile.as_deref(),
        note: new.note.as_deref(),
        actor: caller.account,
        now: deed.now,
    };
    let id = deed.create_monitoring_round(&round).await?;
    let by = (caller.account, deed.now);
    deed.create_monitoring_sheets(id, Standing::Draft.word(), &made, by).await?;
    let detail = json!({ "year": new.year, "month": new.month, "sheets": made.len() });
    let told = Told { action: "round.open", object: "monitoring_round", detail, ..Told::default() };
    deed.audit(Told { id: id.to_string(), ..told }).await?;
    answer(deed, &caller, id, StatusCode::CREATED).await
}

async fn answer(mut deed: Deed<'_>, caller: &Caller, id: i64, status: StatusCode) -> Answer {
    let branches = caller.branches(Action::ReadDocuments);
    let round = deed.monitoring_round(id).await?;
    let now = deed.now;
    let body = body(&mut deed, round, &branches, now).await?;
    deed.done(status, &body).await
}

/// The branch of a new round, with its last day and its thresholds.
async fn acceptable(reader: &mut Reader, new: &NewRound, path: String, now: i64) -> Answer<Branch> {
    let invalid = |zh: &str, en: &str| Problem::new(ProblemKind::Invalid).because(zh, en);
    let begun = days::parse(&format!("{:04}-{:02}-01", new.year, new.month));
    if begun.is_none_or(|begun| begun > days::day_of(now)) {
        return Err(invalid("月份无效，或尚未到来。", "no such month, or it has not come"));
    }
    if let Some(note) = &new.note {
        crate::input::acceptable_reason(note)?;
    }
    let profile = match &new.profile {
        Some(id) if zs_engine::Profiles::embedded().get(id).is_none() => {
            return Err(invalid("没有这样的口径。", "there is no such profile"));
        }
        Some(id) => Some(id.clone()),
        None => rule_settings::stored(reader).await?.profile,
    };
    let end = days::end_of_month(new.year, new.month);
    let due_on = match &new.due_on {
        Some(day) => Some(day.clone()),
        None => {
            let calendar = reader.calendar(new.year).await?;
            let mut points = calendar.into_iter().filter(|point| point.kind == "monitoring");
            points.find(|point| point.due_on >= end).map(|point| point.due_on)
        }
    };
    let due_on = due_on.filter(|day| days::parse(day).is_some());
    let due_on = due_on.ok_or_else(|| {
        let zh = "请给出报送截止日期（YYYY-MM-DD），或在年度日历中设置 monitoring 节点。";
        invalid(zh, "give the last day (YYYY-MM-DD), or put a point `monitoring` on the calendar")
    })?;
    Ok(Branch { path, year: new.year, month: new.month, due_on, profile })
}

/// Bring a round up to date: sheets for the undertakings that were approved since it was opened, and the lights of
/// every sheet that is not signed as they stand now.
#[utoipa::path(post, path = "/monitoring-rounds/{round}/sheets", tag = "monitoring", params(("round" = i64, Path)),
    responses(
    (status = 200, description = "done; the round as it stands now", body = RoundBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn refresh_monitoring_round(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    let round = reader.monitoring_round(id).await?;
    caller.require(Action::OpenMonitoring, &round.path)?;
    Deed::replayed(&app, &caller).await?;
    years::require_open(&mut reader, round.year).await?;
    let made = sheets(&mut reader, app.now(), &Branch::from(&round)).await?;
    let shown = shown(&mut reader, app.now(), &round).await?;
    drop(reader);
    let mut deed = Deed::begin(&app, &caller).await?;
    years::require_open(&mut deed, round.year).await?;
    let by = (caller.account, deed.now);
    deed.create_monitoring_sheets(id, Standing::Draft.word(), &made, by).await?;
    deed.show_sheets(&shown).await?;
    let detail = json!({ "sheets": made.len(), "lights": shown.len() });
    let told =
        Told { action: "round.refresh", object: "monitoring_round", detail, ..Told::default() };
    deed.audit(Told { id: id.to_string(), ..told }).await?;
    answer(deed, &caller, id, StatusCode::OK).await
}
