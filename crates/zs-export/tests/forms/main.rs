//! The official forms of the year in every format: each field in order, merges, marks, and what is missing.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]
mod samples;

use std::io::{Cursor, Read};
use zs_export::forms::evaluation::Subject;
use zs_export::forms::review::Kind;
use zs_export::forms::{Evaluation, Monitoring, Rescoring, Review, Summary};
use zs_export::{FORMATS, Laid, formats};

/// Every form: as it usually is, as long as it gets, and with nothing filled.
fn all() -> Vec<(&'static str, Laid)> {
    let long = "，并且写得很长很长".repeat(20);
    vec![
        ("monitoring", samples::monitoring(6, "").laid()),
        ("monitoring-60", samples::monitoring(60, &long).laid()),
        ("monitoring-empty", Monitoring::default().laid()),
        ("project", samples::evaluation(Subject::Project, 2, false, "").laid()),
        ("project-60", samples::evaluation(Subject::Project, 60, false, &long).laid()),
        ("project-reviewed", samples::evaluation(Subject::Project, 9, true, "").laid()),
        ("project-empty", Evaluation::default().laid()),
        ("department", samples::evaluation(Subject::Department, 9, false, "").laid()),
        ("department-reviewed", samples::evaluation(Subject::Department, 9, true, "").laid()),
        ("review", samples::review(Kind::General, "").laid()),
        ("review-key", samples::review(Kind::Key, &long).laid()),
        ("review-empty", Review::default().laid()),
        ("rescoring", samples::rescoring(6, "").laid()),
        ("rescoring-60", samples::rescoring(60, &long).laid()),
        ("rescoring-empty", Rescoring::default().laid()),
        ("report", samples::report(&long).laid()),
        ("summary", samples::summary(5, "").laid()),
        ("summary-60", samples::summary(60, &long).laid()),
        ("summary-empty", Summary::default().laid()),
    ]
}

fn print(laid: &Laid, format: &str) -> Vec<u8> {
    let format = formats::by_id(format).unwrap();
    (format.print.unwrap())(laid).unwrap()
}

fn part(laid: &Laid, format: &str, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(print(laid, format))).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Every word stands in the text, each behind the one before.
fn in_order(text: &str, words: &[&str]) {
    let mut rest = text;
    for word in words {
        let at = rest.find(word);
        rest = at.map_or_else(
            || panic!("{word} is missing or out of order in\n{text}"),
            |at| &rest[at + word.len()..],
        );
    }
}

/// With `ZS_LOOK=DIRECTORY` every file is kept there, for people to look at.
#[test]
fn every_form_prints_in_every_format_and_always_alike() {
    let look = std::env::var_os("ZS_LOOK").map(std::path::PathBuf::from);
    for (name, laid) in all() {
        for format in FORMATS.iter().filter(|format| format.print.is_some()) {
            let bytes = print(&laid, format.id);
            assert_eq!(bytes, print(&laid, format.id), "{name} as {}", format.id);
            if let Some(look) = &look {
                std::fs::write(look.join(format!("{name}.{}", format.ending)), bytes).unwrap();
            }
        }
    }
}

const MONITORING: &[&str] = &[
    "项目支出绩效目标执行监控表（2025年度）",
    "监控期：1—7月",
    "金额单位：万元",
    "项目名称",
    "办公楼照明改造",
    "项目编码",
    "主管部门及代码",
    "青禾县机关事务服务中心（430）",
    "实施单位",
    "项目资金",
    "年初预算数",
    "全年预算数",
    "1—7月执行数",
    "1—7月执行率",
    "全年预计执行数",
    "年度资金总额",
    "28.00",
    "30.00",
    "5.612345",
    "18.71%",
    "29.00",
    "其中：本年一般公共预算拨款",
    "上年结转资金",
    "0.00",
    "其他资金",
    "年度总体目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "1—7月执行情况",
    "全年预计完成情况",
    "偏差原因分析",
    "完成目标可能性",
    "备注",
    "经费保障",
    "制度保障",
    "人员保障",
    "硬件条件保障",
    "其他",
    "原因说明",
    "确定能",
    "有可能",
    "完全不可能",
    "产出指标",
    "数量指标",
    "第1项改造灯具数量",
    "≥40套",
    "15套",
    "40套",
    "√",
    "第3项改造灯具数量",
    "≥40套",
    "未填报",
    "施工队伍进场晚",
    "绩效目标执行总体情况",
    "整改措施",
    "填报人：林小满（2025-08-05）",
    "单位审核",
    "主管部门审核：",
    "财政部门审核：",
    "校验码 3F2A-91BC-77D0",
];

#[test]
fn the_monitoring_form_has_every_field_in_order() {
    let md = String::from_utf8(print(&samples::monitoring(6, "").laid(), "md")).unwrap();
    in_order(&md, MONITORING);
}

