//! Every refusal as problem+json (RFC 9457) with a stable kind, told in the caller's language.
use crate::output;
use axum::Json;
use axum::http::header::{CONTENT_TYPE, HeaderName, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use zs_store::StoreError;

/// The result of a handler.
pub type Answer<T = Response> = Result<T, Problem>;

macro_rules! kinds {
    ($($name:ident $word:literal $status:ident $zh:literal $en:literal;)*) => {
        /// What went wrong, as a word that never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ProblemKind { $(#[doc = $en] $name,)* }

        impl ProblemKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable word.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The HTTP status.
            #[must_use]
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$name => StatusCode::$status,)* }
            }

            const fn title(self) -> (&'static str, &'static str) {
                match self { $(Self::$name => ($zh, $en),)* }
            }
        }
    };
}

kinds! {
    BadRequest "bad-request" BAD_REQUEST "请求有误" "the request is malformed";
    NotLoggedIn "not-logged-in" UNAUTHORIZED "请先登录" "log in first";
    WrongPassword "wrong-password" UNAUTHORIZED "用户名或密码不对" "wrong login or password";
    Locked "account-locked" FORBIDDEN "账号已锁定" "the account is locked";
    PasswordExpired "password-change-required" FORBIDDEN "请先修改初始密码" "change the first password first";
    CsrfMissing "csrf-token-missing" FORBIDDEN "缺少或不符的防伪令牌" "the csrf token is missing or wrong";
    Forbidden "forbidden" FORBIDDEN "没有权限" "not allowed";
    OwnWork "own-work" FORBIDDEN "不能审核自己的文本" "nobody reviews own work";
    NotFound "not-found" NOT_FOUND "没有找到" "not found";
    NoSuchRoute "no-such-route" NOT_FOUND "没有这个接口" "there is no such address";
    WrongMethod "method-not-allowed" METHOD_NOT_ALLOWED "不支持这种方法" "method not allowed";
    Stale "stale-version" CONFLICT "已被他人先保存" "somebody saved first";
    WrongState "wrong-state" CONFLICT "当前状态不能这样办理" "the state does not allow this step";
    YearClosed "year-closed" CONFLICT "年度已关闭" "the year is closed";
    Duplicate "duplicate" CONFLICT "已有相同的记录" "already there";
    InUse "in-use" CONFLICT "引用的记录不存在或仍在使用" "a record referred to is missing or in use";
    KeyReused "idempotency-key-reused" CONFLICT "同一幂等键用于不同的请求" "the idempotency key was used for another request";
    TooLarge "too-large" PAYLOAD_TOO_LARGE "内容过大" "the content is too large";
    WrongType "unsupported-media-type" UNSUPPORTED_MEDIA_TYPE "不支持这种内容类型" "unsupported content type";
    Invalid "invalid" UNPROCESSABLE_ENTITY "内容不合要求" "the content is not acceptable";
    Unreadable "unreadable-file" UNPROCESSABLE_ENTITY "文件读不出来" "the file cannot be read";
    Blocked "blocked-by-findings" UNPROCESSABLE_ENTITY "尚有错误或未确认的提示" "errors stand, or warnings are not acknowledged";
    Doubtful "doubtful" UNPROCESSABLE_ENTITY "有疑点，请核对后确认" "doubtful: check it, then say so";
    MatchRequired "if-match-required" PRECONDITION_REQUIRED "缺少 If-Match" "If-Match is required";
    TooMany "too-many-requests" TOO_MANY_REQUESTS "请求过于频繁" "too many requests";
    Internal "internal" INTERNAL_SERVER_ERROR "服务器内部错误" "an error inside the server";
    Unavailable "unavailable" SERVICE_UNAVAILABLE "服务暂不可用，请稍后重试" "not available now, try again later";
}

/// A refusal on its way to the caller. The outermost layer puts it into words.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What went wrong.
    pub kind: ProblemKind,
    more: Box<More>,
}

/// What only some refusals have; apart, so that every `Result` stays small.
#[derive(Clone, Debug, Default)]
struct More {
    detail: (String, String),
    members: Map<String, Value>,
    headers: Vec<(HeaderName, HeaderValue)>,
    replay: Option<(StatusCode, Vec<u8>)>,
}

