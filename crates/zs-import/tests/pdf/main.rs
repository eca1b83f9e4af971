//! PDF files: those of several programs, made ones for each oddity, hostile ones, and LibreOffice's own.
#![allow(clippy::unwrap_used, reason = "test helpers")]
#![allow(clippy::disallowed_methods, reason = "tests read files")]
mod borders;
mod doubts;
mod encrypted;
mod hostile;
mod made;
mod ofd;
mod office;
#[path = "../ofd/package.rs"]
mod package;
mod paper;
mod producers;
mod scattered;
#[path = "../../../../tests/seeds.rs"]
mod seeds;
#[path = "../../../../tests/shared.rs"]
mod shared;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use zs_catalog::Catalog;
use zs_import::{Block, Layout, Limits, ReadError, Table};

fn read(bytes: &[u8]) -> Result<Layout, ReadError> {
    zs_import::formats::pdf::read(bytes, &Limits::default())
}

fn tables(layout: &Layout) -> Vec<&Table> {
    let tables = layout.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables.collect()
}

fn paragraphs(layout: &Layout) -> Vec<&str> {
    let paragraphs = layout.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        Block::Table(_) => None,
    });
    paragraphs.collect()
}

/// A table in few lines: `0,1 1x2 text` for each cell: row, column, rows and columns covered.
fn grid(table: &Table) -> Vec<String> {
    let cell = |cell: &zs_import::Cell| {
        let zs_import::Cell { row, column, row_span, column_span, text, .. } = cell;
        format!("{row},{column} {row_span}x{column_span} {}", text.replace('\n', "⏎"))
    };
    table.cells.iter().map(cell).collect()
}

/// The fields of the document that a file holds, by their paths.
fn fields(bytes: &[u8]) -> BTreeMap<String, Value> {
    let reading = zs_import::read(bytes, None, None, Catalog::embedded(), &Limits::default())
        .expect("a document");
    let json = zs_export::formats::by_id("json").expect("json");
    let json = (json.render)(&reading.document).expect("JSON");
    let mut found = BTreeMap::new();
    leaves("", &serde_json::from_slice(&json).expect("valid JSON"), &mut found);
    found
}

fn leaves(at: &str, value: &Value, found: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| leaves(&format!("{at}/{key}"), value, found));
        }
        Value::Array(items) => {
            let numbered = items.iter().enumerate();
            numbered.for_each(|(index, value)| leaves(&format!("{at}/{index}"), value, found));
        }
        leaf => _ = found.insert(at.to_owned(), leaf.clone()),
    }
}

/// What differs, one line each; and how many fields there are.
fn differences(
    should: &BTreeMap<String, Value>,
    is: &BTreeMap<String, Value>,
) -> (Vec<String>, usize) {
    let keys: BTreeSet<&String> = should.keys().chain(is.keys()).collect();
    let differs = |key: &&&String| should.get(**key) != is.get(**key);
    let line =
        |key: &&String| format!("{key}: should be {:?}, is {:?}", should.get(*key), is.get(*key));
    (keys.iter().filter(differs).map(line).collect(), keys.len())
}