#[test]
fn the_project_form_has_every_field_in_order() {
    let md = |evaluation: Evaluation| String::from_utf8(print(&evaluation.laid(), "md")).unwrap();
    let fields = [
        "项目支出绩效自评表（2025年度）",
        "项目名称",
        "主管部门",
        "实施单位",
        "项目资金",
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "分值",
        "执行率",
        "得分",
        "年度资金总额",
        "28.00",
        "30.00",
        "28.00",
        "10",
        "93.33%",
        "9.33",
        "其中：当年财政拨款",
        "—",
        "上年结转资金",
        "其他资金",
        "年度总体",
        "预期目标",
        "实际完成情况",
        "改造楼道灯具40套",
        "改造38套",
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
        "产出指标",
        "（50分）",
        "第1项改造灯具数量",
        "≥40套",
        "38套",
        "45",
        "45.00",
        "总分",
        "100",
        "99.33",
        "等级：优",
        "存在的问题",
        "填报人：林小满",
        "得分说明",
        "预算执行率",
        "执行率93.33%，得9.33分。",
        "校验码",
    ];
    in_order(&md(samples::evaluation(Subject::Project, 2, false, "")), &fields);
    // Missing is missing: a value, a score, the total, and the reviewer's.
    let open = md(samples::evaluation(Subject::Project, 9, true, ""));
    in_order(
        &open,
        &[
            "复核得分",
            "第3项",
            "未填报",
            "10",
            "未计分",
            "未计分",
            "总分",
            "100",
            "未计分",
            "未计分",
        ],
    );
}

#[test]
fn the_department_form_has_every_field_in_order() {
    let laid = samples::evaluation(Subject::Department, 9, false, "").laid();
    let md = String::from_utf8(print(&laid, "md")).unwrap();
    in_order(
        &md,
        &[
            "部门（单位）整体支出绩效自评表（2025年度）",
            "资金来源",
            "年初预算",
            "调整预算",
            "调整后预算",
            "全年执行数",
            "预算执行率",
            "分值",
            "得分",
            "年度资金总额",
            "28.00",
            "2.00",
            "30.00",
            "28.00",
            "93.33%",
            "10",
            "9.33",
            "年度绩效目标",
            "实际完成情况",
            "偏差原因分析及改进措施",
            "两套灯具延至次年一月",
            "绩效指标",
            "总分",
        ],
    );
}

#[test]
fn the_review_form_the_report_and_the_summary_have_every_field_in_order() {
    let md = |laid: Laid| String::from_utf8(print(&laid, "md")).unwrap();
    in_order(
        &md(samples::review(Kind::General, "").laid()),
        &[
            "项目支出绩效目标审核表（一般性项目）",
            "项目名称",
            "项目编码",
            "预算数",
            "28.00",
            "审核内容",
            "审核要点",
            "审核意见",
            "评定等级",
            "完整性",
            "规范完整性",
            "良",
            "相关性",
            "□优 □良 □中 □差",
            "绩效指标",
            "指标值",
            "处理",
            "指标审核意见",
            "主管部门初审",
            "综合评定等级",
            "良",
            "总体意见",
            "退回原因",
            "财政部门复审",
            "□优 □良 □中 □差",
            "审核人：韩秋实",
        ],
    );
    in_order(
        &md(samples::review(Kind::Key, "").laid()),
        &["（重点项目）", "分值", "得分", "10", "8.00", "相关性", "15", "总分", "35"],
    );
    in_order(
        &md(samples::report("").laid()),
        &[
            "# 青禾县机关事务服务中心2025年度项目支出绩效自评报告",
            "#### 一、基本情况",
            "（一）项目概况",
            "（二）绩效目标",
            "#### 二、绩效目标完成情况",
            "| 项目 | 全年预算数 | 执行率 |",
            "| 会议设备维护 |  | 93.33% |",
            "填报人：林小满",
        ],
    );
    in_order(
        &md(samples::summary(5, "").laid()),
        &[
            "部门项目支出绩效汇总表（2025年度）",
            "主管部门：青禾县机关事务服务中心",
            "截至：2025-12-31",
            "序号",
            "项目名称",
            "实施单位",
            "年初预算数",
            "全年预算数",
            "全年执行数",
            "执行率",
            "得分",
            "等级",
            "预算执行",
            "目标实现",
            "备注",
            "合计",
            "140.00",
            "150.00",
            "140.00",
            "93.33%",
            "99.33",
            "1 |",
            "第1个项目",
            "优",
            "绿灯",
            "黄灯",
            "第4个项目",
            "未计分",
            "未计分",
            "优 45 个",
            "填报人：林小满",
            "负责人：",
        ],
    );
}

#[test]
fn the_rescoring_form_has_every_field_in_order() {
    let md = String::from_utf8(print(&samples::rescoring(2, "").laid(), "md")).unwrap();
    let fields = [
        "项目支出绩效自评复核表（2025年度）",
        "项目编码：13070025P00012310001X",
        "项目名称",
        "办公楼照明改造",
        "主管部门",
        "实施单位",
        "一级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "单位自评",
        "部门复核",
        "财政复核",
        "复核意见",
        "预算执行",
        "预算执行率",
        "93.33%",
        "9.33",
        "9.33",
        "未复核",
        "第1项改造灯具数量",
        "≥40套",
        "38套",
        "45.00",
        "40.00",
        "未复核",
        "部门复核：验收资料缺两套。",
        "总分",
        "100",
        "99.33",
        "89.33",
        "未复核",
        "复核环节",
        "单位自评",
        "优",
        "部门复核",
        "89.33",
        "良",
        "财政复核",
        "未复核",
        "财政部门审核：",
        "校验码 3F2A-91BC-77D0",
    ];
    in_order(&md, &fields);
    let sheet = part(&samples::rescoring(2, "").laid(), "xlsx", "xl/worksheets/sheet1.xml");
    assert_eq!(sheet.matches("<f>").count(), 3, "分值 and the points of two stages: {sheet}");
}

