//! The light board of a branch: how many projects have each light, money planned and paid, and the worst projects.
use crate::api::execution::{ExecutionQuery, ExecutionRow, rate};
use crate::app::App;
use crate::caller::Caller;
use crate::execution::light_year;
use crate::input::Query;
use crate::problem::{Answer, ProblemBody};
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{BranchSum, Light, NodeSum, Page, UndertakingFilter};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_board))
}

/// So many of the worst are told.
const WORST: usize = 10;

/// Projects by light, and their money in 分 since the beginning of the year.
#[derive(Serialize, ToSchema)]
pub(crate) struct BoardSum {
    projects: i64,
    red: i64,
    yellow: i64,
    green: i64,
    blue: i64,
    grey: i64,
    /// 指标下达.
    allocated_fen: i64,
    /// 调整后预算.
    adjusted_fen: i64,
    /// 执行数.
    paid_fen: i64,
    /// What is due by the plans.
    due_fen: i64,
    /// 预算执行率 in percent; `null` without a budget.
    rate: Option<String>,
}

impl From<&NodeSum> for BoardSum {
    fn from(sum: &NodeSum) -> Self {
        Self {
            projects: sum.undertakings(),
            red: sum.with(Light::Red),
            yellow: sum.with(Light::Yellow),
            green: sum.with(Light::Green),
            blue: sum.with(Light::Blue),
            grey: sum.with(Light::Grey),
            allocated_fen: sum.allocated,
            adjusted_fen: sum.adjusted,
            paid_fen: sum.paid,
            due_fen: sum.due,
            rate: rate(sum.adjusted, sum.paid),
        }
    }
}

/// A part of the board: a node with everything under it, or the branch's own node alone.
#[derive(Serialize, ToSchema)]
pub(crate) struct BoardPart {
    node: i64,
    /// `area`, `department` or `unit`.
    kind: &'static str,
    code: String,
    name: String,
    path: String,
    #[serde(flatten)]
    sum: BoardSum,
}

impl From<BranchSum> for BoardPart {
    fn from(part: BranchSum) -> Self {
        Self {
            node: part.node.id,
            kind: part.node.kind.word(),
            code: part.node.code,
            name: part.node.name,
            path: part.node.path,
            sum: (&part.sum).into(),
        }
    }
}

/// The board.
#[derive(Serialize, ToSchema)]
pub(crate) struct Board {
    year: i64,
    /// At the end of this month.
    month: i64,
    /// Whether every light is by the rules of now; `false` for the moments after these changed.
    current: bool,
    total: BoardSum,
    /// The nodes directly below the branch that have projects, and its own node where it has some.
    parts: Vec<BoardPart>,
    /// The red ones that are furthest behind, then the yellow ones; at most 10.
    worst: Vec<ExecutionRow>,
}

/// The light board of a branch, at the end of a month.
#[utoipa::path(get, path = "/board", tag = "execution", params(ExecutionQuery), responses(
    (status = 200, description = "the board", body = Board),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_board(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ExecutionQuery>,
) -> Answer<Json<Board>> {
    let branches = query.branches(&caller)?;
    let (year, month) = (query.year, query.month(app.now())?);
    let current = light_year(&app, &caller.area, year).await?;
    let mut reader = app.store.read(&caller.area).await?;
    let (mut total, mut parts) = (NodeSum::default(), Vec::new());
    for branch in &branches {
        for part in reader.board(year, month, branch).await? {
            total.add(&part.sum);
            parts.push(part.into());
        }
    }
    let mut worst: Vec<ExecutionRow> = Vec::new();
    for light in [Light::Red, Light::Yellow] {
        let missing = i64::try_from(WORST - worst.len()).unwrap_or(0);
        if missing > 0 {
            let branches = branches.clone();
            let filter = UndertakingFilter { year, month, branches, light: Some(light) };
            let found = reader.undertakings(&filter, &Page::first(missing)).await?;
            worst.extend(found.items.into_iter().map(ExecutionRow::from));
        }
    }
    Ok(Json(Board { year, month, current, total: (&total).into(), parts, worst }))
}
