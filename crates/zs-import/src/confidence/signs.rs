//! What the readers saw at each place: tables without lines, joined lines, text over borders.
use crate::{Block, Layout};
use std::collections::BTreeMap;
use zs_model::text::squeeze;
use zs_model::{Place, Reason};

/// Reasons by place; where many texts share a place, each with its text, white space taken out.
pub(super) struct Signs<'a> {
    by_place: BTreeMap<&'a Place, Vec<(Option<String>, Reason)>>,
    /// Whether there is a printed table without lines.
    pub any_loose: bool,
}

impl<'a> Signs<'a> {
    pub fn of(layout: &'a Layout) -> Self {
        let mut any_loose = false;
        let mut signs: BTreeMap<&Place, Vec<(Option<String>, Reason)>> = BTreeMap::new();
        for block in &layout.blocks {
            let Block::Table(table) = block else { continue };
            if !table.loose {
                continue;
            }
            // Lines of a text file are its own; on a page only lines would have told the cells.
            let text = table.place.line.is_some();
            let why = if text { Reason::CellsByText } else { Reason::TableWithoutLines };
            any_loose |= !text;
            for cell in &table.cells {
                signs.entry(&cell.place).or_default().push((None, why));
            }
        }
        for unsure in &layout.unsure {
            let text = (!unsure.text.is_empty()).then(|| squeeze(&unsure.text));
            signs.entry(&unsure.place).or_default().push((text, unsure.why));
        }
        Self { by_place: signs, any_loose }
    }

    /// What speaks against a text that was read at a place.
    pub fn at(&self, place: &Place, text: Option<&str>) -> impl Iterator<Item = Reason> {
        let here = self.by_place.get(place).map_or(&[][..], Vec::as_slice);
        let text = text.filter(|_| here.iter().any(|(of, _)| of.is_some())).map(squeeze);
        here.iter().filter_map(move |(of, why)| {
            let other = of.as_ref().zip(text.as_ref()).is_some_and(|(of, text)| !text.contains(of));
            (!other).then_some(*why)
        })
    }
}
