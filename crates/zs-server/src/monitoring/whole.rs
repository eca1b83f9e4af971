//! The whole of a sheet: all that the official form needs, filled from the record and by people.
use crate::api::actuals::EntryBody;
use crate::monitoring::facts::Facts;
use crate::monitoring::look::{Counting, Look};
use crate::monitoring::written::{Kept, RowKept, RowWritten, SheetWritten};
use serde::Serialize;
use utoipa::ToSchema;
use zs_engine::scoring::{GoalRow, Light, Likelihood, Line, MoneyForecast};
use zs_model::{Decimal, Indicator};
use zs_store::MonitoringRound;

/// The name of its shape.
const SCHEMA: &str = "zhunsheng.monitoring-sheet/1";

/// 项目支出绩效目标执行监控表 of one undertaking. Amounts are 分, other figures decimal strings.
#[derive(Serialize, ToSchema)]
pub(crate) struct SheetWhole {
    /// `zhunsheng.monitoring-sheet/1`.
    schema: &'static str,
    year: i64,
    /// From January to the end of this month.
    month: i64,
    /// Until which day.
    until: String,
    /// Whose thresholds count.
    profile: &'static str,
    project: ProjectPart,
    funds: FundsPart,
    /// 年度总体目标.
    goals: Vec<String>,
    rows: Vec<RowPart>,
    /// Values whose row the approved version no longer has.
    unmatched: Vec<EntryBody>,
    /// What was written on such rows.
    unmatched_rows: Vec<RowKept>,
    signs: SignsPart,
    warnings: Vec<WarningPart>,
    /// What people wrote on the whole.
    written: SheetWritten,
    /// Who submitted and passed it, in order.
    signatures: Vec<Signature>,
}

/// What the sheet is about.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProjectPart {
    undertaking: i64,
    document: i64,
    /// The approved version that it follows.
    version: i64,
    code: Option<String>,
    name: Option<String>,
    unit_code: Option<String>,
    unit_name: Option<String>,
    /// 主管部门.
    department: Option<String>,
    department_code: Option<String>,
}

/// The money.
#[derive(Serialize, ToSchema)]
pub(crate) struct FundsPart {
    /// 年初预算数.
    initial_fen: Option<i64>,
    /// 其中：财政资金, 其他资金, as the approved version states them.
    fiscal_fen: Option<i64>,
    other_fen: Option<i64>,
    /// 全年预算数: with all adjustments until the end of the month.
    adjusted_fen: i64,
    /// 执行数.
    paid_fen: i64,
    /// 执行率 in percent; `null` without a budget.
    rate: Option<String>,
    /// Percent of the budget that is due by the plan.
    due: String,
    /// 支出进度偏差 in percentage points.
    deviation: Option<String>,
    /// By the end of the year, in a straight line.
    linear: Option<ForecastPart>,
    /// By the end of the year, with the shape of last year.
    like_last_year: Option<ForecastPart>,
}

/// Payments by the end of the year.
#[derive(Serialize, ToSchema)]
pub(crate) struct ForecastPart {
    paid_fen: i64,
    /// In percent of the budget.
    rate: String,
    /// The bare forecast was above the budget.
    capped: bool,
}

/// One row of the goal table.
#[derive(Serialize, ToSchema)]
pub(crate) struct RowPart {
    /// From 1.
    indicator: usize,
    level1: Option<String>,
    level2: Option<String>,
    level3: Option<String>,
    description: Option<String>,
    /// 年度指标值.
    target: Option<String>,
    weight: Option<String>,
    /// 执行情况: the value that counts; `null` where none is known, which is not zero.
    actual: Option<EntryBody>,
    /// Percent of the whole year's target, for a figure that adds up.
    progress: Option<String>,
    light: &'static str,
    linear: Option<String>,
    like_last_year: Option<String>,
    /// 完成目标可能性 as the figures suggest it: `certain`, `possible`, `impossible`.
    suggested: Option<&'static str>,
    /// How the light comes about.
    lines: Vec<LinePart>,
    written: RowWritten,
}

/// One line of an explanation.
#[derive(Serialize, ToSchema)]
pub(crate) struct LinePart {
    /// The stable key of the sentence.
    key: &'static str,
    zh: String,
    en: String,
}

/// Money and goals side by side.
#[derive(Serialize, ToSchema)]
pub(crate) struct SignsPart {
    /// The worst of all: `red`, `yellow`, `green`, `blue`, `grey` (nothing is known).
    light: &'static str,
    money: &'static str,
    goals: &'static str,
    /// `on_course`, `money_behind`, `goals_behind`, `both_behind`, `unknown`.
    quadrant: &'static str,
    /// Progress of the goals that add up, in percent of the whole year, by weight.
    progress: Option<String>,
    /// Progress minus execution rate in percentage points.
    gap: Option<String>,
    /// How lights and forecasts come about.
    lines: Vec<LinePart>,
}

/// Something that must be acted on.
#[derive(Serialize, ToSchema)]
pub(crate) struct WarningPart {
    /// `money`, `goal` or `gap`.
    kind: &'static str,
    light: &'static str,
    /// Of a goal: its row.
    indicator: Option<usize>,
    zh: String,
    en: String,
    /// The last day to act.
    act_by: Option<String>,
}

/// Who answered for the sheet.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Signature {
    /// `submit` or `pass`.
    pub action: String,
    /// The state that it was in.
    pub from: String,
    pub name: String,
    pub at: i64,
}

