//! One small document through every format.
use zs_export::{FORMATS, formats};
use zs_model::{Budget, Document, Indicator, Money, MoneyUnit, Plan, PlanPoint, Project, Target};

fn row(level2: &str, level3: &str, target: &str) -> Indicator {
    Indicator {
        level1: Some("产出指标".to_owned()),
        level2: Some(level2.to_owned()),
        level3: Some(level3.to_owned()),
        target: Target::parse(target),
        ..Indicator::default()
    }
}

fn document() -> Document {
    let money = |figure| Money::parse(figure, MoneyUnit::TenThousandYuan);
    let point = |month, percent: Option<i64>| PlanPoint { month, percent: percent.map(Into::into) };
    Document {
        form: "hebei-2022".to_owned(),
        fiscal_year: Some(2026),
        department: Some("青禾县机关事务服务中心".to_owned()),
        projects: vec![Project {
            ordinal: 1,
            title: Some("楼宇水电费".to_owned()),
            unit_code: Some("430001".to_owned()),
            unit_name: Some("青禾县机关事务服务中心本级".to_owned()),
            name: Some("楼宇<b>水电</b>费 & 其他|2".to_owned()),
            money_unit: Some(MoneyUnit::TenThousandYuan),
            budget: Budget { total: money("9.20"), fiscal: money("9.20"), other: None },
            plan: Plan(vec![point(3, Some(25)), point(6, None)]),
            goals: vec!["保障供水".to_owned(), "保障供电".to_owned()],
            indicators: vec![
                row("数量指标", "缴费次数", "≥12次"),
                row("数量指标", "楼宇数量", "3栋"),
                row("质量指标", "缴费准确率", "100%"),
            ],
            ..Project::default()
        }],
        ..Document::default()
    }
}

fn printed(id: &str) -> String {
    let format = formats::by_id(id).expect("a listed format");
    String::from_utf8((format.render)(&document()).expect("printable")).expect("UTF-8")
}

#[test]
fn ids_and_endings_are_unique_and_every_format_is_repeatable() {
    let mut ids: Vec<_> =
        FORMATS.iter().flat_map(|format| [format.id, format.media_type]).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 2 * FORMATS.len());
    for format in FORMATS {
        assert!(!format.zh.is_empty() && !format.en.is_empty() && !format.ending.contains('.'));
        assert_eq!((format.render)(&document()), (format.render)(&document()));
    }
}

#[test]
fn json_keeps_figures_as_printed_and_blank_cells_null() {
    let json = printed("json");
    for line in
        ["\"total\": \"9.20\"", "\"other\": null", "\"percent\": \"25\"", "\"percent\": null"]
    {
        assert!(json.contains(line), "{line} in {json}");
    }
    assert!(!json.contains("\"note\"") && !json.contains("\"upper\"") && json.ends_with("}\n"));
}

#[test]
fn ndjson_is_one_line_per_project() {
    let ndjson = printed("ndjson");
    assert_eq!(ndjson.lines().count(), 1);
    let line: serde_json::Value = serde_json::from_str(&ndjson).unwrap();
    assert_eq!(line["fiscal_year"], 2026);
    assert_eq!(line["indicators"][2]["level3"], "缴费准确率");
}

#[test]
fn markdown_has_the_official_rows_and_means_no_mark_up() {
    let md = printed("md");
    for line in [
        "# 青禾县机关事务服务中心2026年部门预算绩效文本",
        "### 1.楼宇水电费绩效目标表",
        "430001 青禾县机关事务服务中心本级",
        "单位：万元",
        "| 项目编码 |  | 项目名称 | 楼宇&lt;b>水电&lt;/b>费 & 其他\\|2 |  |  |  |",
        "| 预算规模及资金用途 | 预算数 | 9.20 | 其中：财政资金 | 9.20 | 其他资金 |  |",
        "| 资金支出计划（%） | 3月底 | 6月底 |  |  |  |  |",
        "|  | 25% |  |  |  |  |  |",
        "| 绩效目标 | 1.保障供水<br>2.保障供电 |  |  |  |  |  |",
        "| 产出指标 | 数量指标 | 楼宇数量 |  | 3栋 |  |",
    ] {
        assert!(md.lines().any(|printed| printed == line), "{line} in\n{md}");
    }
}

#[test]
fn html_merges_levels_and_escapes_every_text() {
    let html = printed("html");
    assert!(html.contains("<td colspan=\"6\">楼宇&lt;b&gt;水电&lt;/b&gt;费 &amp; 其他|2</td>"));
    assert!(html.contains("<th scope=\"rowgroup\" class=\"group\" rowspan=\"3\">产出指标</th>"));
    assert!(html.contains("<th scope=\"rowgroup\" class=\"group\" rowspan=\"2\">数量指标</th>"));
    assert!(html.contains("<th scope=\"col\">指标值</th>"));
    assert!(!html.contains("<b>") && !html.contains("http"));
    for tag in ["table", "thead", "tbody", "tr", "section"] {
        let (open, close) =
            (html.matches(&format!("<{tag}")).count(), html.matches(&format!("</{tag}>")).count());
        assert_eq!(open, close, "{tag}");
    }
}

#[test]
fn an_unknown_family_and_an_empty_document_still_print() {
    let mut unknown = document();
    unknown.form = "unknown".to_owned();
    for document in [unknown, Document::default()] {
        for format in FORMATS {
            assert!(format.id == "ndjson" || !(format.render)(&document).unwrap().is_empty());
        }
    }
}
