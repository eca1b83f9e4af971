//! Money: printed figures survive, 分 are exact, units change nothing.
use proptest::prelude::*;
use zs_model::{Decimal, Money, MoneyUnit};

const UNITS: [MoneyUnit; 4] = [
    MoneyUnit::Yuan,
    MoneyUnit::ThousandYuan,
    MoneyUnit::TenThousandYuan,
    MoneyUnit::HundredMillionYuan,
];

fn units() -> impl Strategy<Value = MoneyUnit> {
    prop::sample::select(UNITS.to_vec())
}

#[test]
fn figures_are_read_as_printed() {
    let wan = MoneyUnit::TenThousandYuan;
    for (text, unit, fen) in [
        ("588.50", wan, 588_500_000),
        ("54671.41元", wan, 5_467_141),
        ("1,402", wan, 1_402_000_000),
        ("１，４０２万元", MoneyUnit::Yuan, 1_402_000_000),
        ("¥7.38", MoneyUnit::Yuan, 738),
        ("人民币12元", wan, 1_200),
        ("-3", MoneyUnit::Yuan, -300),
        ("0.005元", wan, 1),
        ("1.2亿元", wan, 12_000_000_000),
    ] {
        assert_eq!(Money::parse(text, unit).map(Money::fen), Some(fen), "{text}");
    }
    for text in ["", "元", "5吨", "1,23", "5.万元", "99999999999999亿元", "≤5"] {
        assert_eq!(Money::parse(text, wan), None, "{text}");
    }
}

#[test]
fn a_figure_in_yuan_meets_a_budget_at_the_budgets_precision() {
    let cost = Money::parse("54671.41", MoneyUnit::Yuan).unwrap();
    let budget = Money::parse("5.47", MoneyUnit::TenThousandYuan).unwrap();
    assert_ne!(cost.fen(), budget.fen());
    assert_eq!(cost.in_unit_at(budget.unit(), budget.decimals()), budget.printed());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_back(number in -900_000_000i64..900_000_000, scale in 0u32..8, unit in units()) {
        let money = Money::new(Decimal::new(number, scale), unit).unwrap();
        prop_assert_eq!(Money::parse(&money.to_string(), unit), Some(money));
        let with_unit = format!("{money}{unit}");
        let again = Money::parse(&with_unit, MoneyUnit::Yuan).unwrap();
        prop_assert_eq!((again, again.to_string()), (money, money.to_string()));
    }

    #[test]
    fn fen_are_exact(fen in -1_000_000_000_000_000i64..1_000_000_000_000_000, unit in units()) {
        let yuan = Money::new(Decimal::new(fen, 2), MoneyUnit::Yuan).unwrap();
        prop_assert_eq!(yuan.fen(), fen);
        let other = Money::new(yuan.in_unit(unit), unit).unwrap();
        prop_assert_eq!(other.fen(), fen);
        prop_assert_eq!(other.yuan(), yuan.yuan());
        prop_assert_eq!(other.in_unit(MoneyUnit::Yuan), yuan.yuan());
    }

    #[test]
    fn no_figure_makes_it_panic(low in any::<u32>(), mid in any::<u32>(), high in any::<u32>(), scale in 0u32..=28, unit in units()) {
        let figure = Decimal::from_parts(low, mid, high, false, scale);
        if let Some(money) = Money::new(figure, unit) {
            prop_assert_eq!(money.printed(), figure);
            let _ = UNITS.map(|unit| money.in_unit(unit));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,30}", unit in units()) {
        let _ = Money::parse(&text, unit);
    }
}
