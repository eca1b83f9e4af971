//! Documents to try, and what it means that they survive printing.
#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::disallowed_methods, reason = "tests read files")]
#[path = "../../../../tests/shared.rs"]
mod beside;

pub use beside::shared;
use zs_engine::{Kind, Limits, render};
use zs_model::{Document, Indicator};

/// Every golden document with the name of its file.
pub fn golden() -> Vec<(String, Document)> {
    let Some(folder) = shared("corpus/golden") else { return Vec::new() };
    let entries = std::fs::read_dir(folder).expect("a folder");
    let read = |entry: std::fs::DirEntry| {
        let text = std::fs::read_to_string(entry.path()).expect("a golden file");
        let document = zs_import::formats::json::read(text.as_bytes(), &Limits::default());
        let name = entry.file_name().to_string_lossy().into_owned();
        (name, document.expect("a golden document"))
    };
    let golden: Vec<_> = entries.map(|entry| read(entry.expect("an entry"))).collect();
    assert!(golden.len() >= 4);
    golden
}

/// The sample of every family with the family's id.
pub fn samples() -> Vec<(String, Document)> {
    let read = |form: &zs_catalog::Form| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalog/forms");
        let sample = std::fs::read(format!("{folder}/{}/sample.md", form.id)).expect("a sample");
        let reading = zs_engine::read(None, &sample, None).expect("a document");
        (form.id.clone(), reading.document)
    };
    zs_catalog::Catalog::embedded().forms.iter().map(read).collect()
}

fn json_of(document: &Document) -> String {
    String::from_utf8(render(document, "json").expect("json is a format")).expect("UTF-8")
}

/// The formats that people read.
pub const PRINTED: [(&str, Kind); 4] =
    [("md", Kind::Markdown), ("html", Kind::Html), ("docx", Kind::Docx), ("xlsx", Kind::Xlsx)];

/// The kind is told by content alone.
pub fn assert_survives(name: &str, document: &Document) {
    for (format, kind) in PRINTED {
        let printed = render(document, format).expect("a listed format");
        let reading = zs_engine::read(None, &printed, None).expect("our own output");
        assert_eq!(reading.kind, kind, "{name}");
        assert!(reading.findings.is_empty(), "{name} as {format}: {:?}", reading.findings);
        assert_same(&format!("{name} as {format}"), document, &reading.document);
    }
}

/// A row with nothing in it cannot be seen on paper.
fn printable(document: &Document) -> Document {
    let mut document = document.clone();
    let department = document.department_form.iter_mut().map(|form| &mut form.indicators);
    let projects = document.projects.iter_mut();
    let grids =
        projects.flat_map(|project| [&mut project.indicators, &mut project.period_indicators]);
    for grid in grids.chain(department) {
        grid.retain(|row| *row != Indicator::default());
    }
    document
}

/// Lines that differ, so that a failure can be read.
fn assert_same(name: &str, before: &Document, after: &Document) {
    let (before, after) = (json_of(&printable(before)), json_of(&printable(after)));
    let lines = before.lines().zip(after.lines()).enumerate();
    let differ: Vec<_> = lines.filter(|(_, (a, b))| a != b).take(4).collect();
    assert!(before == after, "{name}: {differ:#?}");
}
