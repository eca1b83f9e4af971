//! Migrations: once each, however many programs start at once; the printed schema is their sum.
use crate::support::{Kind, TestStore};
use std::collections::BTreeSet;
use zs_store::Store;

async fn started_at_once_and_again(kind: Kind) {
    let folder = tempfile::tempdir().unwrap();
    let Some(url) = kind.fresh(folder.path()) else { return };
    let opening = (0..6).map(|_| {
        let url = url.clone();
        tokio::spawn(async move { Store::open(&url).await })
    });
    let mut stores = Vec::new();
    for open in opening.collect::<Vec<_>>() {
        stores.push(open.await.unwrap().unwrap());
    }
    for store in stores {
        assert!(store.areas().await.unwrap().is_empty());
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn programs_start_at_once_embedded() {
    started_at_once_and_again(Kind::Embedded).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn programs_start_at_once_served() {
    started_at_once_and_again(Kind::Served).await;
}

super::on_both!(a_changed_migration_is_refused, the_schema_is_the_same_everywhere);

async fn a_changed_migration_is_refused(test: TestStore) {
    let kind = |opened: zs_store::Result<Store>| opened.err().map(|error| error.kind());
    assert_eq!(kind(Store::open(&test.url).await), None);
    test.raw("UPDATE migration SET hash = 'other' WHERE number = 1").await;
    assert_eq!(kind(Store::open(&test.url).await), Some("corrupt"));
    test.raw("INSERT INTO migration (number, name, hash) VALUES (999, 'later', 'x')").await;
    assert_eq!(kind(Store::open(&test.url).await), Some("invalid"));
}

/// Table and column names of the printed schema.
fn printed() -> BTreeSet<String> {
    let mut table = "";
    let mut columns = BTreeSet::new();
    for line in include_str!("../../schema.sql").lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["CREATE", "TABLE", name, ..] => table = name,
            [name, kind, ..] if line.starts_with("    ") && *name == name.to_lowercase() => {
                columns.insert(format!("{table}.{name} {}", kind.trim_end_matches(',')));
            }
            _ => {}
        }
    }
    columns
}

async fn the_schema_is_the_same_everywhere(test: TestStore) {
    assert_eq!(test.columns().await, printed());
}

#[tokio::test]
async fn the_printed_schema_is_the_sum_of_the_migrations() {
    let sum = zs_store::print_schema().await.unwrap();
    assert_eq!(sum, include_str!("../../schema.sql"), "run `cargo xtask gen`");
}

#[test]
fn every_key_begins_with_the_area() {
    let reference = ["migration", "catalog_edition"];
    let mut table = "";
    for line in include_str!("../../schema.sql").lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("CREATE TABLE ") {
            table = name.trim_end_matches(" (");
        }
        let key = ["PRIMARY KEY (", "UNIQUE (", "FOREIGN KEY ("];
        if let Some(key) = key.iter().find_map(|start| line.strip_prefix(start))
            && !reference.contains(&table)
        {
            assert!(key.starts_with("area"), "{table}: {line}");
        }
    }
}
