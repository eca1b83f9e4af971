//! Projects of the current versions: list, search, one with its indicators.
use crate::api::documents::{readable, words};
use crate::app::App;
use crate::caller::Caller;
use crate::input::{ListOf, Paging, Path, Query};
use crate::output::{bytes, json, json_with_etag};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::Action;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{ProjectFilter, ProjectOrder, ProjectRow as Row};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_projects)).routes(routes!(get_project))
}

/// A project as lists show it; amounts in 分.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProjectRow {
    pub(crate) id: i64,
    pub(crate) document: i64,
    pub(crate) ordinal: i64,
    pub(crate) path: String,
    pub(crate) year: i64,
    pub(crate) state: String,
    pub(crate) code: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) unit_code: Option<String>,
    pub(crate) unit_name: Option<String>,
    pub(crate) budget_fen: i64,
    pub(crate) fiscal_fen: i64,
    pub(crate) other_fen: i64,
    pub(crate) indicators: i64,
    pub(crate) updated_at: i64,
}

impl ProjectRow {
    /// Unit, code and name, as the first cells of a row.
    pub(crate) fn names(&self) -> Vec<zs_engine::Cell> {
        let unit = self.unit_name.clone().or_else(|| self.unit_code.clone());
        [unit, self.code.clone(), self.name.clone()].map(zs_engine::Cell::from).into()
    }
}

impl From<Row> for ProjectRow {
    fn from(p: Row) -> Self {
        Self {
            id: p.id,
            document: p.document,
            ordinal: p.ordinal,
            path: p.path,
            year: p.year,
            state: p.state,
            code: p.code,
            name: p.name,
            unit_code: p.unit_code,
            unit_name: p.unit_name,
            budget_fen: p.budget,
            fiscal_fen: p.fiscal,
            other_fen: p.other,
            indicators: p.indicators,
            updated_at: p.updated_at,
        }
    }
}

/// A project with its content: budget, plan, goals and indicators as the document schema has them.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProjectBody {
    #[serde(flatten)]
    row: ProjectRow,
    /// A project of `zhunsheng.document/1`.
    #[schema(value_type = Object)]
    content: Box<RawValue>,
}

/// One page of projects, with the number and the sum of all that fit.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProjectList {
    #[serde(flatten)]
    page: ListOf<ProjectRow>,
    /// How many projects fit (of a search: not counted).
    total: Option<i64>,
    /// The sum of their budgets, in 分.
    total_budget_fen: Option<i64>,
}

/// Which projects.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ProjectQuery {
    /// Fiscal year; a search without it looks in all years.
    year: Option<i64>,
    /// A part of the name (two characters or more), or a whole project code.
    q: Option<String>,
    /// Only the branch under this path of the tree.
    branch: Option<String>,
    /// Only where the document is in these states, separated by commas.
    state: Option<String>,
    /// `budget`: the largest first; else in the order of the tree.
    order: Option<String>,
}

/// The projects that the caller may read.
#[utoipa::path(get, path = "/projects", tag = "projects", params(ProjectQuery, Paging), responses(
    (status = 200, description = "one page", body = ProjectList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_projects(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ProjectQuery>,
    Query(paging): Query<Paging>,
) -> Answer {
    let branches = readable(&caller, query.branch.as_deref())?;
    let page = paging.page()?;
    let mut reader = app.store.read(&caller.area).await?;
    if let Some(text) = &query.q {
        let found = reader.search_projects(text, query.year, &branches, &page).await?;
        drop(reader);
        let page = ListOf::of(found, ProjectRow::from);
        return answer(&ProjectList { page, total: None, total_budget_fen: None });
    }
    let year = query.year.ok_or_else(|| {
        let (zh, en) = ("请给出 year 或 q。", "say which year, or search with q");
        Problem::new(ProblemKind::BadRequest).because(zh, en)
    })?;
    let filter = ProjectFilter { year, branches, states: words(query.state.as_deref()) };
    let order = match query.order.as_deref() {
        Some("budget") => ProjectOrder::Budget,
        _ => ProjectOrder::Path,
    };
    let (rows, total, budget) = reader.projects_with_total(&filter, order, &page).await?;
    // There are few readers: the next caller need not wait until this answer is written.
    drop(reader);
    let page = ListOf::of(rows, ProjectRow::from);
    answer(&ProjectList { page, total: Some(total), total_budget_fen: Some(budget) })
}

fn answer(list: &ProjectList) -> Answer {
    Ok(json(StatusCode::OK, bytes(list)?, None))
}

/// One project with its indicators.
#[utoipa::path(get, path = "/projects/{project}", tag = "projects", params(("project" = i64, Path)), responses(
    (status = 200, description = "the project", body = ProjectBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_project(State(app): State<App>, caller: Caller, Path(id): Path<i64>) -> Answer {
    let project = app.store.read(&caller.area).await?.project(id).await?;
    caller.require(Action::ReadDocuments, &project.row.path)?;
    let broken = |_| Problem::new(ProblemKind::Internal);
    let text = String::from_utf8(project.body).map_err(|_| Problem::new(ProblemKind::Internal))?;
    let content = RawValue::from_string(text).map_err(broken)?;
    let body = ProjectBody { row: project.row.into(), content };
    json_with_etag(&body, &format!("\"{}\"", project.hash))
}
