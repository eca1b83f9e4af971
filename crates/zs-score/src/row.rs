//! One indicator: its target and actual value to points.
use crate::line::{Arg, Line};
use crate::over::FarAbove;
use crate::{Actual, Say, deadline, exact, quality, quantity};
use zs_catalog::Scheme;
use zs_model::{Decimal, Indicator, Level1, Level2, Op, Target};

/// One indicator with its weight and what was reached.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The caller's name for the row; ties between equal weights are broken by it.
    pub id: String,
    /// 一级指标.
    pub level1: Option<Level1>,
    /// 二级指标.
    pub level2: Option<Level2>,
    /// 指标值.
    pub target: Target,
    /// 分值 in points.
    pub weight: Decimal,
    /// 实际完成值.
    pub actual: Actual,
    /// Whether a reason for a deviation is written down (偏差原因分析及改进措施).
    pub explained: bool,
}

impl Row {
    /// A row of a goal table with nothing known yet; without a printed weight it weighs nothing.
    #[must_use]
    pub fn of(id: impl Into<String>, indicator: &Indicator) -> Self {
        Self {
            id: id.into(),
            level1: indicator.kind1(),
            level2: indicator.kind2(),
            target: indicator.target.clone(),
            weight: indicator.weight.flatten().unwrap_or_default(),
            ..Self::default()
        }
    }

    pub(crate) const fn is_cost(&self) -> bool {
        matches!(self.level1, Some(Level1::Cost))
            || matches!(
                self.level2,
                Some(Level2::Cost | Level2::SocialCost | Level2::EcologicalCost)
            )
    }
}

/// Points of one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowScore {
    /// The row's id.
    pub id: String,
    /// Full points.
    pub weight: Decimal,
    /// Points; `None` while the actual value is missing or cannot be held against the target.
    pub score: Option<Decimal>,
    /// Whether the target is met; `None` while that is not known.
    pub met: Option<bool>,
    /// How the points come about.
    pub lines: Vec<Line>,
    /// What the unit still owes, and what was mended.
    pub notices: Vec<Line>,
}

/// What one way of scoring says of a row.
pub(crate) struct Judged {
    pub score: Option<Decimal>,
    pub met: Option<bool>,
    pub line: Line,
}

impl Judged {
    pub(crate) fn new(met: bool, score: Decimal, line: Line) -> Self {
        Self { score: Some(score), met: Some(met), line }
    }

    fn unknown(line: Line) -> Self {
        Self { score: None, met: None, line }
    }
}

/// The printed target, or its canonical text if it was never printed.
pub(crate) fn target_text(target: &Target) -> Arg {
    Arg::Text(target.raw.clone().unwrap_or_else(|| target.print()))
}

/// The points of one row; `year` completes deadlines that print none.
#[must_use]
pub(crate) fn score(row: &Row, year: Option<u16>, scheme: &Scheme) -> RowScore {
    let weight = exact::weight(row.weight);
    let judged = judge(row, weight, year, scheme);
    let mut notices = Vec::new();
    if weight != row.weight {
        let args = [("given", Arg::Figure(row.weight)), ("weight", Arg::Points(weight))];
        notices.push(Line::new(Say::WeightMended, args));
    }
    let (mut score, mut lines) = (judged.score, vec![judged.line]);
    if let Some(over) = FarAbove::of(row, scheme) {
        if let Some((left, line)) = score.and_then(|points| over.deducted(points, weight)) {
            score = Some(left);
            lines.push(line);
        }
        notices.extend(over.notice(row.explained));
    }
    if judged.met == Some(false) && !row.explained {
        notices.push(Line::new(Say::ReasonDue, []));
    }
    RowScore { id: row.id.clone(), weight, score, met: judged.met, lines, notices }
}

fn judge(row: &Row, weight: Decimal, year: Option<u16>, scheme: &Scheme) -> Judged {
    let target = &row.target;
    match (&row.actual, target.op) {
        (Actual::Missing, _) => Judged::unknown(Line::new(Say::Missing, [])),
        (Actual::Figure(actual), _) if by_steps(row, scheme) => {
            quality::steps(exact::figure(*actual), target, weight, scheme)
        }
        (Actual::Figure(actual), _) => {
            let bound = quantity::Bound::of(row, &scheme.operators);
            let judged =
                bound.map(|bound| bound.judge(exact::figure(*actual), target, weight, scheme));
            judged.unwrap_or_else(|| Judged::unknown(unfit(row)))
        }
        (Actual::Day(day), Op::By) => deadline::judge(*day, target, weight, year, scheme)
            .unwrap_or_else(|| Judged::unknown(unfit(row))),
        (Actual::State { state, share }, _) if !is_number(target.op) => {
            quality::state(*state, *share, weight, scheme)
        }
        (Actual::Done(done), _) if !is_number(target.op) => quality::done(*done, weight),
        _ => Judged::unknown(unfit(row)),
    }
}

/// Whether a target of this kind is a figure.
pub(crate) const fn is_number(op: Op) -> bool {
    op.is_comparison() || matches!(op, Op::Between)
}

/// Satisfaction in percent, where the scheme scores it by steps.
fn by_steps(row: &Row, scheme: &Scheme) -> bool {
    let percent = row.target.unit.as_ref().is_some_and(|unit| unit.text() == "%");
    let lower = row.target.is_lower_bound() || row.target.op == Op::Eq;
    row.level2 == Some(Level2::ClientSatisfaction)
        && percent
        && lower
        && !scheme.satisfaction.is_empty()
}

/// The actual value is of another kind than the target.
fn unfit(row: &Row) -> Line {
    let needs = match row.target.op {
        op if is_number(op) => Say::NeedsFigure,
        Op::By => Say::NeedsDay,
        _ => Say::NeedsState,
    };
    Line::new(needs, [("target", target_text(&row.target))])
}
