//! Exact arithmetic on points: shares of a weight, rounded half up to two decimals, never outside the weight.
use rust_decimal::{Decimal, RoundingStrategy};

/// Figures beyond this size are no figures of an office; within it no product here can overflow.
pub(crate) const LARGEST: Decimal = Decimal::from_parts(0xa764_0000, 0x0de0_b6b3, 0, false, 0);
/// The heaviest weight of one row or of execution.
pub(crate) const HEAVIEST: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);

/// Half up.
pub(crate) fn round(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// A percentage as it is printed: two decimals, half up.
#[must_use]
pub fn printed(percent: Decimal) -> String {
    format!("{:.2}", round(percent, 2))
}

/// A weight as it is used: two decimals, between nothing and the heaviest.
pub(crate) fn weight(given: Decimal) -> Decimal {
    let mut weight = round(given.clamp(Decimal::ZERO, HEAVIEST), 2);
    weight.rescale(2);
    weight
}

/// A figure as it is used: within what can be multiplied by a weight.
pub(crate) fn figure(given: Decimal) -> Decimal {
    given.clamp(-LARGEST, LARGEST)
}

/// `weight × part ÷ whole` in points: two decimals, between nothing and the weight; nothing for a whole of zero or less.
pub(crate) fn portion(weight: Decimal, part: Decimal, whole: Decimal) -> Decimal {
    let nothing = Decimal::new(0, 2);
    if whole <= Decimal::ZERO || part <= Decimal::ZERO {
        return nothing;
    }
    if part >= whole {
        return weight;
    }
    let Some(points) = weight.checked_mul(part).and_then(|product| product.checked_div(whole))
    else {
        return nothing;
    };
    let mut points = round(points, 2).min(weight);
    points.rescale(2);
    points
}

/// `weight × percent ÷ 100`.
pub(crate) fn percent_of(weight: Decimal, percent: Decimal) -> Decimal {
    portion(weight, percent, Decimal::ONE_HUNDRED)
}

/// `part ÷ whole` in percent; `None` for a whole of zero or less, or beyond any figure.
pub(crate) fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let positive = whole > Decimal::ZERO;
    positive.then(|| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_tie_is_exact_and_goes_up() {
        // 0.03 × 5 ÷ 6 = 0.025: dividing first would give 0.02499….
        assert_eq!(portion(d("0.03"), d("5"), d("6")), d("0.03"));
        assert_eq!(portion(d("10"), d("1"), d("3")).to_string(), "3.33");
        assert_eq!(portion(d("10"), d("11"), d("3")), d("10"));
        assert_eq!(portion(d("10"), d("1"), d("0")).to_string(), "0.00");
    }

    #[test]
    fn the_largest_figure_is_ten_to_the_eighteenth_and_multiplies() {
        assert_eq!(LARGEST, d("1000000000000000000"));
        assert!(HEAVIEST.checked_mul(LARGEST).is_some());
        assert_eq!(figure(Decimal::MAX), LARGEST);
        assert_eq!(weight(d("-3")).to_string(), "0.00");
        assert_eq!(weight(d("16.666")).to_string(), "16.67");
    }
}
