//! Comments: a thread at a field from question to resolution, and who hears of it.
use crate::support::{TestApp, on_both, samples};
use serde_json::json;

on_both!(a_thread_is_opened_answered_resolved, comments_are_their_branchs);

async fn a_thread_is_opened_answered_resolved(test: TestApp) {
    let (clerk, unit) = (test.as_("clerk").await, test.as_("unit").await);
    let (document, _) = samples::create(&test, &clerk).await;
    let path = format!("{document}/comments");
    let question =
        json!({ "project": 1, "indicator": 2, "field": "target", "body": "依据是什么？" });
    let opened = unit.post(&path, question).await.expect_status(201).json();
    let unread = clerk.get("/api/v1/comments/unread").await.expect_status(200).json();
    assert_eq!((&unread["total"], &unread["documents"][0]["unread"]), (&json!(1), &json!(1)));
    let answer = json!({ "thread": opened["thread"], "body": "上年满意度调查。" });
    clerk.post(&path, answer).await.expect_status(201);
    clerk.put(&format!("{path}/read"), json!({})).await.expect_status(200);
    let unread = clerk.get("/api/v1/comments/unread").await.json();
    assert_eq!(unread["total"], 0);

    let resolve = format!("/api/v1/comments/{}", opened["thread"]);
    unit.post(&format!("{resolve}/resolve"), json!({})).await.expect_status(200);
    let list = unit.get(&path).await.expect_status(200).json();
    assert_eq!((&list["open"], &list["unread"]), (&json!(0), &json!(1)));
    let thread = &list["items"][0];
    assert_eq!(
        (&thread["author_name"], &thread["replies"][0]["field"]),
        (&json!("unit"), &json!("target"))
    );
    assert_eq!(thread["resolved_by"], test.people["unit"]);
    clerk.post(&format!("{resolve}/reopen"), json!({})).await.expect_status(200);
    assert_eq!(unit.get(&path).await.json()["open"], 1);

    for wrong in [
        json!({ "field": "target", "body": " " }),
        json!({ "field": "no-such", "body": "?" }),
        json!({ "body": "?" }),
        json!({ "field": "target", "body": "?", "version": 9 }),
        json!({ "field": "target", "body": "字".repeat(4001) }),
    ] {
        unit.post(&path, wrong).await.expect_problem(422, "invalid");
    }
    let strange = json!({ "thread": 999_999, "body": "?" });
    unit.post(&path, strange).await.expect_problem(404, "not-found");
}

async fn comments_are_their_branchs(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let (document, _) = samples::create(&test, &clerk).await;
    let path = format!("{document}/comments");
    let body = json!({ "field": "goal", "body": "请补充。" });
    let own = clerk.post(&path, body.clone()).await.expect_status(201).json();
    for stranger in
        ["other-clerk", "other-unit", "other-department", "system", "security", "auditor"]
    {
        let stranger = test.as_(stranger).await;
        stranger.get(&path).await.expect_problem(404, "not-found");
        stranger.post(&path, body.clone()).await.expect_problem(404, "not-found");
        let resolve = format!("/api/v1/comments/{}/resolve", own["id"]);
        stranger.post(&resolve, json!({})).await.expect_problem(404, "not-found");
    }
    let leader = test.as_("leader").await;
    leader.get(&path).await.expect_status(200);
    leader.post(&path, body).await.expect_problem(403, "forbidden");
}
