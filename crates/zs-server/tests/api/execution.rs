//! The year's money: booking, what is refused or needs a word, taking back, rates on any day, the light board.
use crate::support::{AREA, Client, TestApp, on_both, samples};
use serde_json::{Value, json};

on_both!(
    money_is_booked_and_adds_up,
    doubtful_payments_need_a_word,
    entries_are_taken_back_once,
    what_cannot_be_booked,
    the_curve_knows_any_day,
    the_board_counts_lights,
    a_proof_is_given_to_the_document,
    other_rules_light_again,
    a_repeated_payment_is_booked_once,
    a_sheet_is_looked_at_and_booked,
    a_mapping_is_remembered,
    a_sheet_without_a_known_amount_is_mapped,
    a_sheet_without_known_headings_is_named_by_hand,
);

/// The approved sample's undertakings: 28 and 20 万元; 20, 50, 80 and 100% are due in March, June, October, December.
async fn approved(test: &TestApp) -> (Client, Client, Vec<String>) {
    let (clerk, finance) = (test.as_("clerk").await, test.as_("finance").await);
    let document = samples::approved(test, &clerk).await;
    let mut reader = test.app.store.read(AREA).await.unwrap();
    let all = reader.undertakings_of(document).await.unwrap();
    (clerk, finance, all.iter().map(|u| format!("/api/v1/execution/{}", u.id)).collect())
}

fn payment(day: &str, fen: i64, number: &str) -> Value {
    json!({ "day": day, "amount_fen": fen, "number": number, "payee": "云溪照明工程公司",
        "economic_class": "维修（护）费" })
}

async fn pay(clerk: &Client, on: &str, payment: Value) -> Value {
    clerk.post(&format!("{on}/payments"), payment).await.expect_status(201).json()
}

async fn money_is_booked_and_adds_up(test: TestApp) {
    let (clerk, finance, on) = approved(&test).await;
    let allocation = json!({ "day": "2024-12-28", "amount_fen": 28_000_000, "number": "云财预〔2024〕9号",
        "source": "一般公共预算" });
    let path = format!("{}/allocations", on[0]);
    let booked = finance.post(&path, allocation).await.expect_status(201).json();
    assert_eq!(booked["entry"]["kind"], "allocation");
    let adjustment = json!({ "day": "2025-05-06", "amount_fen": 2_000_000, "number": "云财预〔2025〕31号",
        "reason": "追加应急照明" });
    let path = format!("{}/adjustments", on[0]);
    finance.post(&path, adjustment).await.expect_status(201);
    pay(&clerk, &on[0], payment("2025-03-10", 6_000_000, "2025-0001")).await;
    let booked = pay(&clerk, &on[0], payment("2025-08-20", 9_000_001, "2025-0002")).await;
    assert_eq!(booked["execution"]["paid_fen"], 15_000_001);
    assert_eq!(booked["execution"]["adjusted_fen"], 30_000_000);
    assert_eq!(booked["execution"]["rate"], "50.00");
    // Half of 30 万 is due after June: payments are one 分 ahead.
    assert_eq!(
        (&booked["execution"]["due_fen"], &booked["execution"]["behind_fen"]),
        (&json!(15_000_000), &json!(-1))
    );
    let list = clerk.get("/api/v1/execution?year=2025&month=3").await.expect_status(200).json();
    let first = &list["items"][0];
    assert_eq!(
        (&first["paid_fen"], &first["adjusted_fen"]),
        (&json!(6_000_000), &json!(28_000_000))
    );
    assert_eq!((&first["rate"], &first["allocated_fen"]), (&json!("21.43"), &json!(28_000_000)));
    assert_eq!(list["items"][1]["rate"], "0.00");
    let entries = clerk.get(&format!("{}/entries", on[0])).await.json();
    let days: Vec<_> = entries["items"].as_array().unwrap().iter().map(|e| &e["day"]).collect();
    assert_eq!(days, ["2025-08-20", "2025-05-06", "2025-03-10", "2024-12-28"]);
    let only = clerk.get(&format!("{}/entries?kind=adjustment", on[0])).await.json();
    assert_eq!(only["items"].as_array().unwrap().len(), 1);
    let told = test.as_("auditor").await.get("/api/v1/audit?object=money_entry").await.json();
    assert_eq!(told["items"].as_array().unwrap().len(), 4);
}

