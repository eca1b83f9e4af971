//! One set of columns for all tables of a sheet: their edges, drawn together where they nearly meet.
use crate::sheet::Table;

/// Edges are counted in ten-thousandths of the width.
pub(super) const WHOLE: usize = 10_000;
/// Edges nearer than this become one.
const NEAR: usize = 370;

/// The common edges, and for each table which of them its own edges are.
pub(super) struct Columns {
    pub(super) edges: Vec<usize>,
    of: Vec<Vec<usize>>,
}

impl Columns {
    pub(super) fn new(tables: &[&Table]) -> Self {
        // A sheet without tables still has two columns: a caption fills one each.
        let mut edges = if tables.is_empty() { vec![0, WHOLE / 2, WHOLE] } else { vec![0, WHOLE] };
        let placed: Vec<Vec<usize>> =
            tables.iter().map(|table| place(&own(table), &mut edges)).collect();
        edges.sort_unstable();
        let index = |edge: &usize| edges.partition_point(|known| known < edge);
        let of = placed.iter().map(|own| own.iter().map(index).collect()).collect();
        Self { edges, of }
    }

    /// Number of columns.
    pub(super) fn len(&self) -> usize {
        self.edges.len() - 1
    }

    /// The sheet columns, first and last, that columns of a table cover.
    pub(super) fn cover(&self, table: usize, first: usize, columns: usize) -> (usize, usize) {
        let edges = &self.of[table];
        let last = edges.len() - 1;
        let (begin, end) = (edges[first.min(last - 1)], edges[(first + columns).min(last)]);
        (begin, end.max(begin + 1) - 1)
    }

    /// The width of sheet columns in ten-thousandths.
    pub(super) fn width(&self, first: usize, last: usize) -> usize {
        self.edges[last + 1] - self.edges[first]
    }
}

/// A table's own edges.
fn own(table: &Table) -> Vec<usize> {
    let sum: usize = table.widths.iter().map(|width| usize::from(*width)).sum::<usize>().max(1);
    let mut seen = 0;
    let ends = table.widths.iter().map(|width| {
        seen += usize::from(*width);
        seen * WHOLE / sum
    });
    std::iter::once(0).chain(ends).collect()
}

/// Finds each edge among the known ones, in order and no two at the same place, or adds it.
fn place(own: &[usize], known: &mut Vec<usize>) -> Vec<usize> {
    let mut placed: Vec<usize> = Vec::with_capacity(own.len());
    let last = own.len() - 1;
    for (at, edge) in own.iter().enumerate() {
        let before = placed.last().copied();
        let free = |known: &&usize| {
            before.is_none_or(|before| **known > before) && (at == last) == (**known == WHOLE)
        };
        let near = known.iter().filter(free).min_by_key(|known| known.abs_diff(*edge)).copied();
        let near = near.filter(|near| near.abs_diff(*edge) <= NEAR || at == last);
        let edge = near.unwrap_or_else(|| before.map_or(*edge, |before| (*edge).max(before + 1)));
        if near.is_none() {
            known.push(edge);
        }
        placed.push(edge);
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::{Columns, WHOLE};
    use crate::sheet::Table;

    fn table(widths: &[u16]) -> Table {
        Table { widths: widths.to_vec(), ..Table::default() }
    }

    #[test]
    fn edges_that_nearly_meet_are_one() {
        let (head, grid) = (table(&[24, 26, 26, 26]), table(&[25, 51, 26]));
        let columns = Columns::new(&[&head, &grid]);
        assert_eq!(columns.len(), 4);
        assert_eq!(columns.cover(0, 1, 3), (1, 3));
        assert_eq!(columns.cover(1, 0, 1), (0, 0));
        assert_eq!(columns.cover(1, 1, 1), (1, 2));
        assert_eq!(columns.width(0, 3), WHOLE);
    }

    #[test]
    fn columns_of_one_table_never_fall_together() {
        let narrow = table(&[1; 80]);
        let columns = Columns::new(&[&table(&[1, 1]), &narrow]);
        let covered: Vec<_> = (0..80).map(|at| columns.cover(1, at, 1)).collect();
        assert!(covered.windows(2).all(|pair| pair[0].1 < pair[1].0), "{covered:?}");
        assert_eq!(covered[79].1, columns.len() - 1);
    }
}
