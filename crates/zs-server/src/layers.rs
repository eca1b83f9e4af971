//! What every request passes: its id, a log line, the panic guard, security headers, the words of a refusal.
use crate::app::App;
use crate::problem::{self, Problem, ProblemKind};
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use sm3::{Digest, Sm3};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::panic::AssertUnwindSafe;
use std::time::Instant;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const IDEMPOTENCY_KEY: &str = "idempotency-key";
const LONGEST_KEY: usize = 100;

/// What is known of a request before anybody is asked who sends it.
#[derive(Clone, Debug)]
pub struct RequestFacts {
    /// Quoted in answers and in the log.
    pub id: String,
    /// The caller's address.
    pub address: IpAddr,
    /// The caller reads English.
    pub english: bool,
    /// The key that makes a repeated write harmless, with the hash of the request.
    pub idempotency: Option<(String, String)>,
}

impl Default for RequestFacts {
    fn default() -> Self {
        let address = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        Self { id: String::new(), address, english: false, idempotency: None }
    }
}

impl RequestFacts {
    /// From where, for the audit chain.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("{} {}", self.address, self.id)
    }
}

/// The outermost layer.
pub async fn around(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = request_id(request.headers());
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let mut facts = RequestFacts {
        address: address(&app, &request),
        english: english(request.headers()),
        id,
        idempotency: None,
    };
    let answered = match fingerprint(&mut request, &app).await {
        Err(problem) => problem.into_response(),
        Ok(idempotency) => {
            facts.idempotency = idempotency;
            request.extensions_mut().insert(facts.clone());
            let guarded = AssertUnwindSafe(next.run(request)).catch_unwind().await;
            guarded.unwrap_or_else(|_| Problem::new(ProblemKind::Internal).into_response())
        }
    };
    let mut response = in_words(answered, &facts);
    let status = response.status().as_u16();
    let took = began.elapsed();
    app.metrics.answered(method.as_str(), path.as_deref().unwrap_or("-"), status, took);
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    // The matched route, not the address: ids and search words of people stay out of the log.
    let route = path.as_deref().unwrap_or("-");
    tracing::info!(target: "request", id = facts.id, %method, route, status, micros);
    if let Ok(id) = HeaderValue::from_str(&facts.id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    secured(response)
}

/// The refusals of the framework's own extractors and of unknown routes become problems too.
fn in_words(mut response: Response, facts: &RequestFacts) -> Response {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        return problem::render(&problem, facts.english, &facts.id);
    }
    response
}

fn secured(mut response: Response) -> Response {
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
    ];
    for (name, value) in fixed {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    let policy = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; \
                  frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    let headers = response.headers_mut();
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// The caller's own id where it is a decent one, else a new one.
fn request_id(headers: &HeaderMap) -> String {
    let decent = |id: &&str| {
        (8..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let sent = headers.get(REQUEST_ID).and_then(|id| id.to_str().ok()).filter(decent);
    sent.map_or_else(
        || {
            let mut bytes = [0_u8; 8];
            // Without randomness an id of zeros still serves.
            let _ = getrandom::fill(&mut bytes);
            format!("{:016x}", u64::from_be_bytes(bytes))
        },
        str::to_owned,
    )
}

fn english(headers: &HeaderMap) -> bool {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    asked.is_some_and(|asked| asked.trim_start().to_ascii_lowercase().starts_with("en"))
}

fn address(app: &App, request: &Request) -> IpAddr {
    if app.settings.behind_proxy {
        let forwarded = request.headers().get("x-forwarded-for").and_then(|v| v.to_str().ok());
        let last = forwarded.and_then(|list| list.rsplit(',').next()?.trim().parse().ok());
        if let Some(address) = last {
            return address;
        }
    }
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>();
    connected.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip())
}

/// The idempotency key of a request with the hash of method, address and body.
async fn fingerprint(
    request: &mut Request,
    app: &App,
) -> Result<Option<(String, String)>, Problem> {
    let Some(key) = request.headers().get(IDEMPOTENCY_KEY) else { return Ok(None) };
    let key = key.to_str().unwrap_or_default().to_owned();
    if key.is_empty() || key.len() > LONGEST_KEY {
        let zh = format!("幂等键应为 1 至 {LONGEST_KEY} 个 ASCII 字符。");
        let en = format!("an idempotency key has 1 to {LONGEST_KEY} ASCII characters");
        return Err(Problem::new(ProblemKind::BadRequest).because(zh, en));
    }
    let most = app.settings.upload_mib << 20;
    let body = std::mem::replace(request.body_mut(), Body::empty());
    let body = to_bytes(body, most).await.map_err(|_| Problem::new(ProblemKind::TooLarge))?;
    let mut hash = Sm3::new();
    hash.update(request.method().as_str());
    hash.update(b" ");
    hash.update(request.uri().to_string());
    hash.update(b"\n");
    hash.update(&body);
    let digest = hash.finalize();
    *request.body_mut() = Body::from(body);
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Some((key, hex)))
}
