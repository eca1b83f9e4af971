//! Attachments: upload, list, download, give to a document, delete. Rights are those of the document's branch.
use crate::api::contents::readable_document;
use crate::app::App;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::download;
use crate::input::{Body, Path, Query};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::Action;
use crate::upload::{self, Most, Upload};
use crate::workflow::State as Standing;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{Attachment, NewAttachment, Reader};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(create_attachments))
        .routes(routes!(list_attachments))
        .routes(routes!(get_attachment, update_attachment, delete_attachment))
        .routes(routes!(download_attachment))
}

/// The most files of one upload.
const FILES: usize = 20;

/// A kept file, without its bytes.
#[derive(Serialize, ToSchema)]
pub(crate) struct AttachmentRow {
    pub id: i64,
    /// The document that it belongs to; `null` for an upload that waits.
    pub document: Option<i64>,
    pub name: String,
    pub media_type: String,
    /// SM3 of the bytes, hexadecimal.
    pub hash: String,
    /// In bytes.
    pub size: i64,
    pub uploaded_by: i64,
    pub created_at: i64,
}

impl From<Attachment> for AttachmentRow {
    fn from(a: Attachment) -> Self {
        Self {
            id: a.id,
            document: a.document,
            name: a.name,
            media_type: a.media_type,
            hash: a.hash,
            size: a.size,
            uploaded_by: a.uploaded_by,
            created_at: a.created_at,
        }
    }
}

/// Attachments, oldest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct AttachmentList {
    items: Vec<AttachmentRow>,
}

/// To what an upload belongs, and its name where the body is the file itself.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct UploadQuery {
    /// The document; without it the upload waits for its uploader to give it to one.
    document: Option<i64>,
    /// The file's name, where the body is not a form.
    name: Option<String>,
}

/// Which document to give an upload to.
#[derive(Deserialize, ToSchema)]
pub(crate) struct AttachBody {
    document: i64,
}

/// An attachment as a form sends it.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes the form")]
pub(crate) struct UploadForm {
    /// One part per file.
    #[schema(value_type = Vec<String>, content_media_type = "application/octet-stream")]
    file: Vec<String>,
}

