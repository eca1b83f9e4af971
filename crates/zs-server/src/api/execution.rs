//! The year's money: undertakings with budget, paid, rate and light; one with its curve; its entries.
use crate::app::App;
use crate::caller::Caller;
use crate::execution::{Rules, due_percent, light_year, month_ended, months_ended, plan_of};
use crate::input::{ListOf, Paging, Path, Query};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::Action;
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_engine::scoring::{Funds, printed};
use zs_model::Deadline;
use zs_store::{
    Light, MoneyEntry, MoneyKind, MonthEnd, Reader, Undertaking, UndertakingFilter, UndertakingRow,
};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_execution))
        .routes(routes!(get_execution))
        .routes(routes!(list_entries))
}

/// An undertaking (执行项): one project of an approved document through its year, at the end of a month.
#[derive(Serialize, ToSchema)]
pub(crate) struct ExecutionRow {
    id: i64,
    /// The unit that it belongs to.
    node: i64,
    path: String,
    year: i64,
    document: i64,
    /// The approved version that it follows.
    version: i64,
    /// The project's place in that version.
    ordinal: i64,
    /// The project, as long as the current version has it.
    project: i64,
    code: Option<String>,
    name: Option<String>,
    unit_code: Option<String>,
    unit_name: Option<String>,
    /// When the approved document dropped it.
    dropped_at: Option<i64>,
    /// 年初预算数.
    initial_fen: i64,
    #[serde(flatten)]
    end: MonthBody,
}

/// What stands at the end of a month; amounts in 分 since the beginning of the year.
#[derive(Serialize, ToSchema)]
pub(crate) struct MonthBody {
    month: i64,
    /// 指标下达.
    allocated_fen: i64,
    /// 调整后预算.
    adjusted_fen: i64,
    /// 执行数.
    paid_fen: i64,
    /// What is due by the plan.
    due_fen: i64,
    /// Due less paid; below zero where payments are ahead.
    behind_fen: i64,
    /// 预算执行率 in percent; `null` without a budget.
    rate: Option<String>,
    /// `red`, `yellow`, `green`, `blue` or `grey`.
    light: &'static str,
}

impl From<&MonthEnd> for MonthBody {
    fn from(end: &MonthEnd) -> Self {
        Self {
            month: end.month,
            allocated_fen: end.allocated,
            adjusted_fen: end.adjusted,
            paid_fen: end.paid,
            due_fen: end.due,
            behind_fen: end.behind,
            rate: rate(end.adjusted, end.paid),
            light: end.light.word(),
        }
    }
}

impl ExecutionRow {
    pub(crate) fn of(u: Undertaking, end: &MonthEnd) -> Self {
        Self {
            id: u.id,
            node: u.node,
            path: u.path,
            year: u.year,
            document: u.document,
            version: u.version,
            ordinal: u.ordinal,
            project: u.project,
            code: u.code,
            name: u.name,
            unit_code: u.unit_code,
            unit_name: u.unit_name,
            dropped_at: u.dropped_at,
            initial_fen: u.initial,
            end: end.into(),
        }
    }
}

impl From<UndertakingRow> for ExecutionRow {
    fn from(row: UndertakingRow) -> Self {
        Self::of(row.undertaking, &row.end)
    }
}

/// 预算执行率 in percent, as it is printed.
pub(crate) fn rate(adjusted: i64, paid: i64) -> Option<String> {
    Funds { initial: None, adjusted, paid }.rate().map(printed)
}

/// One page of undertakings.
#[derive(Serialize, ToSchema)]
pub(crate) struct ExecutionList {
    #[serde(flatten)]
    page: ListOf<ExecutionRow>,
    /// At the end of this month.
    month: i64,
    /// Whether every light is by the rules of now; `false` for the moments after these changed.
    current: bool,
}

/// Which undertakings, and when.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExecutionQuery {
    /// Fiscal year.
    pub year: i64,
    /// Only the branch under this path of the tree.
    pub branch: Option<String>,
    /// At the end of this month; without it of the last that has ended.
    #[param(minimum = 1, maximum = 12)]
    pub month: Option<i64>,
}

impl ExecutionQuery {
    /// The branches that the caller may read of those asked for.
    pub fn branches(&self, caller: &Caller) -> Answer<Vec<String>> {
        let branches = caller.require_somewhere(Action::ReadExecution)?;
        let Some(asked) = &self.branch else { return Ok(branches) };
        caller.require(Action::ReadExecution, asked)?;
        Ok(vec![asked.clone()])
    }

    pub fn month(&self, now: i64) -> Answer<i64> {
        let month = self.month.unwrap_or_else(|| month_ended(self.year, now));
        if (1..=12).contains(&month) {
            return Ok(month);
        }
        let (zh, en) = ("month 应为 1 至 12。", "a month is 1 to 12");
        Err(Problem::new(ProblemKind::BadRequest).because(zh, en))
    }
}

