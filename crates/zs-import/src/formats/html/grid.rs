//! A table under construction: places cells on the grid as browsers do.
use super::flow::{Flow, Item, cell_parts};
use super::tags::Tag;
use crate::{Cell, Limits, Table};
use zs_model::Place;

pub(super) struct Grid {
    table: Table,
    /// The open row, if any.
    row: Option<u32>,
    column: u32,
    /// For each column the rows, with the open one, that a cell above still covers.
    covered: Vec<u32>,
    /// The highest number in `covered`, so that free rows cost nothing.
    most_covered: u32,
    /// What is written into the open cell.
    pub flow: Option<Flow>,
    /// The content of the only cell so far.
    only: Option<Vec<Item>>,
}

impl Grid {
    pub fn new(place: Place) -> Self {
        Self {
            table: Table { place, ..Table::default() },
            row: None,
            column: 0,
            covered: Vec::new(),
            most_covered: 0,
            flow: None,
            only: None,
        }
    }

    pub fn start_row(&mut self) {
        self.end_row();
        self.row = Some(self.table.rows);
        self.table.rows = self.table.rows.saturating_add(1);
        self.column = 0;
    }

    pub fn end_row(&mut self) {
        self.end_cell();
        if self.row.take().is_some() && self.most_covered > 0 {
            self.covered.iter_mut().for_each(|c| *c = c.saturating_sub(1));
            self.most_covered -= 1;
        }
    }

    /// Opens a cell; true if it is a new one (beyond the last column it goes on with the one before).
    pub fn start_cell(&mut self, tag: &Tag, line: u32, limits: &Limits) -> bool {
        self.end_cell();
        if self.row.is_none() {
            self.start_row();
        }
        let row = self.row.unwrap_or_default();
        let covered = |c: u32| self.covered.get(c as usize).copied().unwrap_or(0);
        while covered(self.column) > 0 {
            self.column += 1;
        }
        if self.column >= limits.columns {
            self.reopen();
            return false;
        }
        let (row_span, column_span) = spans(tag, limits);
        // A wide cell ends where a tall one from above stands.
        let room = limits.columns - self.column;
        let mut width = 1;
        while width < column_span.min(room) && covered(self.column + width) == 0 {
            width += 1;
        }
        let end = (self.column + width) as usize;
        if self.covered.len() < end {
            self.covered.resize(end, 0);
        }
        self.covered[self.column as usize..end].fill(row_span);
        self.most_covered = self.most_covered.max(row_span);
        let absurd = column_span > limits.columns;
        self.table.columns = self.table.columns.max(self.column + if absurd { 1 } else { width });
        let place = Place {
            line: Some(line),
            table: self.table.place.table,
            row: Some(row + 1),
            column: Some(self.column + 1),
            ..Place::default()
        };
        let column = self.column;
        let cell = Cell { row, column, row_span, column_span: width, place, ..Cell::default() };
        self.settle_only();
        self.table.cells.push(cell);
        self.column += width;
        self.flow = Some(Flow::default());
        true
    }

    fn reopen(&mut self) {
        self.settle_only();
        let mut flow = Flow::default();
        if let Some(last) = self.table.cells.last_mut() {
            let (text, line) = (std::mem::take(&mut last.text), last.place.line.unwrap_or(1));
            flow.items.push(Item::Line { text, heading: None, line });
            flow.items.extend(last.nested.drain(..).map(Item::Table));
        }
        self.flow = Some(flow);
    }

    pub fn end_cell(&mut self) {
        let Some(mut flow) = self.flow.take() else { return };
        flow.end_line();
        if self.table.cells.len() == 1 {
            self.only = Some(flow.items);
        } else {
            self.fill(flow.items);
        }
    }

    fn settle_only(&mut self) {
        if let Some(items) = self.only.take() {
            self.fill(items);
        }
    }

    fn fill(&mut self, items: Vec<Item>) {
        if let Some(cell) = self.table.cells.last_mut() {
            (cell.text, cell.nested) = cell_parts(items);
        }
    }

    /// The finished table; or the content of its only cell, if that is there to lay out tables.
    pub fn finish(mut self) -> Vec<Item> {
        self.end_row();
        if let Some(items) = self.only.take() {
            if items.iter().any(|i| matches!(i, Item::Table(_))) {
                return items;
            }
            self.fill(items);
        }
        let (rows, columns) = (self.table.rows, self.table.columns);
        for cell in &mut self.table.cells {
            cell.row_span = cell.row_span.min(rows - cell.row);
            cell.column_span = cell.column_span.min(columns - cell.column);
        }
        if self.table.cells.is_empty() { Vec::new() } else { vec![Item::Table(self.table)] }
    }
}

/// Rows and columns that a cell covers: a row span of 0 means all rows that follow.
fn spans(tag: &Tag, limits: &Limits) -> (u32, u32) {
    let rows = match tag.row_span.unwrap_or(1) {
        0 => limits.row_span,
        rows => rows.min(limits.row_span),
    };
    (rows.max(1), tag.column_span.unwrap_or(1).max(1))
}
