//! Self-evaluations: filled from the record, scored line by line, scored again, closed, and used next year.
use crate::support::{AREA, Client, NOW, Reply, TestApp, on_both, samples, year};
use serde_json::{Value, json};
use zs_store::{Content, NewDocument};

on_both!(
    a_self_evaluation_is_filled_and_explained,
    reviewers_score_again_and_finance_closes,
    wrong_evaluation_steps_are_refused,
    schemes_and_weights_can_be_chosen,
    results_are_used_next_year,
    proposals_follow_every_re_scoring,
    a_department_form_begins_with_what_was_approved,
    a_departments_own_document_goes_before_its_units,
);

/// Prepares the self-evaluations of the department and gives the address of an undertaking's.
pub async fn open(test: &TestApp, undertaking: i64) -> String {
    let department = test.as_("department").await;
    let body = json!({ "node": test.nodes["430"], "year": 2025 });
    department.post("/api/v1/self-evaluations", body).await.expect_status(201);
    let query = format!("/api/v1/self-evaluations?undertaking={undertaking}");
    let found = department.get(&query).await.expect_status(200).json();
    format!("/api/v1/self-evaluations/{}", found["items"][0]["id"])
}

pub async fn act(client: &Client, path: &str, step: Value) -> Reply {
    let etag = client.get(path).await.etag();
    client.with("if-match", etag).post(&format!("{path}/steps"), step).await
}

pub async fn put(client: &Client, path: &str, part: &str, body: Value) -> Reply {
    let etag = client.get(path).await.etag();
    client.with("if-match", etag).put(&format!("{path}/{part}"), body).await
}

fn content() -> Value {
    json!({
        "version": 1,
        "goals_result": "照明改造完成，会议中心正常运行。",
        "execution_reason": "尾款按合同在质保期满后支付。",
        "measures": "提前编制付款计划。",
        "rows": [{ "indicator": 2, "reason": "问卷回收偏少。", "measure": "改用线上问卷。" }],
    })
}

/// Half of the money, all of the work, and 85% where 90% was promised.
pub async fn reached(test: &TestApp) -> i64 {
    let [one, _] = year::begun(test).await;
    year::pay(test, one, "2025-05-10", 14_000_000).await;
    let clerk = test.as_("clerk").await;
    year::reach(&clerk, one, 1, "2025-10-01", "40套").await;
    year::reach(&clerk, one, 2, "2025-10-05", "85%").await;
    one
}

async fn a_self_evaluation_is_filled_and_explained(test: TestApp) {
    let one = reached(&test).await;
    let path = open(&test, one).await;
    let clerk = test.as_("clerk").await;
    let seen = clerk.get(&path).await.expect_status(200).json();
    let whole = &seen["whole"];
    assert_eq!(whole["schema"], "zhunsheng.self-evaluation/1");
    assert_eq!(
        (&whole["profile"], &whole["scheme"]["id"]),
        (&json!("hebei"), &json!("hebei-2019"))
    );
    let funds = &whole["funds"];
    assert_eq!((&funds["paid_fen"], &funds["rate"]), (&json!(14_000_000), &json!("50.00")));
    // 10 × 14 ÷ 28
    assert_eq!((&funds["weight"], &funds["score"]), (&json!("10.00"), &json!("5.00")));
    assert!(funds["lines"][0]["zh"].as_str().unwrap().contains("50.00%"), "{funds}");
    // 50 and 10 points of the levels, spread over the 90 points that there are: 75 and 15.
    let row = &whole["rows"][0];
    assert_eq!((&row["actual"]["value"], &row["score"]), (&json!("40套"), &json!("75.00")));
    let row = &whole["rows"][1];
    assert_eq!((&row["met"], &row["weight"]), (&json!(false), &json!("15.00")));
    // 15 × 85 ÷ 90 = 14.1666…
    assert_eq!(row["score"], "14.17");
    assert_eq!(
        (&row["lines"][0]["key"], &row["notices"][0]["key"]),
        (&json!("short"), &json!("reason-due"))
    );
    assert!(row["lines"][0]["en"].as_str().unwrap().contains("14.17"));
    let own = &whole["scores"]["own"];
    assert_eq!((&own["total"], &own["grade"]), (&json!("94.17"), &json!("优")));
    assert_eq!(seen["score"]["total"], "94.17");
    assert_eq!(seen["available"], json!(["submit"]));
    let sums: Vec<_> = whole["levels"].as_array().unwrap().iter().map(|l| &l["score"]).collect();
    assert_eq!(sums, ["75.00", "14.17"]);
}

