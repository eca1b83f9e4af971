//! Documents and check reports as files: every format of the engine, from any version.
use crate::api::contents::readable_document;
use crate::app::App;
use crate::blocking::blocking;
use crate::caller::Caller;
use crate::days;
use crate::deed::{Deed, Told};
use crate::download;
use crate::input::{Path, Query};
use crate::printing::{Face, Printed, Standing, export, form_formats, report};
use crate::problem::{Answer, ProblemBody};
use crate::rule_settings::rule_settings;
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_engine::reports::{Lang, Waived};
use zs_store::{Document, Reader, Waiver};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(export_document))
        .routes(routes!(report_document))
        .routes(routes!(list_formats))
}

/// Which format and which version.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExportQuery {
    /// The id of a format, as `/formats` lists them: `json`, `html`, `md`, `docx`, ….
    pub format: String,
    /// The current version if not given.
    pub version: Option<i64>,
}

/// Which format of an official form.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FormQuery {
    /// The id of a format, as `/formats` lists them for forms: `docx`, `xlsx`, `pdf`, `html`, `md`.
    pub format: String,
}

/// An output format.
#[derive(Serialize, ToSchema)]
pub(crate) struct FormatRow {
    id: &'static str,
    name: &'static str,
    name_en: &'static str,
    ending: &'static str,
    media_type: &'static str,
}

/// What documents and reports can be written as.
#[derive(Serialize, ToSchema)]
pub(crate) struct FormatList {
    documents: Vec<FormatRow>,
    /// The official forms of the year.
    forms: Vec<FormatRow>,
    reports: Vec<FormatRow>,
}

/// Every output format.
#[utoipa::path(get, path = "/formats", tag = "exports", security(()), responses(
    (status = 200, description = "the formats", body = FormatList)))]
async fn list_formats() -> Json<FormatList> {
    let document = |f: &zs_engine::Format| FormatRow {
        id: f.id,
        name: f.zh,
        name_en: f.en,
        ending: f.ending,
        media_type: f.media_type,
    };
    let report = |f: &Face| FormatRow {
        id: f.id(),
        name: f.zh(),
        name_en: f.en(),
        ending: f.ending(),
        media_type: f.media_type(),
    };
    Json(FormatList {
        documents: zs_engine::formats().iter().copied().map(document).collect(),
        forms: form_formats().map(document).collect(),
        reports: Face::all().iter().map(report).collect(),
    })
}

/// A document as a file.
#[utoipa::path(get, path = "/documents/{document}/export", tag = "exports",
    params(("document" = i64, Path), ExportQuery), responses(
    (status = 200, description = "the file", body = Vec<u8>, content_type = "application/octet-stream"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn export_document(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(query): Query<ExportQuery>,
) -> Answer {
    let (document, body) = version(&app, &caller, id, query.version).await?;
    let (number, format) = (query.version.unwrap_or(document.version), query.format);
    let stem = stem(&document, number);
    let wanted = format.clone();
    let printed = blocking(move || export(&body, &wanted, &stem)).await?;
    let detail = json!({ "format": format, "version": number });
    leave(&app, &caller, ("document.export", "document", id), detail, printed).await
}

/// The check of a version as a report, in the caller's language.
#[utoipa::path(get, path = "/documents/{document}/report", tag = "exports",
    params(("document" = i64, Path), ExportQuery), responses(
    (status = 200, description = "the report", body = Vec<u8>, content_type = "application/octet-stream"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn report_document(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(query): Query<ExportQuery>,
) -> Answer {
    let face = Face::of(&query.format)?;
    let (document, body) = version(&app, &caller, id, query.version).await?;
    let number = query.version.unwrap_or(document.version);
    let lang = if caller.request.english { Lang::En } else { Lang::Zh };
    let stem = stem(&document, number);
    let mut reader = app.store.read(&caller.area).await?;
    let settings = rule_settings(&mut reader).await?;
    let waivers = waivers(&mut reader, &document, app.now(), lang).await?;
    drop(reader);
    let standing = Standing { settings, waivers };
    let printed = blocking(move || report(&body, face, &standing, lang, &stem)).await?;
    let detail = json!({ "format": query.format, "version": number });
    leave(&app, &caller, ("document.report", "document", id), detail, printed).await
}

/// The waivers of a document that hold now, as reports show them: until when by China's clock.
async fn waivers(
    reader: &mut Reader,
    document: &Document,
    now: i64,
    lang: Lang,
) -> Answer<Vec<(Waiver, Waived)>> {
    let mut shown = Vec::new();
    for waiver in reader.waivers_in_force(document.id, now).await? {
        let approver = reader.account(waiver.approver).await?.name;
        let last_day = |end: i64| days::text(days::day_of(end - 1));
        let open = || lang.pick("长期", "further notice").to_owned();
        let expires = waiver.expires_at.map_or_else(open, last_day);
        let waived = Waived { reason: waiver.reason.clone(), approver, expires };
        shown.push((waiver, waived));
    }
    Ok(shown)
}

/// The bytes of a version that the caller may read.
async fn version(
    app: &App,
    caller: &Caller,
    id: i64,
    number: Option<i64>,
) -> Answer<(Document, Vec<u8>)> {
    let document = readable_document(app, caller, id).await?;
    let mut reader = app.store.read(&caller.area).await?;
    let body = reader.version_body(id, number.unwrap_or(document.version)).await?;
    Ok((document, body))
}

pub(crate) fn stem(document: &Document, version: i64) -> String {
    let department = document.department.as_deref().unwrap_or("部门");
    format!("{department}{}年预算绩效文本-v{version}", document.year)
}

/// Nothing leaves before the audit chain has it: what was done to which thing.
pub(crate) async fn leave(
    app: &App,
    caller: &Caller,
    (action, object, id): (&str, &str, i64),
    detail: serde_json::Value,
    printed: Printed,
) -> Answer {
    let mut deed = Deed::begin(app, caller).await?;
    let id = id.to_string();
    deed.audit(Told { action, object, id, detail, ..Told::default() }).await?;
    deed.told().await?;
    Ok(download::file(printed.body, printed.media_type, &printed.name))
}