async fn doubtful_payments_need_a_word(test: TestApp) {
    let (clerk, _, on) = approved(&test).await;
    let path = format!("{}/payments", on[0]);
    let first = pay(&clerk, &on[0], payment("2025-03-10", 6_000_000, "2025-0001")).await;
    let again = clerk.post(&path, payment("2025-03-10", 6_000_000, "2025-0001")).await;
    let again = again.expect_problem(409, "duplicate").json();
    assert_eq!(again["entry"], first["entry"]["id"]);
    let forced = payment("2025-03-10", 6_000_000, "2025-0001");
    let forced = with(forced, "accept", json!(["payment-twice"]));
    clerk.post(&path, forced).await.expect_problem(409, "duplicate");
    // The same voucher and amount on another day, or on another project of the unit, may be right.
    for (to, day) in [(&on[0], "2025-03-11"), (&on[1], "2025-03-10")] {
        let path = format!("{to}/payments");
        let near = payment(day, 6_000_000, "2025-0001");
        let told = clerk.post(&path, near.clone()).await.expect_problem(422, "doubtful").json();
        assert_eq!(told["doubts"][0]["key"], "payment-twice");
        assert!(told["doubts"][0]["zh"].as_str().unwrap().contains("2025-0001"), "{told}");
        let sure = with(near, "accept", json!(["payment-twice"]));
        let booked = clerk.post(&path, sure).await.expect_status(201).json();
        assert_eq!(booked["entry"]["accepted"], json!(["payment-twice"]));
    }
    let large = payment("2025-04-01", 16_000_001, "2025-0003");
    let told = clerk.post(&path, large.clone()).await.expect_problem(422, "doubtful").json();
    assert_eq!(told["doubts"][0]["key"], "payment-above-remaining");
    let sure = with(large, "accept", json!(["payment-above-remaining"]));
    let booked = clerk.post(&path, sure).await.expect_status(201).json();
    assert_eq!(booked["execution"]["paid_fen"], 28_000_001);
}

fn with(mut body: Value, name: &str, value: Value) -> Value {
    body[name] = value;
    body
}

async fn entries_are_taken_back_once(test: TestApp) {
    let (clerk, finance, on) = approved(&test).await;
    let paid = pay(&clerk, &on[0], payment("2025-03-10", 6_000_000, "2025-0001")).await;
    let back = format!("/api/v1/entries/{}/reversals", paid["entry"]["id"]);
    let reversal =
        json!({ "day": "2025-04-02", "amount_fen": 2_000_000, "reason": "多付，已退回" });
    let part = clerk.post(&back, reversal.clone()).await.expect_status(201).json();
    assert_eq!(
        (&part["entry"]["amount_fen"], &part["entry"]["reverses"]),
        (&json!(-2_000_000), &paid["entry"]["id"])
    );
    assert_eq!(part["execution"]["paid_fen"], 4_000_000);
    let more = with(reversal.clone(), "amount_fen", json!(4_000_001));
    let told = clerk.post(&back, more).await.expect_problem(422, "invalid").json();
    assert_eq!(told["left_fen"], 4_000_000);
    let early = with(reversal, "day", json!("2025-03-09"));
    clerk.post(&back, early).await.expect_problem(422, "invalid");
    let rest = json!({ "day": "2025-04-03", "reason": "凭证作废" });
    let rest_of = clerk.post(&back, rest.clone()).await.expect_status(201).json();
    assert_eq!(rest_of["execution"]["paid_fen"], 0);
    clerk.post(&back, rest.clone()).await.expect_problem(409, "wrong-state");
    let of_reversal = format!("/api/v1/entries/{}/reversals", rest_of["entry"]["id"]);
    clerk.post(&of_reversal, rest.clone()).await.expect_problem(409, "wrong-state");
    // What was taken back may be booked again.
    pay(&clerk, &on[0], payment("2025-03-10", 6_000_000, "2025-0001")).await;
    // A cut is taken back by adding.
    let cut =
        json!({ "day": "2025-05-06", "amount_fen": -3_000_000, "number": "9", "reason": "压减" });
    let cut = finance.post(&format!("{}/adjustments", on[0]), cut).await.expect_status(201).json();
    let back = format!("/api/v1/entries/{}/reversals", cut["entry"]["id"]);
    clerk.post(&back, rest.clone()).await.expect_problem(403, "forbidden");
    let rest = with(rest, "day", json!("2025-06-01"));
    let back = finance.post(&back, rest).await.expect_status(201).json();
    assert_eq!(back["execution"]["adjusted_fen"], 28_000_000);
}