async fn reviewers_score_again_and_finance_closes(test: TestApp) {
    let one = reached(&test).await;
    let path = open(&test, one).await;
    let clerk = test.as_("clerk").await;
    let blocked = act(&clerk, &path, json!({ "action": "submit" })).await;
    assert_eq!(blocked.expect_problem(422, "invalid").json()["rows"], json!([2]));
    let kept = put(&clerk, &path, "content", content()).await.expect_status(200).json();
    assert_eq!(kept["own"], json!({ "total": "94.17", "grade": "优" }));
    act(&clerk, &path, json!({ "action": "submit" })).await.expect_status(200);
    // From its submission on it is computed from what stood then.
    year::pay(&test, one, "2025-11-10", 14_000_000).await;
    let (unit, department) = (test.as_("unit").await, test.as_("department").await);
    let finance = test.as_("finance").await;
    let seen = unit.get(&path).await.json();
    assert_eq!((&seen["fixed"], &seen["score"]["total"]), (&json!(true), &json!("94.17")));
    let given = json!({ "rows": [{ "indicator": 2, "score": "10", "reason": "问卷样本不足。" }] });
    put(&unit, &path, "rescore", given.clone()).await.expect_problem(403, "forbidden");
    act(&unit, &path, json!({ "action": "pass" })).await.expect_status(200);
    for wrong in [
        json!({ "rows": [{ "indicator": 2, "score": "15.5", "reason": "x" }] }),
        json!({ "rows": [{ "indicator": 2, "score": "1.234", "reason": "x" }] }),
        json!({ "rows": [{ "indicator": 2, "score": "1", "reason": " " }] }),
        json!({ "rows": [{ "indicator": 3, "score": "1", "reason": "x" }] }),
        json!({ "execution": { "score": "-1", "reason": "x" } }),
    ] {
        put(&department, &path, "rescore", wrong).await.expect_problem(422, "invalid");
    }
    let again = put(&department, &path, "rescore", given).await.expect_status(200).json();
    // 5 + 75 + 10
    assert_eq!(again["department"], json!({ "total": "90.00", "grade": "优" }));
    assert_eq!((&again["own"]["total"], &again["finance"]), (&json!("94.17"), &Value::Null));
    act(&department, &path, json!({ "action": "pass" })).await.expect_status(200);
    let given = json!({
        "rows": [{ "indicator": 1, "score": "60", "reason": "验收资料缺四套。" }],
        "execution": { "score": "4", "reason": "有一笔支付凭证不全。" },
    });
    put(&finance, &path, "rescore", given).await.expect_status(200);
    let closed = act(&finance, &path, json!({ "action": "pass" })).await.expect_status(200).json();
    // 4 + 60 + 10
    assert_eq!(
        (&closed["state"], &closed["score"]["total"]),
        (&json!("reviewed"), &json!("74.00"))
    );
    assert_eq!(closed["hash"].as_str().unwrap().len(), 64);
    let frozen = clerk.get(&path).await.json();
    assert_eq!(frozen["frozen"], true);
    let whole = &frozen["whole"];
    assert_eq!(
        (&whole["scores"]["counts"], &whole["scores"]["finance"]["grade"]),
        (&json!("finance"), &json!("中"))
    );
    let row = &whole["rows"][0];
    assert_eq!((&row["score"], &row["counts"]), (&json!("75.00"), &json!("60.00")));
    assert_eq!(row["finance"]["reason"], "验收资料缺四套。");
    assert_eq!(row["lines"].as_array().unwrap().last().unwrap()["key"], "rescored");
    let names: Vec<_> =
        whole["signatures"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["clerk", "unit", "department", "finance"]);
    put(&finance, &path, "rescore", json!({})).await.expect_problem(409, "wrong-state");
    let audit = test.as_("auditor").await.get("/api/v1/audit?object=self_evaluation").await.json();
    let told = audit["items"].to_string();
    for action in ["write", "submit", "rescore", "pass"] {
        assert!(told.contains(&format!("evaluation.{action}")), "{action}: {told}");
    }
}

