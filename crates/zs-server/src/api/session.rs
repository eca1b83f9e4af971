//! Log in, log out, who am I, a new password.
use crate::app::App;
use crate::auth::{cookie, password, sessions, token};
use crate::caller::{AnyCaller, Caller};
use crate::deed::{Deed, Told};
use crate::input::Body;
use crate::layers::RequestFacts;
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{Account, AuditEntry, NewSession, StoreError, Writer};

const MINUTE: i64 = 60_000;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(create_session, get_session, delete_session))
        .routes(routes!(update_password))
}

/// What a login needs.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Login {
    /// 区划代码; needed only where the record holds several areas.
    area: Option<String>,
    /// 用户名.
    login: String,
    /// 密码.
    password: String,
}

/// Who is logged in.
#[derive(Serialize, ToSchema)]
pub(crate) struct SessionBody {
    area: String,
    account: i64,
    login: String,
    name: String,
    node: i64,
    /// Every other write of this session sends it as `X-CSRF-Token`.
    csrf: String,
    /// Nothing but a new password and a logout is allowed before the first password is changed.
    must_change_password: bool,
    roles: Vec<RoleAt>,
}

/// One role at one node of the tree.
#[derive(Serialize, ToSchema)]
pub(crate) struct RoleAt {
    role: &'static str,
    node: i64,
    path: String,
}

fn body(caller: &Caller) -> SessionBody {
    let role =
        |g: &zs_store::Grant| RoleAt { role: g.role.word(), node: g.node, path: g.path.clone() };
    SessionBody {
        area: caller.area.clone(),
        account: caller.account,
        login: caller.login.clone(),
        name: caller.name.clone(),
        node: caller.node,
        csrf: caller.csrf.clone(),
        must_change_password: caller.must_change_password,
        roles: caller.grants.iter().map(role).collect(),
    }
}