/// Only one light.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct LightQuery {
    /// Only those with this light, the one that is furthest behind first; without it in the order of the tree.
    light: Option<String>,
}

/// The undertakings that the caller may read, at the end of a month.
#[utoipa::path(get, path = "/execution", tag = "execution", params(ExecutionQuery, LightQuery, Paging), responses(
    (status = 200, description = "one page", body = ExecutionList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_execution(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ExecutionQuery>,
    Query(only): Query<LightQuery>,
    Query(paging): Query<Paging>,
) -> Answer<Json<ExecutionList>> {
    let branches = query.branches(&caller)?;
    let (month, page) = (query.month(app.now())?, paging.page()?);
    let light = only.light.as_deref().map(|word| {
        let (zh, en) = ("没有这种灯。", "there is no such light");
        Light::parse(word).ok_or_else(|| Problem::new(ProblemKind::BadRequest).because(zh, en))
    });
    let filter = UndertakingFilter { year: query.year, month, branches, light: light.transpose()? };
    let current = light_year(&app, &caller.area, query.year).await?;
    let found = app.store.read(&caller.area).await?.undertakings(&filter, &page).await?;
    Ok(Json(ExecutionList { page: ListOf::of(found, ExecutionRow::from), month, current }))
}

/// What stands on a day.
#[derive(Serialize, ToSchema)]
pub(crate) struct DayBody {
    day: String,
    allocated_fen: i64,
    adjusted_fen: i64,
    paid_fen: i64,
    /// 预算执行率 in percent; `null` without a budget.
    rate: Option<String>,
    /// Percent of the budget that is due: a point of the plan holds from the end of its month on.
    due: String,
    /// 支出进度偏差: rate less due, in percentage points.
    deviation: Option<String>,
}

/// An undertaking with its year.
#[derive(Serialize, ToSchema)]
pub(crate) struct ExecutionBody {
    /// At the end of the last month that has ended.
    #[serde(flatten)]
    row: ExecutionRow,
    /// The budget that the newest approved version states.
    stated_fen: i64,
    /// On the day asked for; without one, of all that is booked.
    on: DayBody,
    /// What stood, or stands so far, at the end of each month.
    curve: Vec<CurvePoint>,
    /// What is left of the adjusted budget.
    remaining_fen: i64,
}

/// One month of the curve.
#[derive(Serialize, ToSchema)]
pub(crate) struct CurvePoint {
    #[serde(flatten)]
    end: MonthBody,
    /// Percent of the budget due by the plan; a blank point of the plan changes nothing.
    due: String,
    /// Whether the plan itself has a point here.
    planned: bool,
}

/// On which day.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DayQuery {
    /// `YYYY-MM-DD`, a day of the year; without it, everything that is booked.
    day: Option<String>,
}

