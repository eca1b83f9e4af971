//! What the targets share: archives of parts, and what every layout must be: cells in order and inside the grid.
use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};
use zs_import::{Block, Layout, Limits, Table};

/// An archive of these parts, so that the fuzzer need not find out how archives are made.
pub fn archive<'p>(parts: impl Iterator<Item = (&'p str, &'p [u8])>) -> Vec<u8> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        writer.start_file(name, stored).expect("a fresh name");
        writer.write_all(part).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

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
