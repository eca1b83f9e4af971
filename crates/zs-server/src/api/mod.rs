//! Every route, in one list; one file per area of the API. Handler = operation id = `verb_resource`.
mod about;
mod accounts;
mod acknowledgements;
pub(crate) mod actuals;
mod api_keys;
mod areas;
mod attachments;
mod audit;
mod backups;
mod batch_exports;
mod board;
mod bookings;
mod calendar;
mod comments;
mod contents;
mod department_evaluations;
mod documents;
mod execution;
pub(crate) mod exports;
mod findings;
mod form_exports;
mod health;
mod import_doubts;
mod import_files;
mod imports;
mod inbox;
mod jobs;
mod library;
mod monitoring_rounds;
pub(crate) mod monitoring_sheets;
mod nodes;
mod overview;
mod overview_export;
mod payment_files;
mod projects;
mod public;
pub(crate) mod rectifications;
mod results;
mod review_forms;
mod rolled;
mod rule_pages;
mod rules;
mod scoring;
pub(crate) mod self_evaluations;
mod session;
mod steps;
mod waiting;
mod waivers;
mod years;

use crate::app::App;
use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "准绳 Zhunsheng",
        description = "部门预算绩效文本的记录、检查、审核与公开。 / The record of budget performance documents: \
                       check, review, publication.",
    ),
    security(("session" = []), ("key" = [])),
    components(schemas(crate::problem::ProblemBody)),
)]
struct Api;

/// All routes with their description.
pub(crate) fn routes() -> OpenApiRouter<App> {
    let mut api = Api::openapi();
    let components = api.components.get_or_insert_default();
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("zs_session")));
    components.add_security_scheme("session", cookie);
    let key = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    components.add_security_scheme("key", SecurityScheme::Http(key));
    OpenApiRouter::with_openapi(api)
        .merge(health::routes())
        .merge(about::metrics_routes())
        .nest("/api/v1", v1())
}

fn v1() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(session::routes())
        .merge(about::routes())
        .merge(attachments::routes())
        .merge(public::routes())
        .merge(comments::routes())
        .merge(exports::routes())
        .merge(form_exports::routes())
        .merge(batch_exports::routes())
        .merge(imports::routes())
        .merge(import_files::routes())
        .merge(jobs::routes())
        .merge(documents::routes())
        .merge(contents::routes())
        .merge(findings::routes())
        .merge(rule_pages::routes())
        .merge(acknowledgements::routes())
        .merge(waivers::routes())
        .merge(steps::routes())
        .merge(inbox::routes())
        .merge(calendar::routes())
        .merge(projects::routes())
        .merge(overview::routes())
        .merge(overview_export::routes())
        .merge(library::routes())
        .merge(execution::routes())
        .merge(bookings::routes())
        .merge(board::routes())
        .merge(payment_files::routes())
        .merge(nodes::routes())
        .merge(years::routes())
        .merge(areas::routes())
        .merge(accounts::routes())
        .merge(api_keys::routes())
        .merge(audit::routes())
        .merge(backups::routes())
        .merge(rules::routes())
        .merge(rolled::routes())
        .merge(actuals::routes())
        .merge(monitoring_rounds::routes())
        .merge(monitoring_sheets::routes())
        .merge(rectifications::routes())
        .merge(self_evaluations::routes())
        .merge(department_evaluations::routes())
        .merge(results::routes())
        .merge(review_forms::routes())
        .merge(scoring::routes())
}

/// The answer to a write that has nothing else to say.
#[derive(serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Done {
    /// Always `true`.
    done: bool,
}

impl Done {
    pub(crate) const fn yes() -> Self {
        Self { done: true }
    }
}