async fn wrong_evaluation_steps_are_refused(test: TestApp) {
    let one = reached(&test).await;
    let path = open(&test, one).await;
    let (clerk, unit) = (test.as_("clerk").await, test.as_("unit").await);
    let department = test.as_("department").await;
    let step = |action: &str| json!({ "action": action });
    act(&clerk, &path, step("pass")).await.expect_problem(403, "forbidden");
    act(&department, &path, step("pass")).await.expect_problem(409, "wrong-state");
    act(&department, &path, step("rescore")).await.expect_problem(422, "invalid");
    let steps = format!("{path}/steps");
    clerk.post(&steps, step("submit")).await.expect_problem(428, "if-match-required");
    test.as_("other-clerk").await.get(&path).await.expect_problem(404, "not-found");
    let wrong = |key: &str, value: Value| {
        let mut content = content();
        content[key] = value;
        content
    };
    for (key, value) in [
        ("rows", json!([{ "indicator": 9 }])),
        ("rows", json!([{ "indicator": 1 }, { "indicator": 1 }])),
        ("rows", json!([{ "indicator": 1, "weight": "many" }])),
        ("scheme", json!("nowhere-2020")),
        ("profile", json!("nowhere")),
        ("measures", json!("长".repeat(2001))),
    ] {
        put(&clerk, &path, "content", wrong(key, value)).await.expect_problem(422, "invalid");
    }
    put(&clerk, &path, "content", wrong("version", json!(7)))
        .await
        .expect_problem(409, "stale-version");
    put(&clerk, &path, "content", content()).await.expect_status(200);
    let old = clerk.with("if-match", "\"1.1\"");
    old.put(&format!("{path}/content"), content()).await.expect_problem(409, "stale-version");
    act(&clerk, &path, step("submit")).await.expect_status(200);
    put(&clerk, &path, "content", content()).await.expect_problem(409, "wrong-state");
    act(&clerk, &path, step("withdraw")).await.expect_status(200);
    act(&clerk, &path, step("submit")).await.expect_status(200);
    act(&unit, &path, step("pass")).await.expect_status(200);
    let given = json!({ "rows": [{ "indicator": 2, "score": "10", "reason": "问卷样本不足。" }] });
    put(&department, &path, "rescore", given).await.expect_status(200);
    act(&department, &path, step("return")).await.expect_problem(422, "invalid");
    let back = json!({ "action": "return", "reason": "请补充资料" });
    let back = act(&department, &path, back).await.expect_status(200).json();
    // What goes back to the unit is scored anew.
    assert_eq!((&back["state"], &back["department"]), (&json!("returned"), &Value::Null));
    let mut writer = test.app.store.write(AREA).await.unwrap();
    writer.close_fiscal_year(2025, Some(1)).await.unwrap();
    writer.commit().await.unwrap();
    act(&clerk, &path, step("submit")).await.expect_problem(409, "year-closed");
    let again = json!({ "node": test.nodes["430"], "year": 2025 });
    let again = department.post("/api/v1/self-evaluations", again).await;
    again.expect_problem(409, "year-closed");
}

