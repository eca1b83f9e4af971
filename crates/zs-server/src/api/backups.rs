//! Backups: made and listed over the API by the system administrator. The files stay on the server's disk:
//! they hold every document, and whoever runs the system may not read documents.
use crate::api::years::of_area;
use crate::app::App;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::Action;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use serde_json::json;
use std::path::Path;
use std::time::UNIX_EPOCH;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What a backup's name ends with.
const SUFFIX: &str = ".zsbak";

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_backups, create_backup))
}

/// A backup in the server's folder.
#[derive(Serialize, ToSchema)]
pub(crate) struct BackupBody {
    /// The file's name in the folder of the settings.
    name: String,
    /// Its size in bytes.
    bytes: u64,
    /// When it was made.
    created_at: i64,
}

/// The newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct BackupList {
    items: Vec<BackupBody>,
}

/// The backups in the server's folder.
#[utoipa::path(get, path = "/backups", tag = "operation", responses(
    (status = 200, description = "the backups", body = BackupList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_backups(State(app): State<App>, caller: Caller) -> Answer<Json<BackupList>> {
    of_area(&caller, Action::ManageSystem)?;
    let folder = app.settings.backups.clone();
    let listed = tokio::task::spawn_blocking(move || listed(&folder)).await;
    Ok(Json(BackupList { items: listed.map_err(|_| Problem::new(ProblemKind::Internal))? }))
}

/// A folder that is not there yet holds no backups.
fn listed(folder: &Path) -> Vec<BackupBody> {
    let files = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let body = |file: std::fs::DirEntry| {
        let name = file.file_name().into_string().ok().filter(|name| name.ends_with(SUFFIX))?;
        let facts = file.metadata().ok()?;
        let since = facts.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let created_at = i64::try_from(since.as_millis()).ok()?;
        Some(BackupBody { name, bytes: facts.len(), created_at })
    };
    let mut all: Vec<BackupBody> = files.filter_map(body).collect();
    all.sort_by(|one, other| other.name.cmp(&one.name));
    all
}

/// Make a backup of the whole record while everybody goes on working.
#[utoipa::path(post, path = "/backups", tag = "operation", responses(
    (status = 201, description = "made, and on the disk", body = BackupBody),
    (status = 503, description = "no room, or the database does not answer", body = ProblemBody,
        content_type = "application/problem+json"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_backup(State(app): State<App>, caller: Caller) -> Answer {
    of_area(&caller, Action::ManageSystem)?;
    let folder = app.settings.backups.clone();
    std::fs::create_dir_all(&folder).map_err(|error| {
        tracing::error!(%error, "backup folder");
        Problem::new(ProblemKind::Unavailable)
    })?;
    let now = app.now();
    let name = format!("{now}{SUFFIX}");
    let report = app.store.backup(&folder.join(&name), now).await?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let detail = json!({ "bytes": report.bytes, "digest": report.digest });
    let id = name.clone();
    deed.audit(Told { action: "backup.create", object: "backup", id, detail, ..Told::default() })
        .await?;
    deed.done(StatusCode::CREATED, &BackupBody { name, bytes: report.bytes, created_at: now }).await
}
