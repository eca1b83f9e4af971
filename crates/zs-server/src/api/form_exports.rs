//! The official forms of the year as files.
use crate::api::exports::{FormQuery, leave};
use crate::app::App;
use crate::blocking::blocking;
use crate::caller::Caller;
use crate::input::{Path, Query};
use crate::monitoring::form::form;
use crate::monitoring::steps::Opened;
use crate::printing;
use crate::problem::{Answer, ProblemBody};
use crate::rights::Action;
use axum::extract::State;
use serde_json::json;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(export_monitoring_sheet))
}

/// A sheet as the official form (项目支出绩效目标执行监控表): as it was signed, or as it stands now.
#[utoipa::path(get, path = "/monitoring-sheets/{sheet}/export", tag = "exports",
    params(("sheet" = i64, Path), FormQuery), responses(
    (status = 200, description = "the file", body = Vec<u8>, content_type = "application/octet-stream"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn export_monitoring_sheet(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(query): Query<FormQuery>,
) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    let sheet = reader.monitoring_sheet(id).await?;
    caller.require(Action::ReadDocuments, &sheet.path)?;
    let opened = Opened::read(&mut reader, id).await?;
    drop(reader);
    let (bytes, signed) = opened.bytes().await?;
    let name = sheet.name.as_deref().unwrap_or("项目");
    let stem = format!("{name}-{}年1至{}月绩效监控表", sheet.year, sheet.month);
    let format = query.format.clone();
    let (printed, digest) = blocking(move || {
        let form = form(&bytes, signed)?;
        let printed = printing::form(&form.laid(), &format, &stem)?;
        Ok((printed, form.stamp.digest))
    })
    .await?;
    let detail = json!({ "format": query.format, "hash": digest, "signed": signed });
    leave(&app, &caller, ("sheet.export", "monitoring_sheet", id), detail, printed).await
}
