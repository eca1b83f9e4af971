//! Documents written as XML in the tests, zipped, and read back.
mod archives;
mod hostile;
mod lists;
mod tables;
mod text;

use super::read;
use crate::{Block, Layout, Limits, ReadError, Table};
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A zip archive of these entries.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The document part around a body.
fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"{W}\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
         xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:odd=\"http://example.org/odd\" \
         xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\">\
         <w:body>{body}</w:body></w:document>"
    )
}

/// A .docx file with this body, styles and numbering (their inner XML).
fn docx(body: &str, styles: &str, numbering: &str) -> Vec<u8> {
    let styles = format!("<w:styles xmlns:w=\"{W}\">{styles}</w:styles>");
    let numbering = format!("<w:numbering xmlns:w=\"{W}\">{numbering}</w:numbering>");
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document(body).as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
    ])
}

fn try_body(body: &str) -> Result<Layout, ReadError> {
    read(&docx(body, "", ""), &Limits::default())
}

fn body(body: &str) -> Layout {
    try_body(body).unwrap()
}

/// The paragraphs outside tables.
fn lines(layout: &Layout) -> Vec<&str> {
    layout
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            Block::Table(_) => None,
        })
        .collect()
}

/// The tables outside tables.
fn tables(layout: &Layout) -> Vec<&Table> {
    layout
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph(_) => None,
        })
        .collect()
}

/// A table as text, one cell a line: `row,column rows×columns text`.
fn cells(table: &Table) -> Vec<String> {
    table
        .cells
        .iter()
        .map(|c| format!("{},{} {}×{} {}", c.row, c.column, c.row_span, c.column_span, c.text))
        .collect()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}
