//! Text boxes: where each is anchored in the main text, and where its own text stands.
use super::container::Streams;
use super::fib::Part;
use crate::formats::little::u32_at;
use std::collections::BTreeMap;

/// Sizes of an anchor (FSPA) and of a text box (FTXBXS), and where the latter tells its shape.
const ANCHOR: usize = 26;
const BOX: usize = 22;
const SHAPE: usize = 14;

/// The text boxes of the main text.
#[derive(Default)]
pub(super) struct Boxes {
    /// Position of an anchor and the text of its box.
    anchored: BTreeMap<u32, (u32, u32)>,
    /// Boxes that no anchor names, as those inside of grouped shapes.
    pub(super) others: Vec<(u32, u32)>,
}

impl Boxes {
    /// Finds the boxes; what is damaged is left out.
    pub(super) fn read(streams: &Streams) -> Self {
        let fib = &streams.fib;
        let first = fib.text.saturating_add(fib.between);
        let mut by_shape: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        let mut last = first;
        for (from, to, data) in entries(fib.part(Part::TextBoxes, &streams.table), BOX) {
            let (from, to) = (first.saturating_add(from), first.saturating_add(to));
            // Boxes follow each other; the last entry only tells where they end.
            let inside = from >= last && from < to && to - first <= fib.boxes;
            if let Some(shape) = u32_at(data, SHAPE).filter(|shape| inside && *shape != 0) {
                by_shape.insert(shape, (from, to));
                last = to;
            }
        }
        let mut anchored = BTreeMap::new();
        for (position, _, data) in entries(fib.part(Part::Anchors, &streams.table), ANCHOR) {
            if let Some(text) = u32_at(data, 0).and_then(|shape| by_shape.remove(&shape)) {
                anchored.insert(position, text);
            }
        }
        Self { anchored, others: by_shape.into_values().collect() }
    }

    /// The texts of the boxes anchored between two positions.
    pub(super) fn between(&self, from: u32, to: u32) -> Vec<(u32, u32)> {
        if self.anchored.is_empty() {
            return Vec::new();
        }
        self.anchored.range(from..=to).map(|(_, text)| *text).collect()
    }
}

/// The entries of a table of positions: one position more than entries, then the data of each.
fn entries(part: &[u8], size: usize) -> impl Iterator<Item = (u32, u32, &[u8])> {
    let count = part.len().saturating_sub(4) / (4 + size);
    (0..count).filter_map(move |at| {
        let data = part.get((count + 1) * 4 + at * size..)?.get(..size)?;
        Some((u32_at(part, at * 4)?, u32_at(part, at * 4 + 4)?, data))
    })
}
