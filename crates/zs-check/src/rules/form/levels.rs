//! The names of the levels, and which of them is nearest to another.
use crate::facts::RowFacts;
use zs_model::{Level1, Level2};

/// 一级指标.
pub(super) const LEVEL1: &[&str] = &["产出指标", "效益指标", "满意度指标", "成本指标"];
/// 二级指标.
pub(super) const LEVEL2: &[&str] = &[
    "数量指标",
    "质量指标",
    "时效指标",
    "成本指标",
    "社会成本指标",
    "生态环境成本指标",
    "经济效益指标",
    "社会效益指标",
    "生态效益指标",
    "可持续影响指标",
    "服务对象满意度指标",
];

/// The known name that shares most characters with `name`; of equals the first.
pub(super) fn nearest(name: &str, known: &[&'static str]) -> &'static str {
    known.iter().rev().max_by_key(|k| nearness(name, k)).copied().unwrap_or_default()
}

/// Characters in common, apart from the ending that all names share.
fn nearness(name: &str, known: &str) -> usize {
    let body = known.trim_end_matches("指标");
    body.chars().filter(|c| name.contains(*c)).count() * 10 / body.chars().count().max(1)
}

/// A row of an output indicator.
pub(super) fn is_output(row: &RowFacts) -> bool {
    use Level2::{Cost, Quality, Quantity, Timeliness};
    let level2 = matches!(row.level2, Some(Quantity | Quality | Timeliness | Cost));
    row.level1 == Some(Level1::Output) || (row.level1.is_none() && level2)
}

/// A row of a benefit indicator; satisfaction is none.
pub(super) fn is_benefit(row: &RowFacts) -> bool {
    use Level2::{Ecological, Economic, Social, Sustainability};
    matches!(row.level2, Some(Economic | Social | Ecological | Sustainability))
        || (row.level1 == Some(Level1::Benefit) && row.level2 != Some(Level2::ClientSatisfaction))
}
