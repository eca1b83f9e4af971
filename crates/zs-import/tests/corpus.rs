//! The four real documents give exactly their golden models.
#![allow(clippy::disallowed_methods, reason = "a test may open the documents that it reads")]
#[path = "../../../tests/shared.rs"]
mod shared;

use shared::shared;
use zs_catalog::Catalog;
use zs_import::{Limits, formats, recognise};

fn squeezed(value: &serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::String(text) => Value::String(zs_model::text::squeeze(text)),
        Value::Array(items) => items.iter().map(squeezed).collect(),
        Value::Object(map) => map.iter().map(|(k, v)| (k.clone(), squeezed(v))).collect(),
        other => other.clone(),
    }
}

fn differences(
    at: &str,
    is: &serde_json::Value,
    should: &serde_json::Value,
    found: &mut Vec<String>,
) {
    use serde_json::Value;
    match (is, should) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: std::collections::BTreeSet<_> = a.keys().chain(b.keys()).collect();
            for key in keys {
                match (a.get(key), b.get(key)) {
                    (Some(x), Some(y)) => differences(&format!("{at}/{key}"), x, y, found),
                    (x, y) => found.push(format!("{at}/{key}: is {x:?}, should be {y:?}")),
                }
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (index, (x, y)) in a.iter().zip(b).enumerate() {
                differences(&format!("{at}/{index}"), x, y, found);
            }
        }
        (x, y) if x == y => {}
        (x, y) => found.push(format!("{at}: is {x}, should be {y}")),
    }
}

fn read(name: &str, file: &str) {
    let Some(corpus) = shared("corpus") else { return };
    let bytes = std::fs::read(corpus.join(file)).expect("a corpus file");
    let text = formats::encoding::decode(&bytes).expect("UTF-8").text;
    let limits = Limits::default();
    let layout = if file.ends_with(".md") {
        formats::markdown::read(&text, &limits)
    } else {
        formats::text::read(&text, &limits)
    };
    let (document, findings) = recognise(&layout.expect("readable"), Catalog::embedded());
    let json = zs_export::formats::by_id("json").expect("json");
    let is: serde_json::Value =
        serde_json::from_slice(&(json.render)(&document).expect("JSON")).expect("valid JSON");
    let golden = std::fs::read(corpus.join(format!("golden/{name}.json"))).expect("golden");
    let should: serde_json::Value = serde_json::from_slice(&golden).expect("golden JSON");
    let mut found = Vec::new();
    differences("", &squeezed(&is), &squeezed(&should), &mut found);
    let unplaced: Vec<_> =
        findings.iter().map(|f| (&f.text, f.place.as_ref().and_then(|p| p.line))).collect();
    assert!(
        found.is_empty(),
        "{} differences:\n{}\nunplaced: {unplaced:#?}",
        found.len(),
        found.join("\n")
    );
    assert!(unplaced.is_empty(), "unplaced: {unplaced:#?}");
}

#[test]
fn huailai() {
    read("huailai", "huailai.txt");
}

#[test]
fn zunhua_2023() {
    read("zunhua-2023", "zunhua-2023.txt");
}

#[test]
fn zhangjiakou_2024() {
    read("zhangjiakou-2024", "zhangjiakou-2024.md");
}

#[test]
fn shifeng_2021() {
    read("shifeng-2021", "shifeng-2021.txt");
}
