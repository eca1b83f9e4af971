//! Last year's document as the beginning of a later year's, with the list of what was changed.
use crate::api::contents::{ChangeBody, readable_document};
use crate::app::App;
use crate::blocking::blocking;
use crate::caller::Caller;
use crate::input::{Path, Query};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::record::document_of;
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_model::{compare, roll_forward};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_rolled))
}

/// For which year.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RolledQuery {
    /// The fiscal year of the new document.
    #[param(minimum = 1990, maximum = 2999)]
    year: u16,
}

/// A document carried over; nothing is stored.
#[derive(Serialize, ToSchema)]
pub(crate) struct Rolled {
    /// `zhunsheng.document/1`, to be created with `create_document` once it was looked at.
    #[schema(value_type = Object)]
    content: Box<RawValue>,
    /// Every field that was changed on the way.
    changes: Vec<ChangeBody>,
}

/// Carry a document over into another year: years and days move, codes, amounts and plans stay.
#[utoipa::path(get, path = "/documents/{document}/rolled", tag = "documents",
    params(("document" = i64, Path), RolledQuery), responses(
    (status = 200, description = "the content and what was changed", body = Rolled),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_rolled(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(query): Query<RolledQuery>,
) -> Answer<Json<Rolled>> {
    if !(1990..3000).contains(&query.year) {
        let (zh, en) = ("year 应为 1990 至 2999。", "year is 1990 to 2999");
        return Err(Problem::new(ProblemKind::BadRequest).because(zh, en));
    }
    let document = readable_document(&app, &caller, id).await?;
    let version = document.approved_version.unwrap_or(document.version);
    let body = app.store.read(&caller.area).await?.version_body(id, version).await?;
    blocking(move || rolled(&body, query.year)).await.map(Json)
}

fn rolled(body: &[u8], year: u16) -> Answer<Rolled> {
    let before = document_of(body)?;
    let after = roll_forward(&before, year);
    let mistake = || Problem::new(ProblemKind::Internal);
    let printed = zs_engine::render(&after, "json").map_err(|_| mistake())?;
    let content = serde_json::from_slice(&printed).map_err(|_| mistake())?;
    let changes = compare(&before, &after).into_iter().map(ChangeBody::from).collect();
    Ok(Rolled { content, changes })
}
