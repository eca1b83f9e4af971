//! Workbooks and delimited text: what their readers give.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_types,
    reason = "test helpers; cells given as floats"
)]
mod csv;
mod hostile;
mod ods;
mod package;
mod xls;
mod xlsx;

use std::fmt::Write as _;
use zs_import::{Block, Layout, Limits, ReadError, ReadErrorKind, Table};

fn read(bytes: &[u8]) -> Result<Layout, ReadError> {
    zs_import::formats::sheet::read(bytes, &Limits::default())
}

fn kind(bytes: &[u8]) -> Option<ReadErrorKind> {
    read(bytes).err().map(|error| error.kind)
}

fn tables(layout: &Layout) -> Vec<&Table> {
    let tables = layout.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables.collect()
}

/// The texts of a column of the first table, top down, without empty cells.
fn column(layout: &Layout, column: u32) -> Vec<String> {
    let cells = tables(layout)[0].cells.iter();
    let own = cells.filter(|cell| cell.column == column && !cell.text.is_empty());
    own.map(|cell| cell.text.clone()).collect()
}

/// A layout in few lines: `A3 2x1 text` for a filled cell, its place and (where it has one) its span.
fn dump(layout: &Layout) -> String {
    let mut out = String::new();
    for block in &layout.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                writeln!(out, "heading {:?}: {}", paragraph.heading, paragraph.text).unwrap();
            }
            Block::Table(table) => {
                let sheet = table.place.sheet.as_deref().unwrap_or("-");
                writeln!(out, "{sheet}: {} x {}", table.rows, table.columns).unwrap();
                for cell in table.cells.iter().filter(|cell| !cell.text.is_empty()) {
                    let letter =
                        char::from(b'A' + u8::try_from(cell.place.column.unwrap() - 1).unwrap());
                    write!(out, "  {letter}{}", cell.place.row.unwrap()).unwrap();
                    if (cell.row_span, cell.column_span) != (1, 1) {
                        write!(out, " {}x{}", cell.row_span, cell.column_span).unwrap();
                    }
                    writeln!(out, " {}", cell.text.replace('\n', "⏎")).unwrap();
                }
            }
        }
    }
    out
}
