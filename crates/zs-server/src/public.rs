//! Everybody's side of the record: no login, a limit by address, answers that may be kept for a minute.
use crate::app::App;
use crate::layers::RequestFacts;
use crate::problem::{Answer, Problem, ProblemKind};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sm3::{Digest, Sm3};
use std::fmt::Write;

/// Short, because what is taken back must soon be gone.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=60");

/// Somebody who is not asked who they are.
pub(crate) struct Visitor {
    /// What they hold already (`If-None-Match`).
    holds: Option<String>,
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let facts = parts.extensions.get::<RequestFacts>().cloned().unwrap_or_default();
        if let Err(seconds) = app.visits.count(facts.address, app.now()) {
            let (zh, en) = ("访问过于频繁，请稍后再试。", "too many requests; try again later");
            let problem = Problem::new(ProblemKind::TooMany).because(zh, en);
            return Err(problem.retry_after(seconds));
        }
        Ok(Self { holds: holds(&parts.headers) })
    }
}

fn holds(headers: &HeaderMap) -> Option<String> {
    Some(headers.get(header::IF_NONE_MATCH)?.to_str().ok()?.to_owned())
}

impl Visitor {
    /// A JSON answer with the tag of its content.
    pub fn json(&self, body: &impl Serialize) -> Answer {
        let body = serde_json::to_vec(body).map_err(|_| Problem::new(ProblemKind::Internal))?;
        let tag = tag(&Sm3::digest(&body));
        let mut response = body.into_response();
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        Ok(self.tagged(response, &tag))
    }

    /// Whether they hold what this tag names.
    pub fn holds(&self, tag: &str) -> bool {
        let weak = |held: &str| held.trim().trim_start_matches("W/") == tag;
        self.holds.as_deref().is_some_and(|held| held == "*" || held.split(',').any(weak))
    }

    /// An answer that may be kept, or only word that it has not changed.
    pub fn tagged(&self, response: Response, tag: &str) -> Response {
        let mut response = match self.holds(tag) {
            true => StatusCode::NOT_MODIFIED.into_response(),
            false => response,
        };
        response.headers_mut().insert(header::CACHE_CONTROL, KEPT);
        if let Ok(tag) = HeaderValue::from_str(tag) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response
    }
}

fn tag(digest: &[u8]) -> String {
    let mut tag = String::from("\"");
    for byte in digest.iter().take(16) {
        // Writing into a String cannot fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag + "\""
}
