//! Word and Excel files from the inside: merges, repeated rows, marks, formulas, text that stays text.
use std::io::{Cursor, Read};
use zs_export::{digest, formats, mark};
use zs_model::{Budget, Document, Indicator, Money, MoneyUnit, Plan, PlanPoint, Project, Target};

fn row(level2: &str, level3: &str) -> Indicator {
    Indicator {
        level1: Some("产出指标".to_owned()),
        level2: Some(level2.to_owned()),
        level3: Some(level3.to_owned()),
        target: Target::parse("12"),
        ..Indicator::default()
    }
}

/// Total, parts, and a name.
fn document(amounts: [Option<&str>; 3], name: &str) -> Document {
    let [total, fiscal, other] =
        amounts.map(|amount| Money::parse(amount?, MoneyUnit::TenThousandYuan));
    Document {
        form: "hebei-2022".to_owned(),
        fiscal_year: Some(2026),
        department: Some("青禾县机关事务服务中心".to_owned()),
        projects: vec![Project {
            ordinal: 1,
            title: Some(name.to_owned()),
            name: Some(name.to_owned()),
            money_unit: Some(MoneyUnit::TenThousandYuan),
            budget: Budget { total, fiscal, other },
            plan: Plan(vec![PlanPoint { month: 6, percent: Some(50.into()) }]),
            goals: vec!["保障供水".to_owned()],
            indicators: vec![row("数量指标", "缴费次数"), row("数量指标", "楼宇数量")],
            ..Project::default()
        }],
        ..Document::default()
    }
}

fn part(document: &Document, format: &str, name: &str) -> String {
    let format = formats::by_id(format).expect("a listed format");
    let bytes = (format.render)(document).expect("a printable document");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a part").read_to_string(&mut text).expect("UTF-8");
    text
}

fn plain() -> Document {
    document([Some("9.20"), Some("9.00"), Some("0.20")], "楼宇水电费")
}

#[test]
fn word_tables_merge_repeat_and_do_not_break() {
    let body = part(&plain(), "docx", "word/document.xml");
    for mark_up in [
        r#"<w:vMerge w:val="restart"/>"#,
        r#"<w:gridSpan w:val="4"/>"#,
        "<w:tblHeader/>",
        r#"<w:pStyle w:val="Heading1"/>"#,
        r#" TOC \o &quot;1-2&quot; "#,
        r#"PAGEREF _Toc000002"#,
        "<w:titlePg/>",
    ] {
        assert!(body.contains(mark_up), "{mark_up}");
    }
    assert_eq!(body.matches("<w:tr>").count(), body.matches("<w:cantSplit/>").count());
    assert_eq!(body.matches("<w:tblHeader/>").count(), 1);
    let styles = part(&plain(), "docx", "word/styles.xml");
    for font in ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"] {
        assert!(styles.contains(font), "{font}");
    }
}

#[test]
fn every_page_bears_the_mark_of_the_text() {
    let (one, other) = (plain(), document([None; 3], "楼宇水电费"));
    let marks = [&one, &other].map(|document| mark(&digest(document)));
    assert_ne!(marks[0], marks[1]);
    for (document, mark) in [&one, &other].into_iter().zip(&marks) {
        for footer in ["word/footer1.xml", "word/footer2.xml"] {
            assert!(part(document, "docx", footer).contains(mark));
        }
        assert!(part(document, "xlsx", "xl/worksheets/sheet2.xml").contains(mark));
    }
}

#[test]
fn a_row_taller_than_most_of_a_page_may_break() {
    let mut tall = plain();
    tall.projects[0].goals = vec!["保障供水".repeat(1000)];
    let body = part(&tall, "docx", "word/document.xml");
    assert_eq!(body.matches("<w:tr>").count(), body.matches("<w:cantSplit/>").count() + 1);
}

#[test]
fn a_total_is_a_formula_only_where_its_parts_give_it() {
    let sheet = |amounts| part(&document(amounts, "水电费"), "xlsx", "xl/worksheets/sheet2.xml");
    let exact = sheet([Some("9.20"), Some("9.00"), Some("0.20")]);
    assert!(exact.contains("<f>E6+G6</f><v>9.20</v>"), "{exact}");
    assert_eq!(sheet([Some("9.20"), Some("9.00"), None]).matches("<f>").count(), 0);
    assert_eq!(sheet([Some("9.00"), Some("9.00"), None]).matches("<f>").count(), 1);
    assert_eq!(sheet([Some("9.00"), None, None]).matches("<f>").count(), 0);
}

#[test]
fn text_never_becomes_a_formula_or_a_number() {
    let name = "=HYPERLINK(\"x\")";
    let document = document([Some("9.20"), None, None], name);
    let strings = part(&document, "xlsx", "xl/sharedStrings.xml");
    assert!(strings.contains("<t>=HYPERLINK(\"x\")</t>"), "{strings}");
    assert!(strings.contains("<t>12</t>"), "a target is text");
    let sheet = part(&document, "xlsx", "xl/worksheets/sheet2.xml");
    assert!(!sheet.contains("<f>"), "{sheet}");
    assert!(part(&document, "xlsx", "xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[test]
fn what_a_cell_cannot_hold_is_refused_with_a_way_out() {
    let mut long = plain();
    long.projects[0].goals = vec!["长".repeat(40_000)];
    let refused = (formats::xlsx::FORMAT.render)(&long).unwrap_err();
    assert!(refused.zh.contains("Word") && refused.en.contains("Word"), "{refused:?}");
    assert!((formats::docx::FORMAT.render)(&long).is_ok());
}

#[test]
fn what_xml_cannot_hold_breaks_no_file() {
    let odd = document([None; 3], "水\u{1}电\u{ffff}费\t\u{0}<&>\"'");
    for (format, name) in [("docx", "word/document.xml"), ("xlsx", "xl/sharedStrings.xml")] {
        let text = part(&odd, format, name);
        let mut reader = quick_xml::Reader::from_str(&text);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
        assert!(!text.contains(['\u{1}', '\u{ffff}', '\u{0}']), "{format}");
    }
}
