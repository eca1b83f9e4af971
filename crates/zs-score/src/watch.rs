//! One project at a round of monitoring: money against the plan, goals against their pace, lights, forecasts.
use crate::forecast::{self, LastYear, MoneyForecast};
use crate::goal::{self, GoalRow, GoalWatch};
use crate::line::{Arg, Line};
use crate::{Funds, Light, Say, curve, exact};
use zs_catalog::{Base, Monitoring};
use zs_model::{Decimal, Plan};

/// One project at the end of a month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Watch {
    /// The fiscal year, for deadlines that print none.
    pub year: Option<u16>,
    /// The month at whose end the round is held, 1 to 12.
    pub month: u8,
    /// Budget, and what was paid until then.
    pub funds: Funds,
    /// 资金支出计划.
    pub plan: Plan,
    /// What was paid last year, where it is known.
    pub last_year: Option<LastYear>,
    /// The indicators.
    pub goals: Vec<GoalWatch>,
}

/// One line of the monitoring sheet: money and goals side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Watched {
    /// The month.
    pub month: u8,
    /// Percent of the budget due at that time.
    pub due: Decimal,
    /// Execution rate in percent; `None` without a budget.
    pub rate: Option<Decimal>,
    /// 支出进度偏差 in percentage points.
    pub deviation: Option<Decimal>,
    /// Payments by the end of the year, in a straight line.
    pub linear: Option<MoneyForecast>,
    /// Payments by the end of the year, with the shape of last year.
    pub like_last_year: Option<MoneyForecast>,
    /// Money.
    pub money_light: Light,
    /// The worst of the goals.
    pub goal_light: Light,
    /// Progress of the goals that add up over the year, in percent of the whole year, by weight.
    pub progress: Option<Decimal>,
    /// Progress minus execution rate in percentage points.
    pub gap: Option<Decimal>,
    /// The worst of money, goals and the gap between them.
    pub light: Light,
    /// The indicators, in the order given.
    pub goals: Vec<GoalRow>,
    /// How the lights and forecasts come about.
    pub lines: Vec<Line>,
}

/// Looks at one project by a place's rules.
#[must_use]
pub fn watch(project: &Watch, rules: &Monitoring) -> Watched {
    let month = project.month.clamp(1, 12);
    let base = rules.money.pace.map_or(Base::Plan, |pace| pace.base);
    let due = curve::due_by(&project.plan, base, month);
    let goals: Vec<GoalRow> =
        project.goals.iter().map(|goal| goal::watch(goal, month, project.year, rules)).collect();
    let rate = project.funds.rate();
    let mut lines = Vec::new();
    let money_light = money(&project.funds, due, month, rules, &mut lines);
    let last = project.last_year.as_ref();
    let linear = forecast::linear(&project.funds, month);
    let like_last_year =
        last.and_then(|last| forecast::like_last_year(&project.funds, month, last));
    lines.extend(linear.map(|money| said(Say::ForecastLinear, money)));
    lines.extend(like_last_year.map(|money| said(Say::ForecastLastYear, money)));
    let goal_light = goals.iter().map(|goal| goal.light).min().unwrap_or(Light::Grey);
    let progress = progress(&goals);
    let gap = progress.zip(rate).map(|(progress, rate)| exact::round(progress - rate, 2));
    let gap_light = gap_light(gap, rules, &mut lines);
    Watched {
        month,
        due,
        rate,
        deviation: curve::deviation(&project.funds, due),
        linear,
        like_last_year,
        money_light,
        goal_light,
        progress,
        gap,
        light: money_light.min(goal_light).min(gap_light),
        goals,
        lines,
    }
}

fn said(say: Say, money: MoneyForecast) -> Line {
    let note = if money.capped {
        Arg::Word("，已按预算封顶", ", held at the budget")
    } else {
        Arg::Word("", "")
    };
    let args =
        [("paid", Arg::Money(money.paid)), ("rate", Arg::Percent(money.rate)), ("note", note)];
    Line::new(say, args)
}

