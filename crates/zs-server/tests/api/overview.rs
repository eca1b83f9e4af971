//! The overview's rows as a workbook, and the library that goal tables begin with.
use crate::support::{TestApp, on_both, samples};
use axum::http::header;

on_both!(rows_leave_as_a_workbook, the_library_knows_a_project_by_its_name);

async fn rows_leave_as_a_workbook(test: TestApp) {
    let clerk = test.as_("clerk").await;
    samples::create(&test, &clerk).await;
    let all = clerk.get("/api/v1/overview/export?year=2025").await.expect_status(200);
    let name = all.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(name.contains(".xlsx"), "{name}");
    let money = clerk.get("/api/v1/overview/export?year=2025&rows=money").await.expect_status(200);
    assert!(money.body.starts_with(b"PK"), "a workbook is a zip");
    assert!(money.body.len() < all.body.len());
    clerk
        .get("/api/v1/overview/export?year=2025&rows=salaries")
        .await
        .expect_problem(400, "bad-request");
    let overview = clerk.get("/api/v1/overview?year=2025").await.expect_status(200).json();
    for found in overview["findings"].as_array().unwrap() {
        assert_ne!(found["title"], found["rule"]);
    }
}

async fn the_library_knows_a_project_by_its_name(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let path = "/api/v1/indicator-library?project=%E6%B3%B5%E7%AB%99%E7%BB%B4%E6%8A%A4";
    let found = clerk.get(path).await.expect_status(200).json();
    assert_eq!(found["chosen"], serde_json::json!(["running"]));
    let items = found["items"].as_array().unwrap();
    assert!(items.iter().any(|row| row["level3"] == "设施完好率" && row["target"] == "≥98%"));
    let one = "/api/v1/indicator-library?kind=works&level2=%E6%88%90%E6%9C%AC%E6%8C%87%E6%A0%87";
    let cost = clerk.get(one).await.expect_status(200).json();
    assert_eq!(cost["items"].as_array().unwrap().len(), 1);
    assert_eq!(cost["items"][0]["direction"], "negative");
}
