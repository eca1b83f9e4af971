//! What readers of printed pages (.pdf, .ofd) share: marks on pages become paragraphs and grids of cells.
mod breaks;
pub mod budget;
mod doubt;
mod flow;
mod furniture;
mod glyphs;
mod join;
mod lattice;
pub mod letters;
pub mod lines;
mod loose;
pub mod marks;
pub mod matrix;
pub mod path;
mod sheet;
mod tally;
pub mod write;

use crate::{Layout, Limits, ReadError};
use budget::{Budget, too_large};
use marks::Marks;
use sheet::Sheet;
use tally::Tally;

/// The pages of a file, one after another.
pub struct Printed<'b> {
    limits: Limits,
    budget: &'b Budget,
    sheets: Vec<Sheet>,
    tally: Tally,
    /// Cells of all tables.
    cells: usize,
}

impl<'b> Printed<'b> {
    /// No pages yet of a file of this kind (`PDF`).
    pub fn new(kind: &'static str, limits: &Limits, budget: &'b Budget) -> Self {
        Self { limits: *limits, budget, sheets: Vec::new(), tally: Tally::new(kind), cells: 0 }
    }

    /// Takes the next page: rules become grids, characters the texts of their cells.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn add(&mut self, marks: Marks) -> Result<(), ReadError> {
        let number = self.tally.add(&marks);
        let sheet = Sheet::arrange(marks, number, &self.limits, self.budget)?;
        self.cells += sheet.tables.iter().map(|table| table.table.cells.len()).sum::<usize>();
        if self.cells > self.limits.cells {
            return Err(too_large("段落或单元格过多", "too many paragraphs or cells"));
        }
        self.sheets.push(sheet);
        Ok(())
    }

    /// Takes a page that the file lists but does not hold.
    pub fn lost(&mut self) {
        self.tally.lose();
    }

    /// Puts the pages together. Headers, footers and page numbers are left out; each page's tables are tables of
    /// their own, with the same columns where one goes on: rows that a page cut are joined here if their lines
    /// show it, and otherwise by the recogniser. `Place` has the page, and in tables the table, row and column.
    ///
    /// # Errors
    /// `Damaged` without any page, or if the fonts do not tell which characters they draw; `Empty` for scanned
    /// pages, which are named; `TooLarge`.
    pub fn finish(mut self) -> Result<Layout, ReadError> {
        self.tally.check()?;
        furniture::remove(&mut self.sheets);
        breaks::mend(&mut self.sheets, &self.limits);
        let mut layout = flow::flow(self.sheets, &self.limits)?;
        layout.unread = self.tally.notes();
        Ok(layout)
    }
}