/// The worst of pace and fixed points.
fn money(
    funds: &Funds,
    due: Decimal,
    month: u8,
    rules: &Monitoring,
    lines: &mut Vec<Line>,
) -> Light {
    let Some(rate) = funds.rate() else {
        lines.push(Line::new(Say::LightNoBudget, []));
        return Light::Grey;
    };
    lines.push(Line::new(
        Say::RateAt,
        [
            ("month", Arg::Count(u64::from(month))),
            ("paid", Arg::Money(funds.paid)),
            ("budget", Arg::Money(funds.adjusted)),
            ("rate", Arg::Percent(rate)),
            ("due", Arg::Percent(due)),
            ("deviation", Arg::Figure(exact::round(rate - due, 2))),
        ],
    ));
    let pace = pace(rate, due, rules, lines);
    let point = point(funds, rate, month, rules, lines);
    [pace, point].into_iter().flatten().min().unwrap_or(Light::Green)
}

fn pace(rate: Decimal, due: Decimal, rules: &Monitoring, lines: &mut Vec<Line>) -> Option<Light> {
    let pace = rules.money.pace?;
    let Some(percent) = exact::percent(rate, due) else {
        lines.push(Line::new(Say::LightNothingDue, []));
        return Some(Light::Green);
    };
    let light = match () {
        () if percent < Decimal::from(pace.red) => Light::Red,
        () if percent < Decimal::from(pace.yellow) => Light::Yellow,
        () => Light::Green,
    };
    let args = [
        ("percent", Arg::Percent(percent)),
        ("red", Arg::Count(u64::from(pace.red))),
        ("yellow", Arg::Count(u64::from(pace.yellow))),
        ("light", light.arg()),
    ];
    lines.push(Line::new(Say::LightPace, args));
    Some(light)
}

/// The latest fixed point that has come.
fn point(
    funds: &Funds,
    rate: Decimal,
    month: u8,
    rules: &Monitoring,
    lines: &mut Vec<Line>,
) -> Option<Light> {
    let come = rules.money.points.iter().filter(|point| point.month <= month);
    let point = come.max_by_key(|point| point.month)?;
    let light = match () {
        () if !funds.reaches(point.red) => Light::Red,
        () if !funds.reaches(point.yellow) => Light::Yellow,
        () => Light::Green,
    };
    let args = [
        ("month", Arg::Count(u64::from(point.month))),
        ("rate", Arg::Percent(rate)),
        ("yellow", Arg::Count(u64::from(point.yellow))),
        ("light", light.arg()),
    ];
    lines.push(Line::new(Say::LightPoint, args));
    Some(light)
}

/// The mean of the goals that add up, by weight; all equal where no weight is above zero.
fn progress(goals: &[GoalRow]) -> Option<Decimal> {
    let known = || goals.iter().filter_map(|goal| Some((goal.weight, goal.progress?)));
    let weights: Decimal = known().map(|(weight, _)| weight).sum();
    let weigh = |weight| if weights.is_zero() { Decimal::ONE } else { weight };
    let whole: Decimal = known().map(|(weight, _)| weigh(weight)).sum();
    let part: Decimal = known().map(|(weight, progress)| weigh(weight) * progress).sum();
    Some(exact::round(part.checked_div(whole)?, 2))
}

fn gap_light(gap: Option<Decimal>, rules: &Monitoring, lines: &mut Vec<Line>) -> Light {
    let Some((gap, most)) = gap.zip(rules.goals.gap) else { return Light::Grey };
    if gap.abs() <= Decimal::from(most) {
        return Light::Green;
    }
    let args = [("gap", Arg::Figure(gap)), ("most", Arg::Count(u64::from(most)))];
    lines.push(Line::new(Say::Gap, args));
    Light::Yellow
}
