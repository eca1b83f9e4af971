//! One page arranged: tables with their texts, and the lines outside them.
use super::budget::Budget;
use super::glyphs::laid;
use super::join::cell_text;
use super::lattice::{Area, Lattice, lattices};
use super::lines::{Line, lines};
use super::loose;
use super::marks::{Glyph, Marks, Rule};
use super::matrix::{Length, Point};
use crate::{Cell, Limits, ReadError, Table};

/// Space between a border and its text: at least and at most so much.
const PADDING: (Length, Length) = (50, 800);
/// What a line costs beside its characters, in characters.
const LINE: usize = 6;

/// A page in reading order.
#[derive(Debug, Default)]
pub struct Sheet {
    pub number: u32,
    pub width: Length,
    pub height: Length,
    pub tables: Vec<Drawn>,
    pub lines: Vec<Line>,
}

/// A table and where it stands.
#[derive(Debug, Default)]
pub struct Drawn {
    pub area: Rule,
    pub table: Table,
    /// Edges of its columns.
    pub xs: Vec<Length>,
    /// The lines of each cell.
    pub lines: Vec<Vec<Line>>,
    /// Space between borders and texts.
    pub padding: Length,
    /// For each cell whether its borders are drawn in part only; none for tables without lines.
    pub guessed: Vec<bool>,
}

impl Drawn {
    /// Between which places the lines of a cell may run.
    pub fn bounds(&self, cell: &Cell) -> (Length, Length) {
        let edge = |column: u32| {
            let at = usize::try_from(column).unwrap_or(usize::MAX);
            self.xs.get(at).or(self.xs.last()).copied().unwrap_or(0)
        };
        (edge(cell.column) + self.padding, edge(cell.column + cell.column_span) - self.padding)
    }
}

impl Sheet {
    pub fn arrange(
        mut marks: Marks,
        number: u32,
        limits: &Limits,
        budget: &Budget,
    ) -> Result<Self, ReadError> {
        if marks.glyphs.is_empty() {
            marks.glyphs = std::mem::take(&mut marks.hidden);
        }
        marks.upright();
        let columns = usize::try_from(limits.columns).unwrap_or(usize::MAX);
        let (found, level) = lattices(&marks.rules, columns, budget)?;
        let mut grids: Vec<Filled> = found.into_iter().map(Filled::new).collect();
        // The smallest table around a character is its own.
        grids.sort_by_key(|grid| i64::from(grid.area.width()) * i64::from(grid.area.height()));
        let mut outside = Vec::new();
        for glyph in laid(&marks.glyphs) {
            let at = glyph.middle();
            match grids.iter_mut().find(|grid| grid.area.holds(at)) {
                Some(grid) => grid.put(glyph, at),
                None => outside.push(glyph),
            }
        }
        let mut tables: Vec<Drawn> = grids.into_iter().map(Filled::finish).collect();
        let (lines, loose) = loose::tables(lines(outside), &level, columns);
        tables.extend(loose);
        let inner = tables.iter().flat_map(|table| &table.lines).map(Vec::len);
        budget.mark((lines.len() + inner.sum::<usize>()) * LINE)?;
        tables.sort_by_key(|table| (table.area.top, table.area.left));
        Ok(Self { number, width: marks.width, height: marks.height, tables, lines })
    }
}

/// A lattice with the characters of its cells.
struct Filled {
    lattice: Lattice,
    area: Rule,
    /// Which cell is at a row and column.
    map: Vec<Vec<usize>>,
    glyphs: Vec<Vec<Glyph>>,
}

impl Filled {
    fn new(lattice: Lattice) -> Self {
        let (columns, rows) = (lattice.xs.len() - 1, lattice.ys.len() - 1);
        let mut map = vec![vec![0; columns]; rows];
        for (at, cell) in lattice.cells.iter().enumerate() {
            for row in &mut map[cell.row..cell.row_end] {
                row[cell.column..cell.column_end].fill(at);
            }
        }
        let area = Rule {
            left: lattice.xs[0],
            top: lattice.ys[0],
            right: lattice.xs[columns],
            bottom: lattice.ys[rows],
        };
        let glyphs = vec![Vec::new(); lattice.cells.len()];
        Self { lattice, area, map, glyphs }
    }

    fn put(&mut self, glyph: Glyph, (x, y): Point) {
        let part = |edges: &[Length], at| {
            edges.partition_point(|edge| *edge <= at).saturating_sub(1).min(edges.len() - 2)
        };
        let cell = self.map[part(&self.lattice.ys, y)][part(&self.lattice.xs, x)];
        self.glyphs[cell].push(glyph);
    }

    fn finish(self) -> Drawn {
        let Lattice { xs, ys, cells } = self.lattice;
        let texts: Vec<Vec<Line>> = self.glyphs.into_iter().map(lines).collect();
        let gap = |(cell, lines): (&Area, &Vec<Line>)| {
            lines.iter().map(|line| line.left - xs[cell.column]).min()
        };
        let padding = cells.iter().zip(&texts).filter_map(gap).min().unwrap_or(0);
        let padding = padding.clamp(PADDING.0, PADDING.1);
        let table = Table {
            cells: cells.iter().map(placed).collect(),
            rows: count(1, ys.len()),
            columns: count(1, xs.len()),
            ..Table::default()
        };
        let guessed = cells.iter().map(|cell| cell.guessed).collect();
        let mut drawn = Drawn { area: self.area, table, xs, lines: texts, padding, guessed };
        for at in 0..drawn.table.cells.len() {
            let (left, right) = drawn.bounds(&drawn.table.cells[at]);
            drawn.table.cells[at].text = cell_text(&drawn.lines[at], left, right);
        }
        drawn
    }
}

fn count(from: usize, to: usize) -> u32 {
    u32::try_from(to - from).unwrap_or(u32::MAX)
}

fn placed(area: &Area) -> Cell {
    Cell {
        row: count(0, area.row),
        column: count(0, area.column),
        row_span: count(area.row, area.row_end),
        column_span: count(area.column, area.column_end),
        ..Cell::default()
    }
}