async fn what_cannot_be_booked(test: TestApp) {
    let (clerk, finance, on) = approved(&test).await;
    let path = format!("{}/payments", on[0]);
    for (name, value) in [
        ("day", json!("2025-13-01")),
        ("day", json!("2024-12-31")),
        ("day", json!("2025-10-10")),
        ("amount_fen", json!(0)),
        ("amount_fen", json!(-5)),
        ("payee", json!(" ")),
        ("number", json!("9".repeat(201))),
    ] {
        let wrong = with(payment("2025-03-10", 5, "1"), name, value);
        clerk.post(&path, wrong).await.expect_problem(422, "invalid");
    }
    let cut =
        json!({ "day": "2025-05-06", "amount_fen": -28_000_001, "number": "9", "reason": "压减" });
    let adjust = format!("{}/adjustments", on[0]);
    finance.post(&adjust, cut.clone()).await.expect_problem(422, "invalid");
    pay(&clerk, &on[0], payment("2025-03-10", 6_000_000, "1")).await;
    let cut = with(cut, "amount_fen", json!(-23_000_000));
    let told = finance.post(&adjust, cut.clone()).await.expect_problem(422, "doubtful").json();
    assert_eq!(told["doubts"][0]["key"], "budget-below-paid");
    let cut = with(cut, "accept", json!(["budget-below-paid"]));
    finance.post(&adjust, cut).await.expect_status(201);
    clerk
        .post("/api/v1/execution/1/payments", payment("2025-03-10", 5, "2"))
        .await
        .expect_problem(404, "not-found");
    let closed = json!({ "closed": true });
    test.as_("system").await.post("/api/v1/years/2025/close", closed).await.expect_status(200);
    clerk.post(&path, payment("2025-03-10", 5, "3")).await.expect_problem(409, "year-closed");
}

