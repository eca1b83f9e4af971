//! One table while it is read: rows, spans and merges become a grid of cells.
use crate::{Block, Cell, Limits, Table};
use zs_model::Place;

/// Cells that a form has at least: room for them is made at once.
const FEW_CELLS: usize = 64;

/// A table that is being read.
pub struct Grid {
    /// Depth of the element `w:tbl`.
    pub depth: usize,
    /// Depth of the open `w:tr`, 0 outside rows.
    pub row_depth: usize,
    /// Whether the open row is deleted by a tracked change.
    pub row_deleted: bool,
    /// Number of fields open when the table began.
    pub fields: usize,
    /// What stood in the table outside its cells.
    pub strays: Vec<Block>,
    table: Table,
    declared: u32,
    /// Next free column of the open row, and how far the row reaches.
    column: u32,
    /// Whether the open row has cells or gaps.
    begun: bool,
    after: u32,
    /// Index + 1 of the cell that goes on downwards from each column: from the row above, into the next.
    above: Vec<usize>,
    below: Vec<usize>,
    /// The cell written last in the open row.
    last: Option<usize>,
}

/// How a cell continues another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Merge {
    /// It does not.
    #[default]
    None,
    /// It begins a merged area.
    Restart,
    /// It belongs to the area begun above (`w:vMerge`) or to its left (`w:hMerge`).
    Continue,
}

/// A cell that is being read.
#[derive(Default)]
pub struct OpenCell {
    /// Depth of the element `w:tc`.
    pub depth: usize,
    /// Where its text begins in the shared buffer.
    pub start: usize,
    /// Number of fields open when the cell began.
    pub fields: usize,
    /// Columns covered.
    pub span: u32,
    /// `w:vMerge`.
    pub down: Merge,
    /// `w:hMerge`.
    pub right: Merge,
    /// Number of its first paragraph.
    pub paragraph: Option<u32>,
    /// Tables inside.
    pub nested: Vec<Table>,
}

impl Grid {
    pub fn new(depth: usize, fields: usize, number: u32) -> Self {
        let place = Place { table: Some(number), ..Place::default() };
        Self {
            depth,
            row_depth: 0,
            row_deleted: false,
            fields,
            strays: Vec::new(),
            table: Table { place, cells: Vec::with_capacity(FEW_CELLS), ..Table::default() },
            declared: 0,
            column: 0,
            begun: false,
            after: 0,
            above: Vec::new(),
            below: Vec::new(),
            last: None,
        }
    }

    /// A `w:gridCol`.
    pub fn declare_column(&mut self, limits: &Limits) {
        self.declared = self.declared.saturating_add(1).min(limits.columns);
    }

    pub fn open_row(&mut self, depth: usize) {
        if self.begun {
            self.close_row();
        }
        self.row_depth = depth;
        self.row_deleted = false;
    }

    /// Whether the open row has no cells yet.
    pub fn row_is_fresh(&self) -> bool {
        !self.begun
    }

    /// `w:gridBefore`: columns left out at the beginning of the row.
    pub fn skip_columns(&mut self, count: u32, limits: &Limits) {
        if !self.begun {
            self.column = count.min(limits.columns.saturating_sub(1));
        }
    }

    /// `w:gridAfter`: columns left out at the end of the row.
    pub fn skip_after(&mut self, count: u32) {
        self.after = count;
    }

    pub fn close_row(&mut self) {
        self.row_depth = 0;
        self.last = None;
        self.begun = false;
        let end = std::mem::take(&mut self.column);
        let after = std::mem::take(&mut self.after);
        if std::mem::take(&mut self.row_deleted) {
            return;
        }
        self.table.rows = self.table.rows.saturating_add(1);
        self.table.columns =
            self.table.columns.max(end.saturating_add(after).min(self.declared.max(end)));
        std::mem::swap(&mut self.above, &mut self.below);
        self.below.clear();
    }

    /// Puts a finished cell into the grid.
    pub fn put(&mut self, cell: OpenCell, text: &str, limits: &Limits) {
        self.begun = true;
        let row = self.table.rows;
        if self.table.place.paragraph.is_none() {
            self.table.place.paragraph = cell.paragraph;
        }
        if self.column >= limits.columns {
            // Wider than any real table: what does not fit goes on in the last cell of the row.
            self.append_last(text, cell.nested);
            return;
        }
        let column = self.column;
        let span = cell.span.clamp(1, limits.columns - column);
        self.column = column + span;
        if cell.right == Merge::Continue && self.last.is_some() {
            if let Some(last) = self.last.map(|at| &mut self.table.cells[at])
                && last.row == row
            {
                last.column_span = self.column - last.column;
            }
            self.append_last(text, cell.nested);
            return;
        }
        let at = self.target(cell.down, column, limits);
        match at {
            Some(at) => {
                self.last = Some(at);
                self.table.cells[at].row_span = row - self.table.cells[at].row + 1;
                self.append_last(text, cell.nested);
            }
            None => {
                self.last = Some(self.table.cells.len());
                let place = Place {
                    paragraph: cell.paragraph,
                    table: self.table.place.table,
                    row: Some(row.saturating_add(1)),
                    column: Some(column + 1),
                    ..Place::default()
                };
                self.table.cells.push(Cell {
                    row,
                    column,
                    row_span: 1,
                    column_span: span,
                    text: text.to_owned(),
                    nested: cell.nested,
                    place,
                });
            }
        }
        if cell.down != Merge::None {
            let index = column as usize;
            if self.below.len() <= index {
                self.below.resize(index + 1, 0);
            }
            self.below[index] = self.last.map_or(0, |at| at + 1);
        }
    }

    /// The cell above that a continuing cell belongs to.
    fn target(&self, down: Merge, column: u32, limits: &Limits) -> Option<usize> {
        if down != Merge::Continue {
            return None;
        }
        let at = self.above.get(column as usize)?.checked_sub(1)?;
        let above = &self.table.cells[at];
        (self.table.rows - above.row < limits.row_span).then_some(at)
    }

    fn append_last(&mut self, text: &str, nested: Vec<Table>) {
        let Some(cell) = self.last.and_then(|at| self.table.cells.get_mut(at)) else { return };
        if !text.is_empty() {
            if !cell.text.is_empty() {
                cell.text.push('\n');
            }
            cell.text.push_str(text);
        }
        cell.nested.extend(nested);
    }

    /// The table and what stood in it outside its cells; no table when it has no rows.
    pub fn finish(mut self) -> (Option<Table>, Vec<Block>) {
        if self.begun {
            self.close_row();
        }
        self.table.cells.shrink_to_fit();
        ((self.table.rows > 0).then_some(self.table), self.strays)
    }
}
