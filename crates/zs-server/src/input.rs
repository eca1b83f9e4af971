//! What requests carry: JSON bodies, queries, paths, paging and `If-Match`, refused in our own words.
use crate::problem::{Answer, Problem, ProblemKind};
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use zs_store::{Page, PageOf};

/// A JSON body.
pub struct Body<T>(pub T);
/// The query of an address.
pub struct Query<T>(pub T);
/// The variable parts of an address.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let told = |rejection: JsonRejection| {
            let kind = match rejection.status() {
                StatusCode::PAYLOAD_TOO_LARGE => ProblemKind::TooLarge,
                StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemKind::WrongType,
                StatusCode::UNPROCESSABLE_ENTITY => ProblemKind::Invalid,
                _ => ProblemKind::BadRequest,
            };
            bad(kind, "请求内容", &rejection.body_text())
        };
        axum::Json::from_request(request, state).await.map(|json| Self(json.0)).map_err(told)
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let told = |r: QueryRejection| bad(ProblemKind::BadRequest, "查询参数", &r.body_text());
        let query = axum::extract::Query::from_request_parts(parts, state).await;
        query.map(|query| Self(query.0)).map_err(told)
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        // A number that is none names nothing.
        let told = |r: PathRejection| bad(ProblemKind::NotFound, "地址", &r.body_text());
        let path = axum::extract::Path::from_request_parts(parts, state).await;
        path.map(|path| Self(path.0)).map_err(told)
    }
}

fn bad(kind: ProblemKind, what: &str, why: &str) -> Problem {
    Problem::new(kind).because(format!("{what}有误：{why}"), why)
}

/// Which page of a list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// At most so many rows: 1 to 500, 50 if not given.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<i64>,
}

impl Paging {
    /// The page for the record.
    ///
    /// # Errors
    /// `BadRequest` for a cursor or limit that cannot be.
    pub fn page(&self) -> Answer<Page> {
        let bad = |zh: &str, en: &str| Problem::new(ProblemKind::BadRequest).because(zh, en);
        let limit = self.limit.unwrap_or(50);
        if !(1..=500).contains(&limit) {
            return Err(bad("limit 应为 1 至 500。", "limit is 1 to 500"));
        }
        let cursor = self.cursor.as_deref().map(str::parse).transpose();
        let after = cursor.map_err(|_| bad("cursor 无效。", "the cursor is not one of ours"))?;
        Ok(Page { after, limit })
    }
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListOf<T> {
    /// The rows.
    pub items: Vec<T>,
    /// The `cursor` of the next page; `null` on the last one.
    pub next: Option<String>,
}

impl<T> ListOf<T> {
    /// A page of the record, each row in its wire shape.
    pub fn of<R>(page: PageOf<R>, wire: impl FnMut(R) -> T) -> Self {
        let next = page.next.map(|cursor| cursor.to_string());
        Self { items: page.items.into_iter().map(wire).collect(), next }
    }
}

/// The entity tag that a write stands on (`If-Match`), without weak marks.
///
/// # Errors
/// `MatchRequired` where it is missing.
pub fn if_match(headers: &HeaderMap) -> Answer<String> {
    let sent = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
    let sent = sent.ok_or_else(|| {
        let zh = "请在 If-Match 中给出所依据版本的 ETag。";
        Problem::new(ProblemKind::MatchRequired).because(zh, "send the ETag that you stand on")
    })?;
    Ok(sent.trim().trim_start_matches("W/").to_owned())
}

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 2000;

/// Demands a reason of some length.
///
/// # Errors
/// `Invalid` for a blank one or one that is too long.
pub fn acceptable_reason(reason: &str) -> Answer<()> {
    if !reason.trim().is_empty() && reason.chars().count() <= LONGEST_REASON {
        return Ok(());
    }
    let zh = format!("请填写理由（1 至 {LONGEST_REASON} 字）。");
    let en = format!("give a reason of 1 to {LONGEST_REASON} characters");
    Err(Problem::new(ProblemKind::Invalid).because(zh, en))
}
