//! Every target and level of the golden documents is read as a careful person read it.
#[path = "../../../../tests/shared.rs"]
mod shared;

use serde_json::Value;
use shared::shared;
use std::path::PathBuf;
use zs_model::{Level1, Level2, Target};

/// Every object under a key `target`, wherever it stands.
fn targets<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(map) => {
            found.extend(map.get("target").filter(|target| target.is_object()));
            map.values().for_each(|inner| targets(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| targets(inner, found)),
        _ => {}
    }
}

/// The four keys that the schema demands, and `upper`.
fn printed(target: &Target) -> [Option<String>; 5] {
    let value = target.deadline.map(|day| day.to_string());
    [
        target.raw.clone(),
        Some(target.op.word().to_owned()),
        value.or_else(|| target.value.map(|value| value.to_string())),
        target.unit.as_ref().map(|unit| unit.text().to_owned()),
        target.upper.map(|upper| upper.to_string()),
    ]
}

/// The golden documents as JSON; none where the folder is absent.
pub fn documents() -> Vec<Value> {
    let Some(folder) = shared("corpus/golden") else { return Vec::new() };
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let read = |file| std::fs::read_to_string(file).expect("a golden file is text");
    files
        .iter()
        .map(|file| serde_json::from_str(&read(file)).expect("a golden file is JSON"))
        .collect()
}

#[test]
fn every_golden_target_is_read_exactly() {
    let documents = documents();
    let mut found = Vec::new();
    documents.iter().for_each(|document| targets(document, &mut found));
    for golden in &found {
        let key = |key: &str| golden.get(key).and_then(Value::as_str).map(str::to_owned);
        let expected = ["text", "op", "value", "unit", "upper"].map(key);
        let read = Target::parse(expected[0].as_deref().unwrap_or_default());
        assert_eq!(printed(&read), expected);
    }
    assert!(documents.is_empty() || found.len() > 200, "only {} targets", found.len());
}

#[test]
fn every_golden_level_is_known() {
    for document in documents() {
        let projects = document["projects"].as_array().unwrap().iter();
        for row in projects.flat_map(|project| project["indicators"].as_array().unwrap()) {
            let level = |key: &str| row[key].as_str().unwrap();
            assert!(Level1::parse(level("level1")).is_some(), "{row}");
            assert!(Level2::parse(level("level2")).is_some(), "{row}");
        }
    }
}
