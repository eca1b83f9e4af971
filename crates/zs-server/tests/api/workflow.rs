//! The way of a document: from the clerk through review, correction, approval and publication; wrong steps.
use crate::support::{AREA, Client, Reply, TestApp, on_both, samples};
use serde_json::{Value, json};
use zs_store::{NewCalendarPoint, Role};

on_both!(
    a_real_document_goes_the_whole_way,
    wrong_steps_are_refused,
    nobody_reviews_own_work,
    an_approved_document_is_adjusted,
    finance_may_leave_the_approval_to_the_department,
    a_place_without_reviewers_is_passed_by,
    a_batch_answers_for_each,
    the_inbox_shows_what_waits,
    a_repeated_step_is_taken_once,
);

/// Takes a step on the state that stands now.
pub async fn act(client: &Client, path: &str, step: Value) -> Reply {
    let seen = client.get(path).await;
    let etag = if seen.status == 200 { seen.etag() } else { "\"0.0\"".to_owned() };
    client.with("if-match", etag).post(&format!("{path}/steps"), step).await
}

#[track_caller]
fn stands(reply: Reply, state: &str) -> Value {
    let document = reply.expect_status(200).json();
    assert_eq!(document["state"], state);
    document
}

/// Acknowledges every warning and lets finance waive every error: the document can be submitted.
pub async fn clear(clerk: &Client, finance: &Client, path: &str) {
    let list = clerk.get(&format!("{path}/acknowledgements")).await.expect_status(200).json();
    for cause in list["items"].as_array().unwrap() {
        let name = cause["cause"].as_str().unwrap();
        if cause["severity"] == "error" {
            let waiver = json!({ "rule": cause["rule"], "reason": "已核实，本年度允许" });
            finance.post(&format!("{path}/waivers"), waiver).await.expect_status(201);
        } else if cause["open"] == true {
            let seen = json!({ "version": list["version"], "reason": "已核对" });
            let to = format!("{path}/acknowledgements/{name}");
            clerk.put(&to, seen).await.expect_status(200);
        }
    }
}

/// A sample document, cleared and submitted.
async fn submitted(test: &TestApp) -> (String, Client, Client) {
    let (clerk, finance) = (test.as_("clerk").await, test.as_("finance").await);
    let (path, _) = samples::create(test, &clerk).await;
    clear(&clerk, &finance, &path).await;
    stands(act(&clerk, &path, json!({ "action": "submit" })).await, "unit_review");
    (path, clerk, finance)
}

async fn reviewed(test: &TestApp, path: &str, approver: Value) {
    for (login, state) in
        [("unit", "department_review"), ("department", "finance_review"), ("finance", "reviewed")]
    {
        let mut step = json!({ "action": "pass" });
        if login == "finance" {
            step["approver"] = approver.clone();
        }
        stands(act(&test.as_(login).await, path, step).await, state);
    }
}

async fn a_real_document_goes_the_whole_way(test: TestApp) {
    let Some(content) = samples::corpus("zunhua-2023.txt") else { return };
    let (clerk, unit) = (test.as_("clerk").await, test.as_("unit").await);
    let (department, finance) = (test.as_("department").await, test.as_("finance").await);
    let body = json!({ "node": test.nodes["430001"], "year": 2025, "content": content });
    let made = clerk.post("/api/v1/documents", body).await.expect_status(201).json();
    let path = format!("/api/v1/documents/{}", made["id"]);
    assert!(made["errors"].as_i64() > Some(0) && made["warnings"].as_i64() > Some(0), "{made}");

    let blocked = act(&clerk, &path, json!({ "action": "submit" })).await;
    let blocked = blocked.expect_problem(422, "blocked-by-findings").json();
    assert!(!blocked["findings"].as_array().unwrap().is_empty());
    let causes = blocked["causes"].as_array().unwrap();
    assert!(causes.iter().any(|cause| cause["places"].as_array().unwrap().len() > 1));
    clear(&clerk, &finance, &path).await;
    stands(act(&clerk, &path, json!({ "action": "submit" })).await, "unit_review");
    stands(act(&unit, &path, json!({ "action": "pass" })).await, "department_review");

    let back = json!({ "action": "return", "reason": "请写清第一个项目的用途" });
    stands(act(&department, &path, back).await, "returned");
    let mut content = clerk.get(&format!("{path}/content")).await.json();
    content["projects"][0]["purpose"] = json!("用于办公楼公共区域的维护。");
    let etag = clerk.get(&path).await.etag();
    let saving = clerk.with("if-match", etag);
    saving.put(&format!("{path}/content"), content).await.expect_status(200);
    // What was acknowledged and did not grow needs no second look.
    let list = clerk.get(&format!("{path}/acknowledgements")).await.json();
    let items = list["items"].as_array().unwrap();
    assert!(items.iter().any(|cause| cause["acknowledged"] != Value::Null));
    clear(&clerk, &finance, &path).await;
    stands(act(&clerk, &path, json!({ "action": "submit" })).await, "unit_review");
    reviewed(&test, &path, Value::Null).await;
    let approved = stands(act(&finance, &path, json!({ "action": "approve" })).await, "approved");
    assert_eq!(approved["approved_version"], 2);
    let public = stands(act(&department, &path, json!({ "action": "publish" })).await, "published");
    assert_eq!(public["published_version"], 2);

    let steps = clerk.get(&format!("{path}/steps")).await.expect_status(200).json();
    let told: Vec<_> =
        steps["items"].as_array().unwrap().iter().map(|s| s["action"].as_str().unwrap()).collect();
    let way = "submit pass return submit pass pass pass approve publish";
    assert_eq!(told.join(" "), way);
    let version = clerk.get(&format!("{path}/versions/2")).await.json();
    let seals = steps["seals"].as_array().unwrap();
    assert!(seals.len() == 2 && seals.iter().all(|seal| seal["hash"] == version["hash"]));
    stands(
        act(&finance, &path, json!({ "action": "unpublish", "reason": "附件有误" })).await,
        "approved",
    );
    assert_eq!(clerk.get(&path).await.json()["published_version"], Value::Null);
}

