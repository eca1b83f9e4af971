//! Waivers: an error that a reviewer lets stand, for a reason and for a time.
use crate::api::contents::readable_document;
use crate::app::App;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::input::{Body, Path, acceptable_reason};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::record::WHOLE;
use crate::rights::Action;
use crate::steps::not_own_work;
use crate::years;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{NewWaiver, Waiver};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_waivers, create_waiver)).routes(routes!(delete_waiver))
}

/// A waiver.
#[derive(Serialize, ToSchema)]
pub(crate) struct WaiverBody {
    id: i64,
    rule: String,
    /// The code (without one: the name) of the only project that it holds for; `null`: the whole document.
    project: Option<String>,
    reason: String,
    /// Who allowed it.
    approver: i64,
    created_at: i64,
    expires_at: Option<i64>,
    revoked_at: Option<i64>,
    /// Neither over nor taken back.
    in_force: bool,
}

impl WaiverBody {
    fn of(w: Waiver, now: i64) -> Self {
        Self {
            id: w.id,
            rule: w.rule,
            project: (w.scope != WHOLE).then_some(w.scope),
            reason: w.reason,
            approver: w.approver,
            created_at: w.created_at,
            expires_at: w.expires_at,
            revoked_at: w.revoked_at,
            in_force: w.revoked_at.is_none() && w.expires_at.is_none_or(|end| end > now),
        }
    }
}

/// All waivers of a document.
#[derive(Serialize, ToSchema)]
pub(crate) struct WaiverList {
    items: Vec<WaiverBody>,
}

/// A waiver to give.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewWaiverBody {
    /// The rule's name.
    rule: String,
    /// The code (without one: the name) of the only project that it holds for; else the whole document.
    project: Option<String>,
    /// Why.
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
    /// Until when it holds.
    expires_at: Option<i64>,
}

/// The waivers of a document, those that are over included.
#[utoipa::path(get, path = "/documents/{document}/waivers", tag = "check", params(("document" = i64, Path)),
    responses(
    (status = 200, description = "the waivers", body = WaiverList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_waivers(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer<Json<WaiverList>> {
    readable_document(&app, &caller, id).await?;
    let (now, waivers) = (app.now(), app.store.read(&caller.area).await?.waivers(id).await?);
    Ok(Json(WaiverList { items: waivers.into_iter().map(|w| WaiverBody::of(w, now)).collect() }))
}

/// Let the findings of a rule stand in this document.
#[utoipa::path(post, path = "/documents/{document}/waivers", tag = "check", params(("document" = i64, Path)),
    request_body = NewWaiverBody, responses(
    (status = 201, description = "given", body = WaiverBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_waiver(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(new): Body<NewWaiverBody>,
) -> Answer {
    let document = app.store.read(&caller.area).await?.document(id).await?;
    caller.require(Action::Waive, &document.path)?;
    acceptable_reason(&new.reason)?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let invalid = |zh: &str, en: &str| Problem::new(ProblemKind::Invalid).because(zh, en);
    if zs_engine::by_name(&new.rule).is_none() {
        return Err(invalid("没有这条规则。", "there is no such rule"));
    }
    if new.expires_at.is_some_and(|end| end <= deed.now) {
        return Err(invalid("到期时间已过。", "it would be over before it began"));
    }
    years::require_open(&mut deed, document.year).await?;
    not_own_work(&mut deed, &caller, &document).await?;
    let given = NewWaiver {
        document: id,
        rule: &new.rule,
        scope: new.project.as_deref().unwrap_or(WHOLE),
        reason: &new.reason,
        approver: caller.account,
        now: deed.now,
        expires_at: new.expires_at,
    };
    let number = deed.create_waiver(&given).await?;
    let detail =
        json!({ "waiver": number, "rule": new.rule, "scope": given.scope, "reason": new.reason });
    let told = Told { action: "document.waive", object: "document", detail, ..Told::default() };
    deed.audit(Told { id: id.to_string(), ..told }).await?;
    let found = deed.waivers(id).await?.into_iter().find(|waiver| waiver.id == number);
    let waiver = found.ok_or_else(|| Problem::new(ProblemKind::Internal))?;
    let now = deed.now;
    deed.done(StatusCode::CREATED, &WaiverBody::of(waiver, now)).await
}

/// Take a waiver back.
#[utoipa::path(delete, path = "/documents/{document}/waivers/{waiver}", tag = "check",
    params(("document" = i64, Path), ("waiver" = i64, Path)), responses(
    (status = 200, description = "taken back", body = crate::api::Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn delete_waiver(
    State(app): State<App>,
    caller: Caller,
    Path((id, number)): Path<(i64, i64)>,
) -> Answer {
    let document = app.store.read(&caller.area).await?.document(id).await?;
    caller.require(Action::Waive, &document.path)?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let standing = deed.waivers(id).await?;
    if !standing.iter().any(|waiver| waiver.id == number && waiver.revoked_at.is_none()) {
        return Err(Problem::new(ProblemKind::NotFound));
    }
    let now = deed.now;
    deed.revoke_waiver(number, now).await?;
    let detail = json!({ "waiver": number });
    let told = Told { action: "document.unwaive", object: "document", detail, ..Told::default() };
    deed.audit(Told { id: id.to_string(), ..told }).await?;
    deed.done(StatusCode::OK, &crate::api::Done::yes()).await
}