async fn the_curve_knows_any_day(test: TestApp) {
    let (clerk, _, on) = approved(&test).await;
    pay(&clerk, &on[1], payment("2025-01-15", 1_000_000, "1")).await;
    pay(&clerk, &on[1], payment("2025-06-10", 4_000_000, "2")).await;
    pay(&clerk, &on[1], payment("2025-06-30", 3_000_000, "3")).await;
    let cases = [
        ("2025-01-14", 0, "0.00", "0.00", "0.00"),
        ("2025-06-09", 1_000_000, "5.00", "20.00", "-15.00"),
        ("2025-06-29", 5_000_000, "25.00", "20.00", "5.00"),
        ("2025-06-30", 8_000_000, "40.00", "50.00", "-10.00"),
        ("2025-12-31", 8_000_000, "40.00", "100.00", "-60.00"),
    ];
    for (day, paid, rate, due, deviation) in cases {
        let body = clerk.get(&format!("{}?day={day}", on[1])).await.expect_status(200).json();
        let on = &body["on"];
        assert_eq!((&on["paid_fen"], &on["rate"]), (&json!(paid), &json!(rate)), "{day}");
        assert_eq!((&on["due"], &on["deviation"]), (&json!(due), &json!(deviation)), "{day}");
    }
    let body = clerk.get(&on[1]).await.expect_status(200).json();
    assert_eq!(
        (&body["month"], &body["light"], &body["remaining_fen"]),
        (&json!(9), &json!("green"), &json!(12_000_000))
    );
    let curve = body["curve"].as_array().unwrap();
    assert_eq!((&curve[4]["due"], &curve[4]["planned"]), (&json!("20.00"), &json!(false)));
    assert_eq!((&curve[5]["due"], &curve[5]["planned"]), (&json!("50.00"), &json!(true)));
    let lights: Vec<_> = curve.iter().map(|point| point["light"].as_str().unwrap()).collect();
    // 5 of 20 is far behind; 40 of 50 is just in time; 40 of 80 and of 100 are not.
    let expected = "green green red red red green green green green red red red";
    assert_eq!(lights.join(" "), expected);
    clerk.get(&format!("{}?day=2024-06-30", on[1])).await.expect_problem(400, "bad-request");
}

async fn the_board_counts_lights(test: TestApp) {
    let (clerk, finance, on) = approved(&test).await;
    pay(&clerk, &on[0], payment("2025-06-10", 12_000_000, "1")).await;
    let board = finance.get("/api/v1/board?year=2025").await.expect_status(200).json();
    assert_eq!((&board["month"], &board["current"]), (&json!(9), &json!(true)));
    let total = &board["total"];
    assert_eq!(
        (&total["projects"], &total["red"], &total["green"]),
        (&json!(2), &json!(1), &json!(1))
    );
    assert_eq!(
        (&total["due_fen"], &total["paid_fen"], &total["rate"]),
        (&json!(24_000_000), &json!(12_000_000), &json!("25.00"))
    );
    assert_eq!(
        (&board["parts"][0]["code"], &board["parts"][0]["projects"]),
        (&json!("430"), &json!(2))
    );
    assert_eq!(board["worst"][0]["code"], "13070025P000000000028");
    let path = board["parts"][0]["path"].as_str().unwrap();
    let own = clerk.get("/api/v1/board?year=2025&month=3").await.json();
    assert_eq!((&own["parts"][0]["code"], &own["total"]["red"]), (&json!("430001"), &json!(2)));
    clerk
        .get(&format!("/api/v1/board?year=2025&branch={path}"))
        .await
        .expect_problem(404, "not-found");
    let department = test.as_("department").await;
    let own = department.get(&format!("/api/v1/board?year=2025&branch={path}")).await.json();
    assert_eq!((&own["parts"][0]["code"], &own["total"]), (&json!("430001"), total));
    let other = test.as_("other-department").await.get("/api/v1/board?year=2025").await.json();
    assert_eq!((&other["total"]["projects"], &other["total"]["rate"]), (&json!(0), &Value::Null));
    clerk.get("/api/v1/board?year=2025&month=13").await.expect_problem(400, "bad-request");
    let red = finance.get("/api/v1/execution?year=2025&light=red").await.json();
    assert_eq!(red["items"].as_array().unwrap().len(), 1);
    finance.get("/api/v1/execution?year=2025&light=pink").await.expect_problem(400, "bad-request");
}

async fn a_proof_is_given_to_the_document(test: TestApp) {
    let (clerk, _, on) = approved(&test).await;
    let upload = async |client: &Client| {
        let path = "/api/v1/attachments?name=a.pdf";
        let kept = client.send(axum::http::Method::POST, path, None, b"%PDF".to_vec()).await;
        kept.expect_status(201).json()["items"][0]["id"].as_i64().unwrap()
    };
    let (own, other) = (upload(&clerk).await, upload(&test.as_("clerk2").await).await);
    let proven = with(payment("2025-03-10", 5, "1"), "attachment", json!(own));
    assert_eq!(pay(&clerk, &on[0], proven).await["entry"]["attachment"], own);
    let kept = test.as_("finance").await.get(&format!("/api/v1/attachments/{own}")).await;
    assert!(kept.expect_status(200).json()["document"].is_i64());
    let stolen = with(payment("2025-03-11", 5, "2"), "attachment", json!(other));
    let path = format!("{}/payments", on[0]);
    clerk.post(&path, stolen).await.expect_problem(404, "not-found");
}

