//! The demonstration's past year, summed up by its departments: a form of each, most of them closed by finance.
use crate::demo::county::Department;
use crate::demo::evaluating::told;
use crate::demo::people::Directory;
use crate::demo::watching::account;
use crate::demo::{DAY, record};
use anyhow::Result;
use serde_json::{Value, json};
use zs_server::evaluations;
use zs_store::{NewStep, Writer};

/// Every department begins its form, writes and submits it; finance scores some again and closes all but the last.
pub async fn evaluate(
    writer: &mut Writer,
    directory: &Directory,
    departments: &[Department],
    year: i64,
    at: i64,
) -> Result<()> {
    let finance = account(directory, "finance");
    for (n, department) in departments.iter().enumerate() {
        let actor = account(directory, &format!("d{}", department.code));
        let node = directory.nodes.get(&department.code).copied().unwrap_or_default();
        let id = evaluations::open_department(writer, node, year, (actor, at))
            .await
            .map_err(record::told)?;
        told(writer, at, actor, "open", id).await?;
        let filled = evaluations::content(writer, id).await.map_err(record::told)?;
        let whole = evaluations::whole(writer, id).await.map_err(record::told)?;
        let content = written(filled, &whole);
        let now = at + DAY;
        evaluations::write(writer, id, content, (actor, now)).await.map_err(record::told)?;
        told(writer, now, actor, "write", id).await?;
        take(writer, id, ("submit", "draft", "finance_review"), (actor, at + 2 * DAY)).await?;
        if n % 3 == 1 {
            let given = json!({ "rows": [
                { "indicator": 1, "score": "18", "reason": "部分项目的验收资料不全，按已核实的部分计分。" },
            ] });
            let now = at + 3 * DAY;
            evaluations::rescore(writer, id, given, (finance, now)).await.map_err(record::told)?;
            told(writer, now, finance, "rescore", id).await?;
        }
        if n + 1 < departments.len() {
            take(writer, id, ("pass", "finance_review", "reviewed"), (finance, at + 4 * DAY))
                .await?;
        }
    }
    Ok(())
}

async fn take(
    writer: &mut Writer,
    id: i64,
    (action, from, to): (&str, &str, &str),
    (actor, now): (i64, i64),
) -> Result<()> {
    let step = NewStep { from, to, action, reason: None, actor, now };
    evaluations::step(writer, id, &step).await.map_err(record::told)?;
    told(writer, now, actor, action, id).await
}

/// The goals of the approved documents with what came of them, and the department's own lines.
fn written(mut content: Value, whole: &Value) -> Value {
    for goal in content["goals"].as_array_mut().into_iter().flatten() {
        goal["result"] = json!("已按年度计划完成，具体见各项目自评表。");
    }
    let projects = &whole["projects"];
    let count = projects["count"].as_u64().unwrap_or_default();
    let scored = count.saturating_sub(projects["open"].as_u64().unwrap_or_default());
    let line = |levels: [&str; 3], target: String, actual: String, reason: Option<&str>| {
        let [level1, level2, level3] = levels;
        json!({
            "level1": level1, "level2": level2, "level3": level3,
            "target": target, "actual": actual, "reason": reason,
            "measure": reason.map(|_| "下一年度按季度核对进度。"),
        })
    };
    let late = (scored < count).then_some("个别项目的指标尚无实际完成值。");
    content["lines"] = json!([
        line(
            ["产出指标", "数量指标", "完成自评的项目数"],
            format!("≥{count}个"),
            format!("{scored}个"),
            late,
        ),
        line(
            ["产出指标", "时效指标", "绩效文本按时报送率"],
            "≥100%".to_owned(),
            "100%".to_owned(),
            None,
        ),
        line(
            ["效益指标", "社会效益指标", "服务事项按期办结率"],
            "≥95%".to_owned(),
            "97%".to_owned(),
            None,
        ),
        line(
            ["满意度指标", "服务对象满意度指标", "服务对象满意度"],
            "≥90%".to_owned(),
            "92%".to_owned(),
            None,
        ),
    ]);
    content["execution_reason"] = json!("部分尾款按合同约定次年支付。");
    content["problems"] = json!("个别项目支出集中在下半年。");
    content["measures"] = json!("提前编制采购和付款计划，按月核对支出和目标进度。");
    content
}
