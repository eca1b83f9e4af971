//! The audit chain for the audit administrator: search, export, proof. Reading it leaves an entry too.
use crate::api::years::of_area;
use crate::app::App;
use crate::caller::Caller;
use crate::input::{ListOf, Paging, Query};
use crate::problem::{Answer, ProblemBody};
use crate::rights::Action;
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use futures_util::stream;
use serde::{Deserialize, Serialize};
use serde_json::json;
use serde_json::value::RawValue;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{AuditEntry, AuditFilter, AuditRow, Page, Verdict};

/// Entries that are read at a time for an export.
const AT_ONCE: i64 = 500;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_audit))
        .routes(routes!(export_audit))
        .routes(routes!(verify_audit))
}

/// An entry of the chain.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditBody {
    seq: i64,
    created_at: i64,
    /// `account:7`, `key:3`, `system`.
    actor: String,
    action: String,
    object: String,
    object_id: String,
    /// Digest or short value of what stood before.
    before: Option<String>,
    /// Digest or short value of what stood afterwards.
    after: Option<String>,
    #[schema(value_type = Object)]
    detail: Box<RawValue>,
    /// Address and request.
    origin: String,
    /// Hash of the entry before.
    previous: String,
    /// Hash of this one.
    hash: String,
}

impl From<AuditRow> for AuditBody {
    fn from(row: AuditRow) -> Self {
        let empty = || RawValue::NULL.to_owned();
        Self {
            seq: row.seq,
            created_at: row.created_at,
            actor: row.actor,
            action: row.action,
            object: row.object,
            object_id: row.object_id,
            before: row.before,
            after: row.after,
            detail: RawValue::from_string(row.detail).unwrap_or_else(|_| empty()),
            origin: row.origin,
            previous: row.previous,
            hash: row.hash,
        }
    }
}

/// Which entries.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct AuditQuery {
    /// By whom: `account:7`.
    actor: Option<String>,
    /// What was done: `document.save`.
    action: Option<String>,
    /// About what kind of thing…
    object: Option<String>,
    /// …and which one.
    object_id: Option<String>,
    /// Not before (ms since 1970).
    from: Option<i64>,
    /// Before (ms since 1970).
    until: Option<i64>,
}

impl AuditQuery {
    fn filter(self) -> AuditFilter {
        let Self { actor, action, object, object_id, from, until } = self;
        AuditFilter { actor, action, object, object_id, from, until }
    }
}

/// Search the audit chain, the newest entries first.
#[utoipa::path(get, path = "/audit", tag = "audit", params(AuditQuery, Paging), responses(
    (status = 200, description = "one page", body = ListOf<AuditBody>),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_audit(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<AuditQuery>,
    Query(paging): Query<Paging>,
) -> Answer<Json<ListOf<AuditBody>>> {
    of_area(&caller, Action::ReadAudit)?;
    let page = paging.page()?;
    let first = page.after.is_none();
    let asked = json!({ "actor": query.actor, "action": query.action, "object": query.object });
    let rows = app.store.read(&caller.area).await?.audit(&query.filter(), &page).await?;
    if first {
        noted(&app, &caller, "audit.read", asked).await?;
    }
    Ok(Json(ListOf::of(rows, AuditBody::from)))
}

/// Export the audit chain: one JSON entry per line, the newest first.
#[utoipa::path(get, path = "/audit/export", tag = "audit", params(AuditQuery), responses(
    (status = 200, description = "one entry per line", body = String, content_type = "application/x-ndjson"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn export_audit(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<AuditQuery>,
) -> Answer {
    of_area(&caller, Action::ReadAudit)?;
    noted(&app, &caller, "audit.export", json!({ "from": query.from, "until": query.until }))
        .await?;
    let area = caller.area.clone();
    let begin = Some(Page::first(AT_ONCE));
    let lines = stream::try_unfold((app, area, query.filter(), begin), async |state| {
        let (app, area, filter, page) = state;
        let Some(page) = page else { return Ok(None) };
        let rows = app.store.read(&area).await?.audit(&filter, &page).await?;
        let next = rows.next.map(|cursor| Page::after(cursor, AT_ONCE));
        let mut text = Vec::new();
        for row in rows.items {
            serde_json::to_writer(&mut text, &AuditBody::from(row))
                .map_err(std::io::Error::from)?;
            text.push(b'\n');
        }
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(Some((text, (app, area, filter, next))))
    });
    let name = format!("attachment; filename=\"audit-{}.ndjson\"", caller.area);
    let headers = [
        (header::CONTENT_TYPE, "application/x-ndjson".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, Body::from_stream(lines)).into_response())
}

/// What walking the chain showed.
#[derive(Serialize, ToSchema)]
pub(crate) struct VerdictBody {
    /// Every link holds.
    sound: bool,
    /// How many entries there are, where it is sound.
    entries: Option<i64>,
    /// The hash of the last entry: written down elsewhere, it proves the chain up to there.
    head: Option<String>,
    /// The first entry that does not hold.
    broken_at: Option<i64>,
    /// What is wrong with it.
    why: Option<String>,
}

/// Prove the audit chain.
#[utoipa::path(get, path = "/audit/verify", tag = "audit", responses(
    (status = 200, description = "the verdict", body = VerdictBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn verify_audit(State(app): State<App>, caller: Caller) -> Answer<Json<VerdictBody>> {
    of_area(&caller, Action::ReadAudit)?;
    let verdict = app.store.read(&caller.area).await?.verify_audit().await?;
    let body = match verdict {
        Verdict::Sound { entries, head } => VerdictBody {
            sound: true,
            entries: Some(entries),
            head: Some(head),
            broken_at: None,
            why: None,
        },
        Verdict::Broken { seq, why } => VerdictBody {
            sound: false,
            entries: None,
            head: None,
            broken_at: Some(seq),
            why: Some(why),
        },
    };
    noted(&app, &caller, "audit.verify", json!({ "sound": body.sound })).await?;
    Ok(Json(body))
}

/// A look at the chain is itself an entry of it.
async fn noted(app: &App, caller: &Caller, action: &str, detail: serde_json::Value) -> Answer<()> {
    let mut writer = app.store.write(&caller.area).await?;
    let entry = AuditEntry {
        now: app.now(),
        actor: &caller.actor,
        action,
        object: "audit",
        detail: &detail.to_string(),
        origin: &caller.request.origin(),
        ..AuditEntry::default()
    };
    writer.append_audit(&entry).await?;
    Ok(writer.commit().await?)
}
