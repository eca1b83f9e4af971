//! Who asks: a session by its cookie, or a machine by its API key; with their roles.
use crate::app::App;
use crate::auth::{cookie, token};
use crate::layers::RequestFacts;
use crate::problem::{Problem, ProblemKind};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use std::sync::Arc;
use zs_store::{Grant, StoreError};

/// The header in which a form sends the session's csrf token back.
pub const CSRF_HEADER: &str = "x-csrf-token";
const MINUTE: i64 = 60_000;

/// Somebody who is logged in, or a machine with a key.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The area that they work in.
    pub area: String,
    /// Their account.
    pub account: i64,
    /// The name that others see.
    pub name: String,
    /// The name to log in with.
    pub login: String,
    /// The node that the account belongs to.
    pub node: i64,
    /// Their roles.
    pub grants: Arc<Vec<Grant>>,
    /// What a key is limited to; `None` for a session.
    pub scopes: Option<Vec<String>>,
    /// For the audit chain: `account:7` or `key:3`.
    pub actor: String,
    /// The hash of the session's token; empty for a key.
    pub(crate) token: String,
    /// What a form must send back; empty for a key.
    pub csrf: String,
    /// The first password must be changed before anything else.
    pub must_change_password: bool,
    /// Address, request id, idempotency key.
    pub request: RequestFacts,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let caller = Self::of(parts, app).await?;
        if caller.must_change_password {
            return Err(Problem::new(ProblemKind::PasswordExpired));
        }
        Ok(caller)
    }
}

/// The same, but somebody who must change the first password is let through: for that, for `me`, for logout.
pub struct AnyCaller(pub Caller);

impl FromRequestParts<App> for AnyCaller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        Caller::of(parts, app).await.map(Self)
    }
}

impl Caller {
    async fn of(parts: &Parts, app: &App) -> Result<Self, Problem> {
        let request = parts.extensions.get::<RequestFacts>().cloned().unwrap_or_default();
        if let Some(key) = bearer(&parts.headers) {
            return by_key(app, key, request).await;
        }
        let caller = by_session(app, &parts.headers, request).await?;
        let reads = matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS);
        let sent = parts.headers.get(CSRF_HEADER).map(|value| value.as_bytes());
        if !reads && !sent.is_some_and(|sent| token::same(sent, caller.csrf.as_bytes())) {
            return Err(Problem::new(ProblemKind::CsrfMissing));
        }
        Ok(caller)
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

async fn by_session(
    app: &App,
    headers: &HeaderMap,
    request: RequestFacts,
) -> Result<Caller, Problem> {
    let anonymous = || Problem::new(ProblemKind::NotLoggedIn);
    let (area, secret) = cookie::read(headers).ok_or_else(anonymous)?;
    let hash = token::hash(secret);
    let now = app.now();
    let session = app.sessions.find(app, area, &hash, now).await.map_err(|error| match error {
        StoreError::NotFound { .. } => anonymous(),
        other => other.into(),
    })?;
    if now - session.seen_at > MINUTE {
        app.sessions.touch(app, area, &hash, now).await;
    }
    Ok(Caller {
        area: area.to_owned(),
        account: session.account,
        name: session.name.clone(),
        login: session.login.clone(),
        node: session.node,
        grants: Arc::clone(&session.grants),
        scopes: None,
        actor: format!("account:{}", session.account),
        token: hash,
        csrf: session.csrf.clone(),
        must_change_password: session.password_at == 0,
        request,
    })
}

async fn by_key(app: &App, key: &str, request: RequestFacts) -> Result<Caller, Problem> {
    let anonymous = || Problem::new(ProblemKind::NotLoggedIn);
    let (area, secret) = token::split_key(key).ok_or_else(anonymous)?;
    let now = app.now();
    let mut reader = app.store.read(area).await?;
    let key = reader.api_key(&token::hash(secret), now).await.map_err(|error| match error {
        StoreError::NotFound { .. } => anonymous(),
        other => other.into(),
    })?;
    let account = reader.account(key.account).await?;
    let grants = reader.grants(key.account).await?;
    drop(reader);
    if key.used_at.is_none_or(|at| now - at > MINUTE) {
        // That a key was used is worth a note, not a failed request.
        if let Ok(mut writer) = app.store.write(area).await
            && writer.touch_api_key(key.id, now).await.is_ok()
        {
            let _ = writer.commit().await;
        }
    }
    Ok(Caller {
        area: area.to_owned(),
        account: account.id,
        name: account.name,
        login: account.login,
        node: account.node,
        grants: Arc::new(grants),
        scopes: Some(key.scopes),
        actor: format!("key:{}", key.id),
        token: String::new(),
        csrf: String::new(),
        must_change_password: false,
        request,
    })
}
