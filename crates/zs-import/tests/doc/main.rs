//! The .doc reader: it must give what the .docx reader gives for the same document, and survive any file.
#![allow(clippy::unwrap_used, reason = "a failed test may panic anywhere")]
#![allow(clippy::disallowed_methods, reason = "a test may open the documents that it reads")]
mod fixtures;
mod hostile;
mod invented;
mod office;
#[path = "../../../../tests/seeds.rs"]
mod seeds;
#[path = "../../../../tests/shared.rs"]
mod shared;

use std::collections::BTreeSet;
use zs_import::{Block, Layout, Table};

/// A layout as text: a line for each paragraph and each cell, without places.
pub fn drawn(layout: &Layout) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &layout.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                lines.push(format!("{} {:?}", paragraph.heading.unwrap_or(0), paragraph.text));
            }
            Block::Table(table) => draw(table, 0, &mut lines),
        }
    }
    lines
}

fn draw(table: &Table, depth: usize, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    // A .doc file has the edges of cells and no others; a .docx may declare columns where no cell begins.
    let edges: BTreeSet<u32> =
        table.cells.iter().flat_map(|cell| [cell.column, cell.column + cell.column_span]).collect();
    let column = |edge: u32| edges.range(..edge).count();
    lines.push(format!("{indent}table {}×{}", table.rows, edges.len() - 1));
    for cell in &table.cells {
        let (left, right) = (column(cell.column), column(cell.column + cell.column_span));
        let (row, down, across) = (cell.row, cell.row_span, right - left);
        lines.push(format!("{indent}{row},{left} {down}×{across} {:?}", cell.text));
        cell.nested.iter().for_each(|inner| draw(inner, depth + 1, lines));
    }
}
