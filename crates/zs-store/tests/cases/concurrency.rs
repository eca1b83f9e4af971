//! Many at once: no save is refused for want of a turn, none is lost, and one version has one winner.
use super::on_both;
use crate::support::{AREA, NOW, TestStore, content, project};
use zs_store::{AuditEntry, Page, ProjectFilter, Store, Verdict};

on_both!(two_hundred_saves_at_once, one_version_has_one_winner, readers_go_on_while_others_write);

async fn save(store: Store, id: i64, expected: i64, actor: i64) -> zs_store::Result<i64> {
    let mut writer = store.write(AREA).await?;
    let projects = (1..=14).map(|n| project(n, &format!("P{id}-{n}"), "公务用车运行维护"));
    let saved = writer.save_version(id, expected, &content(actor, projects.collect())).await?;
    let name = id.to_string();
    let entry = AuditEntry {
        now: NOW,
        actor: "account:1",
        action: "document.save",
        object: "document",
        object_id: &name,
        ..Default::default()
    };
    writer.append_audit(&entry).await?;
    writer.commit().await?;
    Ok(saved.version)
}

async fn two_hundred_saves_at_once(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    let mut documents = Vec::new();
    for _ in 0..200 {
        documents.push(test.document_in(&mut writer, test.units[0], NOW).await);
    }
    writer.commit().await.unwrap();
    let saves =
        documents.iter().map(|id| tokio::spawn(save(test.store.clone(), *id, 0, test.clerk)));
    for done in saves.collect::<Vec<_>>() {
        assert_eq!(done.await.unwrap().unwrap(), 1);
    }
    let mut reader = test.store.read(AREA).await.unwrap();
    let all = ProjectFilter { year: 2025, ..Default::default() };
    assert_eq!(reader.count_projects(&all).await.unwrap().0, 2800);
    let verdict = reader.verify_audit().await.unwrap();
    assert!(matches!(verdict, Verdict::Sound { entries: 200, .. }), "{verdict:?}");
}

async fn one_version_has_one_winner(test: TestStore) {
    let id = test.document().await;
    for expected in 0..3 {
        let saves =
            (0..8).map(|_| tokio::spawn(save(test.store.clone(), id, expected, test.clerk)));
        let mut won = 0;
        for done in saves.collect::<Vec<_>>() {
            match done.await.unwrap() {
                Ok(_) => won += 1,
                Err(error) => {
                    assert_eq!(error, zs_store::StoreError::Conflict { current: expected + 1 });
                }
            }
        }
        assert_eq!(won, 1);
    }
    assert_eq!(test.store.read(AREA).await.unwrap().versions(id).await.unwrap().len(), 3);
}

async fn readers_go_on_while_others_write(test: TestStore) {
    let id = test.document().await;
    save(test.store.clone(), id, 0, test.clerk).await.unwrap();
    let mut writer = test.store.write(AREA).await.unwrap();
    let empty = content(test.clerk, Vec::new());
    writer.save_version(id, 1, &empty).await.unwrap();
    // Not committed: others still see what was, and do not wait.
    let mut reader = test.store.read(AREA).await.unwrap();
    assert_eq!(reader.document(id).await.unwrap().version, 1);
    let found = reader.search_projects("用车", None, &[], &Page::first(50)).await.unwrap();
    assert_eq!(found.items.len(), 14);
    writer.commit().await.unwrap();
    assert_eq!(reader.document(id).await.unwrap().version, 2);
    assert!(reader.projects_of(id).await.unwrap().is_empty());
}