/// How a refusal looks (`application/problem+json`); some kinds carry further members.
#[derive(Serialize, ToSchema)]
pub struct ProblemBody {
    /// `/problems/` and the kind.
    #[serde(rename = "type")]
    pub kind_uri: String,
    /// The kind: a stable word.
    pub kind: String,
    /// What it means, in the caller's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What exactly was wrong, and what to do.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// Quote it when you report a fault.
    pub request_id: String,
    /// What belongs to the kind: `difference`, `current`, `findings`, ….
    #[serde(flatten)]
    #[schema(value_type = Object)]
    pub members: Map<String, Value>,
}

impl Problem {
    /// A refusal of a kind, without details.
    #[must_use]
    pub fn new(kind: ProblemKind) -> Self {
        Self { kind, more: Box::default() }
    }

    /// Says what exactly was wrong: in Chinese and in English.
    #[must_use]
    pub fn because(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.more.detail = (zh.into(), en.into());
        self
    }

    /// Adds a member to the body.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.more.members.insert(name.to_owned(), value.into());
        self
    }

    /// Says after how many seconds another try makes sense.
    #[must_use]
    pub fn retry_after(mut self, seconds: i64) -> Self {
        self.more.headers.push((RETRY_AFTER, HeaderValue::from(seconds.max(1))));
        self
    }

    /// Not a refusal at all: the answer that the same request got the first time.
    #[must_use]
    pub(crate) fn replay(status: StatusCode, body: Vec<u8>) -> Self {
        let more = More { replay: Some((status, body)), ..More::default() };
        Self { kind: ProblemKind::Internal, more: Box::new(more) }
    }

    /// The body in one language.
    #[must_use]
    pub fn body(&self, english: bool, request_id: &str) -> ProblemBody {
        let title = self.kind.title();
        let pick = |zh: &str, en: &str| if english { en } else { zh }.to_owned();
        ProblemBody {
            kind_uri: format!("/problems/{}", self.kind.word()),
            kind: self.kind.word().to_owned(),
            title: pick(title.0, title.1),
            status: self.kind.status().as_u16(),
            detail: pick(&self.more.detail.0, &self.more.detail.1),
            request_id: request_id.to_owned(),
            members: self.more.members.clone(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        if let Some((status, body)) = self.more.replay {
            let mut response = output::json(status, body, None);
            let replayed = HeaderName::from_static("idempotent-replay");
            response.headers_mut().insert(replayed, HeaderValue::from(1));
            return response;
        }
        let mut response = self.kind.status().into_response();
        for (name, value) in self.more.headers.clone() {
            response.headers_mut().insert(name, value);
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// The final words of a refusal.
pub(crate) fn render(problem: &Problem, english: bool, request_id: &str) -> Response {
    let mut response =
        (problem.kind.status(), Json(problem.body(english, request_id))).into_response();
    let json = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    for (name, value) in &problem.more.headers {
        response.headers_mut().insert(name.clone(), value.clone());
    }
    response
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        use ProblemKind as K;
        let text = error.to_string();
        let (zh, en) = text.split_once(" / ").unwrap_or((&text, &text));
        let told = |kind: K| Self::new(kind).because(zh, en);
        match &error {
            StoreError::NotFound { .. } => told(K::NotFound),
            StoreError::Conflict { current } => told(K::Stale).with("current", *current),
            StoreError::WrongState { current } => {
                told(K::WrongState).with("current", current.clone())
            }
            StoreError::Duplicate { .. } => Self::new(K::Duplicate),
            StoreError::Reference { .. } => Self::new(K::InUse),
            StoreError::Invalid { .. } => told(K::Invalid),
            // What the database says is for the operator's log, not for the caller.
            StoreError::Unavailable { why } => {
                tracing::error!(kind = error.kind(), why, "store");
                Self::new(K::Unavailable).retry_after(2)
            }
            StoreError::Corrupt { why } | StoreError::Internal { why } => {
                tracing::error!(kind = error.kind(), why, "store");
                Self::new(K::Internal)
            }
        }
    }
}
