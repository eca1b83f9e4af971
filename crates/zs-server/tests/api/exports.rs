//! Documents and reports as files, and the trace that an export leaves.
use crate::support::{AREA, TestApp, on_both, samples};
use axum::http::header;
use serde_json::{Value, json};
use std::io::Read;
use zs_store::{AuditFilter, Page};

on_both!(
    every_format_leaves_with_a_trace,
    reports_have_four_faces,
    many_documents_leave_as_one_archive
);

async fn every_format_leaves_with_a_trace(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let (document, _) = samples::create(&test, &clerk).await;
    let formats = test.anonymous().get("/api/v1/formats").await.expect_status(200).json();
    let formats = formats["documents"].as_array().unwrap().clone();
    assert!(formats.len() >= 5);
    for format in &formats {
        let id = format["id"].as_str().unwrap();
        let file = clerk.get(&format!("{document}/export?format={id}")).await.expect_status(200);
        let name = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        let ending = format!(".{}", format["ending"].as_str().unwrap());
        assert!(name.starts_with("attachment; ") && name.ends_with(&ending), "{name}");
        assert!(!file.body.is_empty());
    }
    let json = clerk.get(&format!("{document}/export?format=json&version=1")).await.json();
    assert_eq!(json["schema"], "zhunsheng.document/1");
    let mut reader = test.app.store.read(AREA).await.unwrap();
    let entries = reader.audit(&AuditFilter::default(), &Page::first(500)).await.unwrap().items;
    let exports = entries.iter().filter(|entry| entry.action == "document.export").count();
    assert_eq!(exports, formats.len() + 1);
    drop(reader);
    clerk.get(&format!("{document}/export?format=exe")).await.expect_problem(400, "bad-request");
    clerk.get(&format!("{document}/export")).await.expect_problem(400, "bad-request");
    let no_version = clerk.get(&format!("{document}/export?format=json&version=9")).await;
    no_version.expect_problem(404, "not-found");
    let stranger = test.as_("other-clerk").await;
    let hidden = stranger.get(&format!("{document}/export?format=json")).await;
    hidden.expect_problem(404, "not-found");
}

async fn reports_have_four_faces(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let (document, _) = samples::create(&test, &clerk).await;
    for (format, starts) in [("html", "<!"), ("json", "{"), ("sarif", "{"), ("text", "")] {
        let path = format!("{document}/report?format={format}");
        let file = clerk.get(&path).await.expect_status(200);
        assert!(String::from_utf8(file.body).unwrap().starts_with(starts), "{format}");
        let english = clerk.with("accept-language", "en").get(&path).await.expect_status(200);
        let name = english.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(name.contains("report"), "{name}");
    }
    clerk.get(&format!("{document}/report?format=docx")).await.expect_problem(400, "bad-request");
}

async fn many_documents_leave_as_one_archive(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let (document, _) = samples::create(&test, &clerk).await;
    let id: i64 = document.rsplit('/').next().unwrap().parse().unwrap();
    let wanted = json!({ "documents": [id, id], "formats": ["docx", "md"] });
    let asked = clerk.post("/api/v1/exports", wanted.clone()).await.expect_status(202).json();
    assert_eq!((&asked["state"], &asked["attachment"]), (&json!("queued"), &Value::Null));
    let path = format!("/api/v1/exports/{}", asked["id"]);
    let worker = tokio::spawn(zs_server::work(test.app.clone()));
    let job = format!("/api/v1/jobs/{}", asked["id"]);
    let told = clerk.get(&format!("{job}/events")).await.expect_status(200);
    assert!(String::from_utf8(told.body).unwrap().contains("event: done"));
    test.app.stop();
    worker.await.unwrap();
    let made = clerk.get(&path).await.expect_status(200).json();
    assert_eq!(
        (&made["state"], &made["done"], &made["total"]),
        (&json!("done"), &json!(2), &json!(2))
    );
    assert_eq!((&made["files"], &made["missing"]), (&json!(2), &json!([])));
    let file = format!("/api/v1/attachments/{}/content", made["attachment"]);
    let archive = clerk.get(&file).await.expect_status(200).body;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    let mut names: Vec<String> =
        archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    names.sort_unstable();
    assert!(names[0].ends_with("-v1.docx") && names[1].ends_with("-v1.md"), "{names:?}");
    let mut text = String::new();
    archive.by_name(&names[1]).unwrap().read_to_string(&mut text).unwrap();
    let alone = clerk.get(&format!("{document}/export?format=md")).await.expect_status(200).body;
    assert_eq!(text.as_bytes(), alone);
    // Nobody else's, and nothing of what one may not read.
    let stranger = test.as_("other-clerk").await;
    stranger.get(&path).await.expect_problem(404, "not-found");
    stranger.get(&file).await.expect_problem(404, "not-found");
    stranger.post("/api/v1/exports", wanted).await.expect_problem(404, "not-found");
    for wrong in [
        json!({ "documents": [], "formats": ["md"] }),
        json!({ "documents": [id], "formats": [] }),
        json!({ "documents": [id], "formats": ["exe"] }),
    ] {
        clerk.post("/api/v1/exports", wrong).await.expect_problem(422, "invalid");
    }
    let mut reader = test.app.store.read(AREA).await.unwrap();
    let entries = reader.audit(&AuditFilter::default(), &Page::first(500)).await.unwrap().items;
    let traces: Vec<_> = entries.iter().filter(|entry| entry.action == "export.create").collect();
    assert!(matches!(traces.as_slice(), [one] if one.detail.contains(&format!("[[{id},1]]"))));
}
