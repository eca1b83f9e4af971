//! A value far above its target: the target was set low, so a reason is due or points are taken off.
use crate::line::{Arg, Line};
use crate::{Actual, Row, Say, exact, quantity};
use zs_catalog::{Exact, Over, OverPolicy, Scheme};
use zs_model::{Decimal, Op};

/// A figure beyond the limit of the scheme.
pub(crate) struct FarAbove {
    actual: Decimal,
    /// Percent of the target; `None` where the target is zero.
    percent: Option<Decimal>,
    over: Over,
}

impl FarAbove {
    /// The row's figure, if it lies beyond the limit; only where more counts as better.
    pub(crate) fn of(row: &Row, scheme: &Scheme) -> Option<Self> {
        let over = scheme.over;
        if over.policy == OverPolicy::None {
            return None;
        }
        let Actual::Figure(actual) = row.actual else { return None };
        let (actual, target) = (exact::figure(actual), exact::figure(row.target.value?));
        let upwards = match row.target.op {
            Op::Ge | Op::Gt => true,
            Op::Eq => {
                quantity::exact_of(row, &scheme.operators) == Exact::AtLeast && !target.is_zero()
            }
            _ => false,
        };
        let far = if target.is_zero() {
            actual >= Decimal::from(over.zero_from?)
        } else {
            target > Decimal::ZERO && exact::percent(actual, target)? >= Decimal::from(over.from?)
        };
        let percent = exact::percent(actual, target);
        (upwards && far).then_some(Self { actual, percent, over })
    }

    /// The points that are left and the line that says so, where the scheme takes points off: as many percent of
    /// the weight as the figure exceeds the limit, up to the scheme's most.
    pub(crate) fn deducted(&self, points: Decimal, weight: Decimal) -> Option<(Decimal, Line)> {
        let limit = self.over.from.filter(|_| self.over.policy == OverPolicy::Deduct)?;
        let excess = self.percent? - Decimal::from(limit);
        let excess = excess.min(Decimal::from(self.over.most));
        let off = exact::percent_of(weight, excess).min(points);
        let args = [
            ("percent", Arg::Percent(self.percent?)),
            ("limit", Arg::Percent(Decimal::from(limit))),
            ("excess", Arg::Percent(excess)),
            ("weight", Arg::Points(weight)),
            ("off", Arg::Points(off)),
            ("score", Arg::Points(points - off)),
        ];
        Some((points - off, Line::new(Say::OverDeducted, args)))
    }

    /// The reason that is due, unless there is one.
    pub(crate) fn notice(&self, explained: bool) -> Option<Line> {
        if explained {
            return None;
        }
        let actual = ("actual", Arg::Figure(self.actual));
        Some(match (self.percent, self.over.from) {
            (Some(percent), Some(limit)) => {
                let limit = Arg::Percent(Decimal::from(limit));
                Line::new(
                    Say::OverReason,
                    [actual, ("percent", Arg::Percent(percent)), ("limit", limit)],
                )
            }
            _ => Line::new(Say::OverZeroReason, [actual]),
        })
    }
}
