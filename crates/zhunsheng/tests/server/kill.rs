//! `kill -9` while 200 callers save: every acknowledged version is there afterwards, nothing is corrupt.
use crate::http::Caller;
use crate::postgres;
use crate::record::{AREA, Server, content, found, save};
use std::collections::BTreeMap;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;
use zs_store::{AuditFilter, Page, Store};

const CALLERS: usize = 200;

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_write_is_lost_embedded() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("record.db").display());
    kill_in_the_middle(&url).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_write_is_lost_served() {
    if let Some(url) = postgres::fresh_database() {
        kill_in_the_middle(&url).await;
    }
}

async fn kill_in_the_middle(url: &str) {
    let ids = found(url, CALLERS).await;
    let server = Server::start(url, "");
    let caller = server.clerk();
    let acknowledged: Mutex<BTreeMap<i64, i64>> = Mutex::default();
    let (saves, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let body = content("支付电梯维保费");
    let clerk = |caller: &Caller, id: i64| {
        while !stop.load(Ordering::Relaxed) {
            let Some((200, version)) = save(caller, id, &body) else { continue };
            acknowledged.lock().unwrap().insert(id, version);
            saves.fetch_add(1, Ordering::Relaxed);
        }
    };
    std::thread::scope(|scope| {
        for id in &ids {
            scope.spawn(|| clerk(&caller, *id));
        }
        while saves.load(Ordering::Relaxed) < CALLERS {
            std::thread::sleep(Duration::from_millis(20));
        }
        server.kill();
        stop.store(true, Ordering::Relaxed);
    });
    let restarted = Server::start(url, "");
    let caller = restarted.clerk();
    let acknowledged = acknowledged.into_inner().unwrap();
    assert!(acknowledged.len() > CALLERS / 10, "{}", acknowledged.len());
    for (id, version) in &acknowledged {
        let reply = caller.call("GET", &format!("/api/v1/documents/{id}"), &[], "").unwrap();
        assert!(reply.body["version"].as_i64().unwrap() >= *version, "{id}: {}", reply.body);
    }
    assert_eq!(save(&caller, ids[0], &body).unwrap().0, 200, "and it goes on");
    restarted.kill();
    whole(url, &ids).await;
}

/// Every version reads back with its hash, every save has its entry, the chain and the files are sound.
async fn whole(url: &str, ids: &[i64]) {
    let store = Store::open(url).await.unwrap();
    store.check().await.unwrap();
    let mut reader = store.read(AREA).await.unwrap();
    let mut saved = 0;
    for id in ids {
        let document = reader.document(*id).await.unwrap();
        let versions = reader.versions(*id).await.unwrap();
        assert_eq!(versions.len(), usize::try_from(document.version).unwrap());
        reader.version_body(*id, document.version).await.unwrap();
        let projects = reader.projects_of(*id).await.unwrap();
        assert_eq!(i64::try_from(projects.len()).unwrap(), document.projects);
        saved += versions.len() - 1;
    }
    let (mut page, mut entries) = (Page::first(500), 0);
    let filter = AuditFilter { action: Some("document.save".to_owned()), ..AuditFilter::default() };
    loop {
        let rows = reader.audit(&filter, &page).await.unwrap();
        entries += rows.items.len();
        let Some(next) = rows.next else { break };
        page = Page::after(next, 500);
    }
    assert_eq!(entries, saved, "a save without its entry, or an entry without its save");
    drop(reader);
    store.close().await;
    let program = env!("CARGO_BIN_EXE_zhunsheng");
    let proof =
        Command::new(program).args(["audit", "verify", "--database", url]).output().unwrap();
    assert!(proof.status.success(), "{}", String::from_utf8_lossy(&proof.stdout));
}
