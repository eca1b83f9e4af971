//! The check over HTTP: live, on save, in both languages; acknowledgements and waivers.
use crate::support::{TestApp, on_both, samples};
use serde_json::{Value, json};

on_both!(
    a_check_stores_nothing,
    findings_are_kept_and_told_in_either_language,
    an_acknowledgement_holds_until_its_cause_grows,
    a_waiver_lets_an_error_stand_for_a_time,
    rules_have_pages,
);

/// A document with an error that repeats: targets that cannot be met.
fn flawed() -> Value {
    let mut document = samples::document();
    for project in document["projects"].as_array_mut().unwrap() {
        project["plan"][1]["percent"] = json!("10");
    }
    document
}

async fn a_check_stores_nothing(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let report = clerk.post("/api/v1/check", flawed()).await.expect_status(200).json();
    assert_eq!(report["schema"], "zhunsheng.check/1");
    let findings = report["files"][0]["findings"].as_array().unwrap();
    let falls = findings.iter().find(|f| f["rule"] == "plan-not-cumulative").unwrap();
    assert_eq!((&falls["severity"], &falls["project"]), (&json!("error"), &json!(1)));
    assert!(falls["cause"].as_str().unwrap().starts_with("plan-not-cumulative."));
    assert!(!falls["message"].as_str().unwrap().is_empty() && falls["fixes"].is_array());
    let list = clerk.get("/api/v1/documents?year=2025").await.json();
    assert!(list["items"].as_array().unwrap().is_empty());
    clerk.post("/api/v1/check", json!({})).await.expect_problem(422, "invalid");
}

async fn findings_are_kept_and_told_in_either_language(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let body = json!({ "node": test.nodes["430001"], "year": 2025, "content": flawed() });
    let made = clerk.post("/api/v1/documents", body).await.expect_status(201).json();
    assert!(made["errors"].as_i64() >= Some(2));
    let path = format!("/api/v1/documents/{}/findings", made["id"]);
    let live = clerk.post("/api/v1/check", flawed()).await.json();
    let kept = clerk.get(&format!("{path}?limit=500")).await.expect_status(200).json();
    assert_eq!(kept["items"], live["files"][0]["findings"]);
    let errors =
        clerk.get(&format!("{path}?severity=error&rule=plan-not-cumulative&project=2")).await;
    let errors = errors.expect_status(200).json();
    assert_eq!(errors["items"].as_array().unwrap().len(), 1);
    let english = clerk.with("accept-language", "en");
    let told = english.get(&format!("{path}?rule=plan-not-cumulative&limit=1")).await.json();
    assert!(told["items"][0]["message"].as_str().unwrap().is_ascii() || told["next"].is_string());
    assert_ne!(told["items"][0]["title"], errors["items"][0]["title"]);
    let rest = clerk.get(&format!("{path}?limit=1&cursor={}", "_1")).await.json();
    assert_eq!(rest["items"][0]["ordinal"], 2);
    clerk.get(&format!("{path}?severity=bad")).await.expect_problem(400, "bad-request");
}

