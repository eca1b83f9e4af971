//! OFD files: what programs write, each oddity in a small file, and hostile ones. Whole documents are compared with
//! their Word files beside PDF (`tests/pdf/office.rs`).
#![allow(clippy::unwrap_used, reason = "test helpers")]
mod hostile;
mod made;
mod package;

use package::{package, page, root};
use zs_import::{Block, Layout, Limits, ReadError};

fn read(bytes: &[u8]) -> Result<Layout, ReadError> {
    zs_import::formats::ofd::read(bytes, &Limits::default())
}

/// Paragraphs; the cells of tables between `|`.
fn lines(layout: &Layout) -> Vec<String> {
    let line = |block: &Block| match block {
        Block::Paragraph(paragraph) => paragraph.text.clone(),
        Block::Table(table) => {
            let cell = |cell: &zs_import::Cell| {
                format!(
                    "{},{} {}x{} {}",
                    cell.row, cell.column, cell.row_span, cell.column_span, cell.text
                )
            };
            table.cells.iter().map(cell).collect::<Vec<_>>().join(" | ")
        }
    };
    layout.blocks.iter().map(line).collect()
}

/// What a layer of a page of A4 reads as.
fn layer(layer: &str) -> Vec<String> {
    lines(&read(&one(layer)).expect("a sound file"))
}

/// A file of one page of A4 with this layer.
pub fn one(layer: &str) -> Vec<u8> {
    let document = r#"<ofd:Document><ofd:Pages><ofd:Page BaseLoc="/Doc_0/Page.xml"/></ofd:Pages></ofd:Document>"#;
    package(&[
        ("OFD.xml".to_owned(), root("/Doc_0/Document.xml")),
        ("Doc_0/Document.xml".to_owned(), document.to_owned()),
        ("Doc_0/Page.xml".to_owned(), page("", layer)),
    ])
}
