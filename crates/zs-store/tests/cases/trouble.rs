//! Trouble that passes: lost connections and writers that were given up; the store goes on by itself.
use super::on_both;
use crate::support::{AREA, Kind, NOW, TestStore};
use zs_store::{NewNode, NodeKind, Store};

on_both!(a_writer_that_is_given_up_frees_its_place, bad_cursors_and_references_change_nothing);

async fn a_writer_that_is_given_up_frees_its_place(test: TestStore) {
    for n in 0..20 {
        let store = test.store.clone();
        let abandoned = tokio::spawn(async move {
            let mut writer = store.write(AREA).await.unwrap();
            writer.create_fiscal_year(2030, NOW).await.unwrap();
            std::future::pending::<()>().await;
        });
        tokio::time::sleep(std::time::Duration::from_millis(if n == 0 { 200 } else { 5 })).await;
        abandoned.abort();
    }
    let mut writer = test.store.write(AREA).await.unwrap();
    writer.create_fiscal_year(2030, NOW).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(test.store.read(AREA).await.unwrap().fiscal_years().await.unwrap().len(), 2);
}

async fn bad_cursors_and_references_change_nothing(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    assert_eq!(writer.create_fiscal_year(2025, NOW).await.unwrap_err().kind(), "duplicate");
    drop(writer);
    let mut writer = test.store.write(AREA).await.unwrap();
    let orphan = NewNode { parent: 77, kind: NodeKind::Unit, code: "9", name: "无", now: NOW };
    assert_eq!(writer.create_node(&orphan).await.unwrap_err().kind(), "not-found");
    writer.commit().await.unwrap();
    test.store.ping().await.unwrap();
    test.store.close().await;
    assert_eq!(test.store.ping().await.unwrap_err().kind(), "unavailable");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lost_connections_are_made_again() {
    let Some(test) = TestStore::new(Kind::Served).await else { return };
    test.document().await;
    test.raw(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .await;
    let mut reader = test.store.read(AREA).await.unwrap();
    assert_eq!(reader.document(1).await.unwrap_err().kind(), "not-found");
    test.document().await;
    // In the middle of a transaction the loss is told, and nothing of it stays.
    let mut writer = test.store.write(AREA).await.unwrap();
    writer.create_fiscal_year(2031, NOW).await.unwrap();
    test.raw(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .await;
    assert_eq!(writer.commit().await.unwrap_err().kind(), "unavailable");
    let mut writer = test.store.write(AREA).await.unwrap();
    writer.create_fiscal_year(2031, NOW).await.unwrap();
    writer.commit().await.unwrap();
}

#[tokio::test]
async fn what_cannot_be_opened_says_why() {
    let kind = |opened: zs_store::Result<Store>| opened.err().map(|error| error.kind());
    assert_eq!(kind(Store::open("mysql://x/y").await), Some("invalid"));
    assert_eq!(kind(Store::open("sqlite:/nowhere/at/all.db").await), Some("unavailable"));
    assert_eq!(kind(Store::open("postgres://zs@127.0.0.1:1/zs").await), Some("unavailable"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("text.db");
    std::fs::write(&file, "this is no database, it is a text that is long enough".repeat(90))
        .unwrap();
    assert_eq!(kind(Store::open(&format!("sqlite:{}", file.display())).await), Some("corrupt"));
}