async fn an_acknowledgement_holds_until_its_cause_grows(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let (path, _) = samples::create(&test, &clerk).await;
    let list = clerk.get(&format!("{path}/acknowledgements")).await.expect_status(200).json();
    let open = |list: &Value| {
        let items = list["items"].as_array().unwrap().iter();
        let open = items.filter(|cause| cause["open"] == true);
        open.map(|cause| cause["cause"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let causes = open(&list);
    let name = causes.first().expect("the sample has a warning");
    let to = format!("{path}/acknowledgements/{name}");
    clerk.put(&to, json!({ "version": 9 })).await.expect_problem(409, "stale-version");
    let seen =
        clerk.put(&to, json!({ "version": 1, "reason": "属实" })).await.expect_status(200).json();
    assert_eq!((&seen["open"], &seen["acknowledged"]["reason"]), (&json!(false), &json!("属实")));
    // A project put in front moves the places and adds none of this cause's.
    let mut moved = samples::document();
    moved["projects"].as_array_mut().unwrap().reverse();
    for (ordinal, project) in moved["projects"].as_array_mut().unwrap().iter_mut().enumerate() {
        project["ordinal"] = json!(ordinal + 1);
    }
    let content = format!("{path}/content");
    let saving = clerk.with("if-match", clerk.get(&path).await.etag());
    saving.put(&content, moved.clone()).await.expect_status(200);
    let list = clerk.get(&format!("{path}/acknowledgements")).await.json();
    assert!(!open(&list).contains(name), "{list:#}");
    // A third project with the same flaw makes it grow.
    let mut third = moved["projects"][1].clone();
    third["ordinal"] = json!(3);
    third["code"] = json!("13070025P00000000003A");
    third["name"] = json!("档案库房修缮");
    third["title"] = third["name"].clone();
    moved["projects"].as_array_mut().unwrap().push(third);
    let saving = clerk.with("if-match", clerk.get(&path).await.etag());
    saving.put(&content, moved).await.expect_status(200);
    let list = clerk.get(&format!("{path}/acknowledgements")).await.json();
    assert!(open(&list).contains(name), "{name} {list:#}");
    clerk.put(&to, json!({ "version": 3 })).await.expect_status(200);
    clerk.delete(&to).await.expect_status(200);
    clerk.delete(&to).await.expect_problem(404, "not-found");
}

async fn a_waiver_lets_an_error_stand_for_a_time(test: TestApp) {
    let (clerk, finance) = (test.as_("clerk").await, test.as_("finance").await);
    let body = json!({ "node": test.nodes["430001"], "year": 2025, "content": flawed() });
    let made = clerk.post("/api/v1/documents", body).await.expect_status(201).json();
    let path = format!("/api/v1/documents/{}", made["id"]);
    let (waivers, rule) = (format!("{path}/waivers"), "plan-not-cumulative");
    let findings = format!("{path}/findings?rule={rule}");
    let cause = clerk.get(&findings).await.json()["items"][0]["cause"].as_str().unwrap().to_owned();
    let to = format!("{path}/acknowledgements/{cause}");
    clerk.put(&to, json!({ "version": 1 })).await.expect_problem(422, "invalid");
    let new = |reason: &str| json!({ "rule": rule, "reason": reason });
    clerk.post(&waivers, new("x")).await.expect_problem(403, "forbidden");
    finance.post(&waivers, new(" ")).await.expect_problem(422, "invalid");
    let unknown = json!({ "rule": "no-such-rule", "reason": "x" });
    finance.post(&waivers, unknown).await.expect_problem(422, "invalid");
    let mut one = new("按合同分期支付");
    one["project"] = samples::document()["projects"][0]["code"].clone();
    one["expires_at"] = json!(test.app.now() + 1000);
    let given = finance.post(&waivers, one).await.expect_status(201).json();
    let waived = |list: Value| {
        let items = list["items"].as_array().unwrap().clone();
        items.into_iter().map(|f| f["waived"].is_i64()).collect::<Vec<_>>()
    };
    assert_eq!(waived(clerk.get(&findings).await.json()), [true, false]);
    let printed = clerk.get(&format!("{path}/report?format=json")).await.expect_status(200).json();
    let shown = printed["files"][0]["findings"].as_array().unwrap().iter();
    let shown: Vec<_> = shown.filter(|finding| finding["rule"] == rule).collect();
    assert_eq!(shown[0]["waived"]["reason"], "按合同分期支付", "{printed:#}");
    assert_eq!((shown.len(), &shown[1]["waived"]), (2, &Value::Null));
    test.pass(1000);
    assert_eq!(waived(clerk.get(&findings).await.json()), [false, false]);
    let all = finance.post(&waivers, new("全部允许")).await.expect_status(201).json();
    assert_eq!(waived(clerk.get(&findings).await.json()), [true, true]);
    finance.delete(&format!("{waivers}/{}", all["id"])).await.expect_status(200);
    finance.delete(&format!("{waivers}/{}", all["id"])).await.expect_problem(404, "not-found");
    assert_eq!(waived(clerk.get(&findings).await.json()), [false, false]);
    let list = clerk.get(&waivers).await.expect_status(200).json();
    assert_eq!(
        (list["items"].as_array().unwrap().len(), &list["items"][0]["id"]),
        (2, &given["id"])
    );
}

async fn rules_have_pages(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let list = clerk.get("/api/v1/rules").await.expect_status(200).json();
    assert!(list["items"].as_array().unwrap().len() > 50);
    let rule = clerk.get("/api/v1/rules/ratio-absurd").await.expect_status(200).json();
    assert_eq!(rule["code"], "JX102");
    assert!(rule["page"].as_str().unwrap().contains("Absurd") && rule["messages"].is_array());
    clerk.get("/api/v1/rules/no-such-rule").await.expect_problem(404, "not-found");
}
