//! What stands in a document: create, save, versions, and what differs between two of them.
use crate::api::documents::DocumentRow;
use crate::app::App;
use crate::blocking::blocking;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::input::{Body, Path, Query, if_match};
use crate::output::{json, json_with_etag};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::record::{Prepared, Saving, document_of, read_json, scope};
use crate::rights::Action;
use crate::rule_settings::rule_settings;
use crate::workflow::State as Standing;
use crate::years;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;
use serde_json::value::RawValue;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_model::{Change, compare};
use zs_store::{Document, NewDocument, Version};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(create_document))
        .routes(routes!(get_content, update_content))
        .routes(routes!(list_versions))
        .routes(routes!(get_version))
        .routes(routes!(get_version_content))
        .routes(routes!(compare_versions))
}

/// A document to create.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewDocumentBody {
    /// The node that owns it: one of the caller's as a clerk.
    node: i64,
    /// Fiscal year; must be open.
    year: i64,
    /// `zhunsheng.document/1`; without it the document is empty until its first save.
    #[schema(value_type = Option<Object>)]
    content: Option<Box<RawValue>>,
}

/// A saved state, without its content.
#[derive(Serialize, ToSchema)]
pub(crate) struct VersionRow {
    document: i64,
    version: i64,
    /// SM3 of the content, hexadecimal.
    hash: String,
    size: i64,
    form: String,
    department: Option<String>,
    projects: i64,
    indicators: i64,
    budget_fen: i64,
    /// `import`, `edit` or `adjust`.
    origin: String,
    reason: Option<String>,
    created_by: i64,
    created_at: i64,
}

impl From<Version> for VersionRow {
    fn from(v: Version) -> Self {
        Self {
            document: v.document,
            version: v.version,
            hash: v.hash,
            size: v.size,
            form: v.form,
            department: v.department,
            projects: v.projects,
            indicators: v.indicators,
            budget_fen: v.budget,
            origin: v.origin,
            reason: v.reason,
            created_by: v.created_by,
            created_at: v.created_at,
        }
    }
}

/// All versions, the newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct VersionList {
    items: Vec<VersionRow>,
}

/// One field that differs. A whole project or row that only one side has is one entry with field `title`.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChangeBody {
    /// `document`, `overall`, `department_form`, `summary_form` or `project`.
    scope: &'static str,
    /// The project's ordinal.
    project: Option<u32>,
    project_name: Option<String>,
    /// The indicator's row.
    indicator: Option<u32>,
    indicator_name: Option<String>,
    /// A key of the document schema.
    field: &'static str,
    /// 1-based position in a list, the month of a plan; 0 else.
    item: u32,
    /// The printed label where a field holds several (`extra`, `by_income`).
    label: String,
    before: Option<String>,
    after: Option<String>,
    /// `added`, `removed` or `changed`.
    kind: &'static str,
}

impl From<Change> for ChangeBody {
    fn from(change: Change) -> Self {
        Self {
            scope: scope(change.scope),
            project: change.scope.project(),
            project_name: change.project,
            indicator: change.scope.indicator(),
            indicator_name: change.row,
            field: change.field.key(),
            item: change.item,
            label: change.label,
            before: change.before,
            after: change.after,
            kind: change.kind.word(),
        }
    }
}

/// What differs.
#[derive(Serialize, ToSchema)]
pub(crate) struct Difference {
    from: i64,
    to: i64,
    changes: Vec<ChangeBody>,
}

/// A document that the caller may read.
pub(crate) async fn readable_document(app: &App, caller: &Caller, id: i64) -> Answer<Document> {
    let document = app.store.read(&caller.area).await?.document(id).await?;
    caller.require(Action::ReadDocuments, &document.path)?;
    Ok(document)
}

