//! Rounds of monitoring: sheets filled from the record, written on, reviewed, signed and frozen.
use crate::support::{AREA, Client, Reply, TestApp, on_both, samples, year};
use serde_json::{Value, json};
use zs_store::{AuditFilter, NewCalendarPoint, Page};

on_both!(
    a_sheet_is_filled_from_the_record,
    a_sheet_goes_the_whole_way_and_is_frozen,
    wrong_sheet_steps_are_refused,
    rounds_belong_to_branches,
    a_round_is_brought_up_to_date,
    a_sheet_is_printed_as_the_official_form,
);

/// Opens a round of the department's at the end of a month.
pub async fn open(client: &Client, node: i64, month: i64, more: Value) -> Value {
    let mut round = json!({ "node": node, "year": 2025, "month": month, "due_on": "2025-10-20" });
    round.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
    client.post("/api/v1/monitoring-rounds", round).await.expect_status(201).json()
}

/// The sheet of an undertaking in a round.
async fn sheet_of(client: &Client, round: &Value, undertaking: i64) -> String {
    let query = format!("round={}&undertaking={undertaking}", round["id"]);
    let found = client.get(&format!("/api/v1/monitoring-sheets?{query}")).await.expect_status(200);
    format!("/api/v1/monitoring-sheets/{}", found.json()["items"][0]["id"])
}

async fn act(client: &Client, path: &str, step: Value) -> Reply {
    let etag = client.get(path).await.etag();
    client.with("if-match", etag).post(&format!("{path}/steps"), step).await
}

async fn write(client: &Client, path: &str, content: Value) -> Reply {
    let etag = client.get(path).await.etag();
    client.with("if-match", etag).put(&format!("{path}/content"), content).await
}

/// An answer to every warning of a sheet of the samples.
fn answers() -> Value {
    json!({
        "version": 1,
        "decision": "continue",
        "measures": "与施工单位约定每周进度，十月底前完成支付。",
        "likelihood": "possible",
        "situation": "总体进度偏慢。",
        "rows": [{
            "indicator": 1,
            "expected": "40套",
            "causes": ["staff", "funding", "staff"],
            "reason": "施工队伍进场晚。",
            "likelihood": "possible",
        }],
    })
}

async fn a_sheet_is_filled_from_the_record(test: TestApp) {
    let mut before = samples::document();
    before["fiscal_year"] = json!(2024);
    let last = year::approved(&test, 2024, before).await;
    let last = year::undertakings(&test, last).await[0];
    // Last year half was paid by June and all by December; 10 of 40 stood in June.
    year::pay(&test, last, "2024-05-10", 10_000_000).await;
    year::pay(&test, last, "2024-11-10", 10_000_000).await;
    let clerk = test.as_("clerk").await;
    year::reach(&clerk, last, 1, "2024-06-30", "10套").await;
    year::reach(&clerk, last, 1, "2024-12-31", "40套").await;

    let [one, _] = year::begun(&test).await;
    year::pay(&test, one, "2025-03-10", 5_600_000).await;
    year::pay(&test, one, "2025-07-01", 1_000_000).await;
    year::reach(&clerk, one, 1, "2025-06-20", "15套").await;
    let department = test.as_("department").await;
    let more = json!({ "profile": "sichuan" });
    let round = open(&department, test.nodes["430"], 6, more).await;
    assert_eq!((&round["sheets"], &round["states"]), (&json!(2), &json!({ "draft": 2 })));
    let sheet = clerk.get(&sheet_of(&clerk, &round, one).await).await.expect_status(200).json();
    let whole = &sheet["whole"];
    assert_eq!(whole["schema"], "zhunsheng.monitoring-sheet/1");
    assert_eq!((&whole["until"], &whole["profile"]), (&json!("2025-06-30"), &json!("sichuan")));
    let project = &whole["project"];
    assert_eq!(
        (&project["name"], &project["department_code"]),
        (&json!("办公楼照明改造"), &json!("430"))
    );
    // 5.6 of 28: the payment of July is not in it.
    let funds = &whole["funds"];
    assert_eq!(
        (&funds["initial_fen"], &funds["paid_fen"]),
        (&json!(28_000_000), &json!(5_600_000))
    );
    assert_eq!((&funds["rate"], &funds["due"]), (&json!("20"), &json!("50")));
    assert_eq!((&funds["fiscal_fen"], &funds["deviation"]), (&json!(28_000_000), &json!("-30")));
    assert_eq!(funds["linear"]["paid_fen"], 11_200_000);
    assert_eq!(funds["like_last_year"]["paid_fen"], 11_200_000);
    let row = &whole["rows"][0];
    assert_eq!((&row["actual"]["value"], &row["progress"]), (&json!("15套"), &json!("37.5")));
    assert_eq!((&row["linear"], &row["like_last_year"]), (&json!("30"), &json!("60")));
    // Missing is missing.
    let row = &whole["rows"][1];
    assert_eq!((&row["actual"], &row["light"]), (&Value::Null, &json!("grey")));
    // Below 40% in June: yellow there; ten working days after Thursday 2025-10-09.
    assert_eq!(sheet["money_light"], "yellow", "{whole}");
    assert_eq!(
        (&sheet["quadrant"], &sheet["act_by"]),
        (&json!("both_behind"), &json!("2025-10-23"))
    );
    let kinds: Vec<_> = whole["warnings"].as_array().unwrap().iter().map(|w| &w["kind"]).collect();
    assert_eq!(kinds, ["money", "goal", "gap"], "{whole}");
    assert!(whole["warnings"][0]["zh"].as_str().unwrap().contains("20"));
    // The other project paid nothing and knows nothing.
    assert_eq!((&round["money"]["yellow"], &round["lights"]["yellow"]), (&json!(2), &json!(2)));
}

