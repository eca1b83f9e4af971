//! The demonstration's past year, evaluated: every self-evaluation closed, some scored again, most results decided.
use crate::demo::county::Department;
use crate::demo::people::Directory;
use crate::demo::watching::{account, end};
use crate::demo::{DAY, date, note, record};
use anyhow::Result;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use zs_server::evaluations;
use zs_store::{
    ActualValue, EvaluationFilter, NewActualValue, NewStep, Page, ProposalFilter, ResultAction,
    SelfEvaluation, Undertaking, ValueSource, Writer,
};

/// When the self-evaluations of a year begin: three weeks after its last round was opened.
pub fn begins(year: i64) -> i64 {
    (end(year, 12) + 24) * DAY
}

/// Self-evaluations of a year, from the first to the decision on the last result.
pub async fn hold(
    writer: &mut Writer,
    directory: &Directory,
    departments: &[Department],
    year: i64,
    at: i64,
) -> Result<()> {
    let finance = account(directory, "finance");
    let root = writer.node(1).await?.path;
    evaluations::open(writer, &root, year, (finance, at)).await.map_err(record::told)?;
    let by = format!("account:{finance}");
    note(writer, at, &by, "evaluation.open", "node", "1").await?;
    let units: BTreeMap<&str, &str> = departments
        .iter()
        .flat_map(|d| d.units.iter().map(|unit| (unit.code.as_str(), d.code.as_str())))
        .collect();
    let filter = EvaluationFilter { year: Some(year), ..EvaluationFilter::default() };
    let all = writer.self_evaluations(&filter, &Page::first(500)).await?.items;
    for (n, one) in all.iter().enumerate() {
        let undertaking = writer.undertaking(one.undertaking.unwrap_or_default()).await?;
        let unit = undertaking.unit_code.as_deref().unwrap_or_default();
        let department = units.get(unit).copied().unwrap_or_default();
        let people = [
            account(directory, &format!("c{unit}")),
            account(directory, &format!("u{unit}")),
            account(directory, &format!("d{department}")),
            finance,
        ];
        known(writer, &undertaking, people[0], n, at + DAY).await?;
        walk(writer, one, people, n, at + 2 * DAY).await?;
    }
    decide(writer, year, finance, at + 12 * DAY).await
}

/// At the year's end the rows without a figure are known too: deadlines, and goals in words.
async fn known(
    writer: &mut Writer,
    one: &Undertaking,
    clerk: i64,
    n: usize,
    at: i64,
) -> Result<()> {
    let project: Value = serde_json::from_slice(&writer.undertaking_body(one.id).await?)?;
    let values = writer.actual_values(one.id).await?;
    let day = date(end(one.year, 12) * DAY);
    for row in project["indicators"].as_array().into_iter().flatten() {
        let (level3, description) = (row["level3"].as_str(), row["description"].as_str());
        let same = |value: &ActualValue| {
            value.level3.as_deref() == level3 && value.description.as_deref() == description
        };
        if values.iter().any(same) {
            continue;
        }
        let target = &row["target"];
        let figure = target["value"]
            .as_str()
            .map(|figure| format!("{figure}{}", target["unit"].as_str().unwrap_or_default()));
        let done = format!("{}-{:02}-20", one.year, 3 + n % 4);
        let value = match target["op"].as_str() {
            Some("by") => Some(done),
            Some("qualitative" | "none") | None => None,
            Some(_) => figure,
        };
        let state = if n % 9 == 4 { "partial" } else { "met" };
        let new = NewActualValue {
            undertaking: one.id,
            version: one.version,
            level3,
            description,
            day: &day,
            value: value.as_deref(),
            state: value.is_none().then_some(state),
            share: None,
            source: ValueSource::Statement,
            evidence: Some("年终总结"),
            attachment: None,
            actor: clerk,
            now: at,
        };
        writer.create_actual_value(&new).await?;
    }
    let (by, id) = (format!("account:{clerk}"), one.id.to_string());
    note(writer, at, &by, "actual.create", "undertaking", &id).await
}

