//! What runs here, and how it does: version and metrics.
use crate::app::App;
use crate::layers::RequestFacts;
use crate::metrics;
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::{Extension, Json};
use serde::Serialize;
use std::net::IpAddr;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Beside the other addresses for the operator.
pub(crate) fn metrics_routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_metrics))
}

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_about))
}

/// What runs here.
#[derive(Serialize, ToSchema)]
pub(crate) struct About {
    name: &'static str,
    version: &'static str,
    /// The version of the rules: that of the program that carries them.
    rules_version: &'static str,
    /// How many rules there are.
    rules: usize,
}

/// Name and version of the program and its rules.
#[utoipa::path(get, path = "/about", tag = "operation", security(()),
    responses((status = 200, description = "what runs here", body = About)))]
async fn get_about() -> Json<About> {
    let version = env!("CARGO_PKG_VERSION");
    let rules = zs_engine::RULES.len();
    Json(About { name: "准绳 Zhunsheng", version, rules_version: version, rules })
}

/// Metrics in Prometheus' text format; for callers from the machine itself, or from anywhere if the
/// settings say so.
#[utoipa::path(get, path = "/metrics", tag = "operation", security(()), responses(
    (status = 200, description = "the metrics", body = String,
        content_type = "application/openmetrics-text"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_metrics(State(app): State<App>, Extension(facts): Extension<RequestFacts>) -> Answer {
    if !app.settings.open_metrics && !near(facts.address) {
        return Err(Problem::new(ProblemKind::Forbidden));
    }
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    let text = metrics::collect(&app).await;
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

/// From this machine; an address that is not known is that of a test.
fn near(address: IpAddr) -> bool {
    address.to_canonical().is_loopback() || address.is_unspecified()
}
