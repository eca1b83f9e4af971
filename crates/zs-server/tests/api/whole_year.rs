//! A whole year over HTTP: plan, sixty payments, four rounds, an adjustment, a rectification, self-evaluation, points
//! given again, results used; and on the way what must be refused.
use crate::support::{Client, Reply, TestApp, on_both, samples};
use crate::workflow::{act, clear};
use serde_json::{Value, json};

on_both!(a_whole_year_goes_its_way);

const DAY: i64 = 86_400_000;

/// Everybody of the year, logged in anew: sessions end between its points.
struct People {
    clerk: Client,
    unit: Client,
    department: Client,
    finance: Client,
}

async fn people(test: &TestApp) -> People {
    People {
        clerk: test.as_("clerk").await,
        unit: test.as_("unit").await,
        department: test.as_("department").await,
        finance: test.as_("finance").await,
    }
}

#[track_caller]
fn stands(reply: Reply, state: &str) -> Value {
    let thing = reply.expect_status(200).json();
    assert_eq!(thing["state"], state);
    thing
}

async fn put(client: &Client, path: &str, part: &str, body: Value) -> Reply {
    let etag = client.get(path).await.etag();
    client.with("if-match", etag).put(&format!("{path}/{part}"), body).await
}

/// Submits something and lets unit, department and finance pass it.
async fn reviewed(who: &People, path: &str) -> Value {
    let step = |action: &str| json!({ "action": action });
    stands(act(&who.clerk, path, step("submit")).await, "unit_review");
    act(&who.clerk, path, step("pass")).await.expect_problem(403, "forbidden");
    stands(act(&who.unit, path, step("pass")).await, "department_review");
    act(&who.finance, path, step("pass")).await.expect_problem(403, "forbidden");
    stands(act(&who.department, path, step("pass")).await, "finance_review");
    stands(act(&who.finance, path, step("pass")).await, "reviewed")
}

/// The document of 2026: drafted in autumn 2025, reviewed, approved. Gives its undertakings.
async fn planned(test: &TestApp, who: &People) -> [i64; 2] {
    let mut content = samples::document();
    content["fiscal_year"] = json!(2026);
    let body = json!({ "node": test.nodes["430001"], "year": 2026, "content": content });
    let made = who.clerk.post("/api/v1/documents", body).await.expect_status(201).json();
    let path = format!("/api/v1/documents/{}", made["id"]);
    act(&who.finance, &path, json!({ "action": "approve" }))
        .await
        .expect_problem(409, "wrong-state");
    clear(&who.clerk, &who.finance, &path).await;
    reviewed(who, &path).await;
    stands(act(&who.finance, &path, json!({ "action": "approve" })).await, "approved");
    let all = who.clerk.get("/api/v1/execution?year=2026").await.expect_status(200).json();
    let mut numbers: Vec<i64> =
        all["items"].as_array().unwrap().iter().map(|one| one["id"].as_i64().unwrap()).collect();
    numbers.sort_unstable();
    numbers.try_into().unwrap()
}

/// Pays on both projects in turn: 8,000 and 6,000 元 each time, one voucher a day.
async fn paid(who: &People, on: [i64; 2], months: &[u32], count: usize) {
    for n in 0..count {
        let (project, month) = (n % 2, months[n / 2 % months.len()]);
        let amount = [800_000, 600_000][project];
        let day = format!("2026-{month:02}-{:02}", 2 + n / 2);
        let payment = json!({
            "day": day,
            "amount_fen": amount,
            "number": format!("2026-{month:02}-{n:03}"),
            "payee": "云溪照明工程公司",
        });
        let path = format!("/api/v1/execution/{}/payments", on[project]);
        who.clerk.post(&path, payment.clone()).await.expect_status(201);
        if n == 0 {
            who.clerk.post(&path, payment.clone()).await.expect_problem(409, "duplicate");
            who.unit.post(&path, payment).await.expect_problem(403, "forbidden");
        }
    }
}

async fn reached(who: &People, undertaking: i64, indicator: i64, day: &str, value: &str) {
    let path = format!("/api/v1/undertakings/{undertaking}/actuals");
    let entry = json!({ "version": 1, "indicator": indicator, "day": day, "value": value,
        "source": "record", "evidence": "验收台账" });
    who.clerk.post(&path, entry).await.expect_status(201);
}

