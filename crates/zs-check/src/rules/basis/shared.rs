//! What several rules ask about a basis: is there a column, does the text name a source.
use crate::cx::{DocumentCx, RowCx};
use zs_catalog::Words;

/// Whether any project states a basis: then the form has the column.
pub(super) fn projects_have_column(cx: &DocumentCx<'_>) -> bool {
    cx.document.projects.iter().flat_map(|p| &p.indicators).any(|row| row.basis.is_some())
}

/// One list of catalog/terms/basis-words.toml.
pub(super) fn list<'a>(cx: &RowCx<'a>, group: &str) -> &'a Words {
    cx.cx().terms.get("basis-words").group(group)
}

/// The basis without 根据… in front and …确定 behind.
pub(super) fn core<'a>(cx: &RowCx<'a>) -> &'a str {
    let basis = &cx.facts.basis;
    let lead = list(cx, "lead").start_of(basis).map_or(0, str::len);
    let rest = &basis[lead..];
    let rest = list(cx, "tail").end_of(rest).map_or(rest, |word| &rest[..rest.len() - word.len()]);
    if rest.is_empty() { basis } else { rest }
}
