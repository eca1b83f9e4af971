//! A caller of the API: keeps its cookie and its csrf token as a browser would.
use super::AREA;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, header};
use serde_json::{Value, json};
use tower::ServiceExt;

/// Somebody who calls.
#[derive(Clone)]
pub struct Client {
    router: axum::Router,
    pub cookie: Option<String>,
    pub csrf: Option<String>,
    headers: Vec<(&'static str, String)>,
}

/// What was answered.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Client {
    pub fn new(router: axum::Router) -> Self {
        Self { router, cookie: None, csrf: None, headers: Vec::new() }
    }

    /// The same caller with one header more.
    pub fn with(&self, name: &'static str, value: impl Into<String>) -> Self {
        let mut other = self.clone();
        other.headers.push((name, value.into()));
        other
    }

    pub async fn log_in(&mut self, login: &str, password: &str) -> Reply {
        let body = json!({ "area": AREA, "login": login, "password": password });
        let reply = self.post("/api/v1/session", body).await;
        if let Some(cookie) = reply.headers.get(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            self.cookie = Some(text.split(';').next().unwrap().to_owned());
            self.csrf = reply.json()["csrf"].as_str().map(str::to_owned);
        }
        reply
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.call(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.call(Method::POST, path, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Reply {
        self.call(Method::PUT, path, Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Reply {
        self.call(Method::DELETE, path, None).await
    }

    pub async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Reply {
        let kind = body.is_some().then_some("application/json");
        let bytes = body.map(|body| body.to_string().into_bytes()).unwrap_or_default();
        self.send(method, path, kind, bytes).await
    }

    /// Any body of any type.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        content_type: Option<&str>,
        body: Vec<u8>,
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(kind) = content_type {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(csrf) = &self.csrf {
            request = request.header("x-csrf-token", csrf);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let response =
            self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Reply { status: parts.status.as_u16(), headers: parts.headers, body }
    }
}

impl Reply {
    /// The body as JSON; `null` where there is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// The kind of a refusal.
    pub fn kind(&self) -> String {
        self.json()["kind"].as_str().unwrap_or_default().to_owned()
    }

    pub fn etag(&self) -> String {
        self.headers[header::ETAG].to_str().unwrap().to_owned()
    }

    #[track_caller]
    pub fn expect_status(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        self
    }

    #[track_caller]
    pub fn expect_problem(self, status: u16, kind: &str) -> Self {
        let told = String::from_utf8_lossy(&self.body).into_owned();
        assert_eq!((self.status, self.kind().as_str()), (status, kind), "{told}");
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json");
        self
    }
}