async fn other_rules_light_again(test: TestApp) {
    let (clerk, _, on) = approved(&test).await;
    pay(&clerk, &on[0], payment("2025-03-10", 5_000_000, "1")).await;
    // 17.9 of 20 due: green by the plan; below the 25% that Sichuan wants in April.
    let light = async || {
        let list = clerk.get("/api/v1/execution?year=2025&month=4").await.json();
        list["items"][0]["light"].as_str().unwrap().to_owned()
    };
    assert_eq!(light().await, "green");
    let system = test.as_("system").await;
    let seen = system.get("/api/v1/rules/settings").await.expect_status(200);
    let settings = json!({ "profile": "sichuan", "disabled": [], "severity": {} });
    let put =
        system.with("if-match", seen.headers.get("etag").map_or("*", |e| e.to_str().unwrap()));
    put.put("/api/v1/rules/settings", settings).await.expect_status(200);
    assert_ne!(light().await, "green");
}

async fn a_repeated_payment_is_booked_once(test: TestApp) {
    let (clerk, _, on) = approved(&test).await;
    let path = format!("{}/payments", on[0]);
    let sure = clerk.with("idempotency-key", "p-1");
    let first = sure.post(&path, payment("2025-03-10", 5, "1")).await.expect_status(201);
    let again = sure.post(&path, payment("2025-03-10", 5, "1")).await.expect_status(201);
    assert_eq!(first.body, again.body);
    let entries = clerk.get(&format!("{}/entries", on[0])).await.json();
    assert_eq!(entries["items"].as_array().unwrap().len(), 1);
}

const SHEET: &str = "支付明细（单位：元）,,,,,\n凭证号,支付日期,支付金额,收款人,项目编码,摘要\n\
    V1,2025-03-05,\"60,000.00\",云溪照明工程公司,13070025P00000000001X,预付款\n\
    V2,2025/6/20,90000.01,云溪照明工程公司,13070025P00000000001X,进度款\n\
    V2,2025/6/21,90000.01,云溪照明工程公司,13070025P00000000001X,进度款\n\
    V3,2025-07-01,500000,云溪声学,13070025P000000000028,设备款\n\
    V4,2026-01-05,1,云溪声学,13070025P000000000028,\n\
    V5,2025-08-01,1,云溪声学,X9,\n合计,,740000.02,,,\n";

async fn bring(test: &TestApp, clerk: &Client, text: &str) -> Value {
    let path = format!("/api/v1/payment-files?node={}&year=2025&name=a.csv", test.nodes["430001"]);
    let kept = clerk.send(axum::http::Method::POST, &path, None, text.as_bytes().to_vec()).await;
    kept.expect_status(201).json()
}

fn words(row: &Value, of: &str) -> Vec<String> {
    let all = row[of].as_array().unwrap().iter();
    all.map(|one| one["key"].as_str().unwrap().to_owned()).collect()
}

