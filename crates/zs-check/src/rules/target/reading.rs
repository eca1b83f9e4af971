//! What a row's name says about its value: a share, a time, a count; and whether more is better.
use crate::cx::RowCx;
use zs_catalog::Scanned;
use zs_model::{Decimal, Dimension, Op};

/// Which way a value should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Better {
    Higher,
    Lower,
}

/// Whether more is better, told by the end of the name; what is handled (投诉处理率) is not what is bad.
pub(super) fn better(row: RowCx<'_>) -> Option<Better> {
    let terms = row.cx().terms.get("polarity");
    let name = measured(row);
    let quality = || terms.group("higher-quality").end_of(name);
    let either = terms.group("higher-not").end_of(name).is_some();
    let higher = terms.group("higher").end_of(name).filter(|_| !either).or_else(quality);
    let lower = terms.group("lower").end_of(name);
    // 处理率 is of what is handled; 处理时间 is how long that takes.
    let takes = ["时间", "时限", "时长", "用时"].iter().any(|end| name.ends_with(end));
    let handled = !takes && terms.group("handled").stands_in(name);
    match (higher.map_or(0, str::len), lower.map_or(0, str::len)) {
        (0, 0) => None,
        (high, low) if high >= low => Some(Better::Higher),
        _ if handled => None,
        _ => Some(Better::Lower),
    }
}

/// What is measured: the label printed in the target cell, else the name without brackets.
pub(super) const fn measured(row: RowCx<'_>) -> &Scanned<'_> {
    &row.facts.measured
}

/// The figure in percent, if the target compares with a share.
pub(super) fn percent(row: RowCx<'_>) -> Option<Decimal> {
    row.target().op.is_comparison().then(|| row.target().threshold_percent()).flatten()
}

/// Whether the target is a share of whatever form.
pub(super) fn is_percent(row: RowCx<'_>) -> bool {
    row.target().unit.as_ref().is_some_and(|unit| unit.dimension() == Dimension::Ratio)
        && !matches!(row.target().op, Op::Unparsable)
}

/// The kind of the target's unit.
pub(super) fn dimension(row: RowCx<'_>) -> Option<Dimension> {
    row.target().unit.as_ref().map(zs_model::Unit::dimension)
}

/// Whether the name ends like a share: 率, 比例, 占比; 频率 and 效率 are none.
pub(super) fn is_share_name(row: RowCx<'_>) -> bool {
    let forms = row.cx().terms.get("value-forms");
    let name = measured(row);
    forms.group("share-end").end_of(name).is_some()
        && forms.group("no-share").end_of(name).is_none()
}

/// The words of a text that say how a share is computed.
pub(super) fn ratio_word<'a>(row: RowCx<'a>, text: &Scanned<'_>) -> Option<&'a str> {
    row.cx().terms.get("value-forms").group("ratio").find_in(text)
}

/// A lower bound: ≥, >, = or a bare number.
pub(super) const fn is_floor(op: Op) -> bool {
    matches!(op, Op::Ge | Op::Gt | Op::Eq)
}

/// Whether the target says when: 每月底完成; 比上年下降 only compares.
pub(super) fn says_when(row: RowCx<'_>) -> bool {
    let has = |group| row.cx().terms.get("vague-values").group(group).stands_in(row.target_text());
    has("timed") && !has("no-base")
}