/// Keep one or several files: parts of a form, or one file as the whole body with its `name` in the address.
#[utoipa::path(post, path = "/attachments", tag = "attachments", params(UploadQuery),
    request_body(content((UploadForm = "multipart/form-data"), (Vec<u8> = "application/octet-stream"))),
    responses(
    (status = 201, description = "kept", body = AttachmentList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_attachments(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<UploadQuery>,
    request: Request,
) -> Answer {
    writable(&app, &caller, query.document).await?;
    let most = Most { files: FILES, bytes: app.settings.upload_mib << 20 };
    let uploads = upload::receive(request, query.name.as_deref(), most).await?;
    let typed: Vec<(Upload, &'static str)> = uploads
        .files
        .into_iter()
        .map(|file| upload::media_type(&file.name).map(|kind| (file, kind)))
        .collect::<Answer<_>>()?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let mut items = Vec::new();
    for (file, media_type) in &typed {
        let new = NewAttachment {
            document: query.document,
            name: &file.name,
            media_type,
            body: &file.body,
            uploaded_by: caller.account,
            now: deed.now,
        };
        let id = deed.create_attachment(&new).await?;
        let kept = deed.attachment(id).await?;
        tell(&mut deed, "attachment.create", &kept).await?;
        items.push(kept.into());
    }
    deed.done(StatusCode::CREATED, &AttachmentList { items }).await
}

/// The right to add to a document, or to let an upload wait: also for a budget that it will prove.
async fn writable(app: &App, caller: &Caller, document: Option<i64>) -> Answer<()> {
    let Some(document) = document else {
        let books = caller.require_somewhere(Action::WriteBudgets);
        return books.or_else(|_| caller.require_somewhere(Action::WriteDocuments)).map(|_| ());
    };
    let path = app.store.read(&caller.area).await?.document(document).await?.path;
    caller.require(Action::WriteDocuments, &path)
}

pub(crate) async fn tell(deed: &mut Deed<'_>, action: &str, kept: &Attachment) -> Answer<()> {
    let detail = json!({ "document": kept.document, "size": kept.size });
    let id = kept.id.to_string();
    let after = Some(kept.hash.as_str());
    deed.audit(Told { action, object: "attachment", id, before: None, after, detail }).await
}

/// An attachment that the caller may read: by its document's branch; one that waits, by its uploader.
async fn readable(reader: &mut Reader, caller: &Caller, id: i64) -> Answer<Attachment> {
    let kept = reader.attachment(id).await?;
    match kept.document {
        Some(document) => {
            let path = reader.document(document).await?.path;
            caller.require(Action::ReadDocuments, &path)?;
        }
        None if kept.uploaded_by == caller.account => {
            caller.require_somewhere(Action::ReadDocuments)?;
        }
        None => return Err(Problem::new(ProblemKind::NotFound)),
    }
    Ok(kept)
}

/// The attachments of a document.
#[utoipa::path(get, path = "/documents/{document}/attachments", tag = "attachments",
    params(("document" = i64, Path)), responses(
    (status = 200, description = "the attachments", body = AttachmentList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_attachments(
    State(app): State<App>,
    caller: Caller,
    Path(document): Path<i64>,
) -> Answer<Json<AttachmentList>> {
    readable_document(&app, &caller, document).await?;
    let kept = app.store.read(&caller.area).await?.attachments(document).await?;
    Ok(Json(AttachmentList { items: kept.into_iter().map(AttachmentRow::from).collect() }))
}

/// One attachment, without its bytes.
#[utoipa::path(get, path = "/attachments/{attachment}", tag = "attachments",
    params(("attachment" = i64, Path)), responses(
    (status = 200, description = "the attachment", body = AttachmentRow),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_attachment(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer<Json<AttachmentRow>> {
    let mut reader = app.store.read(&caller.area).await?;
    Ok(Json(readable(&mut reader, &caller, id).await?.into()))
}

/// The bytes, to be saved under their name.
#[utoipa::path(get, path = "/attachments/{attachment}/content", tag = "attachments",
    params(("attachment" = i64, Path)), responses(
    (status = 200, description = "the file", body = Vec<u8>, content_type = "application/octet-stream"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn download_attachment(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    let kept = readable(&mut reader, &caller, id).await?;
    let body = reader.blob(&kept.hash).await?;
    drop(reader);
    let mut deed = Deed::begin(&app, &caller).await?;
    tell(&mut deed, "attachment.download", &kept).await?;
    deed.told().await?;
    Ok(download::file(body, &kept.media_type, &kept.name))
}

/// Give an upload that waited to a document.
#[utoipa::path(put, path = "/attachments/{attachment}", tag = "attachments",
    params(("attachment" = i64, Path)), request_body = AttachBody, responses(
    (status = 200, description = "given", body = AttachmentRow),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn update_attachment(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(new): Body<AttachBody>,
) -> Answer {
    writable(&app, &caller, Some(new.document)).await?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let kept = readable(&mut deed, &caller, id).await?;
    if kept.document.is_some_and(|document| document != new.document) {
        let (zh, en) = ("该附件已属于另一份文本。", "the file belongs to another document");
        return Err(Problem::new(ProblemKind::WrongState).because(zh, en));
    }
    deed.attach(id, new.document).await?;
    let kept = deed.attachment(id).await?;
    tell(&mut deed, "attachment.attach", &kept).await?;
    deed.done(StatusCode::OK, &AttachmentRow::from(kept)).await
}

/// Delete an attachment while its document can be changed.
#[utoipa::path(delete, path = "/attachments/{attachment}", tag = "attachments",
    params(("attachment" = i64, Path)), responses(
    (status = 200, description = "deleted", body = super::Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn delete_attachment(State(app): State<App>, caller: Caller, Path(id): Path<i64>) -> Answer {
    let mut deed = Deed::begin(&app, &caller).await?;
    let kept = readable(&mut deed, &caller, id).await?;
    if let Some(document) = kept.document {
        let document = deed.document(document).await?;
        caller.require(Action::WriteDocuments, &document.path)?;
        if !Standing::of(&document.state).is_some_and(Standing::editable) {
            let zh = "文本已提交，附件不能再删除。";
            let en = "the document was submitted; its files stay";
            let problem = Problem::new(ProblemKind::WrongState).because(zh, en);
            return Err(problem.with("current", document.state));
        }
    }
    deed.delete_attachment(id).await?;
    let detail = json!({ "document": kept.document, "name": kept.name });
    let told =
        Told { action: "attachment.delete", object: "attachment", detail, ..Told::default() };
    deed.audit(Told { id: id.to_string(), before: Some(&kept.hash), ..told }).await?;
    deed.done(StatusCode::OK, &super::Done::yes()).await
}
