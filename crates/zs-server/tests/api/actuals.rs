//! Actual values: entry after entry, each with its evidence, held against the target; also after an adjustment.
use crate::support::{AREA, TestApp, on_both, samples, year};
use serde_json::{Value, json};

on_both!(
    the_newest_value_counts_and_missing_is_missing,
    what_cannot_be_is_refused,
    values_follow_their_row,
);

async fn the_newest_value_counts_and_missing_is_missing(test: TestApp) {
    let [one, _] = year::begun(&test).await;
    let clerk = test.as_("clerk").await;
    let path = format!("/api/v1/undertakings/{one}/actuals");
    let list = clerk.get(&path).await.expect_status(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    assert_eq!((&list["items"][0]["counting"], &list["on"]), (&Value::Null, &json!("2025-12-31")));

    year::reach(&clerk, one, 1, "2025-06-30", "20").await;
    let entry = json!({ "version": 1, "indicator": 1, "day": "2025-06-30", "value": "22套",
        "source": "statement", "evidence": "补充清点" });
    let once = clerk.with("idempotency-key", "entry-1");
    let made = once.post(&path, entry.clone()).await.expect_status(201).json();
    assert_eq!((&made["reading"], &made["figure"]), (&json!("figure"), &json!("22")));
    assert_eq!(once.post(&path, entry).await.expect_status(201).json()["id"], made["id"]);
    let odd = json!({ "version": 1, "indicator": 2, "day": "2025-06-30", "value": "还可以",
        "source": "statement", "evidence": "问卷未完成" });
    let odd = clerk.post(&path, odd).await.expect_status(201).json();
    assert_eq!((&odd["reading"], &odd["figure"]), (&json!("unread"), &Value::Null));

    let at = async |day: &str| {
        let list = clerk.get(&format!("{path}?on={day}")).await.expect_status(200).json();
        list["items"][0]["counting"]["value"].clone()
    };
    assert_eq!((at("2025-06-29").await, at("2025-06-30").await), (Value::Null, json!("22套")));
    let back = json!({ "version": 1, "indicator": 1, "day": "2025-06-30",
        "source": "statement", "evidence": "清点有误，撤回" });
    assert_eq!(clerk.post(&path, back).await.expect_status(201).json()["reading"], "missing");
    assert_eq!(at("2025-06-30").await, Value::Null);
    let list = clerk.get(&path).await.json();
    assert_eq!(list["items"][0]["entries"].as_array().unwrap().len(), 3);

    let mut reader = test.app.store.read(AREA).await.unwrap();
    let filter =
        zs_store::AuditFilter { action: Some("actual.create".to_owned()), ..Default::default() };
    let told = reader.audit(&filter, &zs_store::Page::first(9)).await.unwrap().items;
    assert_eq!(told.len(), 4);
}

async fn what_cannot_be_is_refused(test: TestApp) {
    let [one, _] = year::begun(&test).await;
    let clerk = test.as_("clerk").await;
    let path = format!("/api/v1/undertakings/{one}/actuals");
    let good = json!({ "version": 1, "indicator": 1, "day": "2025-06-30", "value": "20套",
        "source": "record", "evidence": "台账" });
    let with = |key: &str, value: Value| {
        let mut entry = good.clone();
        entry[key] = value;
        entry
    };
    for (key, value) in [
        ("indicator", json!(0)),
        ("indicator", json!(3)),
        ("day", json!("2025-6-30")),
        ("day", json!("2025-02-30")),
        ("day", json!("2024-12-31")),
        // The tests begin on 2025-10-09 in China.
        ("day", json!("2025-10-10")),
        ("value", json!(" ")),
        ("state", json!("met")),
        ("share", json!("80")),
        ("source", json!("hearsay")),
        ("source", json!("attachment")),
        ("evidence", json!(" ")),
    ] {
        let reply = clerk.post(&path, with(key, value.clone())).await;
        assert_eq!(reply.status, 422, "{key} {value} {}", reply.json());
    }
    clerk.post(&path, with("version", json!(2))).await.expect_problem(409, "stale-version");
    let stated = json!({ "version": 1, "indicator": 1, "day": "2025-06-30", "state": "met",
        "source": "record", "evidence": "台账" });
    // The target is a figure: a state in words does not fit it.
    clerk.post(&path, stated).await.expect_problem(422, "invalid");
    test.as_("unit").await.post(&path, good.clone()).await.expect_problem(403, "forbidden");
    let stranger = test.as_("other-clerk").await;
    stranger.post(&path, good.clone()).await.expect_problem(404, "not-found");
    stranger.get(&path).await.expect_problem(404, "not-found");
    let mut writer = test.app.store.write(AREA).await.unwrap();
    writer.close_fiscal_year(2025, Some(1)).await.unwrap();
    writer.commit().await.unwrap();
    clerk.post(&path, good).await.expect_problem(409, "year-closed");
}

async fn values_follow_their_row(test: TestApp) {
    let document = year::approved(&test, 2025, samples::document()).await;
    let one = year::undertakings(&test, document).await[0];
    let clerk = test.as_("clerk").await;
    year::reach(&clerk, one, 1, "2025-06-30", "20套").await;
    year::reach(&clerk, one, 2, "2025-06-30", "91%").await;
    // The adjusted version has the rows in another order, and one of them under another name.
    let path = format!("/api/v1/documents/{document}");
    let etag = clerk.get(&path).await.etag();
    let adjust = json!({ "action": "adjust", "reason": "调整指标" });
    clerk.with("if-match", etag).post(&format!("{path}/steps"), adjust).await.expect_status(200);
    let mut content = samples::document();
    let rows = content["projects"][0]["indicators"].as_array_mut().unwrap();
    rows.swap(0, 1);
    rows[0]["level3"] = json!("到场人员满意度");
    rows[0]["description"] = json!("到场人员问卷");
    rows[1]["target"] = json!({ "text": "≥60套", "op": "ge", "value": "60", "unit": "套" });
    let etag = clerk.get(&path).await.etag();
    let saving = clerk.with("if-match", etag);
    saving.put(&format!("{path}/content"), content).await.expect_status(200);
    year::approve(&test, document).await;
    assert_eq!(year::undertakings(&test, document).await[0], one);
    let list = clerk.get(&format!("/api/v1/undertakings/{one}/actuals")).await.json();
    assert_eq!(list["version"], 2);
    assert_eq!(list["items"][0]["counting"], Value::Null);
    assert_eq!(list["items"][1]["counting"]["value"], "20套");
    assert_eq!(list["unmatched"][0]["value"], "91%");
}
