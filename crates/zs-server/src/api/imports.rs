//! Import: upload files, look at what was read and where it belongs, confirm what becomes documents.
use crate::app::App;
use crate::blocking::blocking;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::imports::{FileFacts, Kept, Match, describe, matched, refusal};
use crate::input::{Path, Query};
use crate::jobs::{Files, IMPORT};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::Action;
use crate::rule_settings::rule_settings;
use crate::upload::{self, Most, Upload};
use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_engine::Settings;
use zs_store::{Attachment, Job, JobState, NewAttachment, NewJob, Reader};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(create_import)).routes(routes!(get_import))
}

/// The most files of one import.
const MOST: usize = 200;
/// So many files are read while the caller waits; more become a job.
const AT_ONCE: usize = 3;
/// The same by size in bytes.
const AT_ONCE_BYTES: usize = 8 << 20;
/// How often a job is begun before it is given up.
const ATTEMPTS: i64 = 3;

/// Why a file cannot be read.
#[derive(Serialize, ToSchema)]
pub(crate) struct FileError {
    /// `empty`, `unknown-kind`, `damaged`, `encrypted`, `too-large`, `forbidden` or `internal`.
    reason: String,
    /// In the caller's language.
    message: String,
}

/// The document that a file would be the next version of.
#[derive(Serialize, ToSchema)]
pub(crate) struct MatchedDocument {
    id: i64,
    version: i64,
    state: String,
    /// Whether its state lets it be changed.
    editable: bool,
}

/// Where a file seems to belong.
#[derive(Serialize, ToSchema)]
pub(crate) struct MatchBody {
    node: Option<i64>,
    node_code: Option<String>,
    node_name: Option<String>,
    /// What told the node: `unit_code`, `department_code`, `name` or `only_node`.
    by: Option<&'static str>,
    year: Option<i64>,
    document: Option<MatchedDocument>,
}

impl From<Match> for MatchBody {
    fn from(found: Match) -> Self {
        let document = found.document.map(|document| MatchedDocument {
            editable: crate::api::contents::editable(&document).is_ok(),
            id: document.id,
            version: document.version,
            state: document.state,
        });
        let (node, code, name) = match found.node {
            Some(node) => (Some(node.id), Some(node.code), Some(node.name)),
            None => (None, None, None),
        };
        Self { node, node_code: code, node_name: name, by: found.by, year: found.year, document }
    }
}

/// One file of an import, in short.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportFile {
    /// 1 for the first.
    file: usize,
    name: String,
    /// The number under which its bytes are kept.
    attachment: i64,
    error: Option<FileError>,
    /// The kind of file: `docx`, `xlsx`, ….
    kind: String,
    /// The form family that was recognised, or `unknown`.
    form: String,
    /// What that family is called, in the caller's language.
    form_name: Option<&'static str>,
    department: Option<String>,
    projects: usize,
    indicators: usize,
    /// Fields and parts that the reader doubts.
    doubtful: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    matched: MatchBody,
    /// The document that it became; `null` until it is confirmed.
    document: Option<i64>,
}

/// An import and its files.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportBody {
    /// Also the number of its job.
    id: i64,
    /// `queued`, `running`, `done` or `failed`.
    state: &'static str,
    /// So many files are read…
    done: i64,
    /// …of so many.
    total: i64,
    error: Option<String>,
    created_at: i64,
    /// Empty until all are read.
    files: Vec<ImportFile>,
}

/// The file's name, where the body is not a form.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct NameQuery {
    name: Option<String>,
}

