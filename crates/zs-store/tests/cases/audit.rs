//! The audit chain: what it proves, and every way of tampering that it names.
use super::on_both;
use crate::support::{AREA, NOW, TestStore};
use zs_store::{AuditEntry, AuditFilter, Page, Verdict};

on_both!(
    the_chain_goes_on_across_transactions,
    a_changed_entry_is_named,
    a_missing_entry_is_named,
    a_cut_end_is_named,
    an_entry_that_was_put_in_is_named,
);

async fn write(test: &TestStore, from: i64, count: i64) {
    let mut writer = test.store.write(AREA).await.unwrap();
    for n in from..from + count {
        let id = n.to_string();
        let entry = AuditEntry {
            now: NOW + n,
            actor: if n % 2 == 0 { "account:1" } else { "account:2" },
            action: "document.save",
            object: "document",
            object_id: &id,
            before: None,
            after: Some("abc"),
            detail: "{}",
            origin: "192.0.2.7",
        };
        assert_eq!(writer.append_audit(&entry).await.unwrap(), n);
    }
    writer.commit().await.unwrap();
}

async fn verdict(test: &TestStore) -> Verdict {
    test.store.read(AREA).await.unwrap().verify_audit().await.unwrap()
}

async fn broken_at(test: &TestStore) -> Option<i64> {
    match verdict(test).await {
        Verdict::Sound { .. } => None,
        Verdict::Broken { seq, .. } => Some(seq),
    }
}

async fn the_chain_goes_on_across_transactions(test: TestStore) {
    assert_eq!(verdict(&test).await, Verdict::Sound { entries: 0, head: String::new() });
    write(&test, 1, 1200).await;
    // What is not committed leaves no gap.
    let mut writer = test.store.write(AREA).await.unwrap();
    writer.append_audit(&AuditEntry { actor: "x", ..Default::default() }).await.unwrap();
    drop(writer);
    write(&test, 1201, 2).await;
    let Verdict::Sound { entries, head } = verdict(&test).await else { panic!("broken") };
    let mut reader = test.store.read(AREA).await.unwrap();
    let filter = AuditFilter {
        actor: Some("account:1".to_owned()),
        object: Some("document".to_owned()),
        from: Some(NOW + 1100),
        until: Some(NOW + 1300),
        ..Default::default()
    };
    let first = reader.audit(&filter, &Page::first(50)).await.unwrap();
    let rest = Page::after(first.next.unwrap(), 50);
    let second = reader.audit(&filter, &rest).await.unwrap();
    assert_eq!((first.items.len(), second.items.len()), (50, 2));
    let newest = reader.audit(&AuditFilter::default(), &Page::first(1)).await.unwrap().items;
    assert_eq!((entries, &head), (1202, &newest[0].hash));
}

async fn a_changed_entry_is_named(test: TestStore) {
    write(&test, 1, 5).await;
    test.raw("UPDATE audit SET actor = 'account:9' WHERE seq = 3").await;
    assert_eq!(broken_at(&test).await, Some(3));
    assert_eq!(test.store.check().await.unwrap_err().kind(), "corrupt");
}

async fn a_missing_entry_is_named(test: TestStore) {
    write(&test, 1, 5).await;
    test.raw("DELETE FROM audit WHERE seq = 2").await;
    assert_eq!(broken_at(&test).await, Some(2));
}

async fn a_cut_end_is_named(test: TestStore) {
    write(&test, 1, 5).await;
    test.raw("DELETE FROM audit WHERE seq > 3").await;
    assert_eq!(broken_at(&test).await, Some(4));
}

async fn an_entry_that_was_put_in_is_named(test: TestStore) {
    write(&test, 1, 5).await;
    test.raw("UPDATE area_head SET audit_seq = 6").await;
    test.raw(
        "INSERT INTO audit (area, seq, created_at, actor, action, object, object_id, detail,
         origin, previous, hash) SELECT area, 6, created_at, actor, action, object, object_id,
         detail, origin, hash, hash FROM audit WHERE seq = 5",
    )
    .await;
    assert_eq!(broken_at(&test).await, Some(6));
}