#[test]
fn word_files_merge_repeat_their_heads_and_bear_the_mark() {
    for (name, laid) in all() {
        let body = part(&laid, "docx", "word/document.xml");
        let mut reader = quick_xml::Reader::from_str(&body);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
        assert_eq!(body.matches("<w:tbl>").count(), body.matches("</w:tbl>").count());
        if !name.contains("empty") {
            assert!(body.contains("<w:tblHeader/>"), "{name}");
            assert!(part(&laid, "docx", "word/footer1.xml").contains("校验码 3F2A-91BC-77D0"));
            assert!(part(&laid, "xlsx", "xl/worksheets/sheet1.xml").contains("3F2A-91BC-77D0"));
        }
        let rows = body.matches("<w:tr>").count();
        if !name.ends_with("60") && name != "review-key" {
            assert_eq!(rows, body.matches("<w:cantSplit/>").count(), "{name}");
        }
    }
    let body = part(&samples::monitoring(6, "").laid(), "docx", "word/document.xml");
    assert_eq!(body.matches("<w:tblHeader/>").count(), 2, "both rows of the head repeat");
    assert!(
        body.contains(r#"<w:gridSpan w:val="6"/>"#) && body.contains(r#"w:orient="landscape""#)
    );
}

#[test]
fn totals_are_formulas_where_a_reader_can_add_them_up() {
    let sheet = |laid| part(&laid, "xlsx", "xl/worksheets/sheet1.xml");
    let scored = sheet(samples::evaluation(Subject::Project, 2, false, "").laid());
    // Money by source, and 分值 and 得分 over execution and indicators.
    assert_eq!(scored.matches("<f>").count(), 5, "{scored}");
    assert!(scored.contains("<v>99.33</v>") && scored.contains("<v>0.9333</v>"), "{scored}");
    let open = sheet(samples::evaluation(Subject::Project, 9, false, "").laid());
    assert_eq!(open.matches("<f>").count(), 4, "no total while a score is missing");
    let lines = sheet(samples::summary(60, "").laid());
    assert_eq!(lines.matches("<f>SUM(").count(), 3, "{lines}");
}

/// The words of a PDF file in reading order, without blanks.
#[cfg(feature = "pdf")]
fn pdf_text(laid: &Laid) -> String {
    use std::io::Write;
    let tool = std::process::Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn();
    let mut tool = tool.expect("pdftotext (poppler-utils) reads what we print");
    let bytes = print(laid, "pdf");
    let mut input = tool.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let told = tool.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    String::from_utf8(told.stdout).unwrap().split_whitespace().collect()
}

/// A word may be broken over lines of its cell, which stand among the lines of its neighbours.
#[cfg(feature = "pdf")]
#[test]
fn pdf_files_hold_every_field_and_the_mark_on_every_page() {
    let all_of = |laid: Laid, words: &[&str]| {
        let text = pdf_text(&laid);
        let missing: Vec<_> = words.iter().filter(|word| !text.contains(**word)).collect();
        assert!(missing.is_empty(), "{missing:?} in\n{text}");
        assert!(text.matches("校验码3F2A-91BC-77D0").count() >= 1);
    };
    let fields = [
        "项目支出绩效目标执行监控表（2025年度）",
        "办公楼照明改造",
        "28.00",
        "5.612345",
        "18.71%",
        "15套",
        "未填报",
        "√",
    ];
    all_of(samples::monitoring(6, "").laid(), &fields);
    let fields =
        ["项目支出绩效自评表（2025年度）", "93.33%", "9.33", "未计分", "复核得分", "得分说明"];
    all_of(samples::evaluation(Subject::Project, 9, true, "").laid(), &fields);
    all_of(
        samples::evaluation(Subject::Department, 9, false, "").laid(),
        &["调整后预算", "部门（单位）名称"],
    );
    all_of(samples::review(Kind::Key, "").laid(), &["（重点项目）", "□优□良□中□差", "退回原因"]);
    all_of(samples::rescoring(9, "").laid(), &["自评复核表", "未复核", "89.33", "复核环节"]);
    all_of(samples::summary(60, "").laid(), &["合计", "第60个项目", "截至：2025-12-31"]);
    let long = "，并且写得很长很长".repeat(20);
    let report = pdf_text(&samples::report(&long).laid());
    in_order(
        &report,
        &[
            "自评报告",
            "一、基本情况",
            "（一）项目概况",
            "二、绩效目标完成情况",
            "会议设备维护",
            "林小满",
        ],
    );
}
