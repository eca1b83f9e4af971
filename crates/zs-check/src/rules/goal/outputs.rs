//! Which rows count what the money delivers, and what each of them counts.
use super::goods::text;
use crate::cx::RowCx;
use zs_model::{Dimension, Level1};

/// An output or cost row, or one whose level nobody knows.
pub(super) fn is_output(row: &RowCx<'_>) -> bool {
    matches!(row.facts.level1, None | Some(Level1::Output | Level1::Cost))
}

/// What a row counts: name and description; paying in time counts nothing, and for wages a share counts
/// nobody (发放无误人次/应发放人次).
pub(super) fn measured(row: RowCx<'_>, kind: &str) -> String {
    let share = row.target().unit.as_ref().is_some_and(|unit| unit.dimension() == Dimension::Ratio);
    let payment = row.cx().terms.get("core-outputs").group("payment").end_of(&row.facts.name);
    let all = text(row);
    match (share, payment) {
        (true, Some(_)) => String::new(),
        (true, None) if kind == "wages" => all.split('，').next().unwrap_or_default().to_owned(),
        _ => all,
    }
}