/// Create a document in one's own node, with its first version if content is sent.
#[utoipa::path(post, path = "/documents", tag = "documents", request_body = NewDocumentBody, responses(
    (status = 201, description = "created; the ETag is what a save stands on", body = DocumentRow),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_document(
    State(app): State<App>,
    caller: Caller,
    Body(new): Body<NewDocumentBody>,
) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    let node = reader.node(new.node).await?;
    caller.require(Action::WriteDocuments, &node.path)?;
    years::require_open(&mut reader, new.year).await?;
    let settings = rule_settings(&mut reader).await?;
    drop(reader);
    let prepared = match new.content {
        Some(content) => Some(prepare(content.get().into(), settings).await?),
        None => None,
    };
    let mut deed = Deed::begin(&app, &caller).await?;
    let form = prepared.as_ref().map_or("unknown", Prepared::form).to_owned();
    let (actor, now) = (caller.account, deed.now);
    let state = Standing::Draft.word();
    let empty = NewDocument { node: node.id, year: new.year, form: &form, state, actor, now };
    let id = deed.create_document(&empty).await?;
    if let Some(prepared) = prepared {
        let saving = Saving { origin: "edit", reason: None, actor, now };
        prepared.save(&mut deed, id, 0, saving).await?;
    }
    let document = deed.document(id).await?;
    let detail = json!({ "node": node.id, "year": new.year, "version": document.version });
    let told = Told { action: "document.create", object: "document", detail, ..Told::default() };
    deed.audit(Told { id: id.to_string(), ..told }).await?;
    let etag = document.etag();
    deed.done_with(StatusCode::CREATED, &DocumentRow::from(document), Some(etag)).await
}

/// Reads and checks what was sent, off the async threads.
async fn prepare(content: Arc<str>, settings: zs_engine::Settings) -> Answer<Prepared> {
    blocking(move || Prepared::of(&read_json(content.as_bytes())?, &settings)).await
}

/// The current content.
#[utoipa::path(get, path = "/documents/{document}/content", tag = "documents", params(("document" = i64, Path)),
    responses(
    (status = 200, description = "`zhunsheng.document/1`; the ETag is what a save stands on", body = Object),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_content(State(app): State<App>, caller: Caller, Path(id): Path<i64>) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    let document = reader.document(id).await?;
    caller.require(Action::ReadDocuments, &document.path)?;
    let body = reader.version_body(id, document.version).await?;
    Ok(json(StatusCode::OK, body, Some(&document.etag())))
}

/// Save the next version. A save that does not stand on the current state is refused with the difference
/// between what stands and what was sent (`current`, `current_etag`, `difference`).
#[utoipa::path(put, path = "/documents/{document}/content", tag = "documents",
    params(("document" = i64, Path), ("If-Match" = String, Header, description = "the document's ETag")),
    request_body = Object, responses(
    (status = 200, description = "saved and checked", body = DocumentRow),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn update_content(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Body(content): Body<Box<RawValue>>,
) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    let document = reader.document(id).await?;
    caller.require(Action::WriteDocuments, &document.path)?;
    let etag = if_match(&headers)?;
    Deed::replayed(&app, &caller).await?;
    editable(&document)?;
    years::require_open(&mut reader, document.year).await?;
    let settings = rule_settings(&mut reader).await?;
    drop(reader);
    let sent: Arc<str> = content.get().into();
    if document.etag() != etag {
        return Err(stale(&app, &caller, id, sent).await?);
    }
    let prepared = prepare(Arc::clone(&sent), settings).await?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let standing = deed.document(id).await?;
    if standing.etag() != etag {
        drop(deed);
        return Err(stale(&app, &caller, id, sent).await?);
    }
    editable(&standing)?;
    let origin = if standing.approved_version.is_some() { "adjust" } else { "edit" };
    let saving = Saving { origin, reason: None, actor: caller.account, now: deed.now };
    let (errors, warnings) = prepared.counts();
    let before = hash_of(&mut deed, &standing).await?;
    let saved = prepared.save(&mut deed, id, standing.version, saving).await?;
    let after = deed.version(id, saved.version).await?.hash;
    let detail = json!({ "version": saved.version, "errors": errors, "warnings": warnings });
    let told = Told { action: "document.save", object: "document", detail, ..Told::default() };
    let (before, after) = (before.as_deref(), Some(after.as_str()));
    deed.audit(Told { id: id.to_string(), before, after, ..told }).await?;
    let document = deed.document(id).await?;
    let etag = document.etag();
    deed.done_with(StatusCode::OK, &DocumentRow::from(document), Some(etag)).await
}

async fn hash_of(reader: &mut zs_store::Reader, document: &Document) -> Answer<Option<String>> {
    if document.version == 0 {
        return Ok(None);
    }
    Ok(Some(reader.version(document.id, document.version).await?.hash))
}

/// Demands a state in which the clerk may write.
pub(crate) fn editable(document: &Document) -> Answer<()> {
    if Standing::of(&document.state).is_some_and(Standing::editable) {
        return Ok(());
    }
    let (zh, en) = ("只有草稿、退回和调整中的文本可以修改。", "only a draft can be changed");
    let problem = Problem::new(ProblemKind::WrongState).because(zh, en);
    Err(problem.with("current", document.state.clone()))
}

