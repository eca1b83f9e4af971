//! What holds for every cell: reading never fails and never loses, printing is read back.
use proptest::prelude::*;
use zs_model::{Deadline, Decimal, Op, Target, Unit, text};

/// What a target means, without the text that it was read from.
fn meaning(target: &Target) -> Target {
    Target { raw: None, ..target.clone() }
}

fn holds(raw: &str) -> Result<(), TestCaseError> {
    let target = Target::parse(raw);
    let squeezed = text::squeeze(raw);
    prop_assert_eq!(target.raw.as_deref().unwrap_or_default(), &squeezed);
    let printed = target.print();
    prop_assert_eq!(meaning(&Target::parse(&printed)), meaning(&target), "printed {}", printed);
    for part in target.split_proposals() {
        prop_assert!(part.op.is_comparison() || part.op == Op::By);
    }
    let _ = (target.threshold_percent(), target.money(None));
    Ok(())
}

/// Pieces of real targets, put together in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "≥",
        "≤",
        ">",
        "<",
        "=",
        "＝",
        "》",
        "《",
        "不少于",
        "不超过",
        "达到",
        "约",
        "为",
        "控制在",
        "超过",
        "百分之",
        "¥",
        "以上",
        "以内",
        "内",
        "前",
        "底前",
        "左右",
        "余",
        "完成",
        "（含）",
        "(",
        ")",
        "）",
        "“",
        "，",
        "。",
        "：",
        "、",
        "-",
        "~",
        "—",
        "至",
        "且",
        ".",
        ",",
        "/",
        "·",
        "%",
        "％",
        "百分比",
        "‰",
        "万",
        "亿",
        "元",
        "万元",
        "次",
        "人",
        "台（套）",
        "㎡",
        "m2",
        "m",
        "kg",
        "年",
        "月",
        "日",
        "个月",
        "季度",
        "上半年",
        "年底",
        "第",
        "每月",
        "满意率",
        "行为",
        "大",
        "无",
        "优",
        "一",
        "三",
        "十",
        "百",
        "0",
        "1",
        "2",
        "3",
        "5",
        "9",
        "12",
        "31",
        "95",
        "100",
        "1,402",
        "2023",
        "2024",
        "44561",
        "４５",
        "7×24",
        " ",
        "\u{200b}",
        "PM2.5",
    ]);
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

fn decimals() -> impl Strategy<Value = Decimal> {
    (-1_000_000_000i64..1_000_000_000, 0u32..5)
        .prop_map(|(number, scale)| Decimal::new(number, scale))
}

fn units() -> impl Strategy<Value = Option<Unit>> {
    prop::option::of(prop::sample::select(vec![
        "%",
        "次",
        "万元",
        "个月",
        "台（套）",
        "元/平方米",
        "m³",
        "℃",
    ]))
    .prop_map(|unit| unit.map(Unit::new))
}

fn labels() -> impl Strategy<Value = Option<String>> {
    let words = vec!["保洁率", "每月", "扩大", "违规行为", "培训（次）", "A，B"];
    prop::option::of(prop::sample::select(words)).prop_map(|label| label.map(str::to_owned))
}

fn comparisons() -> impl Strategy<Value = Target> {
    let ops = prop::sample::select(vec![Op::Ge, Op::Le, Op::Gt, Op::Lt, Op::Eq]);
    (ops, decimals(), units(), labels(), any::<bool>()).prop_map(
        |(op, value, unit, label, approximate)| Target {
            op,
            value: Some(value),
            unit,
            label,
            approximate,
            ..Target::default()
        },
    )
}

fn ranges() -> impl Strategy<Value = Target> {
    (decimals(), decimals(), units(), labels(), any::<bool>()).prop_map(
        |(a, b, unit, label, approximate)| {
            let (value, upper) = (Some(a.min(b)), Some(a.max(b)));
            Target { op: Op::Between, value, upper, unit, label, approximate, ..Target::default() }
        },
    )
}

fn deadlines() -> impl Strategy<Value = Target> {
    let year = prop::option::of(1990u16..2100);
    (year, 1u8..=12, prop::option::of(1u8..=28), any::<bool>()).prop_map(
        |(year, month, day, approximate)| {
            let deadline = Deadline::new(year, month, day);
            Target { op: Op::By, deadline, approximate, ..Target::default() }
        },
    )
}

/// Cells that once broke a property, found by the fuzzer.
#[test]
fn what_was_found_stays_mended() -> Result<(), TestCaseError> {
    for raw in [
        "3gggg",
        "3万万万万",
        "以上0余/",
        "不少于，0",
        "PM2.5≈0",
        "PM2.5≥5且≤6",
        "PM2.5≤12月底",
        "2024年≤12月底",
        "2024年约5次",
    ] {
        holds(raw)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn any_text_is_read(raw in "\\PC{0,40}") {
        holds(&raw)?;
    }

    #[test]
    fn any_characters_are_read(raw in prop::collection::vec(any::<char>(), 0..40)) {
        holds(&raw.into_iter().collect::<String>())?;
    }

    #[test]
    fn any_pieces_of_targets_are_read(raw in pieces()) {
        holds(&raw)?;
    }

    #[test]
    fn any_target_is_printed_and_read_back(target in prop_oneof![comparisons(), ranges(), deadlines()]) {
        let printed = target.print();
        prop_assert_eq!(meaning(&Target::parse(&printed)), target, "printed {}", printed);
    }
}
