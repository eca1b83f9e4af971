//! The document as one JSON object of `zhunsheng.document/1`.
use super::{Format, Unprintable};
use serde::Serialize;
use serde_json::{Serializer, Value, ser::PrettyFormatter};
use zs_model::{Confidence, Document};

/// The format.
pub const FORMAT: Format = Format {
    id: "json",
    zh: "JSON（供程序读取）",
    en: "JSON (for programs)",
    ending: "json",
    media_type: "application/json",
    render,
    print: None,
};

/// Indented by one space, keys in the order of the schema, a line break at the end.
fn render(document: &Document) -> Result<Vec<u8>, Unprintable> {
    Ok(bytes(document))
}

pub(crate) fn bytes(document: &Document) -> Vec<u8> {
    let mut bytes = pretty(&crate::shape::document(document));
    bytes.push(b'\n');
    bytes
}

/// The document with `confidence` beside its members: one entry a line for each field and each part.
#[must_use]
pub fn with_confidence(document: &Document, confidence: &Confidence) -> Vec<u8> {
    let shape = crate::shape::document(document);
    let mut bytes = pretty(&shape);
    // The document is an object with members: behind the last of them stand a line break and the brace.
    bytes.truncate(bytes.len().saturating_sub("\n}".len()));
    let entries = crate::confidence::entries(&shape, confidence);
    let lines: Vec<String> = entries.iter().map(|entry| format!("  {entry}")).collect();
    bytes.extend_from_slice(b",\n \"confidence\": [\n");
    bytes.extend_from_slice(lines.join(",\n").as_bytes());
    bytes.extend_from_slice(b"\n ]\n}\n");
    bytes
}

fn pretty(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    let formatter = PrettyFormatter::with_indent(b" ");
    // Writing a `Value` into memory cannot fail: its keys are strings and a `Vec` takes every byte.
    let written = value.serialize(&mut Serializer::with_formatter(&mut bytes, formatter));
    debug_assert!(written.is_ok());
    bytes
}