/// An answer to everything that warns on a sheet.
fn answers(whole: &Value) -> Value {
    let warns = |row: &&Value| matches!(row["light"].as_str(), Some("red" | "yellow"));
    let rows = whole["rows"].as_array().unwrap().iter().filter(warns).map(|row| {
        json!({ "indicator": row["indicator"], "causes": ["staff"], "likelihood": "possible",
            "reason": "施工队伍进场晚。", "note": "每周核对进度。" })
    });
    json!({ "version": 1, "decision": "continue", "measures": "按周安排付款。",
        "rows": rows.collect::<Vec<_>>() })
}

/// A round at the end of a month: every sheet is written, reviewed, signed. Gives the sheets.
async fn watched(test: &TestApp, who: &People, month: i64) -> Vec<Value> {
    let due_on = if month == 12 { "2027-01-20" } else { "2026-12-20" };
    let round =
        json!({ "node": test.nodes["430"], "year": 2026, "month": month, "due_on": due_on });
    let address = "/api/v1/monitoring-rounds";
    who.clerk.post(address, round.clone()).await.expect_problem(404, "not-found");
    let made = who.department.post(address, round.clone()).await.expect_status(201).json();
    who.department.post(address, round).await.expect_problem(409, "duplicate");
    let list = format!("/api/v1/monitoring-sheets?round={}", made["id"]);
    let sheets = who.clerk.get(&list).await.expect_status(200).json();
    let sheets = sheets["items"].as_array().unwrap().clone();
    assert_eq!(sheets.len(), 2);
    for sheet in &sheets {
        let path = format!("/api/v1/monitoring-sheets/{}", sheet["id"]);
        let whole = who.clerk.get(&path).await.json()["whole"].clone();
        put(&who.clerk, &path, "content", answers(&whole)).await.expect_status(200);
        let signed = reviewed(who, &path).await;
        assert_eq!(signed["hash"].as_str().unwrap().len(), 64);
        put(&who.clerk, &path, "content", answers(&whole)).await.expect_problem(409, "wrong-state");
    }
    sheets
}

/// Finance asks for something to be put right about a sheet; the unit has accepted it.
async fn rectified(who: &People, sheet: &Value) -> String {
    let issue = json!({ "source": "monitoring", "sheet": sheet["id"], "due_on": "2026-08-31",
        "requirement": "加快支付进度" });
    let address = "/api/v1/rectifications";
    who.clerk.post(address, issue.clone()).await.expect_problem(403, "forbidden");
    let made = who.finance.post(address, issue).await.expect_status(201).json();
    let path = format!("{address}/{}", made["id"]);
    act(&who.finance, &path, json!({ "action": "verify" }))
        .await
        .expect_problem(409, "wrong-state");
    stands(act(&who.clerk, &path, json!({ "action": "accept" })).await, "accepted");
    stands(act(&who.clerk, &path, json!({ "action": "start" })).await, "rectifying");
    path
}

/// The year until its end: payments, rounds, the adjustment and the rectification.
async fn lived(test: &TestApp, on: [i64; 2]) {
    test.pass(176 * DAY); // 2026-04-03
    let who = people(test).await;
    paid(&who, on, &[1, 2, 3], 14).await;
    reached(&who, on[0], 1, "2026-03-31", "8套").await;
    watched(test, &who, 3).await;

    test.pass(91 * DAY); // 2026-07-03
    let who = people(test).await;
    paid(&who, on, &[4, 5, 6], 14).await;
    let adjustment = json!({ "day": "2026-05-06", "amount_fen": 2_000_000, "reason": "追加应急照明",
        "number": "云财预〔2026〕31号" });
    let path = format!("/api/v1/execution/{}/adjustments", on[0]);
    who.clerk.post(&path, adjustment.clone()).await.expect_problem(403, "forbidden");
    who.finance.post(&path, adjustment).await.expect_status(201);
    reached(&who, on[0], 1, "2026-06-30", "15套").await;
    let sheets = watched(test, &who, 6).await;
    let rectification = rectified(&who, &sheets[0]).await;

    test.pass(123 * DAY); // 2026-11-03
    let who = people(test).await;
    paid(&who, on, &[7, 8, 9, 10], 20).await;
    let report = json!({ "action": "report", "result": "已付清到期款项。" });
    stands(act(&who.clerk, &rectification, report).await, "reported");
    let verify = json!({ "action": "verify" });
    act(&who.department, &rectification, verify.clone()).await.expect_problem(403, "forbidden");
    stands(act(&who.finance, &rectification, verify).await, "verified");
    reached(&who, on[0], 1, "2026-10-31", "33套").await;
    watched(test, &who, 10).await;

    test.pass(63 * DAY); // 2027-01-05
    let who = people(test).await;
    paid(&who, on, &[11, 12], 12).await;
    for (at, day, value) in [(1, "2026-12-20", "41套"), (2, "2026-12-25", "88%")] {
        reached(&who, on[0], at, day, value).await;
    }
    for (at, day, value) in [(1, "2026-12-20", "40套"), (2, "2026-12-25", "95%")] {
        reached(&who, on[1], at, day, value).await;
    }
    watched(test, &who, 12).await;
    let entries = format!("/api/v1/execution/{}/entries?kind=payment&limit=100", on[0]);
    assert_eq!(who.clerk.get(&entries).await.json()["items"].as_array().unwrap().len(), 30);
}

