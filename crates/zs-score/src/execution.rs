//! Points for budget execution: in proportion to the rate, or by steps.
use crate::line::{Arg, Line};
use crate::{Funds, Say, exact};
use zs_catalog::{Scheme, ZeroBudget};
use zs_model::Decimal;

/// Points for budget execution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExecutionScore {
    /// Full points.
    pub weight: Decimal,
    /// The rate in percent, unrounded; `None` without a budget.
    pub rate: Option<Decimal>,
    /// Points; `None` where somebody has to decide.
    pub score: Option<Decimal>,
    /// How the points come about.
    pub lines: Vec<Line>,
    /// What the unit still owes.
    pub notices: Vec<Line>,
}

pub(crate) fn score(funds: &Funds, explained: bool, scheme: &Scheme) -> ExecutionScore {
    let weight = exact::weight(Decimal::from(scheme.execution.points));
    let rate = funds.rate();
    let Some(percent) = rate else { return without_budget(weight, funds, scheme) };
    let money = |fen| Arg::Money(fen);
    let (score, line) = if scheme.execution.steps.is_empty() {
        let score =
            exact::portion(weight, Decimal::from(funds.paid), Decimal::from(funds.adjusted));
        let say = if funds.paid < funds.adjusted { Say::ExecutionRate } else { Say::ExecutionFull };
        (score, say)
    } else {
        let step = scheme.execution.steps.iter().find(|step| funds.reaches(step.from));
        let share = Decimal::from(step.map_or(0, |step| step.share));
        (exact::percent_of(weight, share), Say::ExecutionStep)
    };
    let args = [
        ("paid", money(funds.paid)),
        ("budget", money(funds.adjusted)),
        ("rate", Arg::Percent(percent)),
        ("weight", Arg::Points(weight)),
        ("score", Arg::Points(score)),
    ];
    let notices = notices(funds, explained, percent, scheme);
    ExecutionScore { weight, rate, score: Some(score), lines: vec![Line::new(line, args)], notices }
}

fn without_budget(weight: Decimal, funds: &Funds, scheme: &Scheme) -> ExecutionScore {
    let score = match scheme.execution.zero_budget {
        ZeroBudget::Zero => Some(Decimal::new(0, 2)),
        ZeroBudget::Missing => None,
    };
    let say = if score.is_some() { Say::ExecutionNoBudget } else { Say::ExecutionUndecided };
    let lines = vec![Line::new(say, [("weight", Arg::Points(weight))])];
    let mut notices = vec![Line::new(Say::NoBudget, [("paid", Arg::Money(funds.paid))])];
    notices.truncate(usize::from(funds.paid != 0));
    ExecutionScore { weight, rate: None, score, lines, notices }
}

fn notices(funds: &Funds, explained: bool, rate: Decimal, scheme: &Scheme) -> Vec<Line> {
    let mut notices = Vec::new();
    if funds.paid > funds.adjusted {
        let over = funds.paid.saturating_sub(funds.adjusted);
        notices.push(Line::new(Say::PaidAboveBudget, [("over", Arg::Money(over))]));
    }
    if let Some(below) = scheme.execution.reason_below.filter(|below| !funds.reaches(*below))
        && !explained
    {
        let below = Arg::Percent(Decimal::from(below));
        let args = [("rate", Arg::Percent(rate)), ("below", below)];
        notices.push(Line::new(Say::ExecutionReason, args));
    }
    notices
}
