//! Warnings are acknowledged by cause: one that repeats through the document once, with its list of places.
use crate::api::contents::{editable, readable_document};
use crate::api::findings::{lang, title};
use crate::app::App;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::input::{Body, Path};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::record::{Cause, Decisions, Place, all, causes};
use crate::rights::Action;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_engine::Lang;
use zs_store::{Acknowledgement, Document, Reader};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_acknowledgements))
        .routes(routes!(update_acknowledgement, delete_acknowledgement))
}

/// A cause with all its places, and whether somebody has looked at it.
#[derive(Serialize, ToSchema)]
pub(crate) struct CauseBody {
    cause: String,
    rule: String,
    code: String,
    /// `error`, `warning` or `info`; the heaviest of its findings.
    severity: String,
    /// The rule's title.
    title: &'static str,
    /// Where it stands.
    places: Vec<Place>,
    /// How many of them a waiver covers.
    waived: usize,
    /// A warning that must be acknowledged before the document is submitted.
    open: bool,
    acknowledged: Option<AcknowledgedBody>,
}

/// Who let a cause stand.
#[derive(Serialize, ToSchema)]
pub(crate) struct AcknowledgedBody {
    reason: Option<String>,
    by: i64,
    at: i64,
}

/// The causes of the current version.
#[derive(Serialize, ToSchema)]
pub(crate) struct CauseList {
    /// The version that they are about.
    version: i64,
    items: Vec<CauseBody>,
}

pub(crate) fn cause_body(name: String, cause: Cause, lang: Lang) -> CauseBody {
    let open = cause.open();
    CauseBody {
        cause: name,
        title: title(&cause.rule, lang),
        rule: cause.rule,
        code: cause.code,
        severity: cause.severity,
        places: cause.places,
        waived: cause.waived,
        open,
        acknowledged: cause.acknowledgement.map(|seen| AcknowledgedBody {
            reason: seen.reason,
            by: seen.actor,
            at: seen.created_at,
        }),
    }
}

async fn list(reader: &mut Reader, document: &Document, now: i64, lang: Lang) -> Answer<CauseList> {
    let findings = all(reader, document).await?;
    let decisions = Decisions::read(reader, document, now).await?;
    let causes = causes(&findings, &decisions)?;
    let items = causes.into_iter().map(|(name, cause)| cause_body(name, cause, lang)).collect();
    Ok(CauseList { version: document.version, items })
}

/// The causes of the current version's findings, and which are acknowledged.
#[utoipa::path(get, path = "/documents/{document}/acknowledgements", tag = "check",
    params(("document" = i64, Path)), responses(
    (status = 200, description = "the causes", body = CauseList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_acknowledgements(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer<Json<CauseList>> {
    let document = readable_document(&app, &caller, id).await?;
    let mut reader = app.store.read(&caller.area).await?;
    Ok(Json(list(&mut reader, &document, app.now(), lang(&caller)).await?))
}

/// What is acknowledged.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewAcknowledgement {
    /// The version that was looked at; must be the current one.
    version: i64,
    /// A remark.
    #[schema(max_length = 2000)]
    reason: Option<String>,
}

/// Acknowledge a warning with all its places. It holds for later versions as long as no place is added.
#[utoipa::path(put, path = "/documents/{document}/acknowledgements/{cause}", tag = "check",
    params(("document" = i64, Path), ("cause" = String, Path)), request_body = NewAcknowledgement, responses(
    (status = 200, description = "acknowledged", body = CauseBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn update_acknowledgement(
    State(app): State<App>,
    caller: Caller,
    Path((id, name)): Path<(i64, String)>,
    Body(new): Body<NewAcknowledgement>,
) -> Answer {
    let document = app.store.read(&caller.area).await?.document(id).await?;
    caller.require(Action::WriteDocuments, &document.path)?;
    if let Some(reason) = &new.reason {
        crate::input::acceptable_reason(reason)?;
    }
    let mut deed = Deed::begin(&app, &caller).await?;
    let document = deed.document(id).await?;
    editable(&document)?;
    if document.version != new.version {
        return Err(Problem::new(ProblemKind::Stale).with("current", document.version));
    }
    let findings = all(&mut deed, &document).await?;
    let decisions = Decisions::read(&mut deed, &document, app.now()).await?;
    let found = causes(&findings, &decisions)?.remove(&name);
    let mut cause = found.ok_or_else(|| Problem::new(ProblemKind::NotFound))?;
    if cause.severity == "error" {
        let zh = "错误不能确认：请改正，或由审核人豁免。";
        let en = "an error cannot be acknowledged: correct it, or ask a reviewer to waive it";
        return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
    }
    let places = serde_json::to_string(&cause.places);
    let seen = Acknowledgement {
        document: id,
        version: document.version,
        cause: name.clone(),
        rule: cause.rule.clone(),
        places: places.map_err(|_| Problem::new(ProblemKind::Internal))?,
        reason: new.reason,
        actor: caller.account,
        created_at: deed.now,
    };
    deed.acknowledge(&seen).await?;
    let detail =
        json!({ "cause": name, "version": document.version, "places": cause.places.len() });
    let action = "document.acknowledge";
    let told = Told { action, object: "document", id: id.to_string(), detail, ..Told::default() };
    deed.audit(told).await?;
    cause.acknowledgement = Some(seen);
    deed.done(StatusCode::OK, &cause_body(name, cause, lang(&caller))).await
}

/// Take an acknowledgement back.
#[utoipa::path(delete, path = "/documents/{document}/acknowledgements/{cause}", tag = "check",
    params(("document" = i64, Path), ("cause" = String, Path)), responses(
    (status = 200, description = "taken back", body = crate::api::Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn delete_acknowledgement(
    State(app): State<App>,
    caller: Caller,
    Path((id, name)): Path<(i64, String)>,
) -> Answer {
    let document = app.store.read(&caller.area).await?.document(id).await?;
    caller.require(Action::WriteDocuments, &document.path)?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let document = deed.document(id).await?;
    editable(&document)?;
    if !deed.withdraw_acknowledgement(id, document.version, &name).await? {
        return Err(Problem::new(ProblemKind::NotFound));
    }
    let detail = json!({ "cause": name, "version": document.version });
    let action = "document.unacknowledge";
    let told = Told { action, object: "document", id: id.to_string(), detail, ..Told::default() };
    deed.audit(told).await?;
    deed.done(StatusCode::OK, &crate::api::Done::yes()).await
}
