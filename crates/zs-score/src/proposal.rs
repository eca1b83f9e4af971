//! What becomes of a project next year (结果应用): a proposal with its reasons, from its sheet and its money.
use crate::line::{Arg, Line};
use crate::{Funds, Light, Say, Sheet};
use zs_catalog::{Action, Results};
use zs_model::Decimal;

/// What is known about a project at the end of its year.
#[derive(Clone, Copy, Debug)]
pub struct Outcome<'a> {
    /// The scored sheet; the reviewer's, where there is one.
    pub sheet: &'a Sheet,
    /// The year's money.
    pub funds: Funds,
    /// The light of the last round of monitoring.
    pub light: Option<Light>,
    /// Rectifications that are not verified yet (整改未销号).
    pub open_rectifications: u32,
}

/// A proposal. It is a proposal: people decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// First, keep, cut or cancel; `None` while there is no grade and the money says nothing.
    pub action: Option<Action>,
    /// Whether something must be put right first (整改).
    pub rectify: bool,
    /// Why, the weightiest first.
    pub reasons: Vec<Line>,
}

/// Proposes what becomes of a project.
#[must_use]
pub fn propose(outcome: &Outcome<'_>, results: &Results) -> Proposal {
    let sheet = outcome.sheet;
    let mut reasons = Vec::new();
    let grade = sheet.grade.as_deref();
    let mut action = grade.and_then(|grade| results.grades.get(grade)).copied();
    if let (Some(grade), Some(total)) = (grade, sheet.total) {
        let args = [("total", Arg::Points(total)), ("grade", Arg::Text(grade.to_owned()))];
        reasons.push(Line::new(Say::ReasonGrade, args));
    }
    let low = results.cut_below.filter(|below| below_rate(outcome.funds, *below));
    if let (Some(below), Some(rate)) = (low, outcome.funds.rate()) {
        let below = Arg::Percent(Decimal::from(below));
        reasons.push(Line::new(
            Say::ReasonLowExecution,
            [("rate", Arg::Percent(rate)), ("below", below)],
        ));
        action = Some(action.map_or(Action::Cut, |action| action.max(Action::Cut)));
    }
    let to_mend = to_mend(outcome);
    let rectify = !to_mend.is_empty();
    reasons.extend(to_mend);
    Proposal { action, rectify, reasons }
}

fn below_rate(funds: Funds, below: u32) -> bool {
    funds.adjusted > 0 && !funds.reaches(below)
}

/// What must be put right whatever the grade.
fn to_mend(outcome: &Outcome<'_>) -> Vec<Line> {
    let sheet = outcome.sheet;
    let counted = |say, count: usize| {
        let count_arg = Arg::Count(u64::try_from(count).unwrap_or(u64::MAX));
        (count > 0).then(|| Line::new(say, [("count", count_arg)]))
    };
    let unexplained =
        |row: &&crate::RowScore| row.notices.iter().any(|line| line.say == Say::ReasonDue);
    let above = outcome.funds.paid.saturating_sub(outcome.funds.adjusted);
    let over = (above > 0).then(|| Line::new(Say::PaidAboveBudget, [("over", Arg::Money(above))]));
    let red = outcome.light.filter(|light| *light == Light::Red);
    let open = usize::try_from(outcome.open_rectifications).unwrap_or(usize::MAX);
    [
        counted(Say::ReasonOpen, open),
        over,
        red.map(|_| Line::new(Say::ReasonRed, [])),
        counted(Say::ReasonMissing, sheet.missing),
        counted(Say::ReasonUnexplained, sheet.rows.iter().filter(unexplained).count()),
    ]
    .into_iter()
    .flatten()
    .collect()
}