async fn a_sheet_is_looked_at_and_booked(test: TestApp) {
    let (clerk, _, on) = approved(&test).await;
    pay(&clerk, &on[0], payment("2025-03-05", 6_000_000, "V1")).await;
    let sheet = bring(&test, &clerk, SHEET).await;
    assert_eq!((&sheet["unit"], &sheet["unit_stated"]), (&json!("元"), &json!(true)));
    let rows = sheet["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 6);
    assert_eq!((&rows[1]["row"], &rows[1]["amount_fen"]), (&json!(4), &json!(9_000_001)));
    let faults: Vec<_> = rows.iter().map(|row| words(row, "faults").join(" ")).collect();
    assert_eq!(faults, ["duplicate", "", "", "", "not-acceptable", "project-unknown"]);
    let doubts: Vec<_> = rows.iter().map(|row| words(row, "doubts").join(" ")).collect();
    assert_eq!(doubts[1..4], ["", "payment-twice", "payment-above-remaining"]);
    let path = format!("/api/v1/payment-files/{}", sheet["id"]);
    let confirm =
        async |rows: Value| clerk.post(&format!("{path}/confirm"), json!({ "rows": rows })).await;
    for (row, status, kind) in [
        (json!([]), 422, "invalid"),
        (json!([{ "row": 99 }]), 422, "invalid"),
        (json!([{ "row": 4 }, { "row": 8 }]), 422, "invalid"),
        (json!([{ "row": 4 }, { "row": 3 }]), 409, "duplicate"),
        (json!([{ "row": 4 }, { "row": 6 }]), 422, "doubtful"),
    ] {
        confirm(row).await.expect_problem(status, kind);
    }
    let entries = clerk.get(&format!("{}/entries", on[0])).await.json();
    assert_eq!(entries["items"].as_array().unwrap().len(), 1, "all rows or none");
    let wanted = json!([{ "row": 4 }, { "row": 6, "accept": ["payment-above-remaining"] }]);
    let booked = confirm(wanted.clone()).await.expect_status(200).json();
    assert_eq!((&booked["state"], &booked["entries"]), (&json!("booked"), &json!(2)));
    confirm(wanted).await.expect_problem(409, "wrong-state");
    let entries = clerk.get(&format!("{}/entries", on[1])).await.json();
    let entry = &entries["items"][0];
    assert_eq!(
        (&entry["file"], &entry["accepted"][0]),
        (&sheet["id"], &json!("payment-above-remaining"))
    );
    let board = clerk.get("/api/v1/board?year=2025").await.json();
    assert_eq!(board["total"]["paid_fen"], 65_000_001);
    let list = clerk.get("/api/v1/payment-files").await.expect_status(200).json();
    assert_eq!(list["items"][0]["id"], sheet["id"]);
}

async fn a_mapping_is_remembered(test: TestApp) {
    let (clerk, _, _) = approved(&test).await;
    let text = "办理日,支付金额(万元),付给谁,项目\n2025-03-05,2,云溪声学,会议中心维护\n";
    let sheet = bring(&test, &clerk, text).await;
    assert_eq!(words(&sheet["rows"][0], "faults"), ["day-missing", "payee-missing"]);
    let path = format!("/api/v1/payment-files/{}/mapping", sheet["id"]);
    let twice = json!({ "columns": [{ "heading": "办理日", "field": "day" },
        { "heading": "付给谁", "field": "day" }] });
    clerk.put(&path, twice).await.expect_problem(422, "invalid");
    let meant = json!({ "columns": [{ "heading": "办理日", "field": "day" },
        { "heading": "付给谁", "field": "payee" }] });
    let sheet = clerk.put(&path, meant).await.expect_status(200).json();
    assert_eq!(
        (&sheet["rows"][0]["day"], &sheet["rows"][0]["faults"]),
        (&json!("2025-03-05"), &json!([]))
    );
    let next = bring(&test, &clerk, text).await;
    assert_eq!(
        (&next["rows"][0]["payee"], &next["rows"][0]["amount_fen"]),
        (&json!("云溪声学"), &json!(2_000_000))
    );
    let broken =
        format!("/api/v1/payment-files?node={}&year=2025&name=a.csv", test.nodes["430001"]);
    let text = "姓名,科室\n甲,办公室\n".as_bytes().to_vec();
    let told = clerk.send(axum::http::Method::POST, &broken, None, text).await;
    told.expect_problem(422, "unreadable-file");
}

/// No heading is known in the first, and the second has none at all.
async fn a_sheet_without_known_headings_is_named_by_hand(test: TestApp) {
    let (clerk, _, _) = approved(&test).await;
    let (unknown, bare) = (
        "几时,多少,给了谁,哪一件\n2025-03-05,2,云溪声学,会议中心维护\n",
        "2025-03-06,3,云溪声学,会议中心维护\n2025-03-07,4,云溪声学,会议中心维护\n",
    );
    for (text, headings, samples, fen) in [
        (unknown, ["几时", "多少", "给了谁", "哪一件"], json!(["2"]), 200),
        (
            bare,
            ["A列（共4列）", "B列（共4列）", "C列（共4列）", "D列（共4列）"],
            json!(["3", "4"]),
            300,
        ),
    ] {
        let sheet = bring(&test, &clerk, text).await;
        let columns = sheet["columns"].as_array().unwrap();
        let shown: Vec<_> = columns.iter().map(|column| column["heading"].as_str()).collect();
        assert_eq!(shown, headings.map(Some));
        assert_eq!((&columns[1]["letter"], &columns[1]["samples"]), (&json!("B"), &samples));
        assert!(columns.iter().all(|column| column["field"].is_null()), "{sheet}");
        let faults = ["day-missing", "amount-missing", "payee-missing", "project-missing"];
        assert_eq!(words(&sheet["rows"][0], "faults"), faults);
        let path = format!("/api/v1/payment-files/{}/mapping", sheet["id"]);
        let fields = ["day", "amount", "payee", "project_name"];
        let meant = headings.iter().zip(fields);
        let meant = meant.map(|(heading, field)| json!({ "heading": heading, "field": field }));
        let meant = json!({ "columns": meant.collect::<Vec<_>>() });
        let named = clerk.put(&path, meant).await.expect_status(200).json();
        assert_eq!(words(&named["rows"][0], "faults"), Vec::<String>::new());
        let next = bring(&test, &clerk, text).await;
        let row = &next["rows"][0];
        assert_eq!((&row["amount_fen"], &row["payee"]), (&json!(fen), &json!("云溪声学")));
    }
    // Another shape is another sheet.
    let wider = bring(&test, &clerk, "2025-03-06,3,云溪声学,会议中心维护,无\n").await;
    assert!(wider["columns"].as_array().unwrap().iter().all(|column| column["field"].is_null()));
}

async fn a_sheet_without_a_known_amount_is_mapped(test: TestApp) {
    let (clerk, _, on) = approved(&test).await;
    let text = "支付日期,借方(万元),收款人,项目\n2025-03-05,2,云溪声学,会议中心维护\n";
    let sheet = bring(&test, &clerk, text).await;
    assert_eq!(words(&sheet["rows"][0], "faults"), ["amount-missing"]);
    let column = json!({ "letter": "B", "heading": "借方(万元)", "field": null, "samples": ["2"] });
    assert_eq!(sheet["columns"][1], column);
    let path = format!("/api/v1/payment-files/{}", sheet["id"]);
    let refused = clerk.post(&format!("{path}/confirm"), json!({ "rows": [{ "row": 2 }] })).await;
    refused.expect_problem(422, "invalid");
    let meant = json!({ "columns": [{ "heading": "借方(万元)", "field": "amount" }] });
    let named = clerk.put(&format!("{path}/mapping"), meant).await.expect_status(200).json();
    let row = &named["rows"][0];
    assert_eq!((&row["amount_fen"], &row["faults"]), (&json!(2_000_000), &json!([])));
    // The next one is read at once.
    let next = bring(&test, &clerk, text).await;
    assert_eq!(next["rows"][0]["amount_fen"], 2_000_000);
    let booked = clerk.post(&format!("{path}/confirm"), json!({ "rows": [{ "row": 2 }] })).await;
    assert_eq!(booked.expect_status(200).json()["entries"], 1);
    let entries = clerk.get(&format!("{}/entries", on[1])).await.json();
    assert_eq!(entries["items"][0]["amount_fen"], 2_000_000);
}
