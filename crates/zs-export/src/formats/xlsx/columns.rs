//! One set of columns for all tables of a sheet: their edges, drawn together where they nearly meet.
use crate::sheet::{Row, Table};

/// Edges are counted in ten-thousandths of the width.
pub(super) const WHOLE: usize = 10_000;
/// Edges nearer than this become one.
const NEAR: usize = 370;

/// The common edges, and for each table which of them its own edges are.
pub(super) struct Columns {
    pub(super) edges: Vec<usize>,
    of: Vec<Vec<usize>>,
    firsts: Vec<Vec<Vec<usize>>>,
}

impl Columns {
    pub(super) fn new(tables: &[&Table]) -> Self {
        // A sheet without tables still has two columns: a caption fills one each.
        let mut edges = if tables.is_empty() { vec![0, WHOLE / 2, WHOLE] } else { vec![0, WHOLE] };
        let firsts: Vec<_> = tables.iter().map(|table| spans(table)).collect();
        let drawn = tables.iter().zip(&firsts);
        let placed: Vec<Vec<usize>> = drawn
            .map(|(table, firsts)| place(&own(table), &used(table, firsts), &mut edges))
            .collect();
        edges.sort_unstable();
        let index = |edge: &usize| edges.partition_point(|known| known < edge);
        let of = placed.iter().map(|own| own.iter().map(index).collect()).collect();
        Self { edges, of, firsts }
    }

    /// For each row of a table the first grid column of each of its cells.
    pub(super) fn firsts(&self, table: usize) -> &[Vec<usize>] {
        &self.firsts[table]
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

/// Which edges of a table's grid some cell begins or ends at: the others need no column.
fn used(table: &Table, firsts: &[Vec<usize>]) -> Vec<bool> {
    let last = table.widths.len();
    let mut used = vec![false; last + 1];
    (used[0], used[last]) = (true, true);
    for (row, firsts) in table.head.iter().chain(&table.body).zip(firsts) {
        for (cell, first) in row.iter().zip(firsts) {
            used[(*first).min(last)] = true;
            used[(first + cell.columns.max(1)).min(last)] = true;
        }
    }
    used
}

/// Finds each used edge among the known ones, in order and no two at the same place, or adds it.
fn place(own: &[usize], used: &[bool], known: &mut Vec<usize>) -> Vec<usize> {
    let mut placed: Vec<usize> = Vec::with_capacity(own.len());
    let last = own.len() - 1;
    for (at, edge) in own.iter().enumerate() {
        let before = placed.last().copied();
        if let (Some(before), false) = (before, used[at]) {
            placed.push(before);
            continue;
        }
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

/// For each row the first grid column of each of its cells: cells from above take their columns.
fn spans(table: &Table) -> Vec<Vec<usize>> {
    let columns = table.widths.len();
    let rows: Vec<&Row> = table.head.iter().chain(&table.body).collect();
    let mut covered = vec![0_usize; columns];
    let mut spans = Vec::with_capacity(rows.len());
    for row in rows {
        let mut column = 0;
        let mut firsts = Vec::with_capacity(row.len());
        let mut below = covered.clone();
        below.iter_mut().for_each(|left| *left = left.saturating_sub(1));
        for cell in row.iter() {
            while column < columns && covered[column] > 0 {
                column += 1;
            }
            firsts.push(column);
            for left in below.iter_mut().skip(column).take(cell.columns) {
                *left = cell.rows.saturating_sub(1);
            }
            column += cell.columns.max(1);
        }
        covered = below;
        spans.push(firsts);
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::{Columns, WHOLE};
    use crate::sheet::{Cell, Role, Table};

    /// A table of one row with a cell in every column.
    fn table(widths: &[u16]) -> Table {
        let row = widths.iter().map(|_| Cell::new(Role::Short, "")).collect();
        Table { widths: widths.to_vec(), body: vec![row], ..Table::default() }
    }

    #[test]
    fn edges_that_no_cell_uses_are_no_columns() {
        let row = |spans: [usize; 2]| {
            spans.map(|span| Cell::new(Role::Short, "").columns(span)).into_iter().collect()
        };
        let wide = Table { body: vec![row([4, 8]), row([8, 4])], ..table(&[1; 12]) };
        let columns = Columns::new(&[&wide]);
        assert_eq!(columns.len(), 3);
        assert_eq!((columns.cover(0, 0, 4), columns.cover(0, 4, 8)), ((0, 0), (1, 2)));
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
