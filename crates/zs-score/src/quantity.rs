//! Figures held against bounds: at least, at most, near, exactly, within.
use crate::line::{Arg, Line};
use crate::row::{Judged, target_text};
use crate::{Row, Say, exact};
use zs_catalog::{Exact, Negative, Operators, Scheme, Strict};
use zs_model::{Decimal, Op, Target};

/// What a target demands of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    AtLeast { value: Decimal, strict: bool },
    AtMost { value: Decimal, strict: bool },
    Near(Decimal),
    Only(Decimal),
    Within(Decimal, Decimal),
}

/// How the scheme reads = and a bare number here. Nothing is at least zero: = 0 means at most zero.
pub(crate) fn exact_of(row: &Row, operators: &Operators) -> Exact {
    if row.is_cost() { operators.exact_cost } else { operators.exact }
}

impl Bound {
    /// The demand of a row; `None` if its target is no figure.
    pub(crate) fn of(row: &Row, operators: &Operators) -> Option<Self> {
        let target = &row.target;
        let value = exact::figure(target.value?);
        Some(match target.op {
            Op::Ge => Self::AtLeast { value, strict: false },
            Op::Gt => Self::AtLeast { value, strict: true },
            Op::Le => Self::AtMost { value, strict: false },
            Op::Lt => Self::AtMost { value, strict: true },
            Op::Eq => match exact_of(row, operators) {
                Exact::AtLeast if value.is_zero() => Self::AtMost { value, strict: false },
                Exact::AtLeast => Self::AtLeast { value, strict: false },
                Exact::AtMost => Self::AtMost { value, strict: false },
                Exact::Symmetric => Self::Near(value),
                Exact::AllOrNothing => Self::Only(value),
            },
            Op::Between => {
                let upper = exact::figure(target.upper?);
                Self::Within(value.min(upper), value.max(upper))
            }
            _ => return None,
        })
    }

    pub(crate) fn is_met(self, actual: Decimal) -> bool {
        match self {
            Self::AtLeast { value, strict } => actual > value || (!strict && actual == value),
            Self::AtMost { value, strict } => actual < value || (!strict && actual == value),
            Self::Near(value) | Self::Only(value) => actual == value,
            Self::Within(lower, upper) => lower <= actual && actual <= upper,
        }
    }

    /// Points for a figure, in words and numbers.
    pub(crate) fn judge(
        self,
        actual: Decimal,
        target: &Target,
        weight: Decimal,
        scheme: &Scheme,
    ) -> Judged {
        let met = self.is_met(actual);
        let strict =
            matches!(self, Self::AtLeast { strict: true, .. } | Self::AtMost { strict: true, .. });
        let (score, say, edge) = match self {
            _ if met => (weight, Say::Met, actual),
            Self::Only(value) => (Decimal::new(0, 2), Say::AllOrNothing, value),
            _ if strict && scheme.operators.strict == Strict::AllOrNothing => {
                (Decimal::new(0, 2), Say::AllOrNothing, actual)
            }
            Self::AtLeast { value, .. } => below(weight, actual, value),
            Self::AtMost { value, .. } => above(weight, actual, value, scheme.operators.negative),
            Self::Near(value) if actual < value => below(weight, actual, value),
            Self::Near(value) => above(weight, actual, value, Negative::Linear),
            Self::Within(lower, _) if actual < lower => below(weight, actual, lower),
            Self::Within(_, upper) => above(weight, actual, upper, Negative::Linear),
        };
        let line = [
            ("actual", Arg::Figure(actual)),
            ("target", target_text(target)),
            ("edge", Arg::Figure(edge)),
            ("weight", Arg::Points(weight)),
            ("score", Arg::Points(score)),
        ];
        Judged::new(met, score, Line::new(say, line))
    }
}

/// Too little: w·a/t, or for a target that is not above zero w·(1−(t−a)/|t|), which is the same rule.
fn below(weight: Decimal, actual: Decimal, value: Decimal) -> (Decimal, Say, Decimal) {
    if value > Decimal::ZERO {
        let say = if actual > Decimal::ZERO { Say::Short } else { Say::Nothing };
        return (exact::portion(weight, actual, value), say, value);
    }
    shrinking(weight, value - actual, value)
}

/// Too much: by the scheme's rule. Where the rule's ratio has no meaning (zero, below zero) the linear one holds.
fn above(
    weight: Decimal,
    actual: Decimal,
    value: Decimal,
    rule: Negative,
) -> (Decimal, Say, Decimal) {
    match rule {
        Negative::Inverse if value > Decimal::ZERO => {
            (exact::portion(weight, value, actual), Say::ExcessInverse, value)
        }
        _ => shrinking(weight, actual - value, value),
    }
}

/// w·(1−d/|t|), nothing from a deviation of |t| on.
fn shrinking(weight: Decimal, deviation: Decimal, value: Decimal) -> (Decimal, Say, Decimal) {
    let whole = value.abs();
    let score = exact::portion(weight, whole - deviation, whole);
    let say = if whole.is_zero() || deviation >= whole { Say::Nothing } else { Say::Excess };
    (score, say, value)
}
