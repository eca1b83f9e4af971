//! Monitoring sheets: list them, read one with all that the form needs, write on it, take its steps.
use crate::api::documents::{readable, words};
use crate::app::App;
use crate::caller::Caller;
use crate::input::{Body, ListOf, Paging, Path, Query, if_match};
use crate::machine::{may_at_all, open_to};
use crate::monitoring::flow::Sheets;
use crate::monitoring::steps::{Opened, take, write};
use crate::monitoring::whole::{SheetWhole, quadrant};
use crate::monitoring::written::SheetContent;
use crate::output::{json_with_etag, part, printed};
use crate::problem::{Answer, ProblemBody};
use crate::reviews::Asked;
use crate::rights::Action;
use crate::workflow::{Act, State as Standing};
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{MonitoringSheet, SheetFilter, StepEvent};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_monitoring_sheets))
        .routes(routes!(get_monitoring_sheet))
        .routes(routes!(update_monitoring_sheet))
        .routes(routes!(create_monitoring_step))
}

/// A sheet as lists show it, with the lights of its last change.
#[derive(Serialize, ToSchema)]
pub(crate) struct SheetRow {
    pub id: i64,
    /// What a change stands on.
    pub etag: String,
    pub round: i64,
    pub undertaking: i64,
    pub path: String,
    pub year: i64,
    pub month: i64,
    pub code: Option<String>,
    pub name: Option<String>,
    pub unit_name: Option<String>,
    /// `draft`, `returned`, `unit_review`, `department_review`, `finance_review`, `reviewed` (signed, frozen).
    pub state: String,
    /// The last day for the sheets of its round.
    pub due_on: String,
    /// The worst of all: `red`, `yellow`, `green`, `blue`, `grey` (nothing is known).
    pub light: &'static str,
    pub money_light: &'static str,
    pub goal_light: &'static str,
    /// `on_course`, `money_behind`, `goals_behind`, `both_behind`, `unknown`.
    pub quadrant: &'static str,
    /// The last day to act on its warning.
    pub act_by: Option<String>,
    pub created_at: i64,
    pub updated_by: i64,
    pub updated_at: i64,
    pub signed_by: Option<i64>,
    pub signed_at: Option<i64>,
    /// SM3 of the whole as it was signed, hexadecimal.
    pub hash: Option<String>,
}

impl From<MonitoringSheet> for SheetRow {
    fn from(sheet: MonitoringSheet) -> Self {
        let (etag, signs) = (sheet.etag(), sheet.signs);
        Self {
            id: sheet.id,
            etag,
            round: sheet.round,
            undertaking: sheet.undertaking,
            path: sheet.path,
            year: sheet.year,
            month: sheet.month,
            code: sheet.code,
            name: sheet.name,
            unit_name: sheet.unit_name,
            state: sheet.state,
            due_on: sheet.due_on,
            light: signs.light.word(),
            money_light: signs.money.word(),
            goal_light: signs.goals.word(),
            quadrant: quadrant(signs.money, signs.goals),
            act_by: signs.act_by,
            created_at: sheet.created_at,
            updated_by: sheet.updated_by,
            updated_at: sheet.updated_at,
            signed_by: sheet.signed_by,
            signed_at: sheet.signed_at,
            hash: sheet.hash,
        }
    }
}

/// Something that happened to a sheet.
#[derive(Serialize, ToSchema)]
pub(crate) struct EventRow {
    id: i64,
    /// A step, or `write`.
    action: String,
    from: String,
    to: String,
    reason: Option<String>,
    actor: i64,
    actor_name: String,
    at: i64,
}

impl EventRow {
    pub fn of(event: StepEvent, names: &BTreeMap<i64, String>) -> Self {
        Self {
            id: event.id,
            actor_name: names.get(&event.actor).cloned().unwrap_or_default(),
            action: event.action,
            from: event.from,
            to: event.to,
            reason: event.reason,
            actor: event.actor,
            at: event.created_at,
        }
    }
}

/// A sheet with all that belongs to it.
#[derive(Serialize, ToSchema)]
pub(crate) struct SheetBody {
    #[serde(flatten)]
    row: SheetRow,
    /// Signed: `whole` is what was signed, whatever happened since.
    frozen: bool,
    /// All that the form needs: as it stands now, or as it was signed.
    #[schema(value_type = SheetWhole)]
    whole: Box<RawValue>,
    /// Everything that happened, in order.
    events: Vec<EventRow>,
    /// What the caller may do now, as far as state and right decide; a guard may still refuse.
    available: Vec<Act>,
    /// Where a `return` may lead.
    return_to: Vec<&'static str>,
}