async fn schemes_and_weights_can_be_chosen(test: TestApp) {
    let one = reached(&test).await;
    let path = open(&test, one).await;
    let clerk = test.as_("clerk").await;
    let list = test.anonymous().get("/api/v1/scoring-profiles").await.expect_status(200).json();
    let sichuan = list["items"].as_array().unwrap().iter().find(|p| p["id"] == "sichuan").unwrap();
    assert_eq!(sichuan["schemes"][0]["id"], "sichuan-2023");
    let mut chosen = content();
    chosen["scheme"] = json!("hubei-2021");
    let hubei = list["items"].as_array().unwrap().iter().find(|p| p["id"] == "hubei").unwrap();
    chosen["scheme"] = hubei["schemes"][0]["id"].clone();
    chosen["weighting"] = json!("equal");
    put(&clerk, &path, "content", chosen.clone()).await.expect_status(200);
    let whole = clerk.get(&path).await.json()["whole"].clone();
    // 20 points for execution, 40 for each row: 10 + 40 + 40 × 85 ÷ 90.
    assert_eq!((&whole["profile"], &whole["funds"]["score"]), (&json!("hubei"), &json!("10.00")));
    assert_eq!(whole["scores"]["own"]["total"], "87.78");
    chosen["weighting"] = json!("hand");
    chosen["rows"] = json!([{ "indicator": 1, "weight": "50.5" }, { "indicator": 2, "weight": "20", "reason": "问卷回收偏少。" }]);
    put(&clerk, &path, "content", chosen).await.expect_status(200);
    let blocked = act(&clerk, &path, json!({ "action": "submit" })).await;
    assert_eq!(blocked.expect_problem(422, "invalid").json()["fields"], json!(["weights"]));
}

/// Closes a self-evaluation as it stands.
pub async fn close(test: &TestApp, path: &str) {
    put(&test.as_("clerk").await, path, "content", content()).await.expect_status(200);
    for (login, action) in
        [("clerk", "submit"), ("unit", "pass"), ("department", "pass"), ("finance", "pass")]
    {
        let client = test.as_(login).await;
        act(&client, path, json!({ "action": action })).await.expect_status(200);
    }
}

async fn results_are_used_next_year(test: TestApp) {
    let one = reached(&test).await;
    let path = open(&test, one).await;
    close(&test, &path).await;
    let (clerk, finance) = (test.as_("clerk").await, test.as_("finance").await);
    let found = clerk.get("/api/v1/results?year=2025").await.expect_status(200).json();
    let result = &found["items"][0];
    assert_eq!((&result["action"], &result["rectify"]), (&json!("first"), &json!(false)));
    assert_eq!(result["reasons"][0]["key"], "reason-grade");
    let address = format!("/api/v1/results/{}", result["id"]);
    let decide = |client: Client, body: Value| {
        let address = address.clone();
        async move { put(&client, &address, "decision", body).await }
    };
    decide(clerk.clone(), json!({ "decision": "keep" })).await.expect_problem(403, "forbidden");
    decide(finance.clone(), json!({ "decision": "keep" })).await.expect_problem(422, "invalid");
    decide(finance.clone(), json!({ "decision": "twice" })).await.expect_problem(422, "invalid");
    let stale = finance.with("if-match", "\"1.9\"");
    let body = json!({ "decision": "first" });
    stale
        .put(&format!("{address}/decision"), body.clone())
        .await
        .expect_problem(409, "stale-version");
    let decided = decide(finance.clone(), body).await.expect_status(200).json();
    assert_eq!(decided["decision"], "first");
    let other = json!({ "decision": "cut", "reason": "明年任务减少。" });
    decide(finance.clone(), other).await.expect_status(200);
    let open = finance.get("/api/v1/results?decided=false").await.json();
    assert_eq!(open["items"], json!([]));

    let department = test.as_("department").await;
    let rectify = json!({
        "source": "self_evaluation", "undertaking": one, "requirement": "补齐问卷", "due_on": "2025-12-31",
    });
    department.post("/api/v1/rectifications", rectify).await.expect_status(201);
    let mut next = samples::document();
    next["fiscal_year"] = json!(2026);
    let body = json!({ "node": test.nodes["430001"], "year": 2026, "content": next });
    let made = clerk.post("/api/v1/documents", body).await.expect_status(201).json();
    let last = format!("/api/v1/documents/{}/last-year", made["id"]);
    let last = clerk.get(&last).await.expect_status(200).json();
    assert_eq!((&last["year"], last["items"].as_array().unwrap().len()), (&json!(2025), 2));
    let item = &last["items"][0];
    assert_eq!((&item["ordinal"], &item["score"]["grade"]), (&json!(1), &json!("优")));
    let result = &item["result"];
    assert_eq!(
        (&result["decision"], &result["decision_reason"]),
        (&json!("cut"), &json!("明年任务减少。"))
    );
    assert_eq!(
        (&item["open_rectifications"], &last["rectifications"][0]["requirement"]),
        (&json!(1), &json!("补齐问卷"))
    );
    // The other one is prepared, but nobody wrote it.
    assert_eq!(
        (&last["items"][1]["state"], &last["items"][1]["result"]),
        (&json!("draft"), &Value::Null)
    );
}

