//! What every layout must be, whatever was read: cells in order and inside the grid.
use zs_import::{Block, Layout, Limits, Table};

/// Limits small enough that a slow input is a finding.
#[must_use]
pub fn limits() -> Limits {
    Limits { cells: 100_000, text: 1 << 20, ..Limits::default() }
}

/// Panics if a table of the layout is not sound.
pub fn check(layout: &Layout) {
    for block in &layout.blocks {
        if let Block::Table(table) = block {
            check_table(table);
        }
    }
}

fn check_table(table: &Table) {
    assert!(table.cells.is_sorted_by_key(|c| (c.row, c.column)));
    for cell in &table.cells {
        assert!(cell.row_span >= 1 && cell.row + cell.row_span <= table.rows);
        assert!(cell.column_span >= 1 && cell.column + cell.column_span <= table.columns);
        cell.nested.iter().for_each(check_table);
    }
}
