//! A layout as one sequence of lines: paragraphs, and table rows with every cell that touches them.
use crate::{Block, Cell, Layout, Paragraph, Table};
use std::borrow::Cow;
use zs_catalog::{Label, Labels, normal};
use zs_model::{Place, text};

/// One line of the document.
pub(super) enum Line<'a> {
    Paragraph(Cow<'a, Paragraph>),
    Row(Row<'a>),
}

/// A table row.
pub(super) struct Row<'a> {
    pub cells: Vec<At<'a>>,
    /// Whether it is the first row of its table.
    pub first: bool,
    /// Grid columns of its table.
    pub columns: u32,
}

/// A cell as one row sees it.
pub(super) struct At<'a> {
    pub cell: &'a Cell,
    /// Whether the cell began in a row above.
    pub carried: bool,
    /// Its text as labels are compared; empty for a carried, blank or long one.
    pub normal: Cow<'a, str>,
    /// The meaning of its text as a label, once the family is known.
    pub label: Option<Label>,
    blank: bool,
}

/// Cells that begin in a row, mostly.
const FEW_CELLS: usize = 6;
/// Longer text is never a label.
const LONGEST_LABEL: usize = 120;

impl<'a> At<'a> {
    fn new(cell: &'a Cell, carried: bool) -> Self {
        let blank = cell.text.chars().all(text::is_layout);
        let short = !carried && !blank && cell.text.len() <= LONGEST_LABEL;
        let normal = if short { normal(&cell.text) } else { Cow::Borrowed("") };
        Self { cell, carried, normal, label: None, blank }
    }

    pub fn text(&self) -> &'a str {
        &self.cell.text
    }

    pub fn is_blank(&self) -> bool {
        self.blank
    }

    pub fn place(&self) -> &'a Place {
        &self.cell.place
    }

    /// The grid columns that the cell covers.
    pub fn columns(&self) -> std::ops::Range<u32> {
        self.cell.column..self.cell.column.saturating_add(self.cell.column_span.max(1))
    }
}

impl<'a> Row<'a> {
    /// Cells that begin in this row and hold text.
    pub fn filled(&self) -> impl Iterator<Item = &At<'a>> {
        self.cells.iter().filter(|at| !at.carried && !at.is_blank())
    }
}

/// Gives every cell the meaning that its text has as a label of the family.
pub(super) fn label(lines: &mut [Line<'_>], labels: &Labels) {
    for line in lines {
        let Line::Row(row) = line else { continue };
        for at in row.cells.iter_mut().filter(|at| !at.normal.is_empty()) {
            at.label = labels.get_normal(&at.normal);
        }
    }
}

/// All lines in reading order; tables inside cells come after the text of their table.
pub(super) fn lines(layout: &Layout) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for block in &layout.blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(Line::Paragraph(Cow::Borrowed(paragraph))),
            Block::Table(table) => push_table(&mut lines, table),
        }
    }
    lines
}

/// Nested tables are walked with a stack of our own: depth is the reader's limit, not the call stack's.
fn push_table<'a>(lines: &mut Vec<Line<'a>>, table: &'a Table) {
    let mut pending = vec![table];
    while let Some(table) = pending.pop() {
        if is_wrapper(table) {
            push_wrapper(lines, table);
        } else {
            push_rows(lines, table);
        }
        let first = pending.len();
        pending.extend(table.cells.iter().flat_map(|cell| &cell.nested));
        pending[first..].reverse();
    }
}

/// A table that only frames other tables: its own text is paragraphs, not cells.
fn is_wrapper(table: &Table) -> bool {
    table.cells.iter().any(|cell| !cell.nested.is_empty())
        && table.cells.iter().filter(|cell| !cell.text.trim().is_empty()).count() <= 1
}

fn push_wrapper<'a>(lines: &mut Vec<Line<'a>>, table: &'a Table) {
    for cell in &table.cells {
        for text in cell.text.lines().filter(|line| !line.trim().is_empty()) {
            let paragraph =
                Paragraph { text: text.to_owned(), heading: None, place: cell.place.clone() };
            lines.push(Line::Paragraph(Cow::Owned(paragraph)));
        }
    }
}

fn push_rows<'a>(lines: &mut Vec<Line<'a>>, table: &'a Table) {
    let mut open: Vec<(&Cell, u32)> = Vec::new();
    let mut cells = table.cells.iter().peekable();
    let mut first = true;
    while let Some(next) = cells.peek() {
        let number = next.row;
        open.retain(|(_, end)| *end > number);
        let mut row: Vec<At<'a>> = Vec::with_capacity(open.len() + FEW_CELLS);
        row.extend(open.iter().map(|(cell, _)| At::new(cell, true)));
        while let Some(cell) = cells.next_if(|cell| cell.row == number) {
            row.push(At::new(cell, false));
            if cell.row_span > 1 {
                open.push((cell, number.saturating_add(cell.row_span)));
            }
        }
        row.sort_by_key(|at| at.cell.column);
        lines.push(Line::Row(Row { cells: row, first, columns: table.columns }));
        first = false;
    }
}
