//! The measures, figures and kinds of work that one name holds.
use crate::cx::RowCx;
use crate::words::figures;
use zs_catalog::{Scanned, Searched, TermFile};

/// The parts of a text that lists several things; none where nothing separates.
fn parts<'t>(text: &'t Scanned<'_>, terms: &TermFile) -> Vec<&'t str> {
    let separators = terms.group("separators");
    if !text.may_hold(separators) {
        return Vec::new();
    }
    let separators: Vec<char> = separators.iter().flat_map(str::chars).collect();
    text.split(separators.as_slice()).map(str::trim).collect()
}

/// The parts that end like a measure, with something measured in front.
pub(super) fn measures(text: &Scanned<'_>, terms: &TermFile) -> Vec<String> {
    let measure = terms.group("measure");
    if !text.may_hold(measure) {
        return Vec::new();
    }
    let ends = |part: &&str| measure.end_of(part).is_some_and(|end| end.len() < part.len());
    parts(text, terms).into_iter().filter(ends).map(str::to_owned).collect()
}

/// Figures with units in the name that are not the target.
pub(super) fn counted(row: RowCx<'_>, name: &str, terms: &TermFile) -> Vec<String> {
    let all = figures(name).filter(|figure| Some(figure.value) != row.target().value);
    let told = all.filter_map(|figure| {
        let unit = terms.group("units").start_of(figure.after)?;
        Some(format!("{}{unit}", figure.value.normalize()))
    });
    told.collect()
}

/// Kinds of work under one count.
pub(super) fn works(row: RowCx<'_>, name: &Scanned<'_>, terms: &TermFile) -> Vec<String> {
    let unit =
        row.target().unit.as_ref().is_some_and(|unit| terms.group("counted").has(unit.base()));
    let work =
        |part: &&str| terms.group("work").end_of(part).is_some_and(|end| end.len() < part.len());
    let parts = if unit { parts(name, terms) } else { Vec::new() };
    if parts.iter().all(work) { parts.into_iter().map(str::to_owned).collect() } else { Vec::new() }
}
