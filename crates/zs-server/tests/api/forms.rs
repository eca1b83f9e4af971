//! The year's end as official forms: every field in its place, the mark of what was closed, and the trace that stays.
use crate::evaluations::{act, close, open, put, reached};
use crate::monitoring;
use crate::support::{AREA, Client, TestApp, on_both, year};
use serde_json::{Value, json};
use zs_store::{AuditFilter, Page};

on_both!(
    a_self_evaluation_prints,
    a_department_prints_form_report_and_summary,
    a_review_prints_every_change_with_its_reason,
);

/// A form as Markdown.
async fn printed(client: &Client, path: &str, form: &str) -> String {
    let file = client.get(&format!("{path}/export?format=md{form}")).await.expect_status(200);
    String::from_utf8(file.body).unwrap()
}

#[track_caller]
pub fn in_order(text: &str, fields: &[&str]) {
    let mut rest = text;
    for field in fields {
        let at = rest.find(field);
        let at = at.unwrap_or_else(|| panic!("{field} is missing or out of order in\n{text}"));
        rest = &rest[at + field.len()..];
    }
}

/// Every format that prints forms gives a file of its own media type.
pub async fn every_format(test: &TestApp, client: &Client, address: &str) -> usize {
    let formats = test.anonymous().get("/api/v1/formats").await.json()["forms"].clone();
    let formats = formats.as_array().unwrap();
    for format in formats {
        let id = format["id"].as_str().unwrap();
        let file = client.get(&format!("{address}format={id}")).await.expect_status(200);
        assert_eq!(file.headers["content-type"], format["media_type"].as_str().unwrap());
        let name = file.headers["content-disposition"].to_str().unwrap();
        let ending = format!(".{}", format["ending"].as_str().unwrap());
        assert!(name.ends_with(&ending) && !file.body.is_empty(), "{name}");
    }
    formats.len()
}

/// How often a self-evaluation left as a file.
async fn traces(test: &TestApp) -> usize {
    let mut reader = test.app.store.read(AREA).await.unwrap();
    let entries = reader.audit(&AuditFilter::default(), &Page::first(500)).await.unwrap().items;
    entries.iter().filter(|entry| entry.action == "evaluation.export").count()
}

/// The mark that pages bear for what is kept under this hash.
fn mark(hash: &Value) -> String {
    let hash = hash.as_str().unwrap().to_uppercase();
    format!("校验码 {}-{}-{}", &hash[..4], &hash[4..8], &hash[8..12])
}

async fn a_self_evaluation_prints(test: TestApp) {
    let one = reached(&test).await;
    let path = open(&test, one).await;
    let clerk = test.as_("clerk").await;
    let draft = printed(&clerk, &path, "").await;
    in_order(
        &draft,
        &[
            "项目支出绩效自评表（2025年度）",
            "草稿",
            "办公楼照明改造",
            "（430）",
            "云溪县机关事务局本级",
            "年度资金总额",
            "28.00",
            "14.00",
            "50.00%",
            "按期完工并通过验收。",
            "产出指标",
            "（75分）",
            "40套",
            "75.00",
            "85%",
            "14.17",
            "总分",
            "94.17",
            "等级：优",
            "填报人：",
            "得分说明",
            "校验码 ",
        ],
    );
    assert!(!draft.contains("复核得分"), "{draft}");
    let formats = every_format(&test, &clerk, &format!("{path}/export?")).await;
    close(&test, &path).await;
    year::pay(&test, one, "2025-11-10", 1_000_000).await;
    let closed = printed(&clerk, &path, "").await;
    in_order(&closed, &["问卷回收偏少。", "改用线上问卷。", "尾款按合同在质保期满后支付。"]);
    let hash = clerk.get(&path).await.json()["hash"].clone();
    assert!(closed.contains(&mark(&hash)) && !closed.contains("草稿"), "{closed}");
    assert!(closed.contains("50.00%") && closed.contains("（2025-10-09）"), "{closed}");
    assert_eq!(traces(&test).await, formats + 2);
    clerk.get(&format!("{path}/export?format=json")).await.expect_problem(400, "bad-request");
    let stranger = test.as_("other-clerk").await;
    stranger.get(&format!("{path}/export?format=md")).await.expect_problem(404, "not-found");
    // Another's number is none of a department's, and the other way round.
    let number = path.rsplit('/').next().unwrap();
    let wrong = format!("/api/v1/department-evaluations/{number}/export?format=md");
    test.as_("department").await.get(&wrong).await.expect_problem(404, "not-found");
}

/// The department's own form, written and closed with points given again by finance; gives its address.
async fn department_closed(test: &TestApp) -> String {
    let department = test.as_("department").await;
    let body = json!({ "node": test.nodes["430"], "year": 2025 });
    let made = department.post("/api/v1/department-evaluations", body).await.expect_status(201);
    let path = format!("/api/v1/department-evaluations/{}", made.json()["id"]);
    let content = json!({
        "execution_reason": "尾款质保期满后支付。",
        "goals": [{ "goal": "保障机关运转", "result": "已完成", "reason": "无偏差" }],
        "lines": [
            { "level1": "产出指标", "level2": "数量指标", "level3": "重点项目完成数", "target": "≥2个", "actual": "2个" },
            { "level1": "满意度指标", "level2": "服务对象满意度指标", "level3": "职工满意度", "target": "≥90%", "actual": "95%" },
        ],
        "report": { "measures": "提前编制付款计划。" },
    });
    put(&department, &path, "content", content).await.expect_status(200);
    act(&department, &path, json!({ "action": "submit" })).await.expect_status(200);
    let finance = test.as_("finance").await;
    let given = json!({ "rows": [{ "indicator": 1, "score": "70", "reason": "验收资料不全。" }] });
    put(&finance, &path, "rescore", given).await.expect_status(200);
    act(&finance, &path, json!({ "action": "pass" })).await.expect_status(200);
    path
}

