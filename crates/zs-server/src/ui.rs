//! The web application, embedded in the binary: hashed files are cached for good, pages never.
use crate::problem::{Answer, Problem, ProblemKind};
use axum::http::{HeaderValue, Method, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

/// What `npm run build` made of `web/`; empty where it was not built (then only the API answers).
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Files;

const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const NEVER: HeaderValue = HeaderValue::from_static("no-cache");

/// A file of the application; any other address of a page gets the page itself.
pub async fn serve_file(method: Method, uri: Uri) -> Answer {
    let path = uri.path().trim_start_matches('/');
    let api = path.starts_with("api/") || !matches!(method, Method::GET | Method::HEAD);
    let file = Files::get(path).map(|file| (path, file));
    let page = || Files::get("index.html").map(|file| ("index.html", file));
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let found = if api { None } else { file.or_else(|| page().filter(|_| !is_file)) };
    let (name, file) = found.ok_or_else(|| Problem::new(ProblemKind::NoSuchRoute))?;
    Ok(answer(name, file))
}

fn answer(name: &str, file: EmbeddedFile) -> Response {
    let kind = HeaderValue::from_str(file.metadata.mimetype());
    let mut response = file.data.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        kind.unwrap_or(HeaderValue::from_static("application/octet-stream")),
    );
    let cached = if name.starts_with("assets/") { FOR_GOOD } else { NEVER };
    headers.insert(header::CACHE_CONTROL, cached);
    response
}
