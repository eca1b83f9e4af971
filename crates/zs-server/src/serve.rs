//! The router with its layers, and the server that runs until it is told to stop.
use crate::api;
use crate::app::App;
use crate::jobs;
use crate::layers;
use crate::problem::{Problem, ProblemKind};
use crate::ui;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, header};
use axum::routing::get;
use axum::{Router, middleware};
use std::future::Future;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;
use utoipa_swagger_ui::SwaggerUi;

/// The description of the API (OpenAPI 3.1), as JSON.
#[must_use]
pub fn openapi() -> String {
    api::routes().split_for_parts().1.to_pretty_json().unwrap_or_default()
}

/// All routes, with everything around them.
pub fn router(app: &App) -> Router {
    let (routes, openapi) = api::routes().split_for_parts();
    let json = openapi.to_json().unwrap_or_default();
    let description = move || {
        let json = json.clone();
        async move {
            let kind = HeaderValue::from_static("application/json");
            ([(header::CONTENT_TYPE, kind)], json)
        }
    };
    let config = utoipa_swagger_ui::Config::new(["/api/openapi.json"]);
    routes
        .route("/api/openapi.json", get(description))
        .merge(SwaggerUi::new("/api/docs").config(config))
        .fallback(ui::serve_file)
        .method_not_allowed_fallback(|| async { Problem::new(ProblemKind::WrongMethod) })
        .layer(DefaultBodyLimit::max(app.settings.upload_mib << 20))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), layers::around))
        .with_state(app.clone())
}

/// How many jobs run at the same time.
const WORKERS: usize = 2;

/// Serves and works until `stop` comes, then lets running requests end; jobs under way are handed back.
///
/// # Errors
/// Where the socket fails.
pub async fn serve(
    app: &App,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    let workers: Vec<_> = (0..WORKERS).map(|_| tokio::spawn(jobs::work(app.clone()))).collect();
    let stopped = app.clone();
    let stop = async move {
        stop.await;
        stopped.stop();
    };
    let served = axum::serve(listener, service).with_graceful_shutdown(stop).await;
    app.stop();
    for worker in workers {
        // A worker that panicked has nothing left to hand back.
        let _ = worker.await;
    }
    served?;
    app.store.close().await;
    Ok(())
}
