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
pub(super) fn names_levels(row: &Row) -> bool {
    row.cells.iter().filter(|c| LEVELS.contains(&label(&c.text).as_str())).count() >= 2
}

/// Whether 一级指标 is the first column (in some forms a label stands before it).
pub(super) fn begins_levels(row: &Row) -> bool {
    row.cells.first().is_some_and(|c| label(&c.text) == LEVELS[0])
}

fn is_name(label: &str) -> bool {
    LEVELS.contains(&label) || TAIL.contains(&label)
}

/// How many rows make up the header of an indicator table that begins here: blank lines may have
/// cut it.
pub(super) fn header_rows(rows: &[Row]) -> Option<usize> {
    let texts = |row: &Row| row.cells.iter().map(|c| label(&c.text)).collect::<Vec<_>>();
    let (first, rest) = rows.split_first()?;
    let mut names = texts(first);
    // In some forms a label of its own stands before 一级指标.
    let lead = names.len() == 1 && names[0].ends_with("绩效指标");
    if !lead && !names.iter().any(|n| LEVELS.contains(&n.as_str())) {
        return None;
    }
    let mut taken = 1;
    for row in rest.iter().take_while(|r| r.gap <= 2) {
        let more = texts(row);
        if !more.iter().all(|n| is_name(n) && !names.contains(n)) {
            break;
        }
        names.extend(more);
        taken += 1;
    }
    let levels = names.iter().filter(|n| LEVELS.contains(&n.as_str())).count();
    (levels >= 2).then_some(taken)
}

/// Where the header's cells begin and end in a row that a missing blank line made too long.
pub(super) fn header_span(row: &Row) -> Option<(usize, usize)> {
    if !names_levels(row) {
        return None;
    }
    let texts: Vec<String> = row.cells.iter().map(|c| label(&c.text)).collect();
    let first = texts.iter().position(|t| LEVELS.contains(&t.as_str()))?;
    let lead = first == 1 || (first > 1 && texts[first - 1].ends_with("绩效指标"));
    let begin = first - usize::from(lead);
    let names = texts[first..].iter().take_while(|t| is_name(t)).count();
    let data = row.cells[first + names..].iter().any(|c| is_level_name(&c.text));
    let end = if data { first + names } else { texts.len() };
    (begin > 0 || end < texts.len()).then_some((begin, end))
}

/// A name of the first or of the second level.
fn is_level_name(text: &str) -> bool {
    is_first_level(&label(text)) || is_second_level(text)
}

fn is_first_level(label: &str) -> bool {
    ["产出指标", "效益指标", "效果指标", "满意度指标"].contains(&label)
}

/// A row of short, different words without figures, or of the months of a payment plan.
pub(super) fn may_be_header(row: &Row) -> bool {
    let texts: Vec<String> = row.cells.iter().take(64).map(|c| label(&c.text)).collect();
    let words = texts.len() >= 4
        && texts.iter().enumerate().all(|(i, text)| {
            let short = (1..=12).contains(&text.chars().count());
            let figure = text.contains(|c: char| c.is_ascii_digit() || "≥≤＞＜%％。".contains(c));
            short && !figure && !texts[..i].contains(text)
        });
    words || texts.iter().filter(|t| t.ends_with("月底")).count() >= 2
}

pub(super) fn opens_section(row: &Row) -> bool {
    let Some(first) = row.cells.first() else { return false };
    let first = label(&first.text);
    SECTIONS.iter().any(|s| first.starts_with(s))
}

/// 数量指标, 社会效益指标, 产出质量: a name of the second level.
pub(super) fn is_second_level(text: &str) -> bool {
    let text = label(text);
    !is_first_level(&text)
        && (text.ends_with("指标") || text.starts_with("产出") || text.ends_with("效益"))
}
