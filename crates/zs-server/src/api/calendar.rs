//! The calendar of a fiscal year, as everybody who works in the area may read it.
use crate::app::App;
use crate::caller::Caller;
use crate::days;
use crate::deadlines;
use crate::input::Query;
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_calendar))
}

/// Which year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct CalendarQuery {
    /// Fiscal year.
    year: i64,
}

/// A dated point.
#[derive(Serialize, ToSchema)]
pub(crate) struct PointBody {
    id: i64,
    /// `first_up` (一上), `second_up` (二上), `approval`, `publication`, `monitoring`, `self_evaluation`, ….
    kind: String,
    /// From which day, `YYYY-MM-DD`.
    opens_on: Option<String>,
    /// The last day.
    due_on: String,
    /// Days that are left; negative where it is over.
    days_left: Option<i64>,
    note: Option<String>,
}

/// A year's calendar.
#[derive(Serialize, ToSchema)]
pub(crate) struct YearCalendarBody {
    year: i64,
    /// Since when nothing of the year may change.
    closed_at: Option<i64>,
    items: Vec<PointBody>,
}

/// The calendar of a year.
#[utoipa::path(get, path = "/calendar", tag = "workflow", params(CalendarQuery), responses(
    (status = 200, description = "the calendar, in the order of its days", body = YearCalendarBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_calendar(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<CalendarQuery>,
) -> Answer<Json<YearCalendarBody>> {
    let mut reader = app.store.read(&caller.area).await?;
    let years = reader.fiscal_years().await?;
    let year = years.into_iter().find(|year| year.year == query.year);
    let year = year.ok_or_else(|| Problem::new(ProblemKind::NotFound))?;
    let today = days::day_of(app.now());
    let points = reader.calendar(query.year).await?.into_iter().map(|point| PointBody {
        id: point.id,
        days_left: deadlines::of(&point, today).map(|due| due.days_left),
        kind: point.kind,
        opens_on: point.opens_on,
        due_on: point.due_on,
        note: point.note,
    });
    let items = points.collect();
    Ok(Json(YearCalendarBody { year: year.year, closed_at: year.closed_at, items }))
}
