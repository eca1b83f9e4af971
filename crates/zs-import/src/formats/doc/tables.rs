//! Tables while they are read: rows are gathered, and the edges of all cells give the grid.
use super::shape::Shape;
use crate::formats::word::grid::{Grid, OpenCell};
use crate::{Limits, Table};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Edges this near to each other are one, in twentieths of a point: programs round them differently.
const NEAR: i32 = 10;

/// A table that is being read.
pub(super) struct OpenTable {
    /// Number of the table.
    number: u32,
    /// Number of fields open when it began.
    pub(super) fields: usize,
    rows: Vec<Row>,
    /// The finished cells of the open row.
    cells: Vec<Cell>,
    /// The open cell.
    pub(super) cell: Option<Cell>,
}

/// A cell that is being read or waits for its row to end.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Number of its first paragraph.
    pub(super) paragraph: Option<u32>,
    /// Number of fields open when it began.
    pub(super) fields: usize,
    pub(super) nested: Vec<Table>,
}

struct Row {
    shape: Rc<Shape>,
    cells: Vec<Cell>,
}

impl OpenTable {
    pub(super) fn new(number: u32, fields: usize) -> Self {
        Self { number, fields, rows: Vec::new(), cells: Vec::new(), cell: None }
    }

    /// Ends the open cell.
    pub(super) fn end_cell(&mut self) {
        self.cells.extend(self.cell.take());
    }

    /// Ends the open row; a deleted one is left out.
    pub(super) fn end_row(&mut self, shape: Shape, deleted: bool) {
        let cells = std::mem::take(&mut self.cells);
        if deleted || cells.is_empty() {
            return;
        }
        let shape = match self.rows.last() {
            Some(above) if *above.shape == shape => Rc::clone(&above.shape),
            _ => Rc::new(shape),
        };
        self.rows.push(Row { shape, cells });
    }

    /// The grid; no table when it has no rows.
    pub(super) fn finish(mut self, limits: &Limits) -> Option<Table> {
        self.end_cell();
        self.end_row(Shape::default(), false);
        let columns = Columns::new(&self.rows);
        let mut grid = Grid::new(0, 0, self.number);
        for _ in 0..columns.count() {
            grid.declare_column(limits);
        }
        for row in self.rows {
            put(row, &columns, &mut grid, limits);
        }
        grid.finish().0
    }
}

/// Puts a row into the grid.
fn put(row: Row, columns: &Columns, grid: &mut Grid, limits: &Limits) {
    grid.open_row(1);
    let edges = &row.shape.edges;
    let mut column = edges.first().map_or(0, |edge| columns.of(*edge));
    grid.skip_columns(column, limits);
    for (at, cell) in row.cells.into_iter().enumerate() {
        // A cell without width still is a cell.
        let end = edges.get(at + 1).map_or(0, |edge| columns.of(*edge)).max(column + 1);
        let (right, down) = row.shape.merges(at);
        let open = OpenCell {
            span: end - column,
            down,
            right,
            paragraph: cell.paragraph,
            nested: cell.nested,
            ..OpenCell::default()
        };
        grid.put(open, cell.text.trim_matches('\n'), limits);
        column = end;
    }
    grid.skip_after(columns.count().saturating_sub(column));
    grid.close_row();
}

/// The columns of a table: the edges of all its cells, from left to right.
struct Columns {
    /// The first edge of each group of edges that are one.
    starts: Vec<i16>,
}

impl Columns {
    fn new(rows: &[Row]) -> Self {
        let mut edges: BTreeSet<i16> = BTreeSet::new();
        // Cells so narrow that their own edges are near each other.
        let mut narrow: BTreeSet<i16> = BTreeSet::new();
        let mut before: Option<&Rc<Shape>> = None;
        for row in rows {
            if before.is_some_and(|before| Rc::ptr_eq(before, &row.shape)) {
                continue;
            }
            before = Some(&row.shape);
            edges.extend(&row.shape.edges);
            for pair in row.shape.edges.windows(2) {
                if pair[0] < pair[1] && i32::from(pair[1]) - i32::from(pair[0]) <= NEAR {
                    narrow.insert(pair[1]);
                }
            }
        }
        let mut starts: Vec<i16> = Vec::new();
        for edge in edges {
            let near = |start: &i16| i32::from(edge) - i32::from(*start) <= NEAR;
            if narrow.contains(&edge) || !starts.last().is_some_and(near) {
                starts.push(edge);
            }
        }
        Self { starts }
    }

    /// The column that begins at an edge.
    fn of(&self, edge: i16) -> u32 {
        let at = self.starts.partition_point(|start| *start <= edge);
        u32::try_from(at.saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// Number of columns.
    fn count(&self) -> u32 {
        u32::try_from(self.starts.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }
}