async fn a_sheet_goes_the_whole_way_and_is_frozen(test: TestApp) {
    let [one, _] = year::begun(&test).await;
    year::pay(&test, one, "2025-03-10", 5_600_000).await;
    let clerk = test.as_("clerk").await;
    year::reach(&clerk, one, 1, "2025-06-20", "10套").await;
    let (department, finance) = (test.as_("department").await, test.as_("finance").await);
    let round = open(&department, test.nodes["430"], 6, Value::Null).await;
    let path = sheet_of(&clerk, &round, one).await;
    let inbox = clerk.get("/api/v1/inbox").await.expect_status(200).json();
    assert_eq!(
        (&inbox["monitoring"][0]["task"], &inbox["monitoring"][0]["count"]),
        (&json!("write_sheet"), &json!(2))
    );

    let blocked = act(&clerk, &path, json!({ "action": "submit" })).await;
    let blocked = blocked.expect_problem(422, "invalid").json();
    assert_eq!(
        (&blocked["rows"], &blocked["fields"]),
        (&json!([1]), &json!(["decision", "measures"]))
    );
    let written = write(&clerk, &path, answers()).await.expect_status(200).json();
    assert_eq!(written["light"], "red");
    let whole = clerk.get(&path).await.json()["whole"].clone();
    assert_eq!(whole["rows"][0]["written"]["causes"], json!(["funding", "staff"]));
    assert_eq!(whole["written"]["decision"], "continue");

    let stands = |reply: Reply, state: &str| {
        let sheet = reply.expect_status(200).json();
        assert_eq!(sheet["state"], state);
        sheet
    };
    let unit = test.as_("unit").await;
    stands(act(&clerk, &path, json!({ "action": "submit" })).await, "unit_review");
    write(&clerk, &path, answers()).await.expect_problem(409, "wrong-state");
    stands(act(&unit, &path, json!({ "action": "pass" })).await, "department_review");
    let back = json!({ "action": "return", "reason": "请写清措施" });
    stands(act(&department, &path, back).await, "returned");
    let seen = clerk.get(&path).await.json();
    assert_eq!(seen["events"].as_array().unwrap().last().unwrap()["reason"], "请写清措施");
    stands(act(&clerk, &path, json!({ "action": "submit" })).await, "unit_review");
    stands(act(&unit, &path, json!({ "action": "pass" })).await, "department_review");
    stands(act(&department, &path, json!({ "action": "pass" })).await, "finance_review");
    let etag = finance.get(&path).await.etag();
    let once = finance.with("if-match", etag).with("idempotency-key", "sign-1");
    let steps = format!("{path}/steps");
    let signed = stands(once.post(&steps, json!({ "action": "pass" })).await, "reviewed");
    let again = once.post(&steps, json!({ "action": "pass" })).await.expect_status(200).json();
    assert_eq!(again, signed);
    assert_eq!(signed["hash"].as_str().unwrap().len(), 64);

    // What comes later does not change what was signed.
    year::pay(&test, one, "2025-06-11", 9_000_000).await;
    let frozen = clerk.get(&path).await.expect_status(200).json();
    assert_eq!(
        (&frozen["frozen"], &frozen["whole"]["funds"]["paid_fen"]),
        (&json!(true), &json!(5_600_000))
    );
    let signatures = frozen["whole"]["signatures"].as_array().unwrap();
    let names: Vec<_> = signatures.iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["clerk", "unit", "department", "finance"]);
    act(&clerk, &path, json!({ "action": "withdraw" })).await.expect_problem(409, "wrong-state");
    let round = format!("/api/v1/monitoring-rounds/{}", round["id"]);
    let states = clerk.get(&round).await.expect_status(200).json()["states"].clone();
    assert_eq!(states, json!({ "draft": 1, "reviewed": 1 }));
}

