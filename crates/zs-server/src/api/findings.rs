//! The check: live for what is being written, kept for what was saved; and the rules it goes by.
use crate::api::contents::readable_document;
use crate::app::App;
use crate::blocking::blocking;
use crate::caller::Caller;
use crate::input::{Body, ListOf, Paging, Path, Query};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::record::{Decisions, Kept, KeptFix, kept, read_json, rows};
use crate::rights::Action;
use crate::rule_settings::rule_settings;
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_engine::{Lang, Settings, by_name, explain_stored};
use zs_store::{FindingFilter, FindingRow};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(create_check)).routes(routes!(list_findings))
}

/// One finding in words, with everything to show it and to mend it.
#[derive(Serialize, ToSchema)]
pub(crate) struct FindingBody {
    /// 1 for the first of its list.
    ordinal: i64,
    rule: String,
    code: String,
    /// `error`, `warning` or `info`.
    severity: String,
    /// The rule's title.
    title: &'static str,
    /// What makes several findings one thing: warnings are acknowledged by it.
    cause: String,
    /// `document`, `overall`, `department_form`, `summary_form` or `project`.
    scope: String,
    /// The project's ordinal.
    project: Option<i64>,
    /// The indicator's row.
    indicator: Option<i64>,
    /// A key of the document schema.
    field: String,
    /// 1-based position in a list field, else 0.
    item: u32,
    /// The text that it is about.
    text: String,
    /// What is wrong.
    message: String,
    /// What to do.
    help: String,
    /// The figures and texts behind it.
    evidence: BTreeMap<String, String>,
    /// Safe new texts; more than one are alternatives.
    fixes: Vec<KeptFix>,
    /// Where it stood in the file that was imported.
    source: BTreeMap<String, String>,
    /// The number of the waiver that lets it stand.
    waived: Option<i64>,
    /// Somebody has acknowledged its cause.
    acknowledged: bool,
}

pub(crate) const fn lang(caller: &Caller) -> Lang {
    if caller.request.english { Lang::En } else { Lang::Zh }
}

pub(crate) fn title(rule: &str, lang: Lang) -> &'static str {
    by_name(rule).map_or("", |rule| match lang {
        Lang::Zh => rule.title.zh,
        Lang::En => rule.title.en,
    })
}

impl FindingBody {
    pub fn of(row: FindingRow, kept: Kept, lang: Lang) -> Self {
        let arg = |name: &str| kept.args.get(name).map(String::as_str);
        let (message, help) = explain_stored(&row.rule, &kept.message, arg, lang);
        Self {
            ordinal: row.ordinal,
            title: title(&row.rule, lang),
            rule: row.rule,
            code: row.code,
            severity: row.severity,
            cause: row.cause,
            scope: row.scope,
            project: row.project,
            indicator: row.indicator,
            field: row.field,
            item: kept.item,
            text: row.text,
            message,
            help,
            evidence: kept.args,
            fixes: kept.fixes,
            source: kept.source,
            waived: None,
            acknowledged: false,
        }
    }
}

/// What a check says (`zhunsheng.check/1`).
#[derive(Serialize, ToSchema)]
pub(crate) struct CheckBody {
    schema: &'static str,
    /// The version of the program and its rules.
    version: &'static str,
    files: Vec<CheckedFile>,
}

/// One document that was checked.
#[derive(Serialize, ToSchema)]
pub(crate) struct CheckedFile {
    /// Empty: nothing was uploaded.
    file: String,
    form: String,
    /// What is required of this form, year and place.
    profile: String,
    projects: usize,
    indicators: usize,
    findings: Vec<FindingBody>,
}

/// Check a document while it is being written. Nothing is stored.
#[utoipa::path(post, path = "/check", tag = "check", request_body = Object, responses(
    (status = 200, description = "the findings", body = CheckBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_check(
    State(app): State<App>,
    caller: Caller,
    Body(content): Body<Box<RawValue>>,
) -> Answer<Json<CheckBody>> {
    caller.require_somewhere(Action::ReadDocuments)?;
    let lang = lang(&caller);
    let settings = rule_settings(&mut app.store.read(&caller.area).await?).await?;
    let file = blocking(move || checked(content.get().as_bytes(), &settings, lang)).await?;
    let version = env!("CARGO_PKG_VERSION");
    Ok(Json(CheckBody { schema: "zhunsheng.check/1", version, files: vec![file] }))
}

fn checked(bytes: &[u8], settings: &Settings, lang: Lang) -> Answer<CheckedFile> {
    let reading = read_json(bytes)?;
    let (rows, profile) = rows(&reading, settings)?;
    let mut findings = Vec::with_capacity(rows.len());
    for (mut row, ordinal) in rows.into_iter().zip(1..) {
        row.ordinal = ordinal;
        let kept = kept(&row)?;
        findings.push(FindingBody::of(row, kept, lang));
    }
    let document = &reading.document;
    let department = document.department_form.as_ref().map_or(0, |form| form.indicators.len());
    let indicators: usize = document.projects.iter().map(|project| project.indicators.len()).sum();
    Ok(CheckedFile {
        file: String::new(),
        form: document.form.clone(),
        profile,
        projects: document.projects.len(),
        indicators: indicators + department,
        findings,
    })
}

/// Which findings.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FindingQuery {
    /// Only `error`, `warning` or `info`.
    severity: Option<String>,
    /// Only of this rule.
    rule: Option<String>,
    /// Only of the project with this ordinal.
    project: Option<i64>,
    /// Of another version than the current one.
    version: Option<i64>,
}

/// The findings of a saved version, in the order of the document.
#[utoipa::path(get, path = "/documents/{document}/findings", tag = "check",
    params(("document" = i64, Path), FindingQuery, Paging), responses(
    (status = 200, description = "one page", body = ListOf<FindingBody>),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_findings(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(query): Query<FindingQuery>,
    Query(paging): Query<Paging>,
) -> Answer<Json<ListOf<FindingBody>>> {
    let mut document = readable_document(&app, &caller, id).await?;
    if let Some(severity) = &query.severity
        && !["error", "warning", "info"].contains(&severity.as_str())
    {
        let (zh, en) =
            ("severity 应为 error、warning 或 info。", "severity is error, warning or info");
        return Err(Problem::new(ProblemKind::BadRequest).because(zh, en));
    }
    document.version = query.version.unwrap_or(document.version);
    let (severity, rule, project) = (query.severity, query.rule, query.project);
    let filter = FindingFilter { severity, rule, project };
    let mut reader = app.store.read(&caller.area).await?;
    let page = reader.findings(id, document.version, &filter, &paging.page()?).await?;
    let decisions = Decisions::read(&mut reader, &document, app.now()).await?;
    drop(reader);
    let (lang, mut items) = (lang(&caller), Vec::with_capacity(page.items.len()));
    for row in page.items {
        let kept = kept(&row)?;
        let waived = decisions.waiver(&row, &kept.place).map(|waiver| waiver.id);
        let acknowledged = decisions.acknowledgement(&row.cause).is_some();
        let body = FindingBody::of(row, kept, lang);
        items.push(FindingBody { waived, acknowledged, ..body });
    }
    Ok(Json(ListOf { items, next: page.next.map(|cursor| cursor.to_string()) }))
}