/// Both self-evaluations, the second as it was claimed, the first with points given again by finance.
async fn evaluated(test: &TestApp, who: &People, on: [i64; 2]) {
    let body = json!({ "node": test.nodes["430"], "year": 2026 });
    let made =
        who.department.post("/api/v1/self-evaluations", body).await.expect_status(201).json();
    assert_eq!(made["made"], 2);
    let content = json!({
        "version": 1,
        "goals_result": "按期完工并通过验收。",
        "execution_reason": "质保金按合同次年支付。",
        "rows": [{ "indicator": 2, "reason": "部分楼层施工影响办公。", "measure": "避开工作时间施工。" }],
    });
    for (undertaking, own) in [(on[0], "97.67"), (on[1], "99.00")] {
        let query = format!("/api/v1/self-evaluations?undertaking={undertaking}");
        let found = who.clerk.get(&query).await.json();
        let path = format!("/api/v1/self-evaluations/{}", found["items"][0]["id"]);
        if undertaking == on[0] {
            let open = act(&who.clerk, &path, json!({ "action": "submit" })).await;
            assert_eq!(open.expect_problem(422, "invalid").json()["rows"], json!([2]));
        }
        let kept =
            put(&who.clerk, &path, "content", content.clone()).await.expect_status(200).json();
        // 24 of 30 and 18 of 20 万元 paid; 75 points for the work; 15 × 88 ÷ 90, and 15, for satisfaction.
        assert_eq!(kept["own"]["total"], own);
        stands(act(&who.clerk, &path, json!({ "action": "submit" })).await, "unit_review");
        stands(act(&who.unit, &path, json!({ "action": "pass" })).await, "department_review");
        let given = json!({ "rows": [
            { "indicator": 1, "score": "60", "reason": "验收单缺八套。" },
            { "indicator": 2, "score": "12", "reason": "问卷样本不足。" },
        ] });
        put(&who.finance, &path, "rescore", given.clone()).await.expect_problem(403, "forbidden");
        stands(act(&who.department, &path, json!({ "action": "pass" })).await, "finance_review");
        if undertaking == on[0] {
            put(&who.clerk, &path, "rescore", given.clone()).await.expect_problem(403, "forbidden");
            let again = put(&who.finance, &path, "rescore", given).await.expect_status(200).json();
            // 8 + 60 + 12
            assert_eq!(again["finance"], json!({ "total": "80.00", "grade": "良" }));
        }
        stands(act(&who.finance, &path, json!({ "action": "pass" })).await, "reviewed");
        act(&who.clerk, &path, json!({ "action": "withdraw" }))
            .await
            .expect_problem(409, "wrong-state");
        let frozen = who.clerk.get(&path).await.json();
        assert_eq!(frozen["whole"]["scores"]["own"]["total"], own);
    }
}

