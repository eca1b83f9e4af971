//! The shape of a table row: where its cells end, and which of them are merged.
use super::sprms::{Sprm, Sprms};
use crate::formats::little::{i16_at, u16_at};
use crate::formats::word::grid::Merge;

/// Most cells of a row, as Word has it.
const MOST: usize = 63;
/// Bits of a cell's description: merged with its neighbours, merged downwards, first of the latter.
const RIGHT: u16 = 0x03;
const DOWN: u16 = 0x20;
const DOWN_FIRST: u16 = 0x40;

/// A row's shape.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// Where cells begin and end from left to right, in twentieths of a point.
    pub(super) edges: Vec<i16>,
    cells: Vec<u16>,
}

impl Shape {
    /// Takes the properties of a row's end.
    pub(super) fn apply(&mut self, sprms: &[u8]) {
        for sprm in Sprms(sprms) {
            // What refers to cells that there are none of changes nothing.
            let _ = self.take(&sprm);
        }
    }

    fn take(&mut self, sprm: &Sprm) -> Option<()> {
        let value = sprm.value;
        match sprm.code {
            0xD608 => self.define(value)?,
            0x7621 => self.insert(value)?,
            0x5622 => {
                let range = self.range(value)?;
                let removed = self.edges[range.end].saturating_sub(self.edges[range.start]);
                self.edges.drain(range.start + 1..=range.end);
                self.cells.drain(range.clone());
                self.shift(range.start + 1, removed.saturating_neg());
            }
            0x7623 => {
                let range = self.range(value)?;
                let width = i16_at(value, 2)?;
                for at in range {
                    let change =
                        self.edges[at].saturating_add(width).saturating_sub(self.edges[at + 1]);
                    self.shift(at + 1, change);
                }
            }
            0x5624 => {
                let range = self.range(value)?;
                self.cells[range].iter_mut().enumerate().for_each(|(at, cell)| {
                    *cell = (*cell & !RIGHT) | if at == 0 { 1 } else { 2 };
                });
            }
            0x5625 => {
                let range = self.range(value)?;
                self.cells[range].iter_mut().for_each(|cell| *cell &= !RIGHT);
            }
            0xD62B => {
                let bits = u16::from(*value.get(1)?) << 5 & (DOWN | DOWN_FIRST);
                let cell = self.cells.get_mut(usize::from(*value.first()?))?;
                *cell = (*cell & !(DOWN | DOWN_FIRST)) | bits;
            }
            _ => {}
        }
        Some(())
    }

    /// All of the row: number of cells, their edges, 20 bytes for each of the first cells.
    fn define(&mut self, value: &[u8]) -> Option<()> {
        let count = usize::from(*value.first()?).min(MOST);
        let edges: Vec<i16> = (0..=count).map_while(|at| i16_at(value, 1 + at * 2)).collect();
        if edges.len() <= count {
            return None;
        }
        let cell = |at: usize| u16_at(value, 1 + (count + 1) * 2 + at * 20).unwrap_or(0);
        self.cells = (0..count).map(cell).collect();
        self.edges = edges;
        Some(())
    }

    /// New cells of one width.
    fn insert(&mut self, value: &[u8]) -> Option<()> {
        let (first, count) = (usize::from(*value.first()?), usize::from(*value.get(1)?));
        let width = i16_at(value, 2)?;
        if self.edges.is_empty() {
            self.edges.push(0);
        }
        let first = first.min(self.cells.len());
        for _ in 0..count.min(MOST.saturating_sub(self.cells.len())) {
            self.shift(first + 1, width);
            self.edges.insert(first + 1, self.edges[first].saturating_add(width));
            self.cells.insert(first, 0);
        }
        Some(())
    }

    /// The cells that a value names by its first two bytes.
    fn range(&self, value: &[u8]) -> Option<std::ops::Range<usize>> {
        let first = usize::from(*value.first()?);
        let end = usize::from(*value.get(1)?).min(self.cells.len());
        (first < end).then_some(first..end)
    }

    /// Moves the edges from one on.
    fn shift(&mut self, from: usize, by: i16) {
        self.edges.iter_mut().skip(from).for_each(|edge| *edge = edge.saturating_add(by));
    }

    /// How a cell continues its left neighbour and the cell above.
    pub(super) fn merges(&self, at: usize) -> (Merge, Merge) {
        let Some(cell) = self.cells.get(at) else { return (Merge::None, Merge::None) };
        let down = match (cell & DOWN_FIRST, cell & DOWN) {
            (0, 0) => Merge::None,
            (0, _) => Merge::Continue,
            _ => Merge::Restart,
        };
        (self.right(at), down)
    }

    /// Programs differ in which bit is the first of merged cells; those that follow have the other.
    fn right(&self, at: usize) -> Merge {
        let bits = |cell: &u16| cell & RIGHT;
        if bits(&self.cells[at]) == 0 {
            return Merge::None;
        }
        let first =
            self.cells[..at].iter().rposition(|cell| bits(cell) == 0).map_or(0, |at| at + 1);
        if bits(&self.cells[first]) == bits(&self.cells[at]) {
            Merge::Restart
        } else {
            Merge::Continue
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of three cells, 100, 200 and 300 wide, with these descriptions.
    fn row(cells: [u16; 3]) -> Shape {
        let mut sprms = vec![0x08, 0xD6, 70, 0, 3];
        sprms.extend([0_i16, 100, 300, 600].iter().flat_map(|edge| edge.to_le_bytes()));
        for cell in cells {
            sprms.extend(cell.to_le_bytes());
            sprms.extend([0; 18]);
        }
        let mut shape = Shape::default();
        shape.apply(&sprms);
        shape
    }

    fn after(sprms: &[u8]) -> Vec<i16> {
        let mut shape = row([0; 3]);
        shape.apply(sprms);
        shape.edges
    }

    #[test]
    fn cells_are_merged_whichever_bit_is_the_first() {
        let right = |shape: &Shape| [0, 1, 2].map(|at| shape.merges(at).0);
        let both = [Merge::Restart, Merge::Continue, Merge::Continue];
        assert_eq!(right(&row([1, 2, 2])), both);
        assert_eq!(right(&row([3, 1, 1])), both);
        assert_eq!(right(&row([0, 2, 1])), [Merge::None, Merge::Restart, Merge::Continue]);
        let mut shape = row([0; 3]);
        shape.apply(&[0x24, 0x56, 1, 3, 0x2B, 0xD6, 2, 0, 3, 0x2B, 0xD6, 2, 1, 1]);
        assert_eq!(right(&shape), [Merge::None, Merge::Restart, Merge::Continue]);
        assert_eq!(shape.merges(0).1, Merge::Restart);
        assert_eq!(shape.merges(1).1, Merge::Continue);
        shape.apply(&[0x25, 0x56, 0, 3]);
        assert_eq!(right(&shape), [Merge::None; 3]);
    }

    #[test]
    fn cells_are_put_in_taken_out_and_widened() {
        assert_eq!(after(&[]), [0, 100, 300, 600]);
        assert_eq!(after(&[0x21, 0x76, 1, 2, 50, 0]), [0, 100, 150, 200, 400, 700]);
        assert_eq!(after(&[0x22, 0x56, 1, 2]), [0, 100, 400]);
        assert_eq!(after(&[0x23, 0x76, 0, 2, 10, 0]), [0, 10, 20, 320]);
        // Cells that there are none of.
        assert_eq!(after(&[0x22, 0x56, 3, 9]), [0, 100, 300, 600]);
    }
}
