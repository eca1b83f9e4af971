//! One indicator at a round of monitoring: progress, light, forecasts, how likely the target is.
use crate::line::{Arg, Line};
use crate::quantity::Bound;
use crate::row::target_text;
use crate::{Actual, Light, Likelihood, Row, Say, State, deadline, exact, forecast};
use zs_catalog::{Exact, GoalLights, Monitoring, Negative, Operators, Strict};
use zs_model::{Decimal, Dimension, Level2, Op};

/// One indicator with what was reached so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoalWatch {
    /// Target, weight, and the actual value so far.
    pub row: Row,
    /// Whether the figure adds up over the year; `None` leaves it to its unit (次 adds up, % does not).
    pub adds_up: Option<bool>,
    /// Last year's figures: at the end of the same month, and of the year.
    pub last_year: Option<(Decimal, Decimal)>,
}

/// One indicator of the monitoring sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalRow {
    /// The row's id.
    pub id: String,
    /// Its weight.
    pub weight: Decimal,
    /// Reached so far, in percent of the whole year's target and at most 100; only for a figure that adds up.
    pub progress: Option<Decimal>,
    /// Its light.
    pub light: Light,
    /// At the end of the year, in a straight line.
    pub linear: Option<Decimal>,
    /// At the end of the year, with the shape of last year.
    pub like_last_year: Option<Decimal>,
    /// 完成目标可能性 as the figures suggest it; `None` where nothing is known.
    pub likelihood: Option<Likelihood>,
    /// How the light comes about.
    pub lines: Vec<Line>,
}

/// How monitoring reads a bound: what the points will be is not asked here.
const READING: Operators = Operators {
    negative: Negative::Linear,
    exact: Exact::AtLeast,
    exact_cost: Exact::AtMost,
    strict: Strict::Ratio,
    late_months: None,
};

pub(crate) fn watch(goal: &GoalWatch, month: u8, year: Option<u16>, rules: &Monitoring) -> GoalRow {
    let row = &goal.row;
    let mut out = GoalRow {
        id: row.id.clone(),
        weight: exact::weight(row.weight),
        progress: None,
        light: Light::Grey,
        linear: None,
        like_last_year: None,
        likelihood: None,
        lines: Vec::new(),
    };
    match (&row.actual, Bound::of(row, &READING)) {
        (Actual::Figure(actual), Some(bound)) => {
            figure(goal, exact::figure(*actual), bound, month, rules.goals, &mut out);
        }
        (actual, None) => words(row, actual, month, year, &mut out),
        _ => {}
    }
    if out.lines.is_empty() {
        let say = if row.actual == Actual::Missing { Say::GoalMissing } else { Say::GoalUnfit };
        out.lines.push(Line::new(say, [("target", target_text(&row.target))]));
    }
    out
}

/// A figure: against its share of the year if it adds up, else against the whole target.
fn figure(
    goal: &GoalWatch,
    actual: Decimal,
    bound: Bound,
    month: u8,
    lights: GoalLights,
    out: &mut GoalRow,
) {
    let adds_up = goal.adds_up.unwrap_or_else(|| adds_up(&goal.row));
    let year_end = |whole, part| match adds_up {
        true => forecast::figure(actual, whole, part),
        false => Some(actual),
    };
    out.linear = year_end(forecast::months(12), forecast::months(month));
    out.like_last_year = goal.last_year.and_then(|(then, whole)| year_end(whole, then));
    let (lower, upper) = match bound {
        Bound::AtLeast { value, .. } => (Some(value), None),
        Bound::AtMost { value, .. } => (None, Some(value)),
        Bound::Near(value) | Bound::Only(value) => (Some(value), Some(value)),
        Bound::Within(lower, upper) => (Some(lower), Some(upper)),
    };
    let broken = upper.is_some_and(|_| match bound {
        Bound::AtMost { .. } => !bound.is_met(actual),
        _ => upper.is_some_and(|upper| actual > upper),
    });
    let (light, line) = match lower {
        _ if broken => (Light::Red, Say::GoalBroken),
        None => (Light::Green, Say::GoalWithin),
        Some(lower) => {
            let due = if adds_up {
                lower * forecast::months(month) / forecast::months(12)
            } else {
                lower
            };
            let light = pace(actual, due, bound, lights);
            out.progress =
                adds_up.then(|| exact::percent(actual, lower)).flatten().map(within_hundred);
            out.lines.push(paced(goal, actual, due, light));
            (light, Say::GoalPace)
        }
    };
    if line != Say::GoalPace {
        let target = target_text(&goal.row.target);
        let args = [("actual", Arg::Figure(actual)), ("target", target), ("light", light.arg())];
        out.lines.push(Line::new(line, args));
    }
    out.light = light;
    out.likelihood = likelihood(bound, out, actual, month, adds_up);
}

