//! The units that a name asks for.
use super::reading::measured;
use crate::cx::RowCx;
use zs_catalog::Scanned;
use zs_model::{Dimension, Level2, Severity, Unit};

/// The units that the end of the name (or, of a name that says nothing, of the description) asks for.
pub(super) fn noun(row: RowCx<'_>, unit: &Unit) -> Option<(String, Severity)> {
    let nouns = row.cx().terms.get("unit-nouns");
    let longest = |text: &str| {
        let noun = nouns.keys.end_of(text)?;
        Some((noun, nouns.pairs.get(noun)?.as_str()))
    };
    let compound = unit.text().contains(['/', '／', '(', '（'])
        || unit.dimension() == Dimension::Rate
        || (unit.dimension() == Dimension::Other && !matches!(unit.base(), "米" | "公里"));
    // Shares are quantity-with-percent's.
    if compound || unit.dimension() == Dimension::Ratio || unit.base().is_empty() {
        return None;
    }
    let quantity = row.facts.level2 == Some(Level2::Quantity);
    let described =
        || longest(&row.facts.description).filter(|_| quantity && row.facts.name.ends_with('数'));
    let (noun, units) = longest(measured(row)).or_else(described)?;
    if units.split_whitespace().any(|fit| fit == unit.text()) {
        return None;
    }
    let fitting: Vec<Unit> = units.split_whitespace().map(Unit::new).collect();
    if fitting.iter().any(|fit| fit.base() == unit.base()) {
        return None;
    }
    let kin = unit.dimension() != Dimension::Other
        && fitting.iter().any(|fit| fit.dimension() == unit.dimension());
    let severity = if kin && noun != "人次" { Severity::Info } else { Severity::Warning };
    Some((units.split_whitespace().next()?.to_owned(), severity))
}

pub(super) fn is_kinds(row: RowCx<'_>, unit: &Unit) -> bool {
    let terms = row.cx().terms.get("unit-nouns");
    matches!(unit.base(), "类" | "种") && terms.group("things").end_of(measured(row)).is_some()
}

/// A price of something metered, without what it is per.
pub(super) fn is_bare_price(row: RowCx<'_>, unit: &Unit) -> bool {
    let terms = row.cx().terms.get("unit-nouns");
    let (name, text) = (&row.facts.name, &row.facts.description);
    let has = |group: &str, text: &Scanned<'_>| terms.group(group).stands_in(text);
    let said = || {
        has("denominated", name) || has("denominated", text) || unit.text().contains(['/', '／'])
    };
    let small = unit.base() == "元" && unit.text() == "元";
    small && has("priced", name) && has("metered", name) && !said()
}