/// One undertaking: its budget, payments against the plan, and the rate on any day.
#[utoipa::path(get, path = "/execution/{undertaking}", tag = "execution",
    params(("undertaking" = i64, Path), DayQuery), responses(
    (status = 200, description = "the undertaking", body = ExecutionBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_execution(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(query): Query<DayQuery>,
) -> Answer<Json<ExecutionBody>> {
    let mut reader = app.store.read(&caller.area).await?;
    let u = reader.undertaking(id).await?;
    caller.require(Action::ReadExecution, &u.path)?;
    light_year(&app, &caller.area, u.year).await?;
    let ends = reader.month_ends(id).await?;
    let plan = plan_of(&reader.undertaking_body(id).await?);
    let form = reader.document(u.document).await?.form;
    let rules = Rules::of(&mut reader).await?.monitoring(&form, u.year);
    let due = |month: i64| due_percent(&plan, u8::try_from(month).unwrap_or(0), rules);
    let curve = ends.iter().map(|end| CurvePoint {
        end: end.into(),
        due: printed(due(end.month)),
        planned: plan.0.iter().any(|p| i64::from(p.month) == end.month && p.percent.is_some()),
    });
    let curve = curve.collect();
    let (day, [allocated, adjusted, paid]) = sums(&mut reader, &u, &ends, &query).await?;
    let ended = match &query.day {
        Some(_) => ended_on(&day),
        None => months_ended(u.year, app.now()),
    };
    let funds = Funds { initial: Some(u.initial), adjusted, paid };
    let deviation = zs_engine::scoring::curve::deviation(&funds, due(ended)).map(printed);
    let on = DayBody {
        day,
        allocated_fen: allocated,
        adjusted_fen: adjusted,
        paid_fen: paid,
        rate: rate(adjusted, paid),
        due: printed(due(ended)),
        deviation,
    };
    let last = ends.last().map_or(0, |end| end.adjusted - end.paid);
    let month = month_ended(u.year, app.now());
    let end = ends.iter().find(|end| end.month == month);
    let end = end.ok_or_else(|| Problem::new(ProblemKind::Internal))?;
    let stated_fen = u.stated;
    let row = ExecutionRow::of(u, end);
    Ok(Json(ExecutionBody { row, stated_fen, on, curve, remaining_fen: last }))
}

/// The months that have ended on the evening of a day.
fn ended_on(day: &str) -> i64 {
    let Some(day) = Deadline::parse(day) else { return 0 };
    let next = day.day.and_then(|of_month| Deadline::new(day.year, day.month, Some(of_month + 1)));
    i64::from(day.month) - i64::from(next.is_some())
}

/// The day, and what is booked until then: whole months by the kept sums, the last one by its entries.
async fn sums(
    reader: &mut Reader,
    u: &Undertaking,
    ends: &[MonthEnd],
    query: &DayQuery,
) -> Answer<(String, [i64; 3])> {
    let of = |end: &MonthEnd| [end.allocated, end.adjusted, end.paid];
    let Some(day) = &query.day else {
        let sums = ends.last().map_or([0; 3], of);
        return Ok((format!("{:04}-12-31", u.year), sums));
    };
    let date = Deadline::parse(day).filter(|date| date.day.is_some());
    let date = date.filter(|date| date.year.map(i64::from) == Some(u.year)).ok_or_else(|| {
        let zh = format!("day 应是 {} 年的日期，写作 YYYY-MM-DD。", u.year);
        let en = format!("a day is one of {}, written YYYY-MM-DD", u.year);
        Problem::new(ProblemKind::BadRequest).because(zh, en)
    })?;
    let before = ends.iter().find(|end| end.month + 1 == i64::from(date.month));
    let before = before.map_or([0, u.initial, 0], of);
    // What came before the year is part of January.
    let from = match date.month {
        1 => String::new(),
        month => format!("{:04}-{month:02}-01", u.year),
    };
    let since = reader.money_between(u.id, &from, day).await?;
    let [allocated, adjusted, paid] = before;
    let sums = [allocated + since[0], adjusted + since[1], paid + since[2]];
    Ok((day.clone(), sums))
}

/// An entry (指标下达, 调整, 支付); it is never changed.
#[derive(Serialize, ToSchema)]
pub(crate) struct EntryRow {
    pub(crate) id: i64,
    undertaking: i64,
    /// `allocation`, `adjustment` or `payment`.
    kind: &'static str,
    day: String,
    /// In 分; below zero for a cut and for what takes back another entry.
    amount_fen: i64,
    /// 文号 or 凭证号.
    number: Option<String>,
    /// Where allocated money comes from; `document` for an adjustment that an approved version made.
    source: Option<String>,
    /// 收款人.
    payee: Option<String>,
    /// 支出经济分类.
    economic_class: Option<String>,
    reason: Option<String>,
    /// The doubts that were accepted.
    accepted: Vec<String>,
    attachment: Option<i64>,
    /// The sheet that it came from.
    file: Option<i64>,
    /// The entry that it takes back.
    reverses: Option<i64>,
    created_by: i64,
    created_at: i64,
}

impl From<MoneyEntry> for EntryRow {
    fn from(e: MoneyEntry) -> Self {
        let words = e.accepted.as_deref().unwrap_or_default().split_whitespace();
        Self {
            accepted: words.map(str::to_owned).collect(),
            id: e.id,
            undertaking: e.undertaking,
            kind: e.kind.word(),
            day: e.day,
            amount_fen: e.amount,
            number: e.number,
            source: e.source,
            payee: e.payee,
            economic_class: e.economic_class,
            reason: e.reason,
            attachment: e.attachment,
            file: e.file,
            reverses: e.reverses,
            created_by: e.created_by,
            created_at: e.created_at,
        }
    }
}

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct EntryQuery {
    /// `allocation`, `adjustment` or `payment`; without it all.
    kind: Option<String>,
}

/// The entries of an undertaking, the last day first.
#[utoipa::path(get, path = "/execution/{undertaking}/entries", tag = "execution",
    params(("undertaking" = i64, Path), EntryQuery, Paging), responses(
    (status = 200, description = "one page", body = ListOf<EntryRow>),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_entries(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(query): Query<EntryQuery>,
    Query(paging): Query<Paging>,
) -> Answer<Json<ListOf<EntryRow>>> {
    let mut reader = app.store.read(&caller.area).await?;
    let path = reader.undertaking(id).await?.path;
    caller.require(Action::ReadExecution, &path)?;
    let kind = query.kind.as_deref().map(|word| {
        let (zh, en) = ("没有这类账目。", "there is no such kind of entry");
        MoneyKind::parse(word).ok_or_else(|| Problem::new(ProblemKind::BadRequest).because(zh, en))
    });
    let found = reader.money_entries(id, kind.transpose()?, &paging.page()?).await?;
    Ok(Json(ListOf::of(found, EntryRow::from)))
}
