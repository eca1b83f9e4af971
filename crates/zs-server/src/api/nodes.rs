//! The tree of the area: departments and units. Everybody may see it; the system administrator changes it.
use crate::api::Done;
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
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{NewNode, Node, NodeKind};

/// The path of the root of every tree.
pub(crate) const ROOT: &str = "000001";

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_nodes, create_node))
        .routes(routes!(update_node))
        .routes(routes!(move_node))
        .routes(routes!(retire_node))
}

/// A node of the tree.
#[derive(Serialize, ToSchema)]
pub(crate) struct NodeBody {
    id: i64,
    /// The node above; `null` for the root.
    parent: Option<i64>,
    /// `area`, `department` or `unit`.
    kind: &'static str,
    /// 部门或单位编码.
    code: String,
    name: String,
    /// A branch is everything whose path begins with its root's.
    path: String,
    created_at: i64,
    /// Since when it is out of use.
    retired_at: Option<i64>,
}

impl From<Node> for NodeBody {
    fn from(n: Node) -> Self {
        Self {
            id: n.id,
            parent: n.parent,
            kind: n.kind.word(),
            code: n.code,
            name: n.name,
            path: n.path,
            created_at: n.created_at,
            retired_at: n.retired_at,
        }
    }
}

/// All nodes, each after the one above it.
#[derive(Serialize, ToSchema)]
pub(crate) struct NodeList {
    items: Vec<NodeBody>,
}

/// The whole tree of the area.
#[utoipa::path(get, path = "/nodes", tag = "tree", responses(
    (status = 200, description = "the tree", body = NodeList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_nodes(State(app): State<App>, caller: Caller) -> Answer<Json<NodeList>> {
    let nodes = app.store.read(&caller.area).await?.branch(ROOT).await?;
    Ok(Json(NodeList { items: nodes.into_iter().map(NodeBody::from).collect() }))
}

/// A node to create.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NodeToCreate {
    /// The node above.
    parent: i64,
    /// `department` or `unit`.
    kind: String,
    /// Unique in the area.
    code: String,
    name: String,
}

/// Another code and name.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NodeNames {
    code: String,
    name: String,
}

/// A code is short and plain, a name is not empty.
fn named(code: &str, name: &str) -> Answer<()> {
    let plain = code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if code.is_empty() || code.len() > 30 || !plain {
        let zh = "编码应为 1 至 30 个字母或数字。";
        return Err(
            Problem::new(ProblemKind::Invalid).because(zh, "a code has 1 to 30 letters or digits")
        );
    }
    text("名称", "name", name, 100)
}

/// A text that somebody must be able to read.
pub(crate) fn text(zh: &str, en: &str, text: &str, most: usize) -> Answer<()> {
    let length = text.trim().chars().count();
    if length == 0 || length > most || text.chars().any(char::is_control) {
        let zh = format!("{zh}应为 1 至 {most} 个字，不含控制字符。");
        let en = format!("{en}: 1 to {most} characters, no control characters");
        return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
    }
    Ok(())
}

/// The node, if the caller may manage the tree there.
async fn managed(deed: &mut Deed<'_>, caller: &Caller, id: i64) -> Answer<Node> {
    let node = deed.node(id).await?;
    if caller.may(Action::ManageSystem, &node.path) {
        return Ok(node);
    }
    Err(Problem::new(ProblemKind::Forbidden))
}

/// Create a department or a unit.
#[utoipa::path(post, path = "/nodes", tag = "tree", request_body = NodeToCreate, responses(
    (status = 201, description = "created", body = NodeBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_node(
    State(app): State<App>,
    caller: Caller,
    Body(new): Body<NodeToCreate>,
) -> Answer {
    caller.require_somewhere(Action::ManageSystem)?;
    named(&new.code, &new.name)?;
    let kind =
        NodeKind::parse(&new.kind).filter(|kind| *kind != NodeKind::Area).ok_or_else(|| {
            let zh = "kind 应为 department 或 unit。";
            Problem::new(ProblemKind::Invalid).because(zh, "kind is department or unit")
        })?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let above = managed(&mut deed, &caller, new.parent).await?;
    if kind == NodeKind::Department && above.kind == NodeKind::Unit {
        let zh = "部门不能设在单位之下。";
        return Err(
            Problem::new(ProblemKind::Invalid).because(zh, "a department is not under a unit")
        );
    }
    let now = deed.now;
    let (code, name) = (new.code.as_str(), new.name.trim());
    let id = deed.create_node(&NewNode { parent: new.parent, kind, code, name, now }).await?;
    let node = deed.node(id).await?;
    told(&mut deed, "node.create", id, json!({ "parent": new.parent, "code": code, "name": name }))
        .await?;
    deed.done(StatusCode::CREATED, &NodeBody::from(node)).await
}

/// Give a node another code and name.
#[utoipa::path(put, path = "/nodes/{node}", tag = "tree", params(("node" = i64, Path)),
    request_body = NodeNames, responses(
    (status = 200, description = "renamed", body = NodeBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn update_node(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(names): Body<NodeNames>,
) -> Answer {
    caller.require_somewhere(Action::ManageSystem)?;
    named(&names.code, &names.name)?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let before = managed(&mut deed, &caller, id).await?;
    deed.rename_node(id, &names.code, names.name.trim()).await?;
    let node = deed.node(id).await?;
    let change = json!({ "before": [before.code, before.name], "after": [node.code, node.name] });
    told(&mut deed, "node.rename", id, change).await?;
    deed.done(StatusCode::OK, &NodeBody::from(node)).await
}

/// Where to.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NodeMove {
    /// The new node above.
    parent: i64,
}

/// Move a branch under another node; its documents follow.
#[utoipa::path(post, path = "/nodes/{node}/move", tag = "tree", params(("node" = i64, Path)),
    request_body = NodeMove, responses(
    (status = 200, description = "moved", body = NodeBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn move_node(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(to): Body<NodeMove>,
) -> Answer {
    caller.require_somewhere(Action::ManageSystem)?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let before = managed(&mut deed, &caller, id).await?;
    managed(&mut deed, &caller, to.parent).await?;
    deed.move_node(id, to.parent).await?;
    let node = deed.node(id).await?;
    told(&mut deed, "node.move", id, json!({ "before": before.path, "after": node.path })).await?;
    deed.done(StatusCode::OK, &NodeBody::from(node)).await
}

/// Out of use, or in use again.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NodeRetirement {
    retired: bool,
}

/// Take a node out of use, or back into it; what it holds stays readable.
#[utoipa::path(post, path = "/nodes/{node}/retire", tag = "tree", params(("node" = i64, Path)),
    request_body = NodeRetirement, responses(
    (status = 200, description = "done", body = Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn retire_node(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(wish): Body<NodeRetirement>,
) -> Answer {
    caller.require_somewhere(Action::ManageSystem)?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let node = managed(&mut deed, &caller, id).await?;
    if node.parent.is_none() {
        let (zh, en) = ("根节点不能停用。", "the root stays in use");
        return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
    }
    let at = wish.retired.then_some(deed.now);
    deed.retire_node(id, at).await?;
    let action = if wish.retired { "node.retire" } else { "node.reopen" };
    told(&mut deed, action, id, json!({})).await?;
    deed.done(StatusCode::OK, &Done::yes()).await
}

async fn told(deed: &mut Deed<'_>, action: &str, id: i64, detail: serde_json::Value) -> Answer<()> {
    deed.audit(Told { action, object: "node", id: id.to_string(), detail, ..Told::default() }).await
}
