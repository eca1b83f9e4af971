//! The rows behind an overview's charts as a workbook, a sheet for each chart.
use crate::api::nodes::ROOT;
use crate::api::overview::{Overview, OverviewQuery, gather};
use crate::app::App;
use crate::blocking::blocking;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::download;
use crate::input::Query;
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use axum::extract::State;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_engine::{Cell, Table};
use zs_model::Decimal;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(export_overview))
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// In Chinese and in English.
type Both = [&'static str; 2];
/// The word that asks for a sheet, its name, its headings.
type Sheet = (&'static str, Both, &'static [Both]);

/// The sheets, by the word that asks for one: its name and its headings, in Chinese and in English.
const SHEETS: [Sheet; 5] = [
    ("money", ["项目资金", "Budgets"], &[UNIT, CODE, NAME, BUDGET, FISCAL, OTHER, ROWS]),
    (
        "plan",
        ["支出计划", "Plans"],
        &[UNIT, CODE, NAME, ["月份", "Month"], ["累计支出（%）", "Cumulative %"]],
    ),
    (
        "kinds",
        ["指标类型", "Kinds of indicators"],
        &[UNIT, CODE, NAME, ["一级指标", "Level 1"], ["二级指标", "Level 2"], COUNT],
    ),
    (
        "findings",
        ["检查结果", "Findings"],
        &[["年度", "Year"], UNIT, ["规则", "Rule"], ["内容", "What"], ["级别", "Severity"], COUNT],
    ),
    (
        "repeated",
        ["雷同文字", "Repeated texts"],
        &[["文字", "Text"], ["单位数", "Units"], ["项目数", "Projects"]],
    ),
];
const UNIT: Both = ["单位名称", "Unit"];
const CODE: Both = ["项目编码", "Project code"];
const NAME: Both = ["项目名称", "Project"];
const BUDGET: Both = ["预算（万元）", "Budget (10,000 yuan)"];
const FISCAL: Both = ["财政资金（万元）", "Fiscal (10,000 yuan)"];
const OTHER: Both = ["其他资金（万元）", "Other (10,000 yuan)"];
const ROWS: Both = ["指标数", "Indicators"];
const COUNT: Both = ["数量", "Count"];

/// Which rows.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RowsQuery {
    /// One sheet: `money`, `plan`, `kinds`, `findings` or `repeated`; without it, all of them.
    rows: Option<String>,
}

/// The rows of an overview as a workbook (xlsx).
#[utoipa::path(get, path = "/overview/export", tag = "projects", params(OverviewQuery, RowsQuery), responses(
    (status = 200, description = "the workbook", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn export_overview(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<OverviewQuery>,
    Query(RowsQuery { rows }): Query<RowsQuery>,
) -> Answer {
    if rows.as_ref().is_some_and(|word| SHEETS.iter().all(|sheet| sheet.0 != word.as_str())) {
        let (zh, en) = ("没有这样的明细。", "there are no such rows");
        return Err(Problem::new(ProblemKind::BadRequest).because(zh, en));
    }
    let overview = gather(&app, &caller, &query).await?;
    let nodes = app.store.read(&caller.area).await?.branch(ROOT).await?;
    let names = nodes.into_iter().map(|node| (node.path, node.name)).collect();
    let (english, wanted) = (caller.request.english, rows.clone());
    let body = blocking(move || {
        let told = SHEETS.iter().filter(|sheet| wanted.as_ref().is_none_or(|word| word == sheet.0));
        let tables: Vec<_> = told.map(|sheet| table(sheet, &overview, &names, english)).collect();
        zs_engine::tables(&tables).map_err(|_| Problem::new(ProblemKind::Internal))
    });
    let body = body.await?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let (id, detail) = (query.year.to_string(), json!({ "branch": query.branch, "rows": rows }));
    deed.audit(Told {
        action: "overview.export",
        object: "overview",
        id,
        detail,
        ..Told::default()
    })
    .await?;
    deed.told().await?;
    let name = if english { "overview" } else { "总览" };
    Ok(download::file(body, XLSX, &format!("{name}-{}.xlsx", query.year)))
}

fn table(
    (word, name, head): &Sheet,
    overview: &Overview,
    nodes: &BTreeMap<String, String>,
    english: bool,
) -> Table {
    let pick = |both: &Both| both[usize::from(english)].to_owned();
    let rows = match *word {
        "money" => money(overview),
        "plan" => plan(overview),
        "kinds" => kinds(overview),
        "findings" => findings(overview, nodes),
        _ => repeated(overview),
    };
    Table { name: pick(name), head: head.iter().map(pick).collect(), rows }
}

/// 分 as 万元, exactly.
fn wan(fen: i64) -> Cell {
    Cell::Figure(Decimal::new(fen, 6))
}

fn money(overview: &Overview) -> Vec<Vec<Cell>> {
    let row = |of: &crate::api::overview::OverviewProject| {
        let mut row = of.row.names();
        row.extend([of.row.budget_fen, of.row.fiscal_fen, of.row.other_fen].map(wan));
        row.push(of.row.indicators.into());
        row
    };
    overview.projects.iter().map(row).collect()
}

fn plan(overview: &Overview) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for of in &overview.projects {
        for point in &of.plan {
            let percent = point.percent.as_deref().and_then(|percent| percent.parse().ok());
            let mut row = of.row.names();
            row.extend([i64::from(point.month).into(), percent.map_or(Cell::Blank, Cell::Figure)]);
            rows.push(row);
        }
    }
    rows
}

fn kinds(overview: &Overview) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for of in &overview.projects {
        for kind in &of.kinds {
            let mut row = of.row.names();
            row.extend([kind.level1.clone().into(), kind.level2.clone().into()]);
            row.push(i64::from(kind.count).into());
            rows.push(row);
        }
    }
    rows
}

fn findings(overview: &Overview, nodes: &BTreeMap<String, String>) -> Vec<Vec<Cell>> {
    let row = |of: &crate::api::overview::OverviewFindings| {
        let unit = nodes.get(&of.path).unwrap_or(&of.path).clone();
        let texts = [of.code.clone(), of.title.clone(), of.severity.clone()].map(Cell::from);
        let mut row = vec![of.year.into(), unit.into()];
        row.extend(texts);
        row.push(of.count.into());
        row
    };
    overview.findings.iter().map(row).collect()
}

fn repeated(overview: &Overview) -> Vec<Vec<Cell>> {
    let count = |count: usize| Cell::from(i64::try_from(count).unwrap_or(i64::MAX));
    let row = |of: &crate::overview::Repeated| {
        vec![of.text.clone().into(), count(of.units), count(of.projects.len())]
    };
    overview.repeated.iter().map(row).collect()
}