async fn wrong_steps_are_refused(test: TestApp) {
    let (path, clerk, finance) = submitted(&test).await;
    let (unit, department) = (test.as_("unit").await, test.as_("department").await);
    let step = |action: &str| json!({ "action": action });
    // A right that is another's, a branch that is another's.
    act(&clerk, &path, step("pass")).await.expect_problem(403, "forbidden");
    act(&department, &path, step("pass")).await.expect_problem(403, "forbidden");
    act(&finance, &path, step("pass")).await.expect_problem(403, "forbidden");
    act(&test.as_("leader").await, &path, step("approve")).await.expect_problem(403, "forbidden");
    act(&test.as_("other-unit").await, &path, step("pass")).await.expect_problem(404, "not-found");
    // A state that has no such step.
    act(&clerk, &path, step("submit")).await.expect_problem(409, "wrong-state");
    act(&clerk, &path, json!({ "action": "adjust", "reason": "x" }))
        .await
        .expect_problem(409, "wrong-state");
    act(&finance, &path, step("approve")).await.expect_problem(409, "wrong-state");
    act(&finance, &path, step("publish")).await.expect_problem(409, "wrong-state");
    let saving = clerk.with("if-match", clerk.get(&path).await.etag());
    let content = format!("{path}/content");
    saving.put(&content, samples::document()).await.expect_problem(409, "wrong-state");
    // What is looked at must be what stands.
    unit.post(&format!("{path}/steps"), step("pass"))
        .await
        .expect_problem(428, "if-match-required");
    let old = unit.with("if-match", "\"1.1\"");
    old.post(&format!("{path}/steps"), step("pass")).await.expect_problem(409, "stale-version");
    // A reason, a way back, an approver.
    act(&unit, &path, step("return")).await.expect_problem(422, "invalid");
    let nowhere = json!({ "action": "return", "reason": "x", "to": "finance_review" });
    act(&unit, &path, nowhere).await.expect_problem(422, "invalid");
    let early = json!({ "action": "pass", "approver": "department" });
    act(&unit, &path, early).await.expect_problem(422, "invalid");
    act(&unit, &path, step("dance")).await.expect_problem(422, "invalid");
    // The clerk may take it back until somebody has acted.
    stands(act(&clerk, &path, step("withdraw")).await, "draft");
    act(&clerk, &path, step("withdraw")).await.expect_problem(409, "wrong-state");
    stands(act(&clerk, &path, step("submit")).await, "unit_review");
    stands(act(&unit, &path, step("pass")).await, "department_review");
    act(&clerk, &path, step("withdraw")).await.expect_problem(409, "wrong-state");
    // Back to an earlier review and not to the clerk.
    let to_unit = json!({ "action": "return", "reason": "请单位复核", "to": "unit_review" });
    stands(act(&department, &path, to_unit).await, "unit_review");
    let mut writer = test.app.store.write(AREA).await.unwrap();
    writer.close_fiscal_year(2025, Some(1)).await.unwrap();
    writer.commit().await.unwrap();
    act(&unit, &path, step("pass")).await.expect_problem(409, "year-closed");
}

