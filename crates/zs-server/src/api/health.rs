//! Whether the server lives and can work.
use crate::app::App;
use crate::problem::{Answer, ProblemBody};
use axum::extract::State;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_health)).routes(routes!(get_ready))
}

/// The program runs.
#[utoipa::path(get, path = "/healthz", tag = "operation", security(()),
    responses((status = 200, description = "alive", body = String, content_type = "text/plain")))]
async fn get_health() -> &'static str {
    "ok\n"
}

/// The program runs and its database answers.
#[utoipa::path(get, path = "/readyz", tag = "operation", security(()), responses(
    (status = 200, description = "ready", body = String, content_type = "text/plain"),
    (status = 503, description = "the database does not answer", body = ProblemBody,
        content_type = "application/problem+json")))]
async fn get_ready(State(app): State<App>) -> Answer<&'static str> {
    app.store.ping().await?;
    Ok("ready\n")
}
