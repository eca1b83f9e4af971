//! Documents with content: created, saved, compared; a lost race is told with its difference.
use crate::support::{TestApp, on_both, samples};
use serde_json::json;

on_both!(
    a_document_is_created_saved_and_compared,
    of_two_saves_one_wins,
    a_repeated_save_is_answered_again,
    what_is_no_document_is_refused,
);

async fn a_document_is_created_saved_and_compared(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let node = test.nodes["430001"];
    let body = json!({ "node": node, "year": 2025, "content": samples::document() });
    let reply = clerk.post("/api/v1/documents", body).await.expect_status(201);
    let (etag, made) = (reply.etag(), reply.json());
    assert_eq!((made["version"].as_i64(), made["state"].as_str()), (Some(1), Some("draft")));
    assert_eq!(
        (made["projects"].as_i64(), made["budget_fen"].as_i64()),
        (Some(2), Some(48_000_000))
    );
    let path = format!("/api/v1/documents/{}", made["id"]);
    let got = clerk.get(&format!("{path}/content")).await.expect_status(200);
    assert_eq!(got.etag(), etag);
    let mut content = got.json();
    assert_eq!(content["schema"], "zhunsheng.document/1");
    content["projects"][0]["purpose"] = json!("更换两层楼的照明灯具。");
    content["projects"][1]["indicators"].as_array_mut().unwrap().pop();
    let save = clerk.with("if-match", etag);
    let saved = save.put(&format!("{path}/content"), content).await.expect_status(200);
    assert_eq!(saved.json()["version"], 2);
    let versions = clerk.get(&format!("{path}/versions")).await.expect_status(200).json();
    assert_eq!(versions["items"].as_array().unwrap().len(), 2);
    let one = clerk.get(&format!("{path}/versions/1")).await.expect_status(200);
    assert_eq!(one.etag(), format!("{:?}", one.json()["hash"].as_str().unwrap()));
    let frozen = clerk.get(&format!("{path}/versions/1/content")).await.expect_status(200);
    assert_eq!((frozen.etag(), frozen.json()), (one.etag(), samples::document()));
    let compared = clerk.get(&format!("{path}/compare?from=1")).await.expect_status(200).json();
    let changes = compared["changes"].as_array().unwrap();
    let kinds: Vec<_> = changes.iter().map(|c| (&c["field"], &c["kind"])).collect();
    assert_eq!(
        kinds,
        [(&json!("purpose"), &json!("changed")), (&json!("title"), &json!("removed"))]
    );
    assert_eq!(changes[0]["after"], "更换两层楼的照明灯具。");
    clerk.get(&format!("{path}/versions/9")).await.expect_problem(404, "not-found");
    clerk.get(&format!("{path}/compare?from=9")).await.expect_problem(404, "not-found");
    let stranger = test.as_("other-clerk").await;
    stranger.get(&format!("{path}/content")).await.expect_problem(404, "not-found");
}

async fn of_two_saves_one_wins(test: TestApp) {
    let (clerk, other) = (test.as_("clerk").await, test.as_("clerk2").await);
    let (path, etag) = samples::create(&test, &clerk).await;
    let path = format!("{path}/content");
    let saving = |name: &str| {
        let mut content = samples::document();
        content["projects"][0]["name"] = json!(name);
        content
    };
    clerk.put(&path, saving("甲")).await.expect_problem(428, "if-match-required");
    let (clerk, other) = (clerk.with("if-match", &etag), other.with("if-match", &etag));
    let (first, second) =
        tokio::join!(clerk.put(&path, saving("甲")), other.put(&path, saving("乙")));
    let (won, lost) = if first.status == 200 { (first, second) } else { (second, first) };
    let won = won.expect_status(200);
    let lost = lost.expect_problem(409, "stale-version").json();
    assert_eq!((lost["current"].as_i64(), won.json()["version"].as_i64()), (Some(2), Some(2)));
    assert_eq!(lost["current_etag"], won.etag());
    let difference = lost["difference"].as_array().unwrap();
    assert_eq!(difference.len(), 1, "{difference:?}");
    assert_eq!(
        (&difference[0]["field"], &difference[0]["kind"]),
        (&json!("name"), &json!("changed"))
    );
    let pair = [&difference[0]["before"], &difference[0]["after"]];
    assert!(pair == ["甲", "乙"] || pair == ["乙", "甲"], "{pair:?}");
}

async fn a_repeated_save_is_answered_again(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let (path, etag) = samples::create(&test, &clerk).await;
    let content = format!("{path}/content");
    let once = clerk.with("if-match", etag).with("idempotency-key", "save-1");
    let mut body = samples::document();
    body["projects"][0]["name"] = json!("照明改造");
    let first = once.put(&content, body.clone()).await.expect_status(200);
    let again = once.put(&content, body).await.expect_status(200);
    assert_eq!(first.json(), again.json());
    assert_eq!(clerk.get(&path).await.json()["version"], 2);
    once.put(&content, samples::document()).await.expect_problem(409, "idempotency-key-reused");
}

async fn what_is_no_document_is_refused(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let node = test.nodes["430001"];
    let new = async |node: i64, year: i64, content: serde_json::Value| {
        let body = json!({ "node": node, "year": year, "content": content });
        clerk.post("/api/v1/documents", body).await
    };
    new(node, 2025, json!({ "schema": "another/1" })).await.expect_problem(422, "invalid");
    new(node, 2025, json!([1])).await.expect_problem(422, "invalid");
    new(node, 2019, samples::document()).await.expect_problem(422, "invalid");
    new(test.nodes["501001"], 2025, samples::document()).await.expect_problem(404, "not-found");
    new(4711, 2025, samples::document()).await.expect_problem(404, "not-found");
    let mut writer = test.app.store.write(crate::support::AREA).await.unwrap();
    writer.close_fiscal_year(2024, Some(1)).await.unwrap();
    writer.commit().await.unwrap();
    new(node, 2024, samples::document()).await.expect_problem(409, "year-closed");
}