/// Log in.
#[utoipa::path(post, path = "/session", tag = "session", security(()), request_body = Login, responses(
    (status = 201, description = "logged in; the cookie carries the session", body = SessionBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_session(
    State(app): State<App>,
    Extension(request): Extension<RequestFacts>,
    Body(login): Body<Login>,
) -> Answer {
    let now = app.now();
    app.logins
        .count(request.address, now)
        .map_err(|seconds| Problem::new(ProblemKind::TooMany).retry_after(seconds))?;
    let area = area_of(&app, login.area.as_deref()).await?;
    let account = known(&app, &area, &login.login).await?;
    let right =
        password::verify(&login.password, account.as_ref().map(|a| a.password.as_str())).await?;
    let Some(account) = account else {
        let mut writer = app.store.write(&area).await?;
        audit(&mut writer, "system", "login.unknown", app.now(), &request).await?;
        writer.commit().await?;
        return Err(Problem::new(ProblemKind::WrongPassword));
    };
    // Whether an account is locked is told only to somebody who knows its password.
    let locked =
        account.disabled_at.is_some() || account.locked_until.is_some_and(|until| until > now);
    match (right, locked) {
        (true, false) => begin(&app, &area, &account, &request).await,
        (true, true) => Err(Problem::new(ProblemKind::Locked)),
        (false, _) => {
            failed(&app, &area, &account, &request).await?;
            Err(Problem::new(ProblemKind::WrongPassword))
        }
    }
}

/// The area of a login: as given, else the one of the settings, else the only one.
async fn area_of(app: &App, given: Option<&str>) -> Answer<String> {
    let areas = app.store.areas().await?;
    let asked = given.or(app.settings.area.as_deref());
    let found = match asked {
        Some(asked) => areas.iter().find(|area| area.area == asked),
        None if areas.len() == 1 => areas.first(),
        None => {
            let (zh, en) = ("请给出区划代码 area。", "say which area");
            return Err(Problem::new(ProblemKind::BadRequest).because(zh, en));
        }
    };
    found.map(|area| area.area.clone()).ok_or_else(|| Problem::new(ProblemKind::WrongPassword))
}

async fn known(app: &App, area: &str, login: &str) -> Answer<Option<Account>> {
    match app.store.read(area).await?.account_by_login(login).await {
        Ok(account) => Ok(Some(account)),
        Err(StoreError::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

async fn begin(app: &App, area: &str, account: &Account, request: &RequestFacts) -> Answer {
    let unlucky = |_| Problem::new(ProblemKind::Internal);
    let (secret, csrf) = (token::new().map_err(unlucky)?, token::new().map_err(unlucky)?);
    let now = app.now();
    let (idle_until, expires_at) = sessions::ends(app, now);
    let new = NewSession {
        token: &token::hash(&secret),
        account: account.id,
        csrf: &csrf,
        origin: &request.address.to_string(),
        now,
        idle_until,
        expires_at,
    };
    let mut writer = app.store.write(area).await?;
    writer.begin_session(&new).await?;
    writer.login_succeeded(account.id, now).await?;
    audit(&mut writer, &actor(account.id), "login.succeeded", now, request).await?;
    let grants = writer.grants(account.id).await?;
    writer.commit().await?;
    let caller = Caller {
        area: area.to_owned(),
        account: account.id,
        name: account.name.clone(),
        login: account.login.clone(),
        node: account.node,
        grants: grants.into(),
        scopes: None,
        actor: actor(account.id),
        token: String::new(),
        csrf,
        must_change_password: account.password_at == 0,
        request: request.clone(),
    };
    let mut response = (StatusCode::CREATED, Json(body(&caller))).into_response();
    if let Some(value) = cookie::set(&app.settings, area, &secret) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    Ok(response)
}

async fn failed(app: &App, area: &str, account: &Account, request: &RequestFacts) -> Answer<()> {
    let now = app.now();
    let until = now + app.settings.lock_minutes * MINUTE;
    let mut writer = app.store.write(area).await?;
    let failures = writer.login_failed(account.id, app.settings.login_failures, until).await?;
    let locked = failures >= app.settings.login_failures;
    let action = if locked { "login.locked" } else { "login.failed" };
    audit(&mut writer, &actor(account.id), action, now, request).await?;
    Ok(writer.commit().await?)
}

fn actor(account: i64) -> String {
    format!("account:{account}")
}

/// Writes down what happened to a session.
async fn audit(
    writer: &mut Writer,
    actor: &str,
    action: &str,
    now: i64,
    request: &RequestFacts,
) -> Answer<()> {
    let origin = &request.origin();
    let (object, detail) = ("session", "{}");
    let entry = AuditEntry { now, actor, action, object, detail, origin, ..AuditEntry::default() };
    writer.append_audit(&entry).await?;
    Ok(())
}

/// Who am I, and what may I do.
#[utoipa::path(get, path = "/session", tag = "session", responses(
    (status = 200, description = "the session", body = SessionBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_session(AnyCaller(caller): AnyCaller) -> Json<SessionBody> {
    Json(body(&caller))
}

/// Log out.
#[utoipa::path(delete, path = "/session", tag = "session", responses(
    (status = 204, description = "logged out"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn delete_session(State(app): State<App>, AnyCaller(caller): AnyCaller) -> Answer {
    let now = app.now();
    let mut writer = app.store.write(&caller.area).await?;
    writer.end_session(&caller.token).await?;
    audit(&mut writer, &caller.actor, "logout", now, &caller.request).await?;
    writer.commit().await?;
    let mut response: Response = StatusCode::NO_CONTENT.into_response();
    if let Some(value) = cookie::clear(&app.settings) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    Ok(response)
}

/// A new password for oneself.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewPassword {
    /// The present one.
    current: String,
    /// The new one.
    new: String,
}

/// Change one's own password; all other sessions of the account end.
#[utoipa::path(put, path = "/session/password", tag = "session", request_body = NewPassword, responses(
    (status = 200, description = "changed; log in again", body = crate::api::Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn update_password(
    State(app): State<App>,
    AnyCaller(caller): AnyCaller,
    Body(change): Body<NewPassword>,
) -> Answer {
    if caller.scopes.is_some() {
        return Err(Problem::new(ProblemKind::Forbidden));
    }
    let account = app.store.read(&caller.area).await?.account(caller.account).await?;
    if !password::verify(&change.current, Some(&account.password)).await? {
        return Err(Problem::new(ProblemKind::WrongPassword));
    }
    password::acceptable(&change.new, &account.login, app.settings.password_length)?;
    if change.new == change.current {
        let (zh, en) = ("新密码不能与原密码相同。", "the new password is the old one");
        return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
    }
    let hash = password::hash(&change.new).await?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let now = deed.now;
    deed.set_password(caller.account, &hash, now).await?;
    deed.end_sessions(caller.account).await?;
    let id = caller.account.to_string();
    deed.audit(Told { action: "password.change", object: "account", id, ..Told::default() })
        .await?;
    deed.done(StatusCode::OK, &crate::api::Done::yes()).await
}
