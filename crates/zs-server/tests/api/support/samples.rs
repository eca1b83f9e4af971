//! Invented documents for the tests.
#[path = "../../../../../tests/shared.rs"]
mod beside;

use super::{AREA, Client, NOW, TestApp};
use beside::shared;
use serde_json::{Value, json};
use zs_store::{SealKind, Transition};

/// A document of two projects, in canonical shape.
pub fn document() -> Value {
    json!({
        "schema": "zhunsheng.document/1",
        "form": "hebei-2022",
        "fiscal_year": 2025,
        "department": "云溪县机关事务局",
        "overall": {
            "goal": "保障机关正常运转，完成照明改造和会议中心维护。",
            "sub_goals": ["1.办公楼照明改造按期完工。"],
            "safeguards": ["1.按月核对支出进度。"]
        },
        "projects": [
            project(1, "13070025P00000000001X", "办公楼照明改造", "28.00", "更换办公楼三层的照明灯具。"),
            project(2, "13070025P000000000028", "会议中心维护", "20.00", "维护会议中心的音响和座椅。")
        ],
        "department_form": null,
        "summary_form": null
    })
}

fn project(ordinal: u32, code: &str, name: &str, budget: &str, purpose: &str) -> Value {
    json!({
        "ordinal": ordinal,
        "title": name,
        "unit_code": "430001",
        "unit_name": "云溪县机关事务局本级",
        "code": code,
        "name": name,
        "money_unit": "万元",
        "budget": { "total": budget, "fiscal": budget, "other": "0.00" },
        "purpose": purpose,
        "plan": [
            { "month": 3, "percent": "20" },
            { "month": 6, "percent": "50" },
            { "month": 10, "percent": "80" },
            { "month": 12, "percent": "100" }
        ],
        "goals": ["按期完工并通过验收。"],
        "indicators": [
            indicator("产出指标", "数量指标", "完成数量", "完成的套数", ("≥40套", "ge", Some("40"), Some("套"))),
            indicator("满意度指标", "服务对象满意度指标", "使用人员满意度", "问卷调查", ("≥90%", "ge", Some("90"), Some("%")))
        ]
    })
}

fn indicator(
    level1: &str,
    level2: &str,
    level3: &str,
    description: &str,
    target: (&str, &str, Option<&str>, Option<&str>),
) -> Value {
    let (text, op, value, unit) = target;
    json!({
        "level1": level1,
        "level2": level2,
        "level3": level3,
        "description": description,
        "target": { "text": text, "op": op, "value": value, "unit": unit },
        "basis": "年度工作计划"
    })
}

/// Creates it in the unit `430001` and gives its address and its ETag.
pub async fn create(test: &TestApp, clerk: &Client) -> (String, String) {
    let body = json!({ "node": test.nodes["430001"], "year": 2025, "content": document() });
    let reply = clerk.post("/api/v1/documents", body).await.expect_status(201);
    (format!("/api/v1/documents/{}", reply.json()["id"]), reply.etag())
}

/// Creates it, and approves it behind the workflow's back; gives its number.
pub async fn approved(test: &TestApp, clerk: &Client) -> i64 {
    let (path, _) = create(test, clerk).await;
    let document = path.rsplit('/').next().unwrap().parse().unwrap();
    let mut writer = test.app.store.write(AREA).await.unwrap();
    let step = Transition {
        from: "draft",
        to: "approved",
        version: 1,
        action: "approve",
        reason: None,
        actor: test.people["finance"],
        now: NOW,
        seal: Some(SealKind::Approved),
    };
    writer.transition(document, &step).await.unwrap();
    writer.commit().await.unwrap();
    document
}

/// A real document in canonical shape; `None` (said aloud) where the corpus is not beside the checkout.
pub fn corpus(name: &str) -> Option<Value> {
    let path = shared(&format!("corpus/{name}"))?;
    let reading = zs_engine::read(Some(name), &std::fs::read(path).unwrap(), None).unwrap();
    let json = zs_engine::render(&reading.document, "json").unwrap();
    Some(serde_json::from_slice(&json).unwrap())
}