/// Half paid where 80% is due, all of the work done; nothing paid, no value known.
async fn a_summary_tells_scores_and_lights(department: &Client, path: &str, mark: &str) {
    let summary = printed(department, path, "&form=summary").await;
    in_order(
        &summary,
        &["部门项目支出绩效汇总表（2025年度）", "截至：2025-12-31", "合计", "48.00", "94.17"],
    );
    in_order(
        &summary,
        &[
            "办公楼照明改造",
            "94.17",
            "优",
            "黄灯",
            "绿灯",
            "会议中心维护",
            "未计分",
            "红灯",
            "—",
            "“优”1个",
            "未计分1个",
            "最近一次绩效运行监控（10月底）",
            mark,
        ],
    );
}

async fn a_department_prints_form_report_and_summary(test: TestApp) {
    let one = reached(&test).await;
    let own = open(&test, one).await;
    close(&test, &own).await;
    monitoring::open(&test.as_("department").await, test.nodes["430"], 10, json!({})).await;
    let path = department_closed(&test).await;
    let department = test.as_("department").await;
    let hash = department.get(&path).await.expect_status(200).json()["hash"].clone();
    let sheet = printed(&department, &path, "").await;
    in_order(
        &sheet,
        &[
            "部门（单位）整体支出绩效自评表（2025年度）",
            "部门（单位）代码：430",
            "年度资金总额",
            "48.00",
            "0.00",
            "48.00",
            "14.00",
            "29.17%",
            "保障机关运转",
            "已完成",
            "无偏差",
            "复核得分",
            "（75分）",
            "重点项目完成数",
            "2个",
            "75.00",
            "70.00",
            "职工满意度",
            "尾款质保期满后支付。",
            "得分说明",
            &mark(&hash),
        ],
    );
    let report = printed(&department, &path, "&form=report").await;
    in_order(
        &report,
        &[
            "2025年度部门整体支出绩效自评报告",
            "一、基本概况",
            "四、自评得分和等级",
            "办公楼照明改造",
            "28.00",
            "14.00",
            "50.00%",
            "94.17",
            "会议中心维护",
            "未计分",
            "提前编制付款计划。",
            &mark(&hash),
        ],
    );
    a_summary_tells_scores_and_lights(&department, &path, &mark(&hash)).await;
    let review = printed(&department, &path, "&form=review").await;
    in_order(
        &review,
        &[
            "部门（单位）整体支出绩效自评复核表（2025年度）",
            "单位自评",
            "财政复核",
            "29.17%",
            "重点项目完成数",
            "75.00",
            "70.00",
            "财政复核：验收资料不全。",
            "财政部门审核：",
            &mark(&hash),
        ],
    );
    let mut left = 4;
    for form in ["", "form=report&", "form=summary&", "form=review&"] {
        left += every_format(&test, &department, &format!("{path}/export?{form}")).await;
    }
    assert_eq!(traces(&test).await, left);
    let none = department.get(&format!("{path}/export?format=md&form=song")).await;
    none.expect_problem(400, "bad-request");
    let clerk = test.as_("clerk").await;
    clerk.get(&format!("{path}/export?format=md")).await.expect_problem(404, "not-found");
}

async fn a_review_prints_every_change_with_its_reason(test: TestApp) {
    let one = reached(&test).await;
    let path = open(&test, one).await;
    let (clerk, department) = (test.as_("clerk").await, test.as_("department").await);
    let draft = printed(&clerk, &path, "&form=review").await;
    in_order(
        &draft,
        &["项目支出绩效自评复核表（2025年度）", "草稿", "单位自评", "部门复核", "财政复核"],
    );
    in_order(&draft, &["预算执行率", "50.00%", "5.00", "未复核", "未复核", "总分", "94.17"]);
    let content = json!({
        "version": 1,
        "execution_reason": "尾款按合同在质保期满后支付。",
        "rows": [{ "indicator": 2, "reason": "问卷回收偏少。" }],
    });
    put(&clerk, &path, "content", content).await.expect_status(200);
    act(&clerk, &path, json!({ "action": "submit" })).await.expect_status(200);
    act(&test.as_("unit").await, &path, json!({ "action": "pass" })).await.expect_status(200);
    let given = json!({ "rows": [{ "indicator": 2, "score": "10", "reason": "问卷样本不足。" }] });
    put(&department, &path, "rescore", given).await.expect_status(200);
    act(&department, &path, json!({ "action": "pass" })).await.expect_status(200);
    let finance = test.as_("finance").await;
    let between = printed(&finance, &path, "&form=review").await;
    in_order(&between, &["使用人员满意度", "14.17", "10.00", "未复核", "部门复核：问卷样本不足。"]);
    act(&finance, &path, json!({ "action": "pass" })).await.expect_status(200);
    let hash = clerk.get(&path).await.json()["hash"].clone();
    let closed = printed(&finance, &path, "&form=review").await;
    in_order(
        &closed,
        &[
            "办公楼照明改造",
            "产出指标",
            "完成数量",
            "40套",
            "75.00",
            "75.00",
            "75.00",
            "使用人员满意度",
            "85%",
            "14.17",
            "10.00",
            "10.00",
            "总分",
            "94.17",
            "90.00",
            "90.00",
            "复核环节",
            "部门复核",
            "90.00",
            "优",
            "财政复核",
            "维持原得分。",
            "主管部门审核：department",
            "财政部门审核：finance",
            &mark(&hash),
        ],
    );
    assert!(!closed.contains("未复核") && !closed.contains("草稿"), "{closed}");
    every_format(&test, &clerk, &format!("{path}/export?form=review&")).await;
}
