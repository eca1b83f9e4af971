//! Comments anchored to a field: threads, answers, resolving, and what is new to the caller.
use crate::api::Done;
use crate::api::contents::readable_document;
use crate::app::App;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::input::{Body, Path};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::Action;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_model::Field;
use zs_store::{Comment, NewComment, Reader};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_comments, create_comment))
        .routes(routes!(resolve_comment))
        .routes(routes!(reopen_comment))
        .routes(routes!(read_comments))
        .routes(routes!(list_unread_comments))
}

/// The longest comment, in characters.
const LONGEST: usize = 4000;

/// A comment.
#[derive(Serialize, ToSchema)]
pub(crate) struct CommentRow {
    id: i64,
    document: i64,
    /// The version that was looked at.
    version: i64,
    /// The project's ordinal in that version.
    project: Option<i64>,
    /// The indicator's row in that project.
    indicator: Option<i64>,
    /// A key of the document schema.
    field: String,
    body: String,
    author: i64,
    author_name: String,
    created_at: i64,
    /// New to the caller.
    unread: bool,
}

/// A thread: the comment that opened it, its answers in order, and whether it is resolved.
#[derive(Serialize, ToSchema)]
pub(crate) struct CommentThread {
    #[serde(flatten)]
    first: CommentRow,
    replies: Vec<CommentRow>,
    resolved_by: Option<i64>,
    resolved_at: Option<i64>,
}

/// The threads of a document, oldest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct CommentList {
    items: Vec<CommentThread>,
    /// Threads that are not resolved.
    open: usize,
    /// Comments that are new to the caller.
    unread: usize,
}

/// A comment to write.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewCommentBody {
    /// What is said: 1 to 4000 characters.
    body: String,
    /// The thread that is answered; without it a new one begins.
    thread: Option<i64>,
    /// The version that is looked at; the current one if not given.
    version: Option<i64>,
    /// The project's ordinal.
    project: Option<i64>,
    /// The indicator's row in that project.
    indicator: Option<i64>,
    /// A key of the document schema; needed to begin a thread.
    field: Option<String>,
}

/// A comment that was written.
#[derive(Serialize, ToSchema)]
pub(crate) struct WrittenComment {
    id: i64,
    thread: i64,
}

/// How much is new in the documents that the caller works on.
#[derive(Serialize, ToSchema)]
pub(crate) struct UnreadComments {
    total: i64,
    documents: Vec<UnreadDocument>,
}

/// How much is new in one document.
#[derive(Serialize, ToSchema)]
pub(crate) struct UnreadDocument {
    document: i64,
    unread: i64,
}