async fn wrong_sheet_steps_are_refused(test: TestApp) {
    let [one, _] = year::begun(&test).await;
    let (clerk, department) = (test.as_("clerk").await, test.as_("department").await);
    let round = open(&department, test.nodes["430"], 6, Value::Null).await;
    let path = sheet_of(&clerk, &round, one).await;
    let step = |action: &str| json!({ "action": action });
    act(&clerk, &path, step("pass")).await.expect_problem(403, "forbidden");
    act(&department, &path, step("pass")).await.expect_problem(409, "wrong-state");
    act(&clerk, &path, step("approve")).await.expect_problem(403, "forbidden");
    clerk
        .post(&format!("{path}/steps"), step("submit"))
        .await
        .expect_problem(428, "if-match-required");
    let stranger = test.as_("other-clerk").await;
    stranger.get(&path).await.expect_problem(404, "not-found");
    let list = stranger.get("/api/v1/monitoring-sheets?year=2025").await.expect_status(200).json();
    assert_eq!(list["items"], json!([]));
    let wrong = |key: &str, value: Value| {
        let mut content = answers();
        content[key] = value;
        content
    };
    let row = json!([{ "indicator": 9 }]);
    write(&clerk, &path, wrong("rows", row)).await.expect_problem(422, "invalid");
    let twice = json!([{ "indicator": 1 }, { "indicator": 1 }]);
    write(&clerk, &path, wrong("rows", twice)).await.expect_problem(422, "invalid");
    write(&clerk, &path, wrong("measures", json!("长".repeat(2001))))
        .await
        .expect_problem(422, "invalid");
    write(&clerk, &path, wrong("version", json!(7))).await.expect_problem(409, "stale-version");
    write(&clerk, &path, answers()).await.expect_status(200);
    let old = clerk.with("if-match", "\"1.1\"");
    old.put(&format!("{path}/content"), answers()).await.expect_problem(409, "stale-version");
    act(&clerk, &path, step("submit")).await.expect_status(200);
    act(&clerk, &path, step("withdraw")).await.expect_status(200);
    // Who wrote on it does not pass it.
    let mut writer = test.app.store.write(AREA).await.unwrap();
    let (unit, node) = (test.people["clerk"], test.nodes["430001"]);
    writer.grant_role(unit, node, zs_store::Role::UnitReviewer, None, 1).await.unwrap();
    writer.commit().await.unwrap();
    act(&clerk, &path, step("submit")).await.expect_status(200);
    act(&clerk, &path, step("pass")).await.expect_problem(403, "own-work");
    let mut writer = test.app.store.write(AREA).await.unwrap();
    writer.close_fiscal_year(2025, Some(1)).await.unwrap();
    writer.commit().await.unwrap();
    act(&test.as_("unit").await, &path, step("pass")).await.expect_problem(409, "year-closed");
}

