//! The import column of the rooms table in docs/architecture.md equals what cargo knows.
use crate::shell;
use anyhow::{Context as _, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const MAP: &str = "docs/architecture.md";

/// Room → the rooms that it imports (or may import).
type Imports = BTreeMap<String, BTreeSet<String>>;

/// Rooms without a row, rows without a room, and imports that the table does not allow.
pub fn breaches(_files: &[String]) -> Result<Vec<String>> {
    let metadata =
        shell::capture("cargo", &["metadata", "--format-version", "1", "--no-deps", "--offline"])?;
    let real = real(&serde_json::from_str(&metadata).context("cargo metadata")?)?;
    Ok(compare(&allowed(&shell::read(MAP)?), &real))
}

fn compare(allowed: &Imports, real: &Imports) -> Vec<String> {
    let mut found = Vec::new();
    for room in allowed.keys().filter(|room| !real.contains_key(*room)) {
        found.push(format!("{MAP} has a row for `{room}`, which is no crate of the workspace"));
    }
    for (room, imports) in real {
        let Some(may) = allowed.get(room) else {
            found.push(format!("`{room}` has no row in the rooms table of {MAP}"));
            continue;
        };
        for import in imports.difference(may) {
            found.push(format!("`{room}` imports `{import}`, which {MAP} does not allow"));
        }
    }
    found
}

/// The first table under "## The rooms": crate in the first column, imports in the third, in backticks.
fn allowed(map: &str) -> Imports {
    let section = map.lines().skip_while(|line| line.trim() != "## The rooms").skip(1);
    let table = section
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .skip(2);
    let rows = table.filter_map(|line| {
        let cells: Vec<&str> = line.split('|').collect();
        Some((ticked(cells.get(1)?).into_iter().next()?, ticked(cells.get(3)?)))
    });
    rows.collect()
}

fn ticked(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// What cargo says; development dependencies are free.
fn real(metadata: &Value) -> Result<Imports> {
    let packages = metadata["packages"].as_array().context("cargo metadata without packages")?;
    let name = |value: &Value| value["name"].as_str().map(str::to_owned);
    let ours: BTreeSet<String> = packages.iter().filter_map(name).collect();
    let imports = packages.iter().filter_map(|package| {
        let dependencies = package["dependencies"].as_array()?.iter();
        let built = dependencies.filter(|dependency| dependency["kind"] != "dev");
        let own = built.filter_map(name).filter(|import| ours.contains(import));
        Some((name(package)?, own.collect()))
    });
    Ok(imports.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "## The rooms\n\ntext\n\n| Room | For | May import |\n| --- | --- | --- |\n\
                         | `a` | x | nothing of ours |\n| `b` | y | `a`, `c` |\n\n| `z` | later | `a` |\n";

    #[test]
    fn reads_the_first_table_only() {
        let allowed = allowed(TABLE);
        assert_eq!(allowed.keys().collect::<Vec<_>>(), ["a", "b"]);
        assert!(allowed["a"].is_empty());
        assert_eq!(allowed["b"].iter().collect::<Vec<_>>(), ["a", "c"]);
    }

    #[test]
    fn finds_forbidden_imports_and_missing_rooms_but_frees_tests() {
        let metadata = serde_json::json!({"packages": [
            {"name": "a", "dependencies": [{"name": "b", "kind": null}, {"name": "serde", "kind": null}]},
            {"name": "b", "dependencies": [{"name": "d", "kind": "dev"}]},
            {"name": "d", "dependencies": []},
        ]});
        let found = compare(&allowed(TABLE), &real(&metadata).unwrap());
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("`a` imports `b`") && found[1].contains("`d` has no row"));
    }
}
