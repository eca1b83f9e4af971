//! The recogniser: any reader's layout becomes a document; what finds no place becomes a finding.
mod caption;
mod contents;
mod cover;
mod family;
mod grid;
mod head;
mod indicators;
mod lines;
mod narrative;
mod plan;
pub(crate) mod prose;
mod rows;
mod state;
mod summary;
mod trail;

use crate::Layout;
use crate::confidence::Evidence;
use lines::Line;
use state::State;
use std::collections::BTreeMap;
pub(crate) use trail::Trail;
use zs_catalog::{Catalog, Form};
use zs_model::{Confidence, Document, Field, FieldRef, Finding, Place, Scope, Severity};

/// The form id of a document whose family nothing speaks for.
pub const UNKNOWN_FORM: &str = "unknown";

/// Reads a layout by the catalog's labels. Never fails: the worst document is an empty one with findings.
#[must_use]
pub fn recognise(layout: &Layout, catalog: &Catalog) -> (Document, Vec<Finding>) {
    let mut lines = lines::lines(layout);
    let form = family::family(&lines, catalog);
    let state = State::new(catalog, form.map_or(&catalog.labels, |form| &form.labels));
    let (document, findings, _) = read(state, &mut lines, form, layout);
    (document, findings)
}

/// As `recognise`, and says how sure it is of each field.
#[must_use]
pub fn recognise_surely(
    layout: &Layout,
    catalog: &Catalog,
) -> (Document, Vec<Finding>, Confidence) {
    let mut lines = lines::lines(layout);
    let form = family::family(&lines, catalog);
    let mut state = State::new(catalog, form.map_or(&catalog.labels, |form| &form.labels));
    let printed = form.map_or(&catalog.printed, |form| &form.printed);
    state.trail = Some(Box::new(Trail::new(printed)));
    let (document, findings, mut evidence) = read(state, &mut lines, form, layout);
    evidence.form_stands_out = family::stands_out(&lines, catalog);
    let confidence = evidence.weigh(&document, layout);
    (document, findings, confidence)
}

fn read<'a>(
    mut state: State<'a>,
    lines: &mut [Line<'a>],
    form: Option<&Form>,
    layout: &Layout,
) -> (Document, Vec<Finding>, Evidence) {
    lines::label(lines, state.labels);
    let contents = contents::find(lines);
    let lines: &[Line<'a>] = lines;
    for (index, line) in lines.iter().enumerate() {
        match line {
            Line::Paragraph(paragraph) if contents.contains(&index) => {
                state.contents_line(paragraph);
            }
            Line::Paragraph(paragraph) => state.paragraph(paragraph),
            Line::Row(row) => state.row(row),
        }
    }
    state.flush_plan();
    state.close();
    state.cover();
    let State { mut document, narrative, unplaced, title_years, mut places, trail, .. } = state;
    document.form = form.map_or(UNKNOWN_FORM, |form| &form.id).to_owned();
    let (overall, in_overall) = narrative.finish();
    document.overall = overall;
    places.extend(in_overall);
    let evidence = trail.map(|trail| Evidence::of(&places, *trail)).unwrap_or_default();
    document.places = places.into_iter().collect();
    if document.department.is_none() {
        document.department = cover::common_unit(&document);
    }
    if document.fiscal_year.is_none() {
        document.fiscal_year = cover::stated_year(&document, &title_years);
    }
    let unread = layout.unread.iter().map(|note| unrecognised(&note.text, &note.place));
    let unplaced = unplaced.iter().map(|(text, place)| unrecognised(text, place));
    let findings = unread.chain(unplaced).collect();
    (document, findings, evidence)
}

fn unrecognised(text: &str, place: &Place) -> Finding {
    let shown: String = text.chars().take(60).collect();
    Finding {
        rule: "unrecognised-content",
        message: "unrecognised",
        severity: Severity::Warning,
        at: FieldRef::new(Scope::Document, Field::Extra),
        text: text.to_owned(),
        args: BTreeMap::from([("text", shown)]),
        fixes: Vec::new(),
        place: Some(place.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::state::MOST_UNPLACED;
    use super::*;
    use crate::{Block, Paragraph};

    #[test]
    fn too_many_texts_without_a_place_are_joined_and_none_is_lost() {
        const JOINED: usize = 3;
        let stray = |number: usize| format!("散页{number}");
        let texts = (1..=MOST_UNPLACED + JOINED).map(stray);
        let blocks = ["1.巡查经费绩效目标表".to_owned()].into_iter().chain(texts).map(|text| {
            Block::Paragraph(Paragraph { text, heading: Some(3), place: Place::default() })
        });
        let layout = Layout { blocks: blocks.collect(), ..Layout::default() };
        let (_, findings) = recognise(&layout, Catalog::embedded());
        assert_eq!(findings.len(), MOST_UNPLACED);
        assert_eq!(findings[0].text, stray(1));
        let last: Vec<String> = (0..=JOINED).map(|more| stray(MOST_UNPLACED + more)).collect();
        assert_eq!(findings[MOST_UNPLACED - 1].text, last.join("\n"));
    }
}