async fn proposals_follow_every_re_scoring(test: TestApp) {
    let one = reached(&test).await;
    let path = open(&test, one).await;
    let (clerk, unit) = (test.as_("clerk").await, test.as_("unit").await);
    let (department, finance) = (test.as_("department").await, test.as_("finance").await);
    let step = |action: &str| json!({ "action": action });
    put(&clerk, &path, "content", content()).await.expect_status(200);
    act(&clerk, &path, step("submit")).await.expect_status(200);
    act(&unit, &path, step("pass")).await.expect_status(200);
    let results = || async { clerk.get("/api/v1/results?year=2025").await.json()["items"].clone() };
    assert_eq!(results().await, json!([]));
    let given = |score: &str| json!({ "rows": [{ "indicator": 1, "score": score, "reason": "资料不全。" }] });
    // 5 + 60 + 14.17, and then 5 + 30 + 14.17.
    put(&department, &path, "rescore", given("60")).await.expect_status(200);
    let made = results().await[0].clone();
    assert_eq!((&made["action"], &made["score"]["grade"]), (&json!("cut"), &json!("中")));
    assert_eq!(made["state"], "department_review");
    put(&department, &path, "rescore", given("30")).await.expect_status(200);
    let again = results().await;
    assert_eq!((again.as_array().unwrap().len(), &again[0]["id"]), (1, &made["id"]));
    assert_ne!((&again[0]["action"], &again[0]["etag"]), (&made["action"], &made["etag"]));
    assert!(again[0]["reasons"][0]["zh"].as_str().unwrap().contains("49.17"), "{again}");
    let whole = clerk.get(&path).await.json()["whole"].clone();
    let said = whole["rows"][0]["lines"].as_array().unwrap().last().unwrap()["zh"].clone();
    assert!(said.as_str().unwrap().ends_with("理由：资料不全。"), "{said}");
    // Nothing is decided before it is closed, and nothing of it is shown next year.
    let address = format!("/api/v1/results/{}", made["id"]);
    let cut = json!({ "decision": "cut", "reason": "压减" });
    put(&finance, &address, "decision", cut.clone()).await.expect_problem(409, "wrong-state");
    let body =
        json!({ "node": test.nodes["430001"], "year": 2026, "content": samples::document() });
    let next = clerk.post("/api/v1/documents", body).await.expect_status(201).json();
    let last = format!("/api/v1/documents/{}/last-year", next["id"]);
    assert_eq!(clerk.get(&last).await.json()["items"][0]["result"], Value::Null);
    // What goes back is proposed anew.
    let back = json!({ "action": "return", "reason": "请补充资料" });
    act(&department, &path, back).await.expect_status(200);
    assert_eq!(results().await, json!([]));
    close(&test, &path).await;
    let closed = results().await[0].clone();
    assert_eq!((&closed["action"], &closed["state"]), (&json!("first"), &json!("reviewed")));
    let address = format!("/api/v1/results/{}", closed["id"]);
    put(&finance, &address, "decision", cut).await.expect_status(200);
}