/// The refusal of a stale save, with everything that is needed to merge.
async fn stale(app: &App, caller: &Caller, id: i64, sent: Arc<str>) -> Answer<Problem> {
    let mut reader = app.store.read(&caller.area).await?;
    let document = reader.document(id).await?;
    let body = match document.version {
        0 => None,
        version => Some(reader.version_body(id, version).await?),
    };
    drop(reader);
    let difference = blocking(move || {
        let standing = body.map(|body| document_of(&body)).transpose()?.unwrap_or_default();
        changes(&standing, &read_json(sent.as_bytes())?.document)
    });
    let difference =
        serde_json::to_value(difference.await?).map_err(|_| Problem::new(ProblemKind::Internal))?;
    let zh = "此后已有人保存。请核对差异，在当前版本上合并后再保存。";
    let en = "somebody saved since; merge by the difference and save on the current version";
    let problem = Problem::new(ProblemKind::Stale).because(zh, en);
    let problem = problem.with("current", document.version).with("current_etag", document.etag());
    let problem = problem.with("state", document.state.clone());
    let problem = problem.with("saved_by", document.updated_by);
    Ok(problem.with("saved_at", document.updated_at).with("difference", difference))
}

fn changes(before: &zs_model::Document, after: &zs_model::Document) -> Answer<Vec<ChangeBody>> {
    Ok(compare(before, after).into_iter().map(ChangeBody::from).collect())
}

/// Every saved state of a document, the newest first.
#[utoipa::path(get, path = "/documents/{document}/versions", tag = "documents", params(("document" = i64, Path)),
    responses(
    (status = 200, description = "the versions", body = VersionList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_versions(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer<Json<VersionList>> {
    readable_document(&app, &caller, id).await?;
    let versions = app.store.read(&caller.area).await?.versions(id).await?;
    Ok(Json(VersionList { items: versions.into_iter().map(VersionRow::from).collect() }))
}

/// One saved state, without its content.
#[utoipa::path(get, path = "/documents/{document}/versions/{version}", tag = "documents",
    params(("document" = i64, Path), ("version" = i64, Path)), responses(
    (status = 200, description = "the version", body = VersionRow),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_version(
    State(app): State<App>,
    caller: Caller,
    Path((id, number)): Path<(i64, i64)>,
) -> Answer {
    readable_document(&app, &caller, id).await?;
    let version = app.store.read(&caller.area).await?.version(id, number).await?;
    let etag = format!("\"{}\"", version.hash);
    json_with_etag(&VersionRow::from(version), &etag)
}

/// The content of one saved state; it never changes.
#[utoipa::path(get, path = "/documents/{document}/versions/{version}/content", tag = "documents",
    params(("document" = i64, Path), ("version" = i64, Path)), responses(
    (status = 200, description = "`zhunsheng.document/1`; the ETag is its hash", body = Object),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_version_content(
    State(app): State<App>,
    caller: Caller,
    Path((id, number)): Path<(i64, i64)>,
) -> Answer {
    readable_document(&app, &caller, id).await?;
    let mut reader = app.store.read(&caller.area).await?;
    let hash = reader.version(id, number).await?.hash;
    let body = reader.version_body(id, number).await?;
    Ok(json(StatusCode::OK, body, Some(&format!("\"{hash}\""))))
}

/// Which two versions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct CompareQuery {
    /// The earlier version.
    from: i64,
    /// The later version; the current one if not given.
    to: Option<i64>,
    /// The document that `from` is a version of, such as last year's; this one if not given.
    of: Option<i64>,
}

/// What differs between two versions, of this document or of this one and another, field by field.
#[utoipa::path(get, path = "/documents/{document}/compare", tag = "documents",
    params(("document" = i64, Path), CompareQuery), responses(
    (status = 200, description = "the difference", body = Difference),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn compare_versions(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(query): Query<CompareQuery>,
) -> Answer<Json<Difference>> {
    let document = readable_document(&app, &caller, id).await?;
    let of = query.of.unwrap_or(id);
    if of != id {
        readable_document(&app, &caller, of).await?;
    }
    let (from, to) = (query.from, query.to.unwrap_or(document.version));
    let mut reader = app.store.read(&caller.area).await?;
    let before = reader.version_body(of, from).await?;
    let after = reader.version_body(id, to).await?;
    drop(reader);
    let changes = blocking(move || changes(&document_of(&before)?, &document_of(&after)?)).await?;
    Ok(Json(Difference { from, to, changes }))
}