async fn rounds_belong_to_branches(test: TestApp) {
    year::begun(&test).await;
    let mut writer = test.app.store.write(AREA).await.unwrap();
    for due_on in ["2025-04-10", "2025-07-15", "2025-11-10"] {
        let (kind, opens_on, note) = ("monitoring", None, None);
        let point = NewCalendarPoint { year: 2025, kind, opens_on, due_on, note };
        writer.create_calendar_point(&point).await.unwrap();
    }
    writer.commit().await.unwrap();
    let (department, finance) = (test.as_("department").await, test.as_("finance").await);
    let rounds = "/api/v1/monitoring-rounds";
    let body =
        |node: &str, month: i64| json!({ "node": test.nodes[node], "year": 2025, "month": month });
    // The day comes from the calendar.
    let made = department.post(rounds, body("430", 6)).await.expect_status(201).json();
    assert_eq!((&made["due_on"], &made["days_left"]), (&json!("2025-07-15"), &json!(-86)));
    department.post(rounds, body("430", 6)).await.expect_problem(409, "duplicate");
    department.post(rounds, body("990123", 7)).await.expect_problem(404, "not-found");
    department.post(rounds, body("501", 7)).await.expect_problem(404, "not-found");
    test.as_("clerk").await.post(rounds, body("430001", 7)).await.expect_problem(403, "forbidden");
    department.post(rounds, body("430", 11)).await.expect_problem(422, "invalid");
    department.post(rounds, body("430", 13)).await.expect_problem(422, "invalid");
    let mut odd = body("430", 9);
    odd["profile"] = json!("nowhere");
    department.post(rounds, odd).await.expect_problem(422, "invalid");
    // What has a sheet of the month gets no second one.
    let all = finance.post(rounds, body("990123", 6)).await.expect_status(201).json();
    assert_eq!(all["sheets"], 0);
    let stranger = test.as_("other-department").await;
    let seen = stranger.get("/api/v1/monitoring-rounds?year=2025").await.expect_status(200).json();
    let seen: Vec<_> = seen["items"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert_eq!(seen, [&all["id"]]);
    stranger.get(&format!("{rounds}/{}", made["id"])).await.expect_problem(404, "not-found");
}

async fn a_round_is_brought_up_to_date(test: TestApp) {
    let [one, _] = year::begun(&test).await;
    let department = test.as_("department").await;
    let round = open(&department, test.nodes["430"], 6, Value::Null).await;
    year::approved(&test, 2025, samples::document()).await;
    let path = format!("/api/v1/monitoring-rounds/{}/sheets", round["id"]);
    assert_eq!(round["money"], json!({ "red": 2 }));
    year::pay(&test, one, "2025-05-10", 28_000_000).await;
    let grown = department.post(&path, json!({})).await.expect_status(200).json();
    assert_eq!((&grown["sheets"], &grown["money"]), (&json!(4), &json!({ "green": 1, "red": 3 })));
    let again = department.post(&path, json!({})).await.expect_status(200).json();
    assert_eq!(again["sheets"], 4);
    let sheets = format!("/api/v1/monitoring-sheets?undertaking={one}");
    let sheets = department.get(&sheets).await.json();
    assert_eq!(sheets["items"].as_array().unwrap().len(), 1);
}

/// The form as Markdown.
async fn printed(client: &Client, path: &str) -> String {
    let reply = client.get(&format!("{path}/export?format=md")).await;
    String::from_utf8(reply.expect_status(200).body).unwrap()
}

async fn a_sheet_is_printed_as_the_official_form(test: TestApp) {
    let [one, _] = year::begun(&test).await;
    year::pay(&test, one, "2025-03-10", 5_600_000).await;
    let clerk = test.as_("clerk").await;
    year::reach(&clerk, one, 1, "2025-06-20", "10套").await;
    let (department, finance) = (test.as_("department").await, test.as_("finance").await);
    let round = open(&department, test.nodes["430"], 6, Value::Null).await;
    let path = sheet_of(&clerk, &round, one).await;
    write(&clerk, &path, answers()).await.expect_status(200);
    let draft = printed(&clerk, &path).await;
    let fields = [
        "项目支出绩效目标执行监控表（2025年度）",
        "监控期：1—6月（草稿，未签批）",
        "办公楼照明改造",
        "（430）",
        "年度资金总额",
        "28.00",
        "5.60",
        "20.00%",
        "10套",
        "40套",
        "√ | ",
        "√ | ",
        "施工队伍进场晚。",
        "√ | ",
        "未填报",
        "总体进度偏慢。",
        "继续执行",
        "填报人：",
        "财政部门审核：",
        "校验码 ",
    ];
    let mut rest = draft.as_str();
    for field in fields {
        let at = rest.find(field);
        rest =
            &rest[at.unwrap_or_else(|| panic!("{field} is missing or out of order in\n{draft}"))..];
    }
    for format in ["docx", "xlsx", "html"] {
        let file = clerk.get(&format!("{path}/export?format={format}")).await.expect_status(200);
        let name = file.headers["content-disposition"].to_str().unwrap();
        assert!(name.ends_with(&format!(".{format}")) && !file.body.is_empty(), "{name}");
    }
    // Signed, it is what was signed, with the hash that the record keeps.
    let unit = test.as_("unit").await;
    act(&clerk, &path, json!({ "action": "submit" })).await.expect_status(200);
    act(&unit, &path, json!({ "action": "pass" })).await.expect_status(200);
    act(&department, &path, json!({ "action": "pass" })).await.expect_status(200);
    act(&finance, &path, json!({ "action": "pass" })).await.expect_status(200);
    let hash = clerk.get(&path).await.json()["hash"].as_str().unwrap().to_uppercase();
    year::pay(&test, one, "2025-04-10", 1_000_000).await;
    let signed = printed(&clerk, &path).await;
    let mark = format!("校验码 {}-{}-{}", &hash[..4], &hash[4..8], &hash[8..12]);
    assert!(
        signed.contains(&mark) && signed.contains("5.60") && !signed.contains("草稿"),
        "{signed}"
    );
    assert!(signed.contains("（2025-10-09）"), "{signed}");
    let mut reader = test.app.store.read(AREA).await.unwrap();
    let entries = reader.audit(&AuditFilter::default(), &Page::first(500)).await.unwrap().items;
    assert_eq!(entries.iter().filter(|entry| entry.action == "sheet.export").count(), 5);
    drop(reader);
    clerk.get(&format!("{path}/export?format=json")).await.expect_problem(400, "bad-request");
    let stranger = test.as_("other-clerk").await;
    stranger.get(&format!("{path}/export?format=md")).await.expect_problem(404, "not-found");
}
