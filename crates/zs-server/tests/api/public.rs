//! The public's side: published versions, and nothing else; metrics and what runs here.
use crate::support::{AREA, Kind, NOW, TestApp, on_both, samples};
use axum::http::header;
use serde_json::json;
use zs_server::Settings;
use zs_store::{SealKind, Transition};

on_both!(
    nothing_unpublished_leaves,
    the_published_version_stays_while_it_is_adjusted,
    metrics_and_about
);

async fn publish(test: &TestApp, document: &str, from: &str) {
    let id = document.rsplit('/').next().unwrap().parse().unwrap();
    let mut writer = test.app.store.write(AREA).await.unwrap();
    let standing = writer.document(id).await.unwrap();
    let step = Transition {
        from,
        to: "published",
        version: standing.version,
        action: "publish",
        reason: None,
        actor: test.people["finance"],
        now: NOW,
        seal: Some(SealKind::Published),
    };
    writer.transition(id, &step).await.unwrap();
    writer.commit().await.unwrap();
}

async fn nothing_unpublished_leaves(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let (document, _) = samples::create(&test, &clerk).await;
    let (visitor, base) = (test.anonymous(), format!("/api/v1/public/areas/{AREA}"));
    let id = document.rsplit('/').next().unwrap();
    let areas = visitor.get("/api/v1/public/areas").await.expect_status(200).json();
    assert_eq!(areas["items"][0]["area"], AREA);
    let lists = [
        format!("{base}/years"),
        format!("{base}/departments?year=2025"),
        format!("{base}/documents?year=2025"),
        format!("{base}/search?q=%E7%85%A7%E6%98%8E"),
    ];
    for path in &lists {
        let list = visitor.get(path).await.expect_status(200).json();
        assert_eq!(list["items"], json!([]), "{path}");
    }
    for rest in ["", "/content", "/export?format=json"] {
        let hidden = visitor.get(&format!("{base}/documents/{id}{rest}")).await;
        hidden.expect_problem(404, "not-found");
    }
    visitor.get(&format!("{base}/search?q=x")).await.expect_problem(422, "invalid");
    visitor.get("/api/v1/public/areas/000000/years").await.expect_problem(404, "not-found");

    publish(&test, &document, "draft").await;
    for path in &lists {
        let list = visitor.get(path).await.expect_status(200).json();
        assert_ne!(list["items"], json!([]), "{path}");
    }
    let codes = visitor.get(&lists[1]).await.json();
    let codes: Vec<_> =
        codes["items"].as_array().unwrap().iter().map(|n| n["code"].clone()).collect();
    assert_eq!(codes, [json!(AREA), json!("430"), json!("430001")]);
    for (rest, answer) in [("", "application/json"), ("/content", "application/json")] {
        let shown = visitor.get(&format!("{base}/documents/{id}{rest}")).await.expect_status(200);
        assert_eq!(shown.headers[header::CONTENT_TYPE], answer);
        let again = visitor.with("if-none-match", shown.etag());
        let again = again.get(&format!("{base}/documents/{id}{rest}")).await.expect_status(304);
        assert!(again.body.is_empty());
    }
    let file =
        visitor.get(&format!("{base}/documents/{id}/export?format=md")).await.expect_status(200);
    assert!(String::from_utf8(file.body).unwrap().contains("办公楼照明改造"));
}

async fn the_published_version_stays_while_it_is_adjusted(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let (document, _) = samples::create(&test, &clerk).await;
    publish(&test, &document, "draft").await;
    let id: i64 = document.rsplit('/').next().unwrap().parse().unwrap();
    let mut writer = test.app.store.write(AREA).await.unwrap();
    let adjust = Transition {
        from: "published",
        to: "adjusting",
        version: 1,
        action: "adjust",
        reason: Some("追加预算"),
        actor: test.people["clerk"],
        now: NOW,
        seal: None,
    };
    writer.transition(id, &adjust).await.unwrap();
    writer.commit().await.unwrap();
    let mut changed = samples::document();
    changed["projects"][0]["name"] = json!("机密照明改造");
    changed["department"] = json!("未公开的名称");
    let etag = clerk.get(&document).await.etag();
    clerk
        .with("if-match", etag)
        .put(&format!("{document}/content"), changed)
        .await
        .expect_status(200);

    let (visitor, base) = (test.anonymous(), format!("/api/v1/public/areas/{AREA}"));
    let paths = [
        format!("{base}/documents?year=2025"),
        format!("{base}/documents/{id}"),
        format!("{base}/documents/{id}/content"),
        format!("{base}/documents/{id}/export?format=json"),
        format!("{base}/search?q=%E7%85%A7%E6%98%8E"),
        format!("{base}/search?q=%E6%9C%BA%E5%AF%86"),
    ];
    for path in paths {
        let text = String::from_utf8(visitor.get(&path).await.expect_status(200).body).unwrap();
        assert!(!text.contains("机密") && !text.contains("未公开"), "{path} {text}");
    }
    let shown = visitor.get(&format!("{base}/documents/{id}")).await.json();
    assert_eq!(shown["version"], 1);
}

async fn metrics_and_about(test: TestApp) {
    let about = test.anonymous().get("/api/v1/about").await.expect_status(200).json();
    assert!(about["version"].is_string() && about["rules"].as_u64().unwrap() > 50);
    test.anonymous().get("/api/v1/documents/7").await.expect_status(401);
    let text = test.anonymous().get("/metrics").await.expect_status(200);
    let text = String::from_utf8(text.body).unwrap();
    let route = "route=\"/api/v1/documents/{document}\",status=\"401\"} 1";
    assert!(text.contains(route), "{text}");
    assert!(
        text.contains("zhunsheng_store_up 1")
            && text.contains("zhunsheng_jobs{state=\"queued\"} 0")
    );
    assert!(!text.contains("/documents/7"));
}

#[tokio::test]
async fn visitors_have_a_limit() {
    let settings = Settings { visits_per_minute: 3, secure_cookies: false, ..Settings::default() };
    let test = TestApp::with(Kind::Embedded, settings).await.unwrap();
    let visitor = test.anonymous();
    for _ in 0..3 {
        visitor.get("/api/v1/public/areas").await.expect_status(200);
    }
    let refused = visitor.get("/api/v1/public/areas").await;
    let refused = refused.expect_problem(429, "too-many-requests");
    assert!(refused.headers.contains_key(header::RETRY_AFTER));
    test.pass(60_000);
    visitor.get("/api/v1/public/areas").await.expect_status(200);
}
