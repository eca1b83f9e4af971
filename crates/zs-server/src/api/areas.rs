//! Areas: the caller's own and those under it. A city's system administrator creates its counties.
use crate::api::Done;
use crate::api::nodes::text;
use crate::api::years::of_area;
use crate::app::App;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::input::Body;
use crate::problem::{Answer, ProblemBody};
use crate::rights::Action;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::NewArea;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_areas, create_area))
}

/// An area that keeps its documents here.
#[derive(Serialize, ToSchema)]
pub(crate) struct AreaBody {
    /// GB/T 2260 code.
    area: String,
    /// The area above.
    parent: Option<String>,
    name: String,
    created_at: i64,
}

/// By code.
#[derive(Serialize, ToSchema)]
pub(crate) struct AreaList {
    items: Vec<AreaBody>,
}

/// The caller's area and the areas directly under it.
#[utoipa::path(get, path = "/areas", tag = "areas", responses(
    (status = 200, description = "the areas", body = AreaList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_areas(State(app): State<App>, caller: Caller) -> Answer<Json<AreaList>> {
    let mut areas = app.store.areas().await?;
    areas.retain(|a| a.area == caller.area || a.parent.as_deref() == Some(&caller.area));
    let body = |a: zs_store::Area| AreaBody {
        area: a.area,
        parent: a.parent,
        name: a.name,
        created_at: a.created_at,
    };
    Ok(Json(AreaList { items: areas.into_iter().map(body).collect() }))
}

/// An area to create under the caller's own.
#[derive(Deserialize, ToSchema)]
pub(crate) struct AreaToCreate {
    /// 6 to 12 digits.
    area: String,
    name: String,
}

/// Create an area under one's own, with the root of its tree; its first accounts come from the command line.
#[utoipa::path(post, path = "/areas", tag = "areas", request_body = AreaToCreate, responses(
    (status = 201, description = "created", body = Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_area(
    State(app): State<App>,
    caller: Caller,
    Body(new): Body<AreaToCreate>,
) -> Answer {
    of_area(&caller, Action::ManageSystem)?;
    text("名称", "name", &new.name, 100)?;
    let (parent, now) = (Some(caller.area.as_str()), app.now());
    let area = NewArea { area: &new.area, parent, name: new.name.trim(), now };
    // The new area has a chain of its own; this one notes that it was made.
    app.store.create_area(&area).await?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let (id, detail) = (new.area.clone(), json!({ "name": new.name.trim() }));
    deed.audit(Told { action: "area.create", object: "area", id, detail, ..Told::default() })
        .await?;
    deed.done(StatusCode::CREATED, &Done::yes()).await
}
