//! API keys for machines: made by the security administrator for an account, limited to scopes, shown once.
use crate::api::Done;
use crate::api::nodes::text;
use crate::api::years::of_area;
use crate::app::App;
use crate::auth::token;
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
use zs_store::{ApiKey, NewApiKey};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_api_keys, create_api_key))
        .routes(routes!(revoke_api_key))
}

/// A key, without its secret.
#[derive(Serialize, ToSchema)]
pub(crate) struct ApiKeyBody {
    id: i64,
    name: String,
    /// For whom it acts.
    account: i64,
    scopes: Vec<String>,
    created_at: i64,
    expires_at: Option<i64>,
    revoked_at: Option<i64>,
    used_at: Option<i64>,
}

impl From<ApiKey> for ApiKeyBody {
    fn from(k: ApiKey) -> Self {
        Self {
            id: k.id,
            name: k.name,
            account: k.account,
            scopes: k.scopes,
            created_at: k.created_at,
            expires_at: k.expires_at,
            revoked_at: k.revoked_at,
            used_at: k.used_at,
        }
    }
}

/// All keys of the area, those that are over included.
#[derive(Serialize, ToSchema)]
pub(crate) struct ApiKeyList {
    items: Vec<ApiKeyBody>,
}

/// The API keys of the area.
#[utoipa::path(get, path = "/api-keys", tag = "accounts", responses(
    (status = 200, description = "the keys", body = ApiKeyList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_api_keys(State(app): State<App>, caller: Caller) -> Answer<Json<ApiKeyList>> {
    of_area(&caller, Action::ManageAccounts)?;
    let keys = app.store.read(&caller.area).await?.api_keys().await?;
    Ok(Json(ApiKeyList { items: keys.into_iter().map(ApiKeyBody::from).collect() }))
}

/// A key to make.
#[derive(Deserialize, ToSchema)]
pub(crate) struct ApiKeyToCreate {
    /// What it is for.
    name: String,
    /// For whom it acts; never more than this account may do.
    account: i64,
    /// `documents:read`, `documents:write`, …: what it is limited to.
    scopes: Vec<String>,
    /// When it ends (ms since 1970); `null` for a key without an end.
    expires_at: Option<i64>,
}

/// A new key. Its secret is shown this once and nowhere kept.
#[derive(Serialize, ToSchema)]
pub(crate) struct NewKey {
    id: i64,
    /// Sent as `Authorization: Bearer …`.
    key: String,
}

/// Make an API key for an account.
#[utoipa::path(post, path = "/api-keys", tag = "accounts", request_body = ApiKeyToCreate, responses(
    (status = 201, description = "made; the key is shown only now", body = NewKey),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_api_key(
    State(app): State<App>,
    mut caller: Caller,
    Body(new): Body<ApiKeyToCreate>,
) -> Answer {
    of_area(&caller, Action::ManageAccounts)?;
    text("名称", "name", &new.name, 100)?;
    scoped(&new.scopes)?;
    if caller.account == new.account {
        let (zh, en) = ("不能给自己发放密钥。", "nobody makes a key for themselves");
        return Err(Problem::new(ProblemKind::Forbidden).because(zh, en));
    }
    // The answer holds a secret: it is not remembered for a repeated request.
    caller.request.idempotency = None;
    let secret = token::new().map_err(|_| Problem::new(ProblemKind::Internal))?;
    let scopes: Vec<&str> = new.scopes.iter().map(String::as_str).collect();
    let mut deed = Deed::begin(&app, &caller).await?;
    let key = NewApiKey {
        token: &token::hash(&secret),
        name: new.name.trim(),
        account: new.account,
        scopes: &scopes,
        now: deed.now,
        expires_at: new.expires_at,
    };
    let id = deed.create_api_key(&key).await?;
    let detail = json!({ "account": new.account, "scopes": scopes });
    told(&mut deed, "api_key.create", id, detail).await?;
    let key = token::key(&caller.area, &secret);
    deed.done(StatusCode::CREATED, &NewKey { id, key }).await
}

fn scoped(scopes: &[String]) -> Answer<()> {
    let known = |scope: &String| Action::ALL.iter().any(|action| action.word() == scope);
    if !scopes.is_empty() && scopes.iter().all(known) {
        return Ok(());
    }
    let words: Vec<&str> = Action::ALL.iter().map(|action| action.word()).collect();
    let words = words.join(" ");
    let zh = format!("scopes 应取自：{words}。");
    Err(Problem::new(ProblemKind::Invalid).because(zh, format!("scopes are some of: {words}")))
}

/// Take a key back.
#[utoipa::path(delete, path = "/api-keys/{key}", tag = "accounts", params(("key" = i64, Path)), responses(
    (status = 200, description = "taken back", body = Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn revoke_api_key(State(app): State<App>, caller: Caller, Path(id): Path<i64>) -> Answer {
    of_area(&caller, Action::ManageAccounts)?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let now = deed.now;
    deed.revoke_api_key(id, now).await?;
    told(&mut deed, "api_key.revoke", id, json!({})).await?;
    deed.done(StatusCode::OK, &Done::yes()).await
}

async fn told(deed: &mut Deed<'_>, action: &str, id: i64, detail: serde_json::Value) -> Answer<()> {
    let id = id.to_string();
    deed.audit(Told { action, object: "api_key", id, detail, ..Told::default() }).await
}
