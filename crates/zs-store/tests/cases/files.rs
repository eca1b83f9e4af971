//! Attachments by content, in the database and in a folder; answers to requests that come twice.
use super::on_both;
use crate::support::{AREA, Kind, NOW, TestStore};
use zs_store::{Answer, NewAttachment, Remembered};

on_both!(equal_bytes_are_kept_once, answers_are_remembered);

async fn equal_bytes_are_kept_once(test: TestStore) {
    attachments(test).await;
}

#[tokio::test]
async fn bytes_can_be_kept_in_a_folder() {
    let test = TestStore::with_blob_folder(Kind::Embedded).await.unwrap();
    let blobs = test.folder.path().join("blobs").join(AREA);
    let folder = attachments(test).await;
    let files = walk(&blobs);
    assert_eq!(files.len(), 1, "{files:?}");
    drop(folder);
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let folders = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = folders.flat_map(|f| std::fs::read_dir(f).unwrap().map(|e| e.unwrap().path()));
    files.collect()
}

async fn attachments(test: TestStore) -> tempfile::TempDir {
    let document = test.document().await;
    let mut writer = test.store.write(AREA).await.unwrap();
    let mut new = NewAttachment {
        document: None,
        name: "合同.pdf",
        media_type: "application/pdf",
        body: b"%PDF-1.7 one",
        uploaded_by: test.clerk,
        now: NOW,
    };
    let one = writer.create_attachment(&new).await.unwrap();
    new.name = "合同副本.pdf";
    let copy = writer.create_attachment(&new).await.unwrap();
    new.body = b"%PDF-1.7 two";
    let two = writer.create_attachment(&new).await.unwrap();
    for id in [one, copy, two] {
        writer.attach(id, document).await.unwrap();
    }
    let listed = writer.attachments(document).await.unwrap();
    assert_eq!(listed.len(), 3);
    assert_eq!(listed[0].hash, listed[1].hash);
    assert_ne!(listed[0].hash, listed[2].hash);
    writer.delete_attachment(one).await.unwrap();
    assert_eq!(writer.blob(&listed[0].hash).await.unwrap(), b"%PDF-1.7 one");
    writer.delete_attachment(copy).await.unwrap();
    assert_eq!(writer.blob(&listed[0].hash).await.unwrap_err().kind(), "not-found");
    writer.commit().await.unwrap();
    let hashes: Vec<_> = listed.iter().map(|attachment| attachment.hash.clone()).collect();
    let writer = test.store.write(AREA).await.unwrap();
    writer.remove_unused_files(&hashes).await.unwrap();
    let mut reader = test.store.read(AREA).await.unwrap();
    assert_eq!(reader.blob(&listed[2].hash).await.unwrap(), b"%PDF-1.7 two");
    assert_eq!(reader.attachment(one).await.unwrap_err().kind(), "not-found");
    test.folder
}

async fn answers_are_remembered(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    let answer = Answer {
        account: test.clerk,
        name: "key-1".to_owned(),
        request: "hash-of-request".to_owned(),
        status: 201,
        response: b"{}".to_vec(),
        expires_at: NOW + 10,
    };
    let account = test.clerk;
    let fresh = writer.remembered(account, "key-1", "hash-of-request", NOW).await.unwrap();
    assert_eq!(fresh, Remembered::New);
    writer.remember(&answer, NOW).await.unwrap();
    let known = writer.remembered(account, "key-1", "hash-of-request", NOW).await.unwrap();
    assert_eq!(known, Remembered::Answered(answer.clone()));
    let other = writer.remembered(account, "key-1", "another", NOW).await.unwrap();
    assert_eq!(other, Remembered::OtherRequest);
    let stranger = writer.remembered(test.reviewer, "key-1", "another", NOW).await.unwrap();
    assert_eq!(stranger, Remembered::New);
    let over = writer.remembered(account, "key-1", "another", NOW + 10).await.unwrap();
    assert_eq!(over, Remembered::New);
    writer.remember(&answer, NOW + 10).await.unwrap();
    assert_eq!(writer.sweep(NOW + 10).await.unwrap(), 1);
}