async fn a_department_form_begins_with_what_was_approved(test: TestApp) {
    year::begun(&test).await;
    let department = test.as_("department").await;
    let body = json!({ "node": test.nodes["430"], "year": 2025 });
    let made = department.post("/api/v1/department-evaluations", body).await.expect_status(201);
    let path = format!("/api/v1/department-evaluations/{}", made.json()["id"]);
    let seen = department.get(&path).await.expect_status(200).json();
    assert_eq!((&seen["written"], &seen["content"]["lines"]), (&json!(false), &json!([])));
    // The department has no document of its own: the goals are those of its unit's.
    assert_eq!(seen["content"]["goals"][0]["goal"], "1.办公楼照明改造按期完工。");
    assert_eq!(seen["whole"]["goals"], seen["content"]["goals"]);
    let funds = &seen["content"]["funds"];
    assert_eq!(
        (&funds[0]["fund"], &funds[0]["initial_fen"]),
        (&json!("general_budget"), &json!(48_000_000))
    );
    assert_eq!((&funds[1]["fund"], &funds[1]["initial_fen"]), (&json!("other"), &json!(0)));
    // What somebody writes stands in its place.
    let mut content = seen["content"].clone();
    content["goals"][0]["goal"] = json!("办公楼照明改造完工");
    content["funds"] = json!([]);
    content["execution_reason"] = json!("尾款次年支付。");
    content["lines"] = json!([{ "level1": "产出指标", "level3": "重点项目完成数", "target": "≥2个", "actual": "2个" }]);
    put(&department, &path, "content", content).await.expect_status(200);
    let again = department.get(&path).await.json();
    assert_eq!((&again["written"], &again["content"]["funds"]), (&json!(true), &json!([])));
    assert_eq!(again["whole"]["goals"][0]["goal"], "办公楼照明改造完工");
}

async fn a_departments_own_document_goes_before_its_units(test: TestApp) {
    year::begun(&test).await;
    let mut own = samples::document();
    own["projects"] = json!([]);
    own["overall"] = json!({ "goal": "保障全县机关运转", "sub_goals": [], "safeguards": [] });
    let (department, clerk) = (test.as_("department").await, test.people["clerk"]);
    let mut writer = test.app.store.write(AREA).await.unwrap();
    let node = test.nodes["430"];
    let new = NewDocument {
        node,
        year: 2025,
        form: "hebei-2022",
        state: "draft",
        actor: clerk,
        now: NOW,
    };
    let document = writer.create_document(&new).await.unwrap();
    let body = own.to_string();
    let content = Content {
        body: body.as_bytes(),
        form: "hebei-2022",
        origin: "edit",
        actor: clerk,
        now: NOW,
        ..Content::default()
    };
    writer.save_version(document, 0, &content).await.unwrap();
    writer.commit().await.unwrap();
    year::approve(&test, document).await;
    let body = json!({ "node": node, "year": 2025 });
    let made = department.post("/api/v1/department-evaluations", body).await.expect_status(201);
    let path = format!("/api/v1/department-evaluations/{}", made.json()["id"]);
    let content = department.get(&path).await.expect_status(200).json()["content"].clone();
    let goals: Vec<_> = content["goals"].as_array().unwrap().iter().map(|g| &g["goal"]).collect();
    assert_eq!(goals, ["保障全县机关运转"]);
    assert_eq!(content["funds"][0]["initial_fen"], 48_000_000);
}
