//! Forecasts to the end of the year: in a straight line, or with the shape of last year.
use crate::{Funds, exact};
use rust_decimal::{RoundingStrategy, prelude::ToPrimitive};
use zs_model::Decimal;

/// Payments of last year, cumulative at the end of each month, in 分.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LastYear(pub [i64; 12]);

/// What will have been paid by the end of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoneyForecast {
    /// 分; never more than the budget, because more cannot be paid.
    pub paid: i64,
    /// The same in percent of the budget.
    pub rate: Decimal,
    /// Whether the bare forecast was above the budget.
    pub capped: bool,
}

/// In a straight line: paid ÷ months × 12. `None` without a budget.
#[must_use]
pub fn linear(funds: &Funds, month: u8) -> Option<MoneyForecast> {
    stretched(funds, 12, i64::from(month.clamp(1, 12)))
}

/// With the shape of last year: paid × last year's whole ÷ last year's at the same month. `None` without a budget, or
/// where nothing had been paid by then.
#[must_use]
pub fn like_last_year(funds: &Funds, month: u8, last: &LastYear) -> Option<MoneyForecast> {
    let then = last.0[usize::from(month.clamp(1, 12)) - 1];
    (then > 0).then(|| stretched(funds, last.0[11].max(0), then)).flatten()
}

fn stretched(funds: &Funds, whole: i64, part: i64) -> Option<MoneyForecast> {
    let bare = i128::from(funds.paid) * i128::from(whole);
    let (part, budget) = (i128::from(part), i128::from(funds.adjusted));
    // Half up in 分; payments below zero stay where they are.
    let bare = (bare.max(0) * 2 + part) / (part * 2);
    if budget <= 0 {
        return None;
    }
    let paid = i64::try_from(bare.min(budget)).ok()?;
    let rate = exact::percent(Decimal::from(paid), Decimal::from(funds.adjusted))?;
    Some(MoneyForecast { paid, rate, capped: bare > budget })
}

/// A figure that adds up over the year, at the end of it; `None` beyond any figure.
pub(crate) fn figure(actual: Decimal, whole: Decimal, part: Decimal) -> Option<Decimal> {
    if part <= Decimal::ZERO {
        return None;
    }
    let figure = exact::figure(actual).checked_mul(whole)?.checked_div(part)?;
    // Four decimals are more than any indicator prints; more would pretend to know.
    Some(figure.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero).normalize())
}

/// Whole months as a decimal.
pub(crate) fn months(month: u8) -> Decimal {
    Decimal::from(month.clamp(1, 12).to_u32().unwrap_or(1))
}