/// The threads of a document.
#[utoipa::path(get, path = "/documents/{document}/comments", tag = "comments",
    params(("document" = i64, Path)), responses(
    (status = 200, description = "the threads", body = CommentList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_comments(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer<Json<CommentList>> {
    readable_document(&app, &caller, id).await?;
    let mut reader = app.store.read(&caller.area).await?;
    let seen = reader.comments_seen(caller.account, id).await?;
    let comments = reader.comments(id).await?;
    let names = names(&mut reader, &comments).await?;
    let row = |c: &Comment| wire(c, &names, c.id > seen && c.author != caller.account);
    let unread = comments.iter().filter(|c| c.id > seen && c.author != caller.account).count();
    let thread = |first: &Comment| CommentThread {
        first: row(first),
        replies: comments
            .iter()
            .filter(|c| c.thread == first.id && c.id != first.id)
            .map(row)
            .collect(),
        resolved_by: first.resolved_by,
        resolved_at: first.resolved_at,
    };
    let items: Vec<_> = comments.iter().filter(|c| c.thread == c.id).map(thread).collect();
    let open = items.iter().filter(|thread| thread.resolved_at.is_none()).count();
    Ok(Json(CommentList { items, open, unread }))
}

async fn names(reader: &mut Reader, comments: &[Comment]) -> Answer<BTreeMap<i64, String>> {
    let mut names = BTreeMap::new();
    for comment in comments {
        if let Entry::Vacant(unknown) = names.entry(comment.author) {
            unknown.insert(reader.account(comment.author).await?.name);
        }
    }
    Ok(names)
}

fn wire(c: &Comment, names: &BTreeMap<i64, String>, unread: bool) -> CommentRow {
    CommentRow {
        id: c.id,
        document: c.document,
        version: c.version,
        project: c.project,
        indicator: c.indicator,
        field: c.field.clone(),
        body: c.body.clone(),
        author: c.author,
        author_name: names.get(&c.author).cloned().unwrap_or_default(),
        created_at: c.created_at,
        unread,
    }
}

/// Write a comment at a field, or an answer in a thread. An answer opens a resolved thread again.
#[utoipa::path(post, path = "/documents/{document}/comments", tag = "comments",
    params(("document" = i64, Path)), request_body = NewCommentBody, responses(
    (status = 201, description = "written", body = WrittenComment),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_comment(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(new): Body<NewCommentBody>,
) -> Answer {
    let document = readable_document(&app, &caller, id).await?;
    caller.require(Action::Comment, &document.path)?;
    let body = new.body.trim();
    if body.is_empty() || body.chars().count() > LONGEST {
        return Err(invalid("意见应为 1 至 4000 字。", "a comment has 1 to 4000 characters"));
    }
    let version = new.version.unwrap_or(document.version);
    let known = 0 <= version && version <= document.version;
    let place = |n: Option<i64>| n.is_none_or(|n| (1..=100_000).contains(&n));
    if !known || !place(new.project) || !place(new.indicator) {
        return Err(invalid("没有这个版本或位置。", "there is no such version or place"));
    }
    let mut deed = Deed::begin(&app, &caller).await?;
    let anchor = anchor(&mut deed, id, version, &new).await?;
    let new_comment = NewComment { body, author: caller.account, now: deed.now, ..anchor.of(&new) };
    let id = deed.create_comment(&new_comment).await?;
    let thread = new.thread.unwrap_or(id);
    if new.thread.is_some() {
        deed.resolve_thread(thread, None).await?;
    }
    let detail = json!({ "document": document.id, "thread": thread, "field": anchor.field });
    let told = Told { action: "comment.create", object: "comment", detail, ..Told::default() };
    deed.audit(Told { id: id.to_string(), ..told }).await?;
    deed.done(StatusCode::CREATED, &WrittenComment { id, thread }).await
}

/// Where a comment stands: where it says, or where its thread stands.
struct Anchor {
    document: i64,
    version: i64,
    project: Option<i64>,
    indicator: Option<i64>,
    field: String,
}

impl Anchor {
    fn of(&self, new: &NewCommentBody) -> NewComment<'_> {
        NewComment {
            document: self.document,
            version: self.version,
            thread: new.thread,
            project: self.project,
            indicator: self.indicator,
            field: &self.field,
            body: "",
            author: 0,
            now: 0,
        }
    }
}

async fn anchor(
    reader: &mut Reader,
    document: i64,
    version: i64,
    new: &NewCommentBody,
) -> Answer<Anchor> {
    if let Some(thread) = new.thread {
        let first = reader.comment(thread).await?;
        if first.document != document {
            return Err(Problem::new(ProblemKind::NotFound));
        }
        let (project, indicator, field) = (first.project, first.indicator, first.field);
        return Ok(Anchor { document, version, project, indicator, field });
    }
    let field = new.field.clone().unwrap_or_default();
    if Field::parse(&field).is_none() {
        let zh = format!("没有“{}”这个字段。", field.chars().take(60).collect::<String>());
        return Err(invalid(&zh, "there is no such field in the document schema"));
    }
    Ok(Anchor { document, version, project: new.project, indicator: new.indicator, field })
}

fn invalid(zh: &str, en: &str) -> Problem {
    Problem::new(ProblemKind::Invalid).because(zh, en)
}

/// Mark a thread as resolved.
#[utoipa::path(post, path = "/comments/{comment}/resolve", tag = "comments",
    params(("comment" = i64, Path)), responses(
    (status = 200, description = "resolved", body = Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn resolve_comment(State(app): State<App>, caller: Caller, Path(id): Path<i64>) -> Answer {
    settle(&app, &caller, id, true).await
}

/// Open a resolved thread again.
#[utoipa::path(post, path = "/comments/{comment}/reopen", tag = "comments",
    params(("comment" = i64, Path)), responses(
    (status = 200, description = "open again", body = Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn reopen_comment(State(app): State<App>, caller: Caller, Path(id): Path<i64>) -> Answer {
    settle(&app, &caller, id, false).await
}

async fn settle(app: &App, caller: &Caller, id: i64, resolved: bool) -> Answer {
    let mut deed = Deed::begin(app, caller).await?;
    let thread = deed.comment(id).await?;
    let document = deed.document(thread.document).await?;
    caller.require(Action::Comment, &document.path)?;
    let by = resolved.then_some((caller.account, deed.now));
    deed.resolve_thread(id, by).await?;
    let action = if resolved { "comment.resolve" } else { "comment.reopen" };
    let detail = json!({ "document": document.id });
    let told = Told { action, object: "comment", id: id.to_string(), detail, ..Told::default() };
    deed.audit(told).await?;
    deed.done(StatusCode::OK, &Done::yes()).await
}

/// Remember that the caller has read the comments of a document.
#[utoipa::path(put, path = "/documents/{document}/comments/read", tag = "comments",
    params(("document" = i64, Path)), responses(
    (status = 200, description = "remembered", body = Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn read_comments(State(app): State<App>, caller: Caller, Path(id): Path<i64>) -> Answer {
    readable_document(&app, &caller, id).await?;
    let mut deed = Deed::begin(&app, &caller).await?;
    deed.see_comments(caller.account, id).await?;
    let told = Told { action: "comment.read", object: "document", ..Told::default() };
    deed.audit(Told { id: id.to_string(), ..told }).await?;
    deed.done(StatusCode::OK, &Done::yes()).await
}

/// What is new to the caller, in documents that they created, saved or commented on.
#[utoipa::path(get, path = "/comments/unread", tag = "comments", responses(
    (status = 200, description = "how much is new", body = UnreadComments),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_unread_comments(
    State(app): State<App>,
    caller: Caller,
) -> Answer<Json<UnreadComments>> {
    let branches = caller.require_somewhere(Action::ReadDocuments)?;
    let mut reader = app.store.read(&caller.area).await?;
    let found = reader.unread_comments(caller.account, &branches).await?;
    let total = found.iter().map(|(_, unread)| unread).sum();
    let documents = found.into_iter().map(|(document, unread)| UnreadDocument { document, unread });
    Ok(Json(UnreadComments { total, documents: documents.collect() }))
}
