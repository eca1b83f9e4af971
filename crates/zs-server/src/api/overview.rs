//! The overview of a year: money, plans, indicators, findings and repeated texts, from the current versions.
use crate::api::documents::readable;
use crate::api::projects::ProjectRow;
use crate::app::App;
use crate::blocking::blocking;
use crate::caller::Caller;
use crate::input::Query;
use crate::overview::{Gathered, KindCount, PlanMonth, Repeated};
use crate::problem::{Answer, ProblemBody};
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{FindingCount, Page, ProjectFilter};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_overview))
}

/// So many projects are told, the largest first.
const MOST: usize = 2000;
/// So many are read at once.
const AT_ONCE: i64 = 250;
/// Findings are told of this year and so many before it.
const YEARS_BEFORE: i64 = 4;

/// A project with its plan and the kinds of its indicators.
#[derive(Serialize, ToSchema)]
pub(crate) struct OverviewProject {
    #[serde(flatten)]
    pub(crate) row: ProjectRow,
    pub(crate) plan: Vec<PlanMonth>,
    pub(crate) kinds: Vec<KindCount>,
}

/// How often a rule found something in the current version of a document.
#[derive(Serialize, ToSchema)]
pub(crate) struct OverviewFindings {
    pub(crate) document: i64,
    pub(crate) path: String,
    pub(crate) year: i64,
    pub(crate) rule: String,
    pub(crate) code: String,
    /// What the rule looks for, in the caller's language; its name where the program no longer has it.
    pub(crate) title: String,
    pub(crate) severity: String,
    pub(crate) count: i64,
}

impl OverviewFindings {
    fn of(found: FindingCount, english: bool) -> Self {
        let FindingCount { document, path, year, rule, code, severity, count } = found;
        let title = zs_engine::by_name(&rule).map(|rule| match english {
            true => rule.title.en,
            false => rule.title.zh,
        });
        let title = title.unwrap_or(&rule).to_owned();
        Self { document, path, year, rule, code, title, severity, count }
    }
}

/// The overview of a year.
#[derive(Serialize, ToSchema)]
pub(crate) struct Overview {
    pub(crate) year: i64,
    /// How many projects there are…
    pub(crate) total: i64,
    /// …and the sum of their budgets, in 分.
    pub(crate) total_budget_fen: i64,
    /// The projects, the largest first; at most 2000.
    pub(crate) projects: Vec<OverviewProject>,
    /// Of this year and the four before it.
    pub(crate) findings: Vec<OverviewFindings>,
    /// Texts that stand in several units, those of most units first; at most 100.
    pub(crate) repeated: Vec<Repeated>,
}

/// Which year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct OverviewQuery {
    pub(crate) year: i64,
    /// Only the branch under this path of the tree.
    pub(crate) branch: Option<String>,
}

/// Money, plans, indicators, findings and repeated texts of a year, as far as the caller may read.
#[utoipa::path(get, path = "/overview", tag = "projects", params(OverviewQuery), responses(
    (status = 200, description = "the overview", body = Overview),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_overview(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<OverviewQuery>,
) -> Answer<Json<Overview>> {
    gather(&app, &caller, &query).await.map(Json)
}

/// Reads and counts what an overview tells.
pub(crate) async fn gather(app: &App, caller: &Caller, query: &OverviewQuery) -> Answer<Overview> {
    let branches = readable(caller, query.branch.as_deref())?;
    let year = query.year;
    let mut reader = app.store.read(&caller.area).await?;
    let since = year.saturating_sub(YEARS_BEFORE);
    let mut findings = reader.count_findings(&branches, since).await?;
    findings.retain(|found| found.year <= year);
    let filter = ProjectFilter { year, branches, ..ProjectFilter::default() };
    let (total, total_budget_fen) = reader.count_projects(&filter).await?;
    let mut gathered = Gathered::default();
    let mut projects: Vec<OverviewProject> = Vec::new();
    let mut page = Page::first(AT_ONCE);
    loop {
        let found = reader.project_bodies(&filter, &page).await?;
        let (back, rows) = blocking(move || {
            let mut gathered = gathered;
            let read = |project: zs_store::Project| {
                let facts = gathered.read(&project);
                let row = project.row.into();
                OverviewProject { row, plan: facts.plan, kinds: facts.kinds }
            };
            let rows: Vec<_> = found.items.into_iter().map(read).collect();
            Ok((gathered, rows))
        })
        .await?;
        gathered = back;
        projects.extend(rows);
        match found.next {
            Some(cursor) if projects.len() < MOST => page = Page::after(cursor, AT_ONCE),
            _ => break,
        }
    }
    let repeated = gathered.repeated();
    let english = caller.request.english;
    let findings = findings.into_iter().map(|found| OverviewFindings::of(found, english)).collect();
    Ok(Overview { year, total, total_budget_fen, projects, findings, repeated })
}
