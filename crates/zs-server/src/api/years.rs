//! Fiscal years and their calendar: everybody may see them; the system administrator opens and closes them.
use crate::api::Done;
use crate::api::nodes::{ROOT, text};
use crate::app::App;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::input::{Body, Path};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::Action;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{CalendarPoint, NewCalendarPoint};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_years, create_year))
        .routes(routes!(close_year))
        .routes(routes!(list_calendar, create_calendar_point))
        .routes(routes!(delete_calendar_point))
}

/// A fiscal year.
#[derive(Serialize, ToSchema)]
pub(crate) struct YearBody {
    year: i64,
    created_at: i64,
    /// Since when nothing of it may change.
    closed_at: Option<i64>,
}

/// The newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct YearList {
    items: Vec<YearBody>,
}

/// A dated point of a year.
#[derive(Serialize, ToSchema)]
pub(crate) struct CalendarBody {
    id: i64,
    year: i64,
    /// `first_up` 一上, `second_up` 二上, `approval`, `publication`, `monitoring`, `self_evaluation`,
    /// `department_evaluation`, or another word.
    kind: String,
    /// From which day (`2026-09-01`).
    opens_on: Option<String>,
    /// The last day (`2026-09-30`).
    due_on: String,
    note: Option<String>,
}

impl From<CalendarPoint> for CalendarBody {
    fn from(p: CalendarPoint) -> Self {
        Self {
            id: p.id,
            year: p.year,
            kind: p.kind,
            opens_on: p.opens_on,
            due_on: p.due_on,
            note: p.note,
        }
    }
}

/// In the order of the days.
#[derive(Serialize, ToSchema)]
pub(crate) struct CalendarList {
    items: Vec<CalendarBody>,
}

/// All fiscal years of the area.
#[utoipa::path(get, path = "/years", tag = "years", responses(
    (status = 200, description = "the years", body = YearList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_years(State(app): State<App>, caller: Caller) -> Answer<Json<YearList>> {
    let years = app.store.read(&caller.area).await?.fiscal_years().await?;
    let year = |y: zs_store::FiscalYear| YearBody {
        year: y.year,
        created_at: y.created_at,
        closed_at: y.closed_at,
    };
    Ok(Json(YearList { items: years.into_iter().map(year).collect() }))
}

/// Which year.
#[derive(Deserialize, ToSchema)]
pub(crate) struct YearToOpen {
    /// 2000 to 2100.
    year: i64,
}

/// The area's own administrator.
pub(crate) fn of_area(caller: &Caller, action: Action) -> Answer<()> {
    if caller.may(action, ROOT) {
        return Ok(());
    }
    Err(Problem::new(ProblemKind::Forbidden))
}

/// Open a fiscal year.
#[utoipa::path(post, path = "/years", tag = "years", request_body = YearToOpen, responses(
    (status = 201, description = "opened", body = Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_year(
    State(app): State<App>,
    caller: Caller,
    Body(new): Body<YearToOpen>,
) -> Answer {
    of_area(&caller, Action::ManageSystem)?;
    if !(2000..=2100).contains(&new.year) {
        let (zh, en) = ("年度应为 2000 至 2100。", "a year is 2000 to 2100");
        return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
    }
    let mut deed = Deed::begin(&app, &caller).await?;
    let now = deed.now;
    deed.create_fiscal_year(new.year, now).await?;
    told(&mut deed, "year.open", "fiscal_year", new.year, json!({})).await?;
    deed.done(StatusCode::CREATED, &Done::yes()).await
}

/// Closed, or open again.
#[derive(Deserialize, ToSchema)]
pub(crate) struct YearClosing {
    closed: bool,
}

/// Close a fiscal year, or open it again.
#[utoipa::path(post, path = "/years/{year}/close", tag = "years", params(("year" = i64, Path)),
    request_body = YearClosing, responses(
    (status = 200, description = "done", body = Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn close_year(
    State(app): State<App>,
    caller: Caller,
    Path(year): Path<i64>,
    Body(wish): Body<YearClosing>,
) -> Answer {
    of_area(&caller, Action::ManageSystem)?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let at = wish.closed.then_some(deed.now);
    deed.close_fiscal_year(year, at).await?;
    let action = if wish.closed { "year.close" } else { "year.reopen" };
    told(&mut deed, action, "fiscal_year", year, json!({})).await?;
    deed.done(StatusCode::OK, &Done::yes()).await
}

/// The calendar of a year.
#[utoipa::path(get, path = "/years/{year}/calendar", tag = "years", params(("year" = i64, Path)), responses(
    (status = 200, description = "the calendar", body = CalendarList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_calendar(
    State(app): State<App>,
    caller: Caller,
    Path(year): Path<i64>,
) -> Answer<Json<CalendarList>> {
    let points = app.store.read(&caller.area).await?.calendar(year).await?;
    Ok(Json(CalendarList { items: points.into_iter().map(CalendarBody::from).collect() }))
}

/// A point to put on the calendar.
#[derive(Deserialize, ToSchema)]
pub(crate) struct CalendarToCreate {
    kind: String,
    opens_on: Option<String>,
    due_on: String,
    note: Option<String>,
}

/// Put a point on the calendar.
#[utoipa::path(post, path = "/years/{year}/calendar", tag = "years", params(("year" = i64, Path)),
    request_body = CalendarToCreate, responses(
    (status = 201, description = "created", body = CalendarBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_calendar_point(
    State(app): State<App>,
    caller: Caller,
    Path(year): Path<i64>,
    Body(new): Body<CalendarToCreate>,
) -> Answer {
    of_area(&caller, Action::ManageSystem)?;
    text("kind", "kind", &new.kind, 40)?;
    if let Some(note) = &new.note {
        text("说明", "note", note, 500)?;
    }
    let mut deed = Deed::begin(&app, &caller).await?;
    let point = NewCalendarPoint {
        year,
        kind: &new.kind,
        opens_on: new.opens_on.as_deref(),
        due_on: &new.due_on,
        note: new.note.as_deref(),
    };
    let id = deed.create_calendar_point(&point).await?;
    let detail = json!({ "year": year, "kind": new.kind, "due_on": new.due_on });
    told(&mut deed, "calendar.create", "calendar_point", id, detail).await?;
    let CalendarToCreate { kind, opens_on, due_on, note } = new;
    deed.done(StatusCode::CREATED, &CalendarBody { id, year, kind, opens_on, due_on, note }).await
}

/// Take a point off the calendar.
#[utoipa::path(delete, path = "/calendar/{point}", tag = "years", params(("point" = i64, Path)), responses(
    (status = 200, description = "gone", body = Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn delete_calendar_point(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer {
    of_area(&caller, Action::ManageSystem)?;
    let mut deed = Deed::begin(&app, &caller).await?;
    deed.delete_calendar_point(id).await?;
    told(&mut deed, "calendar.delete", "calendar_point", id, json!({})).await?;
    deed.done(StatusCode::OK, &Done::yes()).await
}

async fn told(
    deed: &mut Deed<'_>,
    action: &str,
    object: &str,
    id: i64,
    detail: serde_json::Value,
) -> Answer<()> {
    deed.audit(Told { action, object, id: id.to_string(), detail, ..Told::default() }).await
}
