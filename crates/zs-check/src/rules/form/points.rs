//! Points of rows and of level names.
use crate::money;
use crate::words::figures;
use zs_model::{Decimal, Indicator};

/// The printed 一级指标.
pub(super) fn level1(row: &Indicator) -> &str {
    row.level1.as_deref().unwrap_or_default()
}

/// The printed 二级指标.
pub(super) fn level2(row: &Indicator) -> &str {
    row.level2.as_deref().unwrap_or_default()
}

/// The row's points.
pub(super) fn weight(row: &Indicator) -> Option<Decimal> {
    row.weight.flatten()
}

/// The points behind a level's name: 产出指标（50分）.
pub(super) fn in_brackets(name: &str) -> Option<Decimal> {
    let (_, inside) = name.split_once(['（', '('])?;
    figures(inside).find(|figure| figure.after.starts_with('分')).map(|figure| figure.value)
}

/// The sum, written out.
pub(super) fn written(points: &[Decimal]) -> String {
    let figures: Vec<String> = points.iter().map(|p| p.normalize().to_string()).collect();
    format!("{} = {}", figures.join(" + "), money::total(points.iter().copied()).normalize())
}