/// The department's own form and report.
async fn summed_up(test: &TestApp, who: &People) {
    let body = json!({ "node": test.nodes["430"], "year": 2026 });
    let all = "/api/v1/department-evaluations";
    who.finance.post(all, body.clone()).await.expect_problem(403, "forbidden");
    let made = who.department.post(all, body.clone()).await.expect_status(201).json();
    who.department.post(all, body).await.expect_problem(409, "duplicate");
    let path = format!("{all}/{}", made["id"]);
    let submit = json!({ "action": "submit" });
    act(&who.department, &path, submit.clone()).await.expect_problem(422, "invalid");
    let seen = who.department.get(&path).await.expect_status(200).json();
    let projects = &seen["whole"]["projects"];
    // (80 × 30 + 99 × 20) ÷ 50
    assert_eq!(
        (&projects["mean"], &projects["grades"]),
        (&json!("87.60"), &json!({ "优": 1, "良": 1 }))
    );
    let content = json!({
        "execution_reason": "质保金次年支付。",
        "lines": [
            { "level1": "产出指标", "level2": "数量指标", "level3": "重点项目完成数", "target": "≥2个", "actual": "2个" },
            { "level1": "满意度指标", "level2": "服务对象满意度指标", "level3": "职工满意度", "target": "≥90%",
              "actual": "81%", "reason": "施工影响办公。", "measure": "避开工作时间。" },
        ],
        "items": { "carry-over": { "part": "80000", "whole": "500000" } },
        "report": { "measures": "避开工作时间施工，提前编制付款计划。" },
    });
    let kept = put(&who.department, &path, "content", content).await.expect_status(200).json();
    // 10 × 42 ÷ 50 + 75 + 15 × 81 ÷ 90
    assert_eq!(kept["own"]["total"], "96.90");
    let whole = who.department.get(&path).await.json()["whole"].clone();
    assert_eq!(whole["schema"], "zhunsheng.department-evaluation/1");
    let funds = &whole["report"][1]["text"];
    assert!(funds.as_str().unwrap().contains("84.00%"), "{funds}");
    assert_eq!(whole["report"][5]["edited"], true);
    let item = |id: &str| {
        let items = whole["items"].as_array().unwrap();
        items.iter().find(|item| item["id"] == id).unwrap()["rate"].clone()
    };
    assert_eq!((item("budget-completion"), item("carry-over")), (json!("84.00"), json!("16.00")));
    stands(act(&who.department, &path, submit).await, "finance_review");
    act(&who.department, &path, json!({ "action": "pass" })).await.expect_problem(403, "forbidden");
    stands(act(&who.finance, &path, json!({ "action": "pass" })).await, "reviewed");
    let frozen = who.department.get(&path).await.json();
    assert_eq!(
        (&frozen["frozen"], &frozen["whole"]["department"]["code"]),
        (&json!(true), &json!("430"))
    );
}

/// What was proposed, decided, and is shown where the next document is written.
async fn used(test: &TestApp, who: &People, on: [i64; 2]) {
    let found = who.finance.get("/api/v1/results?year=2026&decided=false").await.json();
    let results = found["items"].as_array().unwrap();
    let actions: Vec<_> = results.iter().map(|one| &one["action"]).collect();
    assert_eq!(actions, ["keep", "first"]);
    for (result, decision) in results.iter().zip([
        json!({ "decision": "keep" }),
        json!({ "decision": "cut", "reason": "明年维护任务减少。" }),
    ]) {
        let path = format!("/api/v1/results/{}", result["id"]);
        put(&who.department, &path, "decision", decision.clone())
            .await
            .expect_problem(403, "forbidden");
        put(&who.finance, &path, "decision", decision).await.expect_status(200);
    }
    let system = test.as_("system").await;
    system.post("/api/v1/years", json!({ "year": 2027 })).await.expect_status(201);
    let mut next = samples::document();
    next["fiscal_year"] = json!(2027);
    let body = json!({ "node": test.nodes["430001"], "year": 2027, "content": next });
    let made = who.clerk.post("/api/v1/documents", body).await.expect_status(201).json();
    let last = format!("/api/v1/documents/{}/last-year", made["id"]);
    let last = who.clerk.get(&last).await.expect_status(200).json();
    let told: Vec<_> = last["items"].as_array().unwrap().iter().collect();
    assert_eq!((told.len(), &last["rectifications"]), (2, &json!([])));
    assert_eq!(
        (&told[0]["undertaking"], &told[0]["score"]["grade"]),
        (&json!(on[0]), &json!("良"))
    );
    assert_eq!(
        (&told[0]["own"]["total"], &told[0]["result"]["decision"]),
        (&json!("97.67"), &json!("keep"))
    );
    assert_eq!((&told[1]["ordinal"], &told[1]["result"]["decision"]), (&json!(2), &json!("cut")));
}

async fn a_whole_year_goes_its_way(test: TestApp) {
    let on = planned(&test, &people(&test).await).await;
    lived(&test, on).await;
    let who = people(&test).await;
    evaluated(&test, &who, on).await;
    summed_up(&test, &who).await;
    used(&test, &who, on).await;
    let verdict = test.as_("auditor").await.get("/api/v1/audit/verify").await.expect_status(200);
    assert_eq!(verdict.json()["sound"], true, "{}", verdict.json());
}