async fn nobody_reviews_own_work(test: TestApp) {
    let mut writer = test.app.store.write(AREA).await.unwrap();
    let (clerk, node) = (test.people["clerk"], test.nodes["430001"]);
    writer.grant_role(clerk, node, Role::UnitReviewer, None, 1).await.unwrap();
    let finance = test.people["finance"];
    writer.grant_role(finance, node, Role::Clerk, None, 1).await.unwrap();
    writer.commit().await.unwrap();
    let (path, clerk, finance) = submitted(&test).await;
    let pass = json!({ "action": "pass" });
    act(&clerk, &path, pass.clone()).await.expect_problem(403, "own-work");
    stands(act(&test.as_("unit").await, &path, pass.clone()).await, "department_review");
    let back = json!({ "action": "return", "reason": "请补充" });
    stands(act(&test.as_("department").await, &path, back).await, "returned");
    // Finance writes a version: it can neither waive, pass nor approve it.
    let saving = finance.with("if-match", finance.get(&path).await.etag());
    saving.put(&format!("{path}/content"), samples::document()).await.expect_status(200);
    let waiver = json!({ "rule": "ratio-absurd", "reason": "x" });
    finance.post(&format!("{path}/waivers"), waiver).await.expect_problem(403, "own-work");
    stands(act(&finance, &path, json!({ "action": "submit" })).await, "unit_review");
    stands(act(&test.as_("unit").await, &path, pass.clone()).await, "department_review");
    stands(act(&test.as_("department").await, &path, pass.clone()).await, "finance_review");
    act(&finance, &path, pass).await.expect_problem(403, "own-work");
}

async fn an_approved_document_is_adjusted(test: TestApp) {
    let (path, clerk, finance) = submitted(&test).await;
    reviewed(&test, &path, Value::Null).await;
    stands(act(&finance, &path, json!({ "action": "approve" })).await, "approved");
    stands(act(&finance, &path, json!({ "action": "publish" })).await, "published");
    act(&clerk, &path, json!({ "action": "adjust" })).await.expect_problem(422, "invalid");
    let adjust = json!({ "action": "adjust", "reason": "追加预算" });
    stands(act(&clerk, &path, adjust.clone()).await, "adjusting");
    act(&clerk, &path, json!({ "action": "submit" })).await.expect_problem(409, "wrong-state");
    stands(act(&clerk, &path, json!({ "action": "withdraw" })).await, "published");
    stands(act(&clerk, &path, adjust).await, "adjusting");
    let mut content = samples::document();
    content["projects"][0]["purpose"] = json!("更换办公楼四层的照明灯具。");
    let saving = clerk.with("if-match", clerk.get(&path).await.etag());
    saving.put(&format!("{path}/content"), content).await.expect_status(200);
    let versions = clerk.get(&format!("{path}/versions")).await.json();
    assert_eq!(versions["items"][0]["origin"], "adjust");
    act(&clerk, &path, json!({ "action": "withdraw" })).await.expect_problem(409, "wrong-state");
    clear(&clerk, &finance, &path).await;
    stands(act(&clerk, &path, json!({ "action": "submit" })).await, "unit_review");
    // The public goes on seeing what was approved before.
    assert_eq!(clerk.get(&path).await.json()["published_version"], 1);
    reviewed(&test, &path, Value::Null).await;
    let again = stands(act(&finance, &path, json!({ "action": "approve" })).await, "approved");
    assert_eq!((&again["approved_version"], &again["published_version"]), (&json!(2), &json!(1)));
}

async fn finance_may_leave_the_approval_to_the_department(test: TestApp) {
    let (path, clerk, finance) = submitted(&test).await;
    reviewed(&test, &path, json!("department")).await;
    let approve = json!({ "action": "approve" });
    act(&finance, &path, approve.clone()).await.expect_problem(403, "forbidden");
    let steps = clerk.get(&format!("{path}/steps")).await.json();
    assert_eq!(
        (&steps["approver"], &steps["items"][3]["action"]),
        (&json!("department"), &json!("pass"))
    );
    let department = test.as_("department").await;
    let inbox = department.get("/api/v1/inbox").await.expect_status(200).json();
    assert_eq!(inbox["tasks"][0]["task"], "approve");
    stands(act(&department, &path, approve).await, "approved");
}

