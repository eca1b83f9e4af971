//! The year after the approval, for tests: approved documents, payments, values.
use super::{AREA, Client, NOW, TestApp, samples};
use serde_json::{Value, json};
use zs_store::{MoneyKind, NewMoney, SealKind, Transition};

/// A document of `430001` as the samples have it, in another year if need be, approved; gives its number.
pub async fn approved(test: &TestApp, year: i64, content: Value) -> i64 {
    let clerk = test.as_("clerk").await;
    let body = json!({ "node": test.nodes["430001"], "year": year, "content": content });
    let made = clerk.post("/api/v1/documents", body).await.expect_status(201).json();
    let document = made["id"].as_i64().unwrap();
    approve(test, document).await;
    document
}

/// Approves the current version of a document.
pub async fn approve(test: &TestApp, document: i64) {
    let mut writer = test.app.store.write(AREA).await.unwrap();
    let standing = writer.document(document).await.unwrap();
    let step = Transition {
        from: &standing.state,
        to: "approved",
        action: "approve",
        version: standing.version,
        seal: Some(SealKind::Approved),
        reason: None,
        actor: test.people["finance"],
        now: NOW,
    };
    writer.transition(document, &step).await.unwrap();
    writer.commit().await.unwrap();
}

/// The numbers of a document's undertakings.
pub async fn undertakings(test: &TestApp, document: i64) -> Vec<i64> {
    let mut reader = test.app.store.read(AREA).await.unwrap();
    let found = reader.undertakings_of(document).await.unwrap();
    found.into_iter().map(|one| one.id).collect()
}

/// An approved sample document; gives the numbers of its two undertakings.
pub async fn begun(test: &TestApp) -> [i64; 2] {
    let document = approved(test, 2025, samples::document()).await;
    undertakings(test, document).await.try_into().unwrap()
}

/// A payment in 分.
pub async fn pay(test: &TestApp, undertaking: i64, day: &str, amount: i64) {
    let mut writer = test.app.store.write(AREA).await.unwrap();
    let new = NewMoney {
        undertaking,
        kind: Some(MoneyKind::Payment),
        day,
        amount,
        actor: test.people["clerk"],
        now: NOW,
        ..NewMoney::default()
    };
    writer.book(&new).await.unwrap();
    writer.commit().await.unwrap();
}

/// Enters an actual value from a record.
pub async fn reach(client: &Client, undertaking: i64, indicator: i64, day: &str, value: &str) {
    let path = format!("/api/v1/undertakings/{undertaking}/actuals");
    let version = client.get(&path).await.expect_status(200).json()["version"].clone();
    let entry = json!({ "version": version, "indicator": indicator, "day": day, "value": value,
        "source": "record", "evidence": "维修台账" });
    client.post(&path, entry).await.expect_status(201);
}