/// Which sheets.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SheetQuery {
    /// Only of this fiscal year.
    year: Option<i64>,
    /// Only of this round.
    round: Option<i64>,
    /// Only of this undertaking.
    undertaking: Option<i64>,
    /// Only of the rounds at the end of this month.
    month: Option<i64>,
    /// Only the branch under this path of the tree.
    branch: Option<String>,
    /// Only in these states, separated by commas.
    state: Option<String>,
    /// Only with these lights, separated by commas.
    light: Option<String>,
}

/// A step to take.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewSheetStep {
    /// `submit`, `withdraw`, `pass`, `return`. The last pass, by finance, signs the sheet.
    action: Act,
    /// Why: required to return.
    #[schema(max_length = 2000)]
    reason: Option<String>,
    /// Of `return`: `returned` (the default), or a review that it has passed since its submission.
    to: Option<String>,
}

/// The sheets that the caller may read, in the order in which they were made.
#[utoipa::path(get, path = "/monitoring-sheets", tag = "monitoring", params(SheetQuery, Paging), responses(
    (status = 200, description = "one page", body = ListOf<SheetRow>),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_monitoring_sheets(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<SheetQuery>,
    Query(paging): Query<Paging>,
) -> Answer<Json<ListOf<SheetRow>>> {
    let filter = SheetFilter {
        round: query.round,
        undertaking: query.undertaking,
        year: query.year,
        month: query.month,
        branches: readable(&caller, query.branch.as_deref())?,
        states: words(query.state.as_deref()),
        lights: words(query.light.as_deref()),
    };
    let mut reader = app.store.read(&caller.area).await?;
    let page = reader.monitoring_sheets(&filter, &paging.page()?).await?;
    Ok(Json(ListOf::of(page, SheetRow::from)))
}

/// One sheet with all that the form needs: computed from the record as it stands now, or as it was signed.
#[utoipa::path(get, path = "/monitoring-sheets/{sheet}", tag = "monitoring", params(("sheet" = i64, Path)),
    responses(
    (status = 200, description = "the sheet; its ETag is what a change stands on", body = SheetBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_monitoring_sheet(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    let sheet = reader.monitoring_sheet(id).await?;
    caller.require(Action::ReadDocuments, &sheet.path)?;
    let mut opened = Opened::read(&mut reader, id).await?;
    drop(reader);
    let whole = match &opened.frozen {
        Some(bytes) => printed(bytes)?,
        None => {
            let look = opened.look().await?;
            let signs = look.signs(app.now(), &opened.round.due_on);
            // The lists show what the sheet showed at its last change; the sheet itself what it shows now.
            opened.sheet.signs = zs_store::SheetSigns {
                act_by: opened.sheet.signs.act_by.take().or(signs.act_by),
                ..signs
            };
            part(&opened.whole(&look, &opened.kept, None))?
        }
    };
    let available = open_to::<Sheets>(&caller, &opened.standing());
    let return_to = opened.case().earlier().into_iter().map(Standing::word).collect();
    let etag = opened.sheet.etag();
    let body = SheetBody {
        row: opened.sheet.into(),
        frozen: opened.frozen.is_some(),
        whole,
        events: opened.events.into_iter().map(|event| EventRow::of(event, &opened.names)).collect(),
        available,
        return_to,
    };
    json_with_etag(&body, &etag)
}

/// Write on a sheet: causes, likelihood, measures, remarks. Replaces what was written before.
#[utoipa::path(put, path = "/monitoring-sheets/{sheet}/content", tag = "monitoring",
    params(("sheet" = i64, Path), ("If-Match" = String, Header, description = "the sheet's ETag")),
    request_body = SheetContent, responses(
    (status = 200, description = "kept; the sheet as it stands now", body = SheetRow),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn update_monitoring_sheet(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Body(content): Body<SheetContent>,
) -> Answer {
    let sheet = app.store.read(&caller.area).await?.monitoring_sheet(id).await?;
    caller.require(Action::WriteMonitoring, &sheet.path)?;
    write(&app, &caller, id, &if_match(&headers)?, content).await
}

/// Take a step. Refused as `wrong-state`, `stale-version`, `own-work`, `year-closed` or `invalid` (no reason, no such
/// way back, a warning that is not answered: then with `rows` and `fields`).
#[utoipa::path(post, path = "/monitoring-sheets/{sheet}/steps", tag = "monitoring",
    params(("sheet" = i64, Path), ("If-Match" = String, Header, description = "the sheet's ETag")),
    request_body = NewSheetStep, responses(
    (status = 200, description = "taken; the sheet as it stands now", body = SheetRow),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_monitoring_step(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Body(step): Body<NewSheetStep>,
) -> Answer {
    let sheet = app.store.read(&caller.area).await?.monitoring_sheet(id).await?;
    may_at_all::<Sheets>(&caller, &sheet.path, step.action)?;
    let asked = Asked::of(step.action, step.reason, step.to.as_deref(), &headers)?;
    take(&app, &caller, id, &asked).await
}
