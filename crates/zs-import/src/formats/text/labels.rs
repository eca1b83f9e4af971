//! The labels of the forms that tell where a loose table's rows begin; only layout hangs on them.
use super::build::Row;
use zs_model::text::squeeze;

const LEVELS: [&str; 3] = ["一级指标", "二级指标", "三级指标"];

/// Labels that stand in the second half of an indicator header.
const TAIL: [&str; 14] = [
    "三级指标",
    "绩效指标描述",
    "指标描述",
    "指标解释",
    "指标说明",
    "指标值",
    "目标值",
    "年度指标值",
    "计量单位",
    "单位",
    "指标值确定依据",
    "确定依据",
    "备注",
    "评分标准",
];

/// Labels that open a section of a form and so never stand inside a row of data.
const SECTIONS: [&str; 14] = [
    "项目编码",
    "项目名称",
    "预算规模",
    "资金支出计划",
    "绩效目标",
    "年度绩效目标",
    "实施期绩效目标",
    "年度目标",
    "总体目标",
    "绩效指标",
    "部门职责",
    "年度重点",
    "支出方向",
    "项目金额",
];

const LONGEST: usize = 24;

/// The text of a short cell without white space; empty for a long one.
fn label(text: &str) -> String {
    if text.chars().nth(LONGEST * 2).is_some() { String::new() } else { squeeze(text) }
}

/// Whether the row is the header of an indicator table: at least two of 一级指标, 二级指标, 三级指标.
pub(in crate::formats) fn names_levels(row: &Row) -> bool {
    row.cells.iter().filter(|c| LEVELS.contains(&label(&c.text).as_str())).count() >= 2
}

/// Whether 一级指标 is the first column (in some forms a label stands before it).
pub(in crate::formats) fn begins_levels(row: &Row) -> bool {
    row.cells.first().is_some_and(|c| label(&c.text) == LEVELS[0])
}

/// Whether `next` holds only labels that `header` still lacks.
pub(in crate::formats) fn ends_header(header: &Row, next: &Row) -> bool {
    next.cells.iter().all(|c| {
        let text = label(&c.text);
        TAIL.contains(&text.as_str()) && header.cells.iter().all(|h| label(&h.text) != text)
    })
}

/// A row of short, different words without figures, or of the months of a payment plan.
pub(in crate::formats) fn may_be_header(row: &Row) -> bool {
    let texts: Vec<String> = row.cells.iter().take(64).map(|c| label(&c.text)).collect();
    let words = texts.len() >= 4
        && texts.iter().enumerate().all(|(i, text)| {
            let short = (1..=12).contains(&text.chars().count());
            let figure = text.contains(|c: char| c.is_ascii_digit() || "≥≤＞＜%％。".contains(c));
            short && !figure && !texts[..i].contains(text)
        });
    words || texts.iter().filter(|t| t.ends_with("月底")).count() >= 2
}

pub(in crate::formats) fn opens_section(row: &Row) -> bool {
    let Some(first) = row.cells.first() else { return false };
    let first = label(&first.text);
    SECTIONS.iter().any(|s| first.starts_with(s))
}

/// 数量指标, 社会效益指标, 产出质量: a name of the second level.
pub(in crate::formats) fn is_second_level(text: &str) -> bool {
    let text = label(text);
    let first = ["产出指标", "效益指标", "效果指标", "满意度指标"].contains(&text.as_str());
    !first && (text.ends_with("指标") || text.starts_with("产出") || text.ends_with("效益"))
}
