//! No document breaks a rule: whatever the cells hold, all rules run to the end, twice with the same result.
#[path = "page/form.rs"]
mod form;

use proptest::prelude::*;
use zs_check::{Settings, check};
use zs_model::Document;

/// A cell: plausible, odd, or hostile.
fn cell() -> impl Strategy<Value = String> {
    let known = [
        "",
        "无",
        "成本指标",
        "数量指标",
        "质量指标",
        "时效指标",
        "社会效益指标",
        "产出指标（50分）",
        "效益指标",
        "满意度指标",
        "满意度",
        "项目总成本",
        "单位电费",
        "用电量",
        "节约率",
        "人员数量",
        "采购资金节约率",
        "≥95%",
        "≤12个月",
        "≤54671.41元",
        "0.5元/度",
        "328万度",
        "2026年12月前",
        "≥972023年12月底前",
        "99999999999999999999999999亿元",
        "79228162514264337593543950335",
        "≥79228162514264337593543950335%",
        "0.0000000000000000000000000001万元",
        "-5万元",
        "≤0元",
        "0台",
        "每月底完成",
        "（",
        "〔2026〕9号",
        "合同总价18万元，已付13万元，尾款6万元",
        "1,2,3",
        "1..2",
        "①②③",
        "一是二是",
        "\u{3000}\u{200b}",
        "100.5.5",
        "完成甲乙项目，经费12万元，其中3元/人",
    ];
    prop_oneof![
        4 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => "[^|：\\p{C}\n]{0,40}",
        1 => "[0-9.,%≥≤万元年月]{0,30}",
    ]
}

/// A whole document in page notation.
fn document() -> impl Strategy<Value = String> {
    let money = || {
        proptest::sample::select(vec!["0", "5.47", "120.00", "-3", "92233720368", "0.0000001", ""])
    };
    let percent = || {
        proptest::sample::select(vec![
            "—",
            "0",
            "25",
            "100",
            "110",
            "79228162514264337593543950335",
            "-1",
            "0.1",
        ])
    };
    let row = proptest::collection::vec(cell(), 7);
    let project = (
        cell(),
        cell(),
        [money(), money(), money()],
        [percent(), percent(), percent(), percent()],
        cell(),
        proptest::collection::vec(row, 0..8),
    );
    let projects = proptest::collection::vec(project, 0..6);
    let form =
        proptest::sample::select(vec!["hebei-2022", "hunan-2021", "neimenggu-2021", "unknown"]);
    (form, cell(), money(), projects).prop_map(|(form, prose, total, projects)| {
        let mut text = format!("模板：{form}\n年度：2026\n总体目标：{prose}\n分项目标：{prose}\n目录：{prose}\n部门表：{total}\n收入：甲 {total} + 乙 {total}\n汇总：{total}\n子项：{prose} | {total}\n");
        for (name, code, [a, b, c], plan, prose, rows) in projects {
            text += &format!("项目：{name} | {code} | 预算 {a} = 财政 {b} + 其他 {c}\n用途：{prose}\n目标：{prose}\n计划：{}\n| 一级 | 二级 | 三级 | 描述 | 指标值 | 依据 | 分值 |\n", plan.join(" "));
            for row in rows {
                text += &format!("| {} |\n", row.join(" | "));
            }
        }
        text
    })
}

fn read(text: &str) -> Document {
    form::read(text).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn all_rules_run_to_the_end_on_any_document(text in document()) {
        let document = read(&text);
        let findings = check(&document, &Settings::default()).findings;
        let failed: Vec<_> = findings.iter().filter(|f| f.rule == "internal-rule-failure").collect();
        prop_assert!(failed.is_empty(), "{failed:?}");
        prop_assert_eq!(findings, check(&document, &Settings::default()).findings);
    }
}
