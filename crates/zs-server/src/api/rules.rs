//! The rules and how an area weighs them: switched on or off, another severity, the profile; with a preview.
use crate::api::Done;
use crate::api::nodes::ROOT;
use crate::api::years::of_area;
use crate::app::App;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::input::Body;
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::Action;
use crate::rule_settings::{self, RuleSettings};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_engine::Kind;
use zs_store::{Document, DocumentFilter, DocumentOrder, Page};

/// How many documents a preview looks at, the last changed first.
const LOOKED_AT: i64 = 200;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_rule_settings, update_rule_settings))
        .routes(routes!(preview_rule_settings))
}

/// A rule as this area weighs it.
#[derive(Serialize, ToSchema)]
pub(crate) struct RuleBody {
    /// Its stable name.
    rule: &'static str,
    /// Its code.
    code: &'static str,
    title_zh: &'static str,
    title_en: &'static str,
    /// The severity that it comes with.
    severity_default: &'static str,
    /// The severity in this area.
    severity: String,
    /// Whether it runs in this area.
    enabled: bool,
}

/// The settings of the area with every rule.
#[derive(Serialize, ToSchema)]
pub(crate) struct RuleSettingsBody {
    settings: RuleSettings,
    rules: Vec<RuleBody>,
}

/// Every rule, and how this area weighs it.
#[utoipa::path(get, path = "/rules/settings", tag = "rules", responses(
    (status = 200, description = "the settings", body = RuleSettingsBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_rule_settings(
    State(app): State<App>,
    caller: Caller,
) -> Answer<Json<RuleSettingsBody>> {
    let settings = rule_settings::stored(&mut app.store.read(&caller.area).await?).await?;
    let rule = |rule: &&'static zs_engine::Rule| RuleBody {
        rule: rule.name,
        code: rule.code,
        title_zh: rule.title.zh,
        title_en: rule.title.en,
        severity_default: rule.severity.word(),
        severity: settings
            .severity
            .get(rule.name)
            .cloned()
            .unwrap_or_else(|| rule.severity.word().to_owned()),
        enabled: !settings.disabled.iter().any(|name| name == rule.name),
    };
    let rules = zs_engine::RULES.iter().map(rule).collect();
    Ok(Json(RuleSettingsBody { settings, rules }))
}

/// Weigh the rules anew; what is stored is judged so at its next save.
#[utoipa::path(put, path = "/rules/settings", tag = "rules", request_body = RuleSettings, responses(
    (status = 200, description = "kept", body = Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn update_rule_settings(
    State(app): State<App>,
    caller: Caller,
    Body(new): Body<RuleSettings>,
) -> Answer {
    of_area(&caller, Action::ManageSystem)?;
    new.engine()?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let before = rule_settings::stored(&mut deed).await?;
    let now = deed.now;
    rule_settings::keep(&mut deed, &new, caller.account, now).await?;
    let detail = json!({ "before": before, "after": new });
    let told = Told {
        action: "rules.update",
        object: "setting",
        id: "check".to_owned(),
        detail,
        ..Told::default()
    };
    deed.audit(told).await?;
    deed.done(StatusCode::OK, &Done::yes()).await
}

/// What to try, and on which year.
#[derive(Deserialize, ToSchema)]
pub(crate) struct RuleTrial {
    year: i64,
    settings: RuleSettings,
}

/// What a document's findings would be.
#[derive(Serialize, ToSchema)]
pub(crate) struct TrialRow {
    document: i64,
    title: Option<String>,
    department: Option<String>,
    /// Errors, warnings and notes now.
    before: [i64; 3],
    /// Errors, warnings and notes with the settings that are tried.
    after: [i64; 3],
}

/// What a change would do to stored documents; nothing is kept.
#[derive(Serialize, ToSchema)]
pub(crate) struct TrialBody {
    /// How many documents were checked.
    documents: i64,
    /// Errors, warnings and notes of all of them now.
    before: [i64; 3],
    /// The same with the settings that are tried.
    after: [i64; 3],
    /// Those whose counts change.
    changed: Vec<TrialRow>,
}

/// Try settings on the stored documents of a year (the 200 last changed) without keeping anything. Counts
/// only: names of documents are shown where the caller may read them.
#[utoipa::path(post, path = "/rules/settings/preview", tag = "rules", request_body = RuleTrial, responses(
    (status = 200, description = "what would change", body = TrialBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn preview_rule_settings(
    State(app): State<App>,
    caller: Caller,
    Body(trial): Body<RuleTrial>,
) -> Answer<Json<TrialBody>> {
    of_area(&caller, Action::ManageSystem)?;
    let settings = trial.settings.engine()?;
    let mut reader = app.store.read(&caller.area).await?;
    let filter = DocumentFilter {
        year: trial.year,
        branches: vec![ROOT.to_owned()],
        ..DocumentFilter::default()
    };
    let page = Page::first(LOOKED_AT);
    let documents = reader.documents(&filter, DocumentOrder::Updated, &page).await?.items;
    let mut body = TrialBody { documents: 0, before: [0; 3], after: [0; 3], changed: Vec::new() };
    for document in documents.into_iter().filter(|document| document.version > 0) {
        let stored = reader.version_body(document.id, document.version).await?;
        let settings = settings.clone();
        let checked = tokio::task::spawn_blocking(move || counts(&stored, &settings)).await;
        let after = checked.map_err(|_| Problem::new(ProblemKind::Internal))??;
        body.add(&caller, document, after);
    }
    Ok(Json(body))
}

impl TrialBody {
    fn add(&mut self, caller: &Caller, document: Document, after: [i64; 3]) {
        let before = [document.errors, document.warnings, document.infos];
        self.documents += 1;
        for n in 0..3 {
            self.before[n] += before[n];
            self.after[n] += after[n];
        }
        if before != after {
            let seen = caller.may(Action::ReadDocuments, &document.path);
            let Document { id, title, department, .. } = document;
            let (title, department) = (title.filter(|_| seen), department.filter(|_| seen));
            self.changed.push(TrialRow { document: id, title, department, before, after });
        }
    }
}

/// Errors, warnings and notes of a stored document.
fn counts(stored: &[u8], settings: &zs_engine::Settings) -> Answer<[i64; 3]> {
    let internal = || Problem::new(ProblemKind::Internal);
    let reading = zs_engine::read(None, stored, Some(Kind::Json)).map_err(|_| internal())?;
    let findings = zs_engine::check(&reading, settings).map_err(|_| internal())?.findings;
    let mut counts = [0; 3];
    for finding in findings {
        let n = match finding.severity.word() {
            "error" => 0,
            "warning" => 1,
            _ => 2,
        };
        counts[n] += 1;
    }
    Ok(counts)
}