/// The clerk writes what is owed, submits, all reviews pass it; of some finance scores a line again.
async fn walk(
    writer: &mut Writer,
    one: &SelfEvaluation,
    people: [i64; 4],
    n: usize,
    at: i64,
) -> Result<()> {
    let whole = evaluations::whole(writer, one.id).await.map_err(record::told)?;
    let [clerk, .., finance] = people;
    let content = answers(&whole);
    evaluations::write(writer, one.id, content, (clerk, at)).await.map_err(record::told)?;
    const WAY: [(&str, &str, &str); 4] = [
        ("submit", "draft", "unit_review"),
        ("pass", "unit_review", "department_review"),
        ("pass", "department_review", "finance_review"),
        ("pass", "finance_review", "reviewed"),
    ];
    let whole = evaluations::whole(writer, one.id).await.map_err(record::told)?;
    // A row that nobody has figures for stays open: its self-evaluation waits with the unit.
    let steps = if whole["scores"]["own"]["total"].is_null() { 0 } else { WAY.len() };
    for (((action, from, to), actor), days) in WAY.into_iter().zip(people).zip(1..).take(steps) {
        let now = at + days * DAY;
        if to == "reviewed" && n % 3 == 1 {
            let changes = again(&whole, n);
            evaluations::rescore(writer, one.id, changes, (finance, now))
                .await
                .map_err(record::told)?;
            told(writer, now, finance, "rescore", one.id).await?;
        }
        let taken = NewStep { from, to, action, reason: None, actor, now };
        evaluations::step(writer, one.id, &taken).await.map_err(record::told)?;
        told(writer, now, actor, action, one.id).await?;
    }
    Ok(())
}

/// The audit entry of what somebody did to a self-evaluation.
pub(super) async fn told(
    writer: &mut Writer,
    now: i64,
    actor: i64,
    act: &str,
    id: i64,
) -> Result<()> {
    let (by, action) = (format!("account:{actor}"), format!("evaluation.{act}"));
    note(writer, now, &by, &action, "self_evaluation", &id.to_string()).await
}

/// A reason for everything that is owed.
fn answers(whole: &Value) -> Value {
    let rows = whole["rows"].as_array().cloned().unwrap_or_default();
    let owes = |row: &&Value| row["notices"].as_array().is_some_and(|owed| !owed.is_empty());
    let reasons: Vec<Value> = rows
        .iter()
        .filter(owes)
        .map(|row| {
            json!({
                "indicator": row["indicator"],
                "reason": "人员到位和设备到货晚于计划，影响全年工作量。",
                "measure": "下一年度提前一个季度启动采购，按月核对进度。",
            })
        })
        .collect();
    json!({
        "version": whole["project"]["version"],
        "goals_result": "年度目标总体完成，具体见各项指标。",
        "execution_reason": "部分尾款按合同约定次年支付。",
        "problems": if reasons.is_empty() { "无。" } else { "个别指标进度慢于计划。" },
        "measures": "加强计划衔接，按月核对支出和目标进度。",
        "rows": reasons,
    })
}

/// Points that finance gives instead: of some a little less, of some much less.
fn again(whole: &Value, n: usize) -> Value {
    let rows = whole["rows"].as_array().cloned().unwrap_or_default();
    let share: u32 = [90, 60, 30][n / 3 % 3];
    let given: Vec<Value> = rows
        .iter()
        .take(if share < 60 { rows.len() } else { 1 })
        .filter_map(|row| {
            let score: zs_model::Decimal = row["score"].as_str()?.parse().ok()?;
            let less = (score * zs_model::Decimal::new(i64::from(share), 2)).round_dp(2);
            Some(json!({
                "indicator": row["indicator"],
                "score": less.to_string(),
                "reason": "佐证材料不全，按已核实的部分计分。",
            }))
        })
        .collect();
    json!({ "rows": given })
}

/// Finance decides most of the results, now and then other than it was proposed.
async fn decide(writer: &mut Writer, year: i64, finance: i64, at: i64) -> Result<()> {
    let filter = ProposalFilter { year: Some(year), ..ProposalFilter::default() };
    let all = writer.proposals(&filter, &Page::first(500)).await?.items;
    for (n, one) in all.iter().enumerate().filter(|(n, _)| n % 5 != 4) {
        let Some(action) = one.action else { continue };
        let milder = action == ResultAction::Cancel && n % 2 == 0;
        let decision = if milder { ResultAction::Cut } else { action };
        let reason = milder.then_some("任务仍需保留，压减规模，限期整改。");
        writer.decide_proposal(one.id, decision, reason, (finance, at)).await?;
        let (by, id) = (format!("account:{finance}"), one.id.to_string());
        note(writer, at, &by, "result.decide", "result", &id).await?;
    }
    Ok(())
}
