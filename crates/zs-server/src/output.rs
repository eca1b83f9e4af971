//! JSON answers: one shape of headers for all of them, with the entity tag where there is one.
use crate::problem::{Answer, Problem, ProblemKind};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

/// The bytes of a JSON body.
pub(crate) fn bytes(body: &impl Serialize) -> Answer<Vec<u8>> {
    serde_json::to_vec(body).map_err(|_| Problem::new(ProblemKind::Internal))
}

/// A part of a body that is printed by itself.
pub(crate) fn part(body: &impl Serialize) -> Answer<Box<RawValue>> {
    to_raw_value(body).map_err(|_| Problem::new(ProblemKind::Internal))
}

/// A part of a body that was printed before.
pub(crate) fn printed(bytes: &[u8]) -> Answer<Box<RawValue>> {
    serde_json::from_slice(bytes).map_err(|_| Problem::new(ProblemKind::Internal))
}

/// An answer of bytes that are JSON.
pub(crate) fn json(status: StatusCode, bytes: Vec<u8>, etag: Option<&str>) -> Response {
    let mut response = (status, bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Some(etag) = etag.and_then(|etag| HeaderValue::from_str(etag).ok()) {
        headers.insert(header::ETAG, etag);
    }
    response
}

/// The answer to a read, with the tag of what was read.
pub(crate) fn json_with_etag(body: &impl Serialize, etag: &str) -> Answer {
    Ok(json(StatusCode::OK, bytes(body)?, Some(etag)))
}
