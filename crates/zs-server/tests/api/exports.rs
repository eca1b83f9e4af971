//! Documents and reports as files, and the trace that an export leaves.
use crate::support::{AREA, TestApp, on_both, samples};
use axum::http::header;
use zs_store::{AuditFilter, Page};

on_both!(every_format_leaves_with_a_trace, reports_have_four_faces);

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