/// Bring files: parts of a form, or one file as the whole body with its `name` in the address. A few are
/// read at once; more become a job whose progress is at `/jobs/{id}`.
#[utoipa::path(post, path = "/imports", tag = "imports", params(NameQuery),
    request_body(content((crate::api::attachments::UploadForm = "multipart/form-data"),
        (Vec<u8> = "application/octet-stream"))),
    responses(
    (status = 201, description = "read", body = ImportBody),
    (status = 202, description = "queued", body = ImportBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_import(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<NameQuery>,
    request: Request,
) -> Answer {
    let branches = caller.require_somewhere(Action::WriteDocuments)?;
    let most = Most { files: MOST, bytes: app.settings.upload_mib << 20 };
    let files = upload::receive(request, query.name.as_deref(), most).await?.files;
    let size: usize = files.iter().map(|file| file.body.len()).sum();
    let files = Arc::new(files);
    let at_once = files.len() <= AT_ONCE && size <= AT_ONCE_BYTES;
    let mut kept = Kept::default();
    if at_once {
        kept.files =
            described(&files, &rule_settings(&mut app.store.read(&caller.area).await?).await?)
                .await?;
        if let [FileFacts { error: Some(why), name, .. }] = kept.files.as_slice() {
            return Err(refusal(name, why));
        }
    }
    let mut deed = Deed::begin(&app, &caller).await?;
    let ids = keep(&mut deed, &caller, &files).await?;
    for (facts, id) in kept.files.iter_mut().zip(&ids) {
        facts.attachment = *id;
    }
    let payload = serde_json::to_string(&Files { files: ids })
        .map_err(|_| Problem::new(ProblemKind::Internal))?;
    let new = NewJob {
        kind: IMPORT,
        payload: &payload,
        max_attempts: ATTEMPTS,
        due_at: deed.now,
        created_by: Some(caller.account),
        now: deed.now,
    };
    let total = i64::try_from(files.len()).unwrap_or(i64::MAX);
    let id = match at_once {
        true => deed.create_done_job(&new, total, &kept.print()?).await?,
        false => deed.create_job(&new).await?,
    };
    let detail = json!({ "files": files.len(), "bytes": size });
    let told = Told { action: "import.create", object: "import", detail, ..Told::default() };
    deed.audit(Told { id: id.to_string(), ..told }).await?;
    let job = deed.job(id).await?;
    let body = body(&mut deed, &caller, &branches, job).await?;
    let status = if at_once { StatusCode::CREATED } else { StatusCode::ACCEPTED };
    let answer = deed.done(status, &body).await;
    app.wake.notify_one();
    answer
}

/// The facts of a few files, each read where it may take its time.
async fn described(files: &Arc<Vec<Upload>>, settings: &Settings) -> Answer<Vec<FileFacts>> {
    let mut facts = Vec::with_capacity(files.len());
    for at in 0..files.len() {
        let (files, settings) = (Arc::clone(files), settings.clone());
        let one = blocking(move || {
            Ok(files.get(at).map(|file| describe(&file.name, &file.body, &settings)))
        });
        facts.extend(one.await?);
    }
    Ok(facts)
}

async fn keep(deed: &mut Deed<'_>, caller: &Caller, files: &[Upload]) -> Answer<Vec<i64>> {
    let mut ids = Vec::with_capacity(files.len());
    for file in files {
        let new = NewAttachment {
            document: None,
            name: &file.name,
            media_type: upload::media_type(&file.name).unwrap_or("application/octet-stream"),
            body: &file.body,
            uploaded_by: caller.account,
            now: deed.now,
        };
        ids.push(deed.create_attachment(&new).await?);
    }
    Ok(ids)
}

/// An import of the caller's own, with the branches where they may confirm it.
pub(crate) async fn own(
    reader: &mut Reader,
    caller: &Caller,
    id: i64,
) -> Answer<(Job, Vec<String>)> {
    let branches = caller.require_somewhere(Action::WriteDocuments)?;
    let job = reader.job(id).await?;
    if job.kind != IMPORT || job.created_by != Some(caller.account) {
        return Err(Problem::new(ProblemKind::NotFound));
    }
    Ok((job, branches))
}

/// What a job has kept of its files; nothing before it is done.
pub(crate) fn files(job: &Job) -> Answer<Vec<FileFacts>> {
    match (&job.result, job.state) {
        (Some(result), JobState::Done) => Ok(Kept::parse(result)?.files),
        _ => Ok(Vec::new()),
    }
}

pub(crate) async fn body(
    reader: &mut Reader,
    caller: &Caller,
    branches: &[String],
    job: Job,
) -> Answer<ImportBody> {
    let mut list = Vec::new();
    for (facts, file) in files(&job)?.into_iter().zip(1..) {
        let found = matched(reader, branches, &facts).await?;
        let kept = reader.attachment(facts.attachment).await;
        list.push(wire(file, facts, kept.ok().as_ref(), found, caller));
    }
    Ok(ImportBody {
        id: job.id,
        state: job.state.word(),
        done: job.done,
        total: job.total,
        error: job.error,
        created_at: job.created_at,
        files: list,
    })
}

pub(crate) fn wire(
    file: usize,
    facts: FileFacts,
    kept: Option<&Attachment>,
    found: Match,
    caller: &Caller,
) -> ImportFile {
    let english = caller.request.english;
    let error = facts.error.map(|why| FileError {
        reason: why.reason,
        message: if english { why.en } else { why.zh },
    });
    ImportFile {
        file,
        name: facts.name,
        attachment: facts.attachment,
        error,
        kind: facts.kind,
        form_name: zs_engine::form_name(&facts.form).map(|(zh, en)| if english { en } else { zh }),
        form: facts.form,
        department: facts.department,
        projects: facts.projects,
        indicators: facts.indicators,
        doubtful: facts.doubtful,
        errors: facts.errors,
        warnings: facts.warnings,
        infos: facts.infos,
        matched: found.into(),
        document: kept.and_then(|kept| kept.document),
    }
}

/// An import with its files in short. Only who brought the files sees it.
#[utoipa::path(get, path = "/imports/{import}", tag = "imports", params(("import" = i64, Path)), responses(
    (status = 200, description = "the import", body = ImportBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_import(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer<Json<ImportBody>> {
    let mut reader = app.store.read(&caller.area).await?;
    let (job, branches) = own(&mut reader, &caller, id).await?;
    Ok(Json(body(&mut reader, &caller, &branches, job).await?))
}
