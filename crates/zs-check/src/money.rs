//! Amounts inside targets, and how two amounts compare at the precision in which they are printed.
use zs_model::{Decimal, Dimension, Money, MoneyUnit, Target};

/// Larger figures than a trillion are no amounts and no quantities; keeping them out keeps sums and
/// products exact.
#[must_use]
pub fn sane(value: Decimal) -> Option<Decimal> {
    (value.abs() <= Decimal::from(1_000_000_000_000_i64)).then_some(value)
}

/// A sum that stops at the largest decimal instead of failing.
#[must_use]
pub fn total(parts: impl Iterator<Item = Decimal>) -> Decimal {
    parts.fold(Decimal::ZERO, Decimal::saturating_add)
}

/// The target's figure in 元, if its unit is money.
#[must_use]
pub fn yuan(target: &Target) -> Option<Decimal> {
    let unit = target.unit.as_ref().filter(|unit| unit.dimension() == Dimension::Money)?;
    target.value?.checked_mul(unit.factor()).and_then(sane)
}

/// The target's upper figure in 元: of a range its upper end, else its figure.
#[must_use]
pub fn upper_yuan(target: &Target) -> Option<Decimal> {
    let unit = target.unit.as_ref().filter(|unit| unit.dimension() == Dimension::Money)?;
    target.upper.or(target.value)?.checked_mul(unit.factor()).and_then(sane)
}

/// An exact amount in 元, expressed in another unit.
#[must_use]
pub fn in_unit(yuan: Decimal, unit: MoneyUnit) -> Decimal {
    (yuan * Decimal::ONE_HUNDRED / Decimal::from(unit.fen())).normalize()
}

/// Half of the last printed place of an amount, in 元: what rounding may have hidden. A whole figure
/// counts as exact to two decimals, for 80万元 is not rounded from 79.6万元.
#[must_use]
pub fn half_place(money: Money) -> Decimal {
    let decimals = if money.decimals() == 0 { 2 } else { money.decimals().min(20) };
    Decimal::new(5, decimals + 1) * Decimal::new(money.unit().fen(), 2)
}

/// Whether `yuan` is more than the amount, beyond what rounding may have hidden.
#[must_use]
pub fn exceeds(yuan: Decimal, money: Money) -> bool {
    yuan - money.yuan() > half_place(money)
}

/// Whether two amounts differ beyond what rounding may have hidden.
#[must_use]
pub fn differ(yuan: Decimal, money: Money) -> bool {
    (yuan - money.yuan()).abs() > half_place(money)
}

/// An amount in a unit as text, without needless zeros: `219.3 万元`.
#[must_use]
pub fn show(yuan: Decimal, unit: MoneyUnit) -> String {
    format!("{}{unit}", round(in_unit(yuan, unit), 6))
}

/// A sum written out, amounts in 元 shown in a unit: `5 + 2.3 = 7.3万元`.
#[must_use]
pub fn sum(parts: &[Decimal], unit: MoneyUnit) -> String {
    let figures: Vec<String> =
        parts.iter().map(|part| round(in_unit(*part, unit), 6).to_string()).collect();
    format!("{} = {}", figures.join(" + "), show(parts.iter().sum(), unit))
}

/// Rounded half up to so many places, without needless zeros.
#[must_use]
pub fn round(value: Decimal, places: u32) -> Decimal {
    let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    value.round_dp_with_strategy(places, strategy).normalize()
}
