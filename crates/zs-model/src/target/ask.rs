//! What rules ask of a target: bounds, percent, money.
use super::{Dimension, Target};
use crate::{Money, MoneyUnit};
use rust_decimal::Decimal;

impl Target {
    /// Whether it demands at least or more than its value.
    #[must_use]
    pub const fn is_lower_bound(&self) -> bool {
        self.op.is_lower()
    }

    /// Whether it allows at most or less than its value.
    #[must_use]
    pub const fn is_upper_bound(&self) -> bool {
        self.op.is_upper()
    }

    /// The value (of a range its lower end) in percent, if its unit is %, ‰ or 成.
    #[must_use]
    pub fn threshold_percent(&self) -> Option<Decimal> {
        let unit = self.unit.as_ref().filter(|unit| unit.dimension() == Dimension::Ratio)?;
        Some(self.value?.checked_mul(unit.factor())?.normalize())
    }

    /// The value as money: in its own unit if that is money, in `fallback` if it has none.
    /// A bare multiple (3万) is one of 元 where `fallback` says that the cell is about money.
    #[must_use]
    pub fn money(&self, fallback: Option<MoneyUnit>) -> Option<Money> {
        let value = self.value?;
        let Some(unit) = &self.unit else { return Money::new(value, fallback?) };
        let bare_multiple = unit.base().is_empty() && fallback.is_some();
        if unit.dimension() != Dimension::Money && !bare_multiple {
            return None;
        }
        let printed = format!("{}元", unit.text().trim_end_matches("元"));
        match MoneyUnit::parse(&printed) {
            Some(unit) => Money::new(value, unit),
            None => Money::new(value.checked_mul(unit.factor())?, MoneyUnit::Yuan),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fen(text: &str, fallback: Option<MoneyUnit>) -> Option<i64> {
        Target::parse(text).money(fallback).map(Money::fen)
    }

    #[test]
    fn money_is_read_in_any_multiple() {
        let wan = Some(MoneyUnit::TenThousandYuan);
        assert_eq!(fen("≤54671.41元", None), Some(5_467_141));
        assert_eq!(fen("≤54671.41元", wan), Some(5_467_141));
        assert_eq!(fen("588.50万元以内", None), Some(588_500_000));
        assert_eq!(fen("≤2百万元", None), Some(200_000_000));
        assert_eq!(fen("≤3万", wan), Some(3_000_000));
        assert_eq!(fen("≤3万", None), None);
        assert_eq!(fen("≤4.75", wan), Some(4_750_000));
        assert_eq!(fen("≤4.75", None), None);
        assert_eq!(fen("≤3%", wan), None);
        assert_eq!(fen("7.38元/度", wan), None);
        assert_eq!(fen("有效", wan), None);
    }

    #[test]
    fn percent_is_read_from_every_ratio() {
        let percent = |text: &str| Target::parse(text).threshold_percent().map(|p| p.to_string());
        assert_eq!(percent("≥95.50%").as_deref(), Some("95.5"));
        assert_eq!(percent("≤5‰").as_deref(), Some("0.5"));
        assert_eq!(percent("9成以上").as_deref(), Some("90"));
        assert_eq!(percent("95次"), None);
        assert_eq!(percent("优"), None);
    }

    #[test]
    fn bounds_are_told_apart() {
        assert!(
            Target::parse("≥5次").is_lower_bound() && Target::parse("5次以上").is_lower_bound()
        );
        assert!(
            Target::parse("<5%").is_upper_bound() && Target::parse("5万元以内").is_upper_bound()
        );
        let neither = ["5次", "1-2次", "2024年12月前", "优"];
        for text in neither {
            let target = Target::parse(text);
            assert!(!target.is_lower_bound() && !target.is_upper_bound(), "{text}");
        }
    }
}
