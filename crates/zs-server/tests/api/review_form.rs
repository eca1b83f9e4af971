//! The review form of goals: what the record knows of a document under review stands in it, the rest is for the pen.
use crate::forms::{every_format, in_order};
use crate::support::{AREA, Client, TestApp, on_both, samples};
use crate::workflow::{act, clear};
use serde_json::{Value, json};
use zs_store::{AuditFilter, Page};

on_both!(a_review_form_is_filled_from_the_record, a_review_form_is_of_a_version_and_a_project);

/// The sample document under review by the department, once returned by the unit; gives its address.
async fn under_review(test: &TestApp) -> String {
    let (clerk, finance) = (test.as_("clerk").await, test.as_("finance").await);
    let unit = test.as_("unit").await;
    let (path, _) = samples::create(test, &clerk).await;
    clear(&clerk, &finance, &path).await;
    let reason = "请核对灯具数量。";
    for (who, step) in [
        (&clerk, json!({ "action": "submit" })),
        (&unit, json!({ "action": "return", "reason": reason })),
        (&clerk, json!({ "action": "submit" })),
        (&unit, json!({ "action": "pass", "reason": "数量已核对，同意上报。" })),
    ] {
        act(who, &path, step).await.expect_status(200);
    }
    path
}

/// A thread about the first project: at its first indicator, or at a field.
async fn comment(client: &Client, path: &str, place: Value) -> i64 {
    let mut new = json!({ "project": 1 });
    new.as_object_mut().unwrap().extend(place.as_object().cloned().unwrap());
    let made = client.post(&format!("{path}/comments"), new).await.expect_status(201).json();
    made["thread"].as_i64().unwrap()
}

async fn printed(client: &Client, path: &str, query: &str) -> String {
    let address = format!("{path}/review-form?format=md{query}");
    String::from_utf8(client.get(&address).await.expect_status(200).body).unwrap()
}

async fn a_review_form_is_filled_from_the_record(test: TestApp) {
    let path = under_review(&test).await;
    let (clerk, department) = (test.as_("clerk").await, test.as_("department").await);
    let at = json!({ "indicator": 1, "field": "target", "body": "与预算测算表不一致。" });
    let thread = comment(&department, &path, at).await;
    comment(&department, &path, json!({ "field": "purpose", "body": "请写明楼层。" })).await;
    let answer = json!({ "thread": thread, "body": "已按测算表改正。" });
    clerk.post(&format!("{path}/comments"), answer).await.expect_status(201);
    let resolve = format!("/api/v1/comments/{thread}/resolve");
    department.post(&resolve, json!({})).await.expect_status(200);
    let form = printed(&department, &path, "&project=1").await;
    in_order(
        &form,
        &[
            "项目支出绩效目标审核表（一般性项目）",
            "审核中",
            "办公楼照明改造",
            "13070025P00000000001X",
            "28.00",
            "云溪县机关事务局（430）",
            "完整性",
            "规范完整性",
            "系统核查发现",
            "1. ",
            "（已豁免：已核实，本年度允许）",
            "□优 □良 □中 □差",
            "相关性",
            "适当性",
            "资金匹配性",
            "可行性",
            "条件充分性",
            "数量指标：完成数量",
            "≥40套",
            "已解决",
            "department：与预算测算表不一致。",
            "clerk：已按测算表改正。",
            "资金用途",
            "department：请写明楼层。",
            "单位审核",
            "数量已核对，同意上报。（unit，",
            "请核对灯具数量。（unit，",
            "主管部门初审",
            "□优 □良 □中 □差",
            "财政部门复审",
            "填报人：clerk（",
            "单位审核：unit（",
            "主管部门审核：",
        ],
    );
    assert!(!form.contains("会议中心维护"), "{form}");
    // Nothing of the record speaks to this question.
    let row = form.lines().find(|line| line.contains("条件充分性")).unwrap();
    assert!(!row.contains("系统核查"), "{row}");
    let key = printed(&department, &path, "&form=key").await;
    in_order(
        &key,
        &["（重点项目）", "办公楼照明改造", "分值", "15", "总分", "100", "会议中心维护"],
    );
    act(&department, &path, json!({ "action": "pass" })).await.expect_status(200);
    let step = json!({ "action": "pass", "approver": "department" });
    act(&test.as_("finance").await, &path, step).await.expect_status(200);
    act(&department, &path, json!({ "action": "approve" })).await.expect_status(200);
    let form = printed(&department, &path, "").await;
    in_order(
        &form,
        &[
            "主管部门初审",
            "审核通过。（department，",
            "财政部门复审",
            "审核通过。（finance，",
            "财政部门审核：finance（",
        ],
    );
    assert!(!form.contains("审核中") && !form.contains("草稿"), "{form}");
}

async fn a_review_form_is_of_a_version_and_a_project(test: TestApp) {
    let path = under_review(&test).await;
    let unit = test.as_("unit").await;
    let formats = every_format(&test, &unit, &format!("{path}/review-form?")).await;
    let version = unit.get(&format!("{path}/versions/1")).await.expect_status(200).json();
    let hash = version["hash"].as_str().unwrap().to_uppercase();
    let mark = format!("{}-{}-{}", &hash[..4], &hash[4..8], &hash[8..12]);
    assert!(printed(&unit, &path, "&version=1").await.contains(&mark));
    let none = |query: &str| format!("{path}/review-form?format=md{query}");
    unit.get(&none("&project=3")).await.expect_problem(404, "not-found");
    unit.get(&none("&version=2")).await.expect_problem(404, "not-found");
    unit.get(&none("&form=song")).await.expect_problem(400, "bad-request");
    let stranger = test.as_("other-clerk").await;
    stranger.get(&none("")).await.expect_problem(404, "not-found");
    let mut reader = test.app.store.read(AREA).await.unwrap();
    let entries = reader.audit(&AuditFilter::default(), &Page::first(500)).await.unwrap().items;
    let traces = entries.iter().filter(|entry| entry.action == "review.export");
    assert_eq!(traces.count(), formats + 1);
}
