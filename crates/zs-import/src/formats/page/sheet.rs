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
    /// For tables without lines: at each edge where texts that end there end, and where those that begin there begin.
    pub measures: Vec<(Length, Length)>,
}

impl Drawn {
    /// Between which places the lines of a cell may run.
    pub fn bounds(&self, cell: &Cell) -> (Length, Length) {
        let measure =
            |column: u32| self.measures.get(usize::try_from(column).unwrap_or(usize::MAX));
        if let (Some(left), Some(right)) =
            (measure(cell.column), measure(cell.column + cell.column_span))
        {
            return (left.1, right.0);
        }
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
        let (found, ruling) = lattices(&marks.rules, columns, budget)?;
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
        let mut tables = Vec::with_capacity(grids.len());
        for grid in grids {
            tables.push(grid.read(columns, budget)?);
        }
        let (lines, loose) = loose::tables(lines(outside), &ruling, marks.height, columns, budget)?;
        tables.extend(loose);
        let inner = tables.iter().flat_map(|table| &table.lines).map(Vec::len);
        budget.mark((lines.len() + inner.sum::<usize>()) * LINE)?;
        tables.sort_by_key(|table| (table.area.top, table.area.left));
        Ok(Self { number, width: marks.width, height: marks.height, tables, lines })
    }
}

/// A lattice with the characters of its cells.
pub struct Filled {
    lattice: Lattice,
    area: Rule,
    /// Which cell is at a row and column.
    map: Vec<Vec<usize>>,
    glyphs: Vec<Vec<Glyph>>,
}

impl Filled {
    /// No characters yet.
    pub fn new(lattice: Lattice) -> Self {
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

    /// A character whose middle is there.
    pub fn put(&mut self, glyph: Glyph, (x, y): Point) {
        let part = |edges: &[Length], at| {
            edges.partition_point(|edge| *edge <= at).saturating_sub(1).min(edges.len() - 2)
        };
        let cell = self.map[part(&self.lattice.ys, y)][part(&self.lattice.xs, x)];
        self.glyphs[cell].push(glyph);
    }

    /// The table that the lines draw; where they are only some of its lines, the others are found from its texts.
    fn read(mut self, columns: usize, budget: &Budget) -> Result<Drawn, ReadError> {
        let mut texts = self.texts();
        let lattice = &self.lattice;
        let cut = |(at, cell): (usize, &Vec<Line>)| white_edge(lattice, at, cell).is_some();
        let parted = texts.iter().enumerate().filter(|text| cut(*text)).count();
        if loose::is_open(&texts, parted) {
            let all = lines(texts.iter().flatten().flat_map(Line::drawn).collect());
            if let Some(drawn) = loose::framed(&all, &self.lattice.ruling, columns, budget)? {
                return Ok(drawn);
            }
        }
        if parted > 0 {
            self.part(&mut texts);
        }
        Ok(self.drawn(texts, Vec::new()))
    }

    /// The table, if its texts stand between these measures at each edge: where the ones that end there end, and
    /// where those that begin there begin.
    pub fn told(mut self, measures: Vec<(Length, Length)>) -> Drawn {
        let texts = self.texts();
        self.drawn(texts, measures)
    }

    /// Cuts cells of several columns where an edge of theirs runs through the white of their texts.
    fn part(&mut self, texts: &mut Vec<Vec<Line>>) {
        let mut at = 0;
        while at < self.lattice.cells.len() {
            if let Some(edge) = white_edge(&self.lattice, at, &texts[at]) {
                let cell = &mut self.lattice.cells[at];
                let right = Area { column: edge, guessed: true, ..*cell };
                (cell.column_end, cell.guessed) = (edge, true);
                let x = self.lattice.xs[edge];
                let all = texts[at].iter().flat_map(Line::drawn);
                let (left, rest): (Vec<Glyph>, Vec<Glyph>) = all.partition(|glyph| glyph.left < x);
                texts[at] = lines(left);
                texts.insert(at + 1, lines(rest));
                self.lattice.cells.insert(at + 1, right);
            }
            at += 1;
        }
    }

    fn texts(&mut self) -> Vec<Vec<Line>> {
        std::mem::take(&mut self.glyphs).into_iter().map(lines).collect()
    }

    fn drawn(self, texts: Vec<Vec<Line>>, measures: Vec<(Length, Length)>) -> Drawn {
        let Lattice { xs, ys, cells, .. } = self.lattice;
        let gap = |(cell, lines): (&Area, &Vec<Line>)| {
            lines.iter().map(|line| line.left - xs[cell.column]).min()
        };
        let padding = cells.iter().zip(&texts).filter_map(gap).min().unwrap_or(0);
        let padding = padding.clamp(PADDING.0, PADDING.1);
        let table = Table {
            cells: cells.iter().map(placed).collect(),
            rows: count(1, ys.len()),
            columns: count(1, xs.len()),
            loose: !measures.is_empty(),
            ..Table::default()
        };
        let guessed = cells.iter().map(|cell| cell.guessed).collect();
        let mut drawn =
            Drawn { area: self.area, table, xs, lines: texts, padding, guessed, measures };
        for at in 0..drawn.table.cells.len() {
            let (left, right) = drawn.bounds(&drawn.table.cells[at]);
            drawn.table.cells[at].text = cell_text(&drawn.lines[at], left, right);
        }
        drawn
    }
}

/// The edge of columns at which a cell's text is in two parts, if it is no row of its own: the line was not drawn.
fn white_edge(lattice: &Lattice, at: usize, texts: &[Line]) -> Option<usize> {
    let cell = lattice.cells.get(at)?;
    let whole = cell.column == 0 && cell.column_end + 1 == lattice.xs.len();
    if whole || cell.column_end - cell.column < 2 {
        return None;
    }
    (cell.column + 1..cell.column_end).find(|edge| {
        let x = lattice.xs[*edge];
        let (mut from, mut to) = (Length::MIN, Length::MAX);
        for line in texts {
            let (left, right) = line.beside(x);
            // A label with its value to be written behind it is one text.
            if left.is_some_and(|left| right.is_some() && "：:".contains(left.letter)) {
                return false;
            }
            from = left.map_or(from, |left| from.max(left.right));
            to = right.map_or(to, |right| to.min(right.left));
        }
        let size = texts.iter().map(|line| line.size).max().unwrap_or(0);
        from != Length::MIN
            && to != Length::MAX
            && (to - from) * 10 >= size * 4
            && from <= x
            && x <= to
    })
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
