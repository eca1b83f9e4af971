//! Many documents as one archive: ask for it, watch its job, take the file.
use crate::app::App;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::input::{Body, Path};
use crate::jobs::{Chosen, EXPORT, Made, Wanted};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::Action;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{Job, JobState, NewJob};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(create_batch_export)).routes(routes!(get_batch_export))
}

/// The most documents of one archive.
const MOST: usize = 500;
/// How often a job is begun before it is given up.
const ATTEMPTS: i64 = 3;

/// Which documents, as what.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewBatchExport {
    /// Numbers of documents: their current versions.
    #[schema(min_items = 1, max_items = 500)]
    documents: Vec<i64>,
    /// Ids of formats, as `/formats` lists them for documents.
    #[schema(min_items = 1)]
    formats: Vec<String>,
}

/// An archive that is made, or was.
#[derive(Serialize, ToSchema)]
pub(crate) struct BatchExportBody {
    /// Also the number of its job: `/jobs/{id}/events` tells how far it is.
    id: i64,
    /// `queued`, `running`, `done` or `failed`.
    state: &'static str,
    /// So many files are written…
    done: i64,
    /// …of so many.
    total: i64,
    error: Option<String>,
    created_at: i64,
    /// The archive, when it is done: its bytes are at `/attachments/{attachment}/content`.
    attachment: Option<i64>,
    /// Files in it.
    files: usize,
    /// What could not be printed, and why; the archive says it as well.
    missing: Vec<String>,
}

impl BatchExportBody {
    fn of(job: Job) -> Answer<Self> {
        let made = job.result.as_deref().filter(|_| job.state == JobState::Done);
        let made: Option<Made> = made
            .map(serde_json::from_str)
            .transpose()
            .map_err(|_| Problem::new(ProblemKind::Internal))?;
        let attachment = made.as_ref().map(|made| made.attachment);
        let (files, missing) = made.map_or((0, vec![]), |made| (made.files, made.missing));
        Ok(Self {
            id: job.id,
            state: job.state.word(),
            done: job.done,
            total: job.total,
            error: job.error,
            created_at: job.created_at,
            attachment,
            files,
            missing,
        })
    }
}

/// Ask for documents as one archive (zip). It is made in the background and kept as long as imports are.
#[utoipa::path(post, path = "/exports", tag = "exports", request_body = NewBatchExport, responses(
    (status = 202, description = "queued", body = BatchExportBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_batch_export(
    State(app): State<App>,
    caller: Caller,
    Body(asked): Body<NewBatchExport>,
) -> Answer {
    let documents: BTreeSet<i64> = asked.documents.into_iter().collect();
    let formats: BTreeSet<String> = asked.formats.into_iter().collect();
    let known = |format: &String| zs_engine::formats().iter().any(|known| known.id == format);
    if documents.is_empty() || documents.len() > MOST {
        let (zh, en) = (
            format!("请选择 1 至 {MOST} 份文档。"),
            format!("choose between 1 and {MOST} documents"),
        );
        return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
    }
    if formats.is_empty() || !formats.iter().all(known) {
        let (zh, en) = ("请选择已有的输出格式。", "choose formats that there are");
        return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
    }
    let mut chosen = Vec::with_capacity(documents.len());
    let mut reader = app.store.read(&caller.area).await?;
    for id in documents {
        let document = reader.document(id).await?;
        caller.require(Action::ReadDocuments, &document.path)?;
        chosen.push(Chosen { document: id, version: document.version });
    }
    drop(reader);
    let told: Vec<[i64; 2]> = chosen.iter().map(|one| [one.document, one.version]).collect();
    let detail = json!({ "documents": told, "formats": formats });
    let name = format!("绩效文本{}份", chosen.len());
    let formats = formats.into_iter().collect();
    let payload = serde_json::to_string(&Wanted { documents: chosen, formats, name })
        .map_err(|_| Problem::new(ProblemKind::Internal))?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let new = NewJob {
        kind: EXPORT,
        payload: &payload,
        max_attempts: ATTEMPTS,
        due_at: deed.now,
        created_by: Some(caller.account),
        now: deed.now,
    };
    let id = deed.create_job(&new).await?;
    // Each version that will leave is in the chain before the work begins.
    let told = Told { action: "export.create", object: "export", detail, ..Told::default() };
    deed.audit(Told { id: id.to_string(), ..told }).await?;
    let body = BatchExportBody::of(deed.job(id).await?)?;
    let reply = deed.done(StatusCode::ACCEPTED, &body).await?;
    app.wake.notify_one();
    Ok(reply)
}

/// An archive that the caller asked for.
#[utoipa::path(get, path = "/exports/{export}", tag = "exports", params(("export" = i64, Path)), responses(
    (status = 200, description = "how far it is, and where the file is", body = BatchExportBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_batch_export(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer<Json<BatchExportBody>> {
    let job = app.store.read(&caller.area).await?.job(id).await?;
    if job.kind != EXPORT || job.created_by != Some(caller.account) {
        return Err(Problem::new(ProblemKind::NotFound));
    }
    Ok(Json(BatchExportBody::of(job)?))
}