async fn a_place_without_reviewers_is_passed_by(test: TestApp) {
    let (clerk, finance) = (test.as_("clerk").await, test.as_("finance").await);
    let mut writer = test.app.store.write(AREA).await.unwrap();
    let (unit, node) = (test.people["unit"], test.nodes["430001"]);
    writer.revoke_role(unit, node, Role::UnitReviewer).await.unwrap();
    writer.grant_role(test.people["clerk"], test.nodes["430"], Role::Clerk, None, 1).await.unwrap();
    writer.commit().await.unwrap();
    for node in ["430001", "430"] {
        let body =
            json!({ "node": test.nodes[node], "year": 2025, "content": samples::document() });
        let made = clerk.post("/api/v1/documents", body).await.expect_status(201).json();
        let path = format!("/api/v1/documents/{}", made["id"]);
        clear(&clerk, &finance, &path).await;
        stands(act(&clerk, &path, json!({ "action": "submit" })).await, "department_review");
    }
}

async fn a_batch_answers_for_each(test: TestApp) {
    let (path, clerk, _) = submitted(&test).await;
    let (draft, etag) = samples::create(&test, &clerk).await;
    let id = |path: &str| path.rsplit('/').next().unwrap().parse::<i64>().unwrap();
    let unit = test.as_("unit").await;
    let standing = unit.get(&path).await.etag();
    let documents = json!([
        { "id": id(&path), "etag": standing },
        { "id": id(&draft), "etag": etag },
        { "id": 4711, "etag": etag },
    ]);
    let batch = json!({ "action": "pass", "documents": documents });
    let once = unit.with("idempotency-key", "batch-1");
    let done = once.post("/api/v1/steps/batch", batch.clone()).await.expect_status(200).json();
    assert_eq!((&done["taken"], &done["refused"]), (&json!(1), &json!(2)));
    assert_eq!(done["items"][0]["document"]["state"], "department_review");
    assert_eq!(done["items"][1]["problem"]["kind"], "wrong-state");
    assert_eq!(done["items"][2]["problem"]["kind"], "not-found");
    let again = once.post("/api/v1/steps/batch", batch).await.expect_status(200).json();
    assert_eq!(again, done);
    let none = json!({ "action": "pass", "documents": [] });
    unit.post("/api/v1/steps/batch", none).await.expect_problem(422, "invalid");
}

async fn the_inbox_shows_what_waits(test: TestApp) {
    let mut writer = test.app.store.write(AREA).await.unwrap();
    // The tests begin on 2025-10-09 in China.
    for (kind, due_on) in [("first_up", "2025-10-12"), ("second_up", "2025-12-01")] {
        let point = NewCalendarPoint { year: 2025, kind, opens_on: None, due_on, note: None };
        writer.create_calendar_point(&point).await.unwrap();
    }
    writer.commit().await.unwrap();
    let (path, clerk, _) = submitted(&test).await;
    let unit = test.as_("unit").await;
    let inbox = unit.get("/api/v1/inbox?year=2025").await.expect_status(200).json();
    let task = &inbox["tasks"][0];
    assert_eq!((&task["task"], &task["count"]), (&json!("review_unit"), &json!(1)));
    assert_eq!((&task["due"]["kind"], &task["due"]["days_left"]), (&json!("first_up"), &json!(3)));
    assert_eq!(inbox["reminders"][0]["on"], "2025-10-12");
    let back = json!({ "action": "return", "reason": "请写清用途" });
    stands(act(&unit, &path, back).await, "returned");
    let inbox = clerk.get("/api/v1/inbox").await.expect_status(200).json();
    let task = &inbox["tasks"][0];
    assert_eq!(
        (&task["task"], &task["items"][0]["reason"]),
        (&json!("correct"), &json!("请写清用途"))
    );
    let other = test.as_("other-clerk").await.get("/api/v1/inbox").await.json();
    assert!(other["tasks"].as_array().unwrap().is_empty());
    let calendar = clerk.get("/api/v1/calendar?year=2025").await.expect_status(200).json();
    assert_eq!(calendar["items"].as_array().unwrap().len(), 2);
    let steps = clerk.get(&format!("{path}/steps")).await.json();
    assert_eq!(steps["available"], json!(["submit"]));
}

async fn a_repeated_step_is_taken_once(test: TestApp) {
    let (path, ..) = submitted(&test).await;
    let unit = test.as_("unit").await;
    let etag = unit.get(&path).await.etag();
    let once = unit.with("if-match", etag).with("idempotency-key", "pass-1");
    let first = once.post(&format!("{path}/steps"), json!({ "action": "pass" })).await;
    let again = once.post(&format!("{path}/steps"), json!({ "action": "pass" })).await;
    assert_eq!(first.expect_status(200).json(), again.expect_status(200).json());
    let steps = unit.get(&format!("{path}/steps")).await.json();
    assert_eq!(steps["items"].as_array().unwrap().len(), 2);
}
