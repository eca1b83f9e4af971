//! Backup and restore: every row, on either engine, from either engine; nothing damaged comes back.
use crate::support::{AREA, Kind, NOW, TestStore, content, project};
use std::path::Path;
use zs_store::{
    AuditEntry, BlobPlace, NewAttachment, NewComment, SealKind, Seed, Sm3, Store, Transition,
    verify_archive,
};

/// A store with something in every kind of table that points elsewhere.
async fn filled(kind: Kind) -> Option<TestStore> {
    let test = TestStore::with_blob_folder(kind).await?;
    let document = test.document().await;
    let mut writer = test.store.write(AREA).await.unwrap();
    let one = content(test.clerk, vec![project(1, "P1", "办公楼“维修”\\n")]);
    writer.save_version(document, 0, &one).await.unwrap();
    let step = Transition {
        from: "draft",
        to: "approved",
        action: "approve",
        version: 1,
        seal: Some(SealKind::Approved),
        reason: None,
        actor: test.reviewer,
        now: NOW,
    };
    writer.transition(document, &step).await.unwrap();
    let mut comment = NewComment {
        document,
        version: 1,
        thread: None,
        project: None,
        indicator: None,
        field: "goal",
        body: "好",
        author: test.reviewer,
        now: NOW,
    };
    comment.thread = Some(writer.create_comment(&comment).await.unwrap());
    writer.create_comment(&comment).await.unwrap();
    let file = NewAttachment {
        document: Some(document),
        name: "照片.png",
        media_type: "image/png",
        body: &[0, 159, 146, 150, 255],
        uploaded_by: test.clerk,
        now: NOW,
    };
    writer.create_attachment(&file).await.unwrap();
    // A branch whose parent is younger than itself.
    let new = zs_store::NewNode {
        parent: 1,
        kind: zs_store::NodeKind::Department,
        code: "999",
        name: "新局",
        now: NOW,
    };
    let young = writer.create_node(&new).await.unwrap();
    writer.move_node(test.department, young).await.unwrap();
    writer.append_audit(&AuditEntry { actor: "system", ..Default::default() }).await.unwrap();
    writer.commit().await.unwrap();
    let seed = Seed { area: "990200", projects: 1500, indicators: 3, year: 2025, now: NOW };
    test.store.seed(&seed).await.unwrap();
    Some(test)
}

async fn there_and_back(from: Kind, to: Kind) {
    let Some(test) = filled(from).await else { return };
    let archive = test.folder.path().join("backup.zs");
    let report = test.store.backup(&archive, NOW).await.unwrap();
    assert_eq!(report.rows["project"], 1 + 108 * 14);
    assert!(report.bytes > 0 && report.rows["blob"] == 1);
    assert_eq!(verify_archive(&archive, test.folder.path()).await.unwrap().rows, report.rows);

    let folder = tempfile::tempdir().unwrap();
    let Some(url) = to.fresh(folder.path()) else { return };
    let blobs = BlobPlace::Folder(folder.path().join("blobs"));
    let store = Store::open_with(&url, blobs, std::sync::Arc::new(Sm3)).await.unwrap();
    let restored = store.restore(&archive).await.unwrap();
    assert_eq!(restored.rows, report.rows);
    // The same rows give the same lines, so the same digest.
    let again = folder.path().join("again.zs");
    assert_eq!(store.backup(&again, NOW).await.unwrap().digest, report.digest);
    assert_eq!(store.restore(&archive).await.unwrap_err().kind(), "invalid");
    let mut writer = store.write(AREA).await.unwrap();
    let more = writer.append_audit(&AuditEntry::default()).await.unwrap();
    assert_eq!(more, 2, "the chain goes on");
}

macro_rules! directions {
    ($($name:ident: $from:ident $to:ident;)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            there_and_back(Kind::$from, Kind::$to).await;
        }
    )*};
}

directions! {
    embedded_to_embedded: Embedded Embedded;
    embedded_to_served: Embedded Served;
    served_to_embedded: Served Embedded;
    served_to_served: Served Served;
}

async fn refused(archive: &Path) -> &'static str {
    let folder = tempfile::tempdir().unwrap();
    let refused = verify_archive(archive, folder.path()).await.unwrap_err();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
    refused.kind()
}

#[tokio::test]
async fn damaged_backups_are_refused() {
    let test = TestStore::new(Kind::Embedded).await.unwrap();
    test.document().await;
    let archive = test.folder.path().join("backup.zs");
    test.store.backup(&archive, NOW).await.unwrap();
    let whole = std::fs::read(&archive).unwrap();
    assert!(whole.len() > 200);
    for damage in [whole.len() / 2, whole.len() - 4] {
        std::fs::write(&archive, &whole[..damage]).unwrap();
        assert_eq!(refused(&archive).await, "corrupt", "cut at {damage}");
    }
    // A row that somebody changed, packed again as if nothing had happened.
    let text = unpacked(&whole).replace("\"clerk\"", "\"thief\"");
    std::fs::write(&archive, packed(&text)).unwrap();
    assert_eq!(refused(&archive).await, "corrupt");
    std::fs::write(&archive, packed("{\"format\":\"other\"}\n")).unwrap();
    assert_eq!(refused(&archive).await, "invalid");
    assert_eq!(refused(&test.folder.path().join("none.zs")).await, "unavailable");
}

fn unpacked(bytes: &[u8]) -> String {
    std::io::read_to_string(flate2::bufread::GzDecoder::new(bytes)).unwrap()
}

fn packed(text: &str) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(1));
    std::io::Write::write_all(&mut out, text.as_bytes()).unwrap();
    out.finish().unwrap()
}