/// Where money and goals stand together.
pub(crate) fn quadrant(money: zs_store::Light, goals: zs_store::Light) -> &'static str {
    use zs_store::Light as L;
    let behind = |light| matches!(light, L::Red | L::Yellow);
    match (behind(money), behind(goals)) {
        (true, true) => "both_behind",
        (true, false) => "money_behind",
        (false, true) => "goals_behind",
        (false, false) if money == L::Grey || goals == L::Grey => "unknown",
        (false, false) => "on_course",
    }
}

fn text(figure: Option<Decimal>) -> Option<String> {
    figure.map(|figure| figure.normalize().to_string())
}

impl From<&Line> for LinePart {
    fn from(line: &Line) -> Self {
        Self { key: line.key(), zh: line.zh(), en: line.en() }
    }
}

fn forecast(money: Option<MoneyForecast>) -> Option<ForecastPart> {
    money.map(|money| ForecastPart {
        paid_fen: money.paid,
        rate: money.rate.normalize().to_string(),
        capped: money.capped,
    })
}

/// What belongs to a sheet beside what is computed.
pub(crate) struct Around<'a> {
    pub round: &'a MonitoringRound,
    pub department_code: Option<String>,
    pub act_by: Option<String>,
    pub kept: &'a Kept,
    pub signatures: Vec<Signature>,
}

impl SheetWhole {
    pub fn of(facts: &Facts, look: &Look, around: Around<'_>) -> Self {
        let (undertaking, watched) = (&facts.undertaking, &look.watched);
        let (written, gone) = around.kept.by_row(&look.project);
        let indicators = look.project.indicators.iter().zip(&look.rows).zip(&watched.goals);
        let rows =
            indicators.zip(written).zip(1..).map(|((((indicator, row), goal), written), at)| {
                part(at, indicator, row, goal, written)
            });
        Self {
            schema: SCHEMA,
            year: undertaking.year,
            month: around.round.month,
            until: crate::days::end_of_month(undertaking.year, around.round.month),
            profile: look.profile.id.as_str(),
            project: ProjectPart {
                undertaking: undertaking.id,
                document: undertaking.document,
                version: undertaking.version,
                code: undertaking.code.clone(),
                name: undertaking.name.clone(),
                unit_code: undertaking.unit_code.clone(),
                unit_name: undertaking.unit_name.clone(),
                department: facts.department.clone(),
                department_code: around.department_code,
            },
            funds: funds(look),
            goals: look.project.goals.clone(),
            rows: rows.collect(),
            unmatched: look.unmatched.iter().map(EntryBody::unmatched).collect(),
            unmatched_rows: gone.into_iter().cloned().collect(),
            signs: SignsPart {
                light: watched.light.word(),
                money: watched.money_light.word(),
                goals: watched.goal_light.word(),
                quadrant: quadrant(
                    super::look::kept(watched.money_light),
                    super::look::kept(watched.goal_light),
                ),
                progress: text(watched.progress),
                gap: text(watched.gap),
                lines: watched.lines.iter().map(LinePart::from).collect(),
            },
            warnings: warnings(look, around.act_by.as_ref()),
            written: around.kept.whole.clone(),
            signatures: around.signatures,
        }
    }
}

fn funds(look: &Look) -> FundsPart {
    let (watched, budget) = (&look.watched, &look.project.budget);
    FundsPart {
        initial_fen: look.funds.initial,
        fiscal_fen: budget.fiscal.map(zs_model::Money::fen),
        other_fen: budget.other.map(zs_model::Money::fen),
        adjusted_fen: look.funds.adjusted,
        paid_fen: look.funds.paid,
        rate: text(watched.rate),
        due: watched.due.normalize().to_string(),
        deviation: text(watched.deviation),
        linear: forecast(watched.linear),
        like_last_year: forecast(watched.like_last_year),
    }
}

fn part(
    at: usize,
    indicator: &Indicator,
    row: &Counting,
    goal: &GoalRow,
    written: Option<&RowWritten>,
) -> RowPart {
    RowPart {
        indicator: at,
        level1: indicator.level1.clone(),
        level2: indicator.level2.clone(),
        level3: indicator.level3.clone(),
        description: indicator.description.clone(),
        target: indicator.target.raw.clone(),
        weight: text(indicator.weight.flatten()),
        actual: row.entry.as_ref().map(|entry| EntryBody::of(entry, &row.actual)),
        progress: text(goal.progress),
        light: goal.light.word(),
        linear: text(goal.linear),
        like_last_year: text(goal.like_last_year),
        suggested: goal.likelihood.map(Likelihood::word),
        lines: goal.lines.iter().map(LinePart::from).collect(),
        written: written.cloned().unwrap_or_default(),
    }
}

/// What warns: the money by its last line, each goal by its own, the gap between them.
fn warnings(look: &Look, act_by: Option<&String>) -> Vec<WarningPart> {
    let watched = &look.watched;
    let said = |kind, light: Light, indicator, line: Option<&Line>| WarningPart {
        kind,
        light: light.word(),
        indicator,
        zh: line.map(Line::zh).unwrap_or_default(),
        en: line.map(Line::en).unwrap_or_default(),
        act_by: act_by.cloned(),
    };
    let mut all = Vec::new();
    if watched.money_light.warns() {
        let line = |key| watched.lines.iter().find(|line| line.key() == key);
        let line = line("light-pace").or_else(|| line("light-point"));
        all.push(said("money", watched.money_light, None, line));
    }
    for (goal, at) in watched.goals.iter().zip(1..).filter(|(goal, _)| goal.light.warns()) {
        all.push(said("goal", goal.light, Some(at), goal.lines.first()));
    }
    if let Some(line) = watched.lines.iter().find(|line| line.key() == "gap") {
        all.push(said("gap", Light::Yellow, None, Some(line)));
    }
    all
}