/// In percent of what is due; where nothing can be due, met or not.
fn pace(actual: Decimal, due: Decimal, bound: Bound, lights: GoalLights) -> Light {
    let Some(percent) = exact::percent(actual, due) else {
        return if bound.is_met(actual) { Light::Green } else { Light::Red };
    };
    match () {
        () if percent < Decimal::from(lights.red) => Light::Red,
        () if percent < Decimal::from(lights.yellow) => Light::Yellow,
        () if lights.blue.is_some_and(|blue| percent >= Decimal::from(blue)) => Light::Blue,
        () => Light::Green,
    }
}

fn paced(goal: &GoalWatch, actual: Decimal, due: Decimal, light: Light) -> Line {
    let percent = exact::percent(actual, due).map_or(Arg::Word("—", "—"), Arg::Percent);
    let args = [
        ("actual", Arg::Figure(actual)),
        ("target", target_text(&goal.row.target)),
        ("due", Arg::Figure(due)),
        ("percent", percent),
        ("light", light.arg()),
    ];
    Line::new(Say::GoalPace, args)
}

fn within_hundred(percent: Decimal) -> Decimal {
    percent.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED)
}

/// Counted things add up; ratios, rates, marks and spans do not, nor does quality or satisfaction.
fn adds_up(row: &Row) -> bool {
    if matches!(row.level2, Some(Level2::Quality | Level2::ClientSatisfaction | Level2::Timeliness))
    {
        return false;
    }
    row.target.unit.as_ref().is_none_or(|unit| {
        matches!(
            unit.dimension(),
            Dimension::Money
                | Dimension::Electricity
                | Dimension::Amount
                | Dimension::Area
                | Dimension::Count
        )
    })
}

/// A limit that is broken for good cannot be kept any more; at the end of the year the figure itself decides.
fn likelihood(
    bound: Bound,
    out: &GoalRow,
    actual: Decimal,
    month: u8,
    adds_up: bool,
) -> Option<Likelihood> {
    if month == 12 {
        let met = bound.is_met(actual);
        return Some(if met { Likelihood::Certain } else { Likelihood::Impossible });
    }
    if adds_up && out.light == Light::Red && out.progress.is_none() {
        return Some(Likelihood::Impossible);
    }
    let forecast = out.like_last_year.or(out.linear)?;
    let met = bound.is_met(exact::figure(forecast));
    Some(if met { Likelihood::Certain } else { Likelihood::Possible })
}

/// Deadlines and states.
fn words(row: &Row, actual: &Actual, month: u8, year: Option<u16>, out: &mut GoalRow) {
    let due = row.target.deadline.filter(|_| row.target.op == Op::By);
    let (light, likelihood, say) = match (actual, due) {
        (Actual::Day(day), Some(due)) => match deadline::months_late(*day, due, year) {
            0 => (Light::Green, Likelihood::Certain, Say::GoalInTime),
            _ => (Light::Red, Likelihood::Impossible, Say::GoalLate),
        },
        (Actual::Missing | Actual::Done(false), Some(due))
            if ended(month, due.year, due.month, year) =>
        {
            (Light::Red, Likelihood::Impossible, Say::GoalOverdue)
        }
        (Actual::State { state: State::Met, .. } | Actual::Done(true), _) => {
            (Light::Green, Likelihood::Certain, Say::GoalState)
        }
        (Actual::State { state: State::Partial, .. }, _) => {
            (Light::Yellow, Likelihood::Possible, Say::GoalState)
        }
        (Actual::State { state: State::Unmet, .. }, _) => {
            (Light::Red, Likelihood::Possible, Say::GoalState)
        }
        (Actual::Done(false), Some(_)) => (Light::Green, Likelihood::Possible, Say::GoalNotDue),
        (Actual::Done(false), None) => (Light::Yellow, Likelihood::Possible, Say::GoalState),
        _ => return,
    };
    out.light = light;
    out.likelihood = Some(likelihood);
    let args = [("target", target_text(&row.target)), ("light", light.arg())];
    out.lines.push(Line::new(say, args));
}

/// Whether a month of this fiscal year has ended when the round is held; another year is before or after it.
fn ended(round: u8, due_year: Option<u16>, due_month: u8, year: Option<u16>) -> bool {
    match due_year.zip(year) {
        Some((due, year)) if due != year => due < year,
        _ => due_month <= round,
    }
}
