//! The shares that a row promises, and when two of them are the same share.
use crate::cx::RowCx;
use crate::promises::canonical;
use crate::words;
use zs_model::{Dimension, Op};

pub(super) fn is_share(row: RowCx<'_>) -> bool {
    let ratio = row.target().unit.as_ref().is_some_and(|unit| unit.dimension() == Dimension::Ratio);
    ratio && matches!(row.target().op, Op::Ge | Op::Gt | Op::Eq) && row.target().value.is_some()
}

/// The shares that a row is about: parts of its name that end in 率 or 度, and the label of its target.
pub(super) fn measures(row: RowCx<'_>) -> Vec<String> {
    let file = row.cx().terms.get("goal-figures");
    let label = row.target().label.as_deref().map(words::normal);
    let parts = row.facts.bare_name.split([',', '，', '、']).map(str::to_owned).chain(label);
    parts.filter(|part| part.ends_with(['率', '度'])).map(|part| canonical(file, &part)).collect()
}

/// Equal, or one is the end of the other and says what it is about (保洁率, not 合格率).
pub(super) fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let usual = [
        "合格", "完成", "及时", "覆盖", "满意", "达标", "使用", "到位", "执行", "拨付", "完好",
        "正常",
    ];
    a == b
        || (short.chars().count() >= 3
            && !usual.iter().any(|word| short.contains(word))
            && long.ends_with(short))
}
