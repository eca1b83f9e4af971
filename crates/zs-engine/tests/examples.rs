//! The example documents: every planted mistake is found where examples/README.md says, and nothing else.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test opens what it reads")]
use std::collections::BTreeMap;
use std::path::PathBuf;
use zs_check::{RULES, Settings, check};
use zs_model::{Document, Severity};

/// Rule and number of findings in one document.
type Counts = BTreeMap<String, usize>;

fn examples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// The rows of the table of planted mistakes: file, what, rule.
fn planted() -> Vec<[String; 3]> {
    let page = std::fs::read_to_string(examples().join("README.md")).unwrap();
    let table = page.split("## Mistakes planted").nth(1).unwrap();
    let rows = table.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        [cells[1], cells[2], cells[4]].map(str::to_owned)
    })
    .collect()
}

fn document(name: &str) -> Document {
    let entry = std::fs::read_dir(examples()).unwrap().find_map(|entry| {
        let path = entry.unwrap().path();
        path.file_stem().is_some_and(|stem| *stem == *format!("qinghe-{name}")).then_some(path)
    });
    let path = entry.unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let name = path.file_name().unwrap().to_str();
    zs_engine::read(name, &bytes, None).unwrap().document
}

#[test]
fn examples_hold_the_planted_mistakes_and_no_others() {
    let planted = planted();
    for name in ["hebei", "hunan", "neimenggu"] {
        let mut wanted = Counts::new();
        let known = |rule: &str| RULES.iter().any(|known| known.name == rule);
        for [_, _, rule] in planted.iter().filter(|[file, _, rule]| file == name && known(rule)) {
            *wanted.entry(rule.clone()).or_default() += 1;
        }
        let mut found = Counts::new();
        let mut told = String::new();
        for finding in check(&document(name), &Settings::default()).findings {
            if finding.severity >= Severity::Warning {
                *found.entry(finding.rule.to_owned()).or_default() += 1;
            }
            told += &format!(
                "{} {} {:?} {}\n",
                finding.severity, finding.rule, finding.at, finding.text
            );
        }
        assert_eq!(found, wanted, "{name}: what was found\n{told}");
    }
}
