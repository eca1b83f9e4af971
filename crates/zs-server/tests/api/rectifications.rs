//! Rectifications: issued from a sheet, accepted, put right, reported, opened again, verified; overdue in the inbox.
use crate::support::{Client, Reply, TestApp, on_both, year};
use axum::http::Method;
use serde_json::{Value, json};

on_both!(a_rectification_is_closed_by_those_who_issued_it, wrong_rectifications_are_refused);

const ALL: &str = "/api/v1/rectifications";
const DAY: i64 = 86_400_000;

async fn act(client: &Client, path: &str, step: Value) -> Reply {
    let etag = client.get(path).await.etag();
    client.with("if-match", etag).post(&format!("{path}/steps"), step).await
}

async fn a_rectification_is_closed_by_those_who_issued_it(test: TestApp) {
    let [one, _] = year::begun(&test).await;
    let clerk = test.as_("clerk").await;
    let finance = test.as_("finance").await;
    let round = json!({ "node": 1, "year": 2025, "month": 6, "due_on": "2025-10-20" });
    finance.post("/api/v1/monitoring-rounds", round).await.expect_status(201);
    let query = format!("/api/v1/monitoring-sheets?undertaking={one}");
    let sheet = finance.get(&query).await.json()["items"][0].clone();
    assert_eq!(sheet["act_by"], "2025-10-20");
    let issue = json!({ "source": "warning", "sheet": sheet["id"], "requirement": "加快支付进度" });
    let once = finance.with("idempotency-key", "issue-1");
    let made = once.post(ALL, issue.clone()).await.expect_status(201).json();
    assert_eq!((&made["due_on"], &made["state"]), (&json!("2025-10-20"), &json!("issued")));
    assert_eq!((&made["undertaking"], &made["days_left"]), (&json!(one), &json!(11)));
    assert_eq!(once.post(ALL, issue).await.expect_status(201).json()["id"], made["id"]);
    let path = format!("{ALL}/{}", made["id"]);

    let waits = async |client: &Client| {
        let inbox = client.get("/api/v1/inbox").await.expect_status(200).json();
        let tasks = inbox["rectifications"].as_array().unwrap();
        tasks.iter().map(|one| (one["task"].clone(), one["overdue"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(waits(&clerk).await, [(json!("accept_rectification"), json!(0))]);
    act(&clerk, &path, json!({ "action": "accept" })).await.expect_status(200);
    act(&clerk, &path, json!({ "action": "start" })).await.expect_status(200);
    test.pass(12 * DAY);
    let clerk = test.as_("clerk").await;
    assert_eq!(waits(&clerk).await, [(json!("rectify"), json!(1))]);
    let late = clerk.get(&format!("{ALL}?overdue=true")).await.expect_status(200).json();
    assert_eq!(
        (&late["items"][0]["overdue"], &late["items"][0]["days_left"]),
        (&json!(true), &json!(-1))
    );

    act(&clerk, &path, json!({ "action": "report" })).await.expect_problem(422, "invalid");
    let upload = format!("/api/v1/attachments?document={}&name=a.txt", made["document"]);
    let file =
        clerk.send(Method::POST, &upload, None, b"x".to_vec()).await.expect_status(201).json();
    let file = file["items"][0]["id"].clone();
    let report = json!({ "action": "report", "result": "已支付进度款", "attachments": [file] });
    act(&clerk, &path, report.clone()).await.expect_status(200);
    let (department, finance) = (test.as_("department").await, test.as_("finance").await);
    // Finance issued it, so the department cannot close it.
    act(&department, &path, json!({ "action": "verify" })).await.expect_problem(403, "forbidden");
    assert_eq!(waits(&department).await, []);
    assert_eq!(waits(&finance).await, [(json!("verify_rectification"), json!(1))]);
    act(&finance, &path, json!({ "action": "reopen" })).await.expect_problem(422, "invalid");
    let reopen = json!({ "action": "reopen", "reason": "凭证不全" });
    act(&finance, &path, reopen).await.expect_status(200);
    act(&clerk, &path, json!({ "action": "start" })).await.expect_status(200);
    act(&clerk, &path, report).await.expect_status(200);
    let done = act(&finance, &path, json!({ "action": "verify" })).await.expect_status(200).json();
    assert_eq!((&done["state"], &done["overdue"]), (&json!("verified"), &json!(false)));
    let seen = department.get(&path).await.expect_status(200).json();
    let told: Vec<_> =
        seen["events"].as_array().unwrap().iter().map(|e| e["action"].as_str().unwrap()).collect();
    assert_eq!(told.join(" "), "accept start report reopen start report verify");
    assert_eq!(
        (&seen["attachments"], &seen["issued_by_name"]),
        (&json!([file]), &json!("finance"))
    );
    let late = clerk.get(&format!("{ALL}?overdue=true")).await.expect_status(200).json();
    assert_eq!(late["items"], json!([]));
}

async fn wrong_rectifications_are_refused(test: TestApp) {
    let [one, other] = year::begun(&test).await;
    let (clerk, department) = (test.as_("clerk").await, test.as_("department").await);
    let good = json!({ "source": "monitoring", "undertaking": one, "requirement": "补齐台账",
        "due_on": "2025-11-30" });
    let with = |key: &str, value: Value| {
        let mut body = good.clone();
        body[key] = value;
        body
    };
    for (key, value) in [
        ("source", json!("gossip")),
        ("requirement", json!(" ")),
        ("due_on", json!("2025-10-08")),
        ("due_on", json!("2025-1-30")),
        ("due_on", Value::Null),
        ("undertaking", Value::Null),
        ("document", json!(1)),
    ] {
        let reply = department.post(ALL, with(key, value.clone())).await;
        assert_eq!(reply.status, 422, "{key} {value} {}", reply.json());
    }
    clerk.post(ALL, good.clone()).await.expect_problem(403, "forbidden");
    let stranger = test.as_("other-department").await;
    stranger.post(ALL, good.clone()).await.expect_problem(404, "not-found");
    let made =
        department.post(ALL, with("undertaking", json!(other))).await.expect_status(201).json();
    let path = format!("{ALL}/{}", made["id"]);
    stranger.get(&path).await.expect_problem(404, "not-found");
    act(&clerk, &path, json!({ "action": "report", "result": "x" }))
        .await
        .expect_problem(409, "wrong-state");
    act(&clerk, &path, json!({ "action": "verify" })).await.expect_problem(403, "forbidden");
    act(&department, &path, json!({ "action": "accept" })).await.expect_problem(403, "forbidden");
    let step = json!({ "action": "accept" });
    clerk
        .post(&format!("{path}/steps"), step.clone())
        .await
        .expect_problem(428, "if-match-required");
    let old = clerk.with("if-match", "\"1.1\"");
    old.post(&format!("{path}/steps"), step).await.expect_problem(409, "stale-version");
    let seen = clerk.get(&path).await.expect_status(200).json();
    assert_eq!(seen["available"], json!(["accept"]));
    let list = stranger.get(ALL).await.expect_status(200).json();
    assert_eq!(list["items"], json!([]));
}
