//! The demonstration's rounds of monitoring: actual values, sheets that are signed or under way, a rectification.
use crate::demo::county::Department;
use crate::demo::people::Directory;
use crate::demo::{DAY, date, note, record};
use anyhow::Result;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use zs_model::Decimal;
use zs_server::sheets;
use zs_store::{
    NewActualValue, NewMonitoringRound, NewRectification, NewStep, Page, RectificationSource,
    SheetFilter, Undertaking, UndertakingFilter, ValueSource, Writer,
};

/// 3, 6, 10, 12月底, as the spending plans of the forms have them.
const MONTHS: [i64; 4] = [3, 6, 10, 12];
/// What part of the year's work is done by then, in percent.
const DONE: [(i64, i64); 4] = [(3, 22), (6, 50), (10, 86), (12, 102)];

/// A round to hold.
pub struct Round {
    pub year: i64,
    pub month: i64,
    /// When it was opened.
    pub at: i64,
    /// Every sheet was signed; else the round is under way.
    pub signed: bool,
}

/// Four rounds of the past year, and the last one that has come of the running year.
pub fn rounds(past: i64, running: i64, now: i64) -> Vec<Round> {
    let at = |year: i64, month: i64| (end(year, month) + 3) * DAY;
    let mut all: Vec<Round> = MONTHS
        .into_iter()
        .map(|month| Round { year: past, month, at: at(past, month), signed: true })
        .filter(|round| round.at + 12 * DAY < now)
        .collect();
    let come = MONTHS.into_iter().rev().find(|month| at(running, *month) < now);
    all.extend(come.map(|month| Round {
        year: running,
        month,
        at: at(running, month).max(now - 9 * DAY),
        signed: false,
    }));
    all
}

/// The last day of a month.
pub(super) fn end(year: i64, month: i64) -> i64 {
    zs_model::day::last_of_month(year, month).unwrap_or_default()
}

/// Enters what was reached, opens the round, and takes its sheets as far as they got.
pub async fn hold(
    writer: &mut Writer,
    directory: &Directory,
    departments: &[Department],
    round: &Round,
) -> Result<()> {
    let finance = account(directory, "finance");
    for (n, one) in undertakings(writer, round).await?.iter().enumerate() {
        reach(writer, directory, one, n, round).await?;
    }
    let due_on = date(round.at + 15 * DAY);
    let new = NewMonitoringRound {
        node: 1,
        year: round.year,
        month: round.month,
        due_on: &due_on,
        profile: None,
        note: None,
        actor: finance,
        now: round.at,
    };
    let id = sheets::open_round(writer, &new).await.map_err(record::told)?;
    let by = format!("account:{finance}");
    note(writer, round.at, &by, "round.open", "monitoring_round", &id.to_string()).await?;
    let units: BTreeMap<&str, &str> = departments
        .iter()
        .flat_map(|d| d.units.iter().map(|unit| (unit.code.as_str(), d.code.as_str())))
        .collect();
    let filter = SheetFilter { round: Some(id), ..SheetFilter::default() };
    let mut issued = false;
    for (n, sheet) in
        writer.monitoring_sheets(&filter, &Page::first(500)).await?.items.into_iter().enumerate()
    {
        let one = writer.undertaking(sheet.undertaking).await?;
        let unit = one.unit_code.as_deref().unwrap_or_default();
        let department = units.get(unit).copied().unwrap_or_default();
        let people = [
            account(directory, &format!("c{unit}")),
            account(directory, &format!("u{unit}")),
            account(directory, &format!("d{department}")),
            finance,
        ];
        // A round under way: a third was not touched, others wait at one of the reviews.
        let reached = if round.signed { 4 } else { n % 4 };
        if round.signed || n % 3 != 0 {
            walk(writer, sheet.id, people, round.at + 2 * DAY, reached).await?;
        }
        let red = sheet.signs.light == zs_store::Light::Red;
        if red && !round.signed && !issued {
            rectify(writer, &one, sheet.id, people, round.at + 4 * DAY).await?;
            issued = true;
        }
    }
    Ok(())
}

pub(super) fn account(directory: &Directory, login: &str) -> i64 {
    directory.accounts.get(login).copied().unwrap_or_default()
}

async fn undertakings(writer: &mut Writer, round: &Round) -> Result<Vec<Undertaking>> {
    let (year, month) = (round.year, round.month);
    let filter = UndertakingFilter { year, month, ..UndertakingFilter::default() };
    let found = writer.undertakings(&filter, &Page::first(500)).await?;
    Ok(found.items.into_iter().map(|row| row.undertaking).collect())
}

/// One value for each row that says something by then.
async fn reach(
    writer: &mut Writer,
    directory: &Directory,
    one: &Undertaking,
    n: usize,
    round: &Round,
) -> Result<()> {
    let project: Value = serde_json::from_slice(&writer.undertaking_body(one.id).await?)?;
    let clerk = account(directory, &format!("c{}", one.unit_code.as_deref().unwrap_or_default()));
    let day = date(end(round.year, round.month) * DAY);
    let rows = project["indicators"].as_array().cloned().unwrap_or_default();
    let mut entered = 0;
    for row in &rows {
        // Of a project that lags, half as much; of one in a running round, one row is not known yet.
        let slow = n % 9 == 4;
        let Some(value) = value(row, round.month, slow) else { continue };
        if !round.signed && n % 5 == 2 && entered == 1 {
            break;
        }
        let new = NewActualValue {
            undertaking: one.id,
            version: one.version,
            level3: row["level3"].as_str(),
            description: row["description"].as_str(),
            day: &day,
            value: Some(&value),
            state: None,
            share: None,
            source: ValueSource::Record,
            evidence: row["basis"].as_str().or(Some("项目台账")),
            attachment: None,
            actor: clerk,
            now: round.at - 2 * DAY,
        };
        writer.create_actual_value(&new).await?;
        entered += 1;
    }
    let (by, id) = (format!("account:{clerk}"), one.id.to_string());
    note(writer, round.at - 2 * DAY, &by, "actual.create", "undertaking", &id).await
}

/// What would have been reached by the end of a month; nothing where the row says nothing before the end.
fn value(row: &Value, month: i64, slow: bool) -> Option<String> {
    let target = &row["target"];
    let figure: Decimal = target["value"].as_str()?.parse().ok()?;
    let unit = target["unit"].as_str().unwrap_or_default();
    let level2 = row["level2"].as_str().unwrap_or_default();
    let adds_up = level2.contains("数量") && unit != "%";
    let cost =
        row["level1"].as_str().unwrap_or_default().contains("成本") || level2.contains("成本");
    let done = DONE.iter().find(|(at, _)| *at == month).map(|(_, done)| *done)?;
    let done = if slow { done / 2 } else { done };
    let part = figure * Decimal::from(done) / Decimal::ONE_HUNDRED;
    let reached = match target["op"].as_str()? {
        "ge" | "gt" | "eq" if adds_up => part,
        "ge" | "gt" | "eq" => figure,
        "le" | "lt" if cost => part.min(figure),
        "le" | "lt" => figure * Decimal::from(done.min(60)) / Decimal::ONE_HUNDRED,
        _ => return None,
    };
    Some(format!("{}{unit}", reached.round_dp(figure.scale()).normalize()))
}

/// The clerk answers what warns and submits; so many reviews pass it.
async fn walk(
    writer: &mut Writer,
    id: i64,
    people: [i64; 4],
    at: i64,
    reached: usize,
) -> Result<()> {
    let whole = sheets::sheet_whole(writer, id).await.map_err(record::told)?;
    let [clerk, ..] = people;
    let write = step("write", ("draft", "draft"), clerk, at);
    sheets::write_sheet(writer, id, answers(&whole), &write).await.map_err(record::told)?;
    const WAY: [(&str, &str, &str); 4] = [
        ("submit", "draft", "unit_review"),
        ("pass", "unit_review", "department_review"),
        ("pass", "department_review", "finance_review"),
        ("pass", "finance_review", "reviewed"),
    ];
    for (((action, from, to), actor), n) in WAY.into_iter().zip(people).zip(1..).take(reached) {
        let at = at + n * DAY;
        let taken = step(action, (from, to), actor, at);
        sheets::step_sheet(writer, id, &taken).await.map_err(record::told)?;
        let (by, action) = (format!("account:{actor}"), format!("sheet.{action}"));
        note(writer, at, &by, &action, "monitoring_sheet", &id.to_string()).await?;
    }
    Ok(())
}

fn step<'a>(action: &'a str, (from, to): (&'a str, &'a str), actor: i64, now: i64) -> NewStep<'a> {
    NewStep { from, to, action, reason: None, actor, now }
}

/// An answer to everything that warns.
fn answers(whole: &Value) -> Value {
    let rows = whole["rows"].as_array().cloned().unwrap_or_default();
    let warns = |row: &&Value| matches!(row["light"].as_str(), Some("red" | "yellow"));
    let answered: Vec<Value> = rows
        .iter()
        .filter(warns)
        .map(|row| {
            json!({
                "indicator": row["indicator"],
                "causes": ["staff", "facilities"],
                "reason": "上半年人员到位较晚，部分设备到货推迟，进度慢于计划。",
                "likelihood": row["suggested"].as_str().unwrap_or("possible"),
                "note": "已增派人员，每周对照计划核对一次。",
            })
        })
        .collect();
    let warns = !whole["warnings"].as_array().is_none_or(Vec::is_empty);
    json!({
        "version": whole["project"]["version"],
        "situation": if warns { "总体进度慢于计划，已采取措施。" } else { "各项指标按计划推进。" },
        "likelihood": if warns { "possible" } else { "certain" },
        "decision": warns.then_some("continue"),
        "measures": warns.then_some("按周安排工作量，付款资料随验收同步报送。"),
        "rows": answered,
    })
}

/// The first red sheet of a running round: finance asks for a rectification, and the unit is at it.
async fn rectify(
    writer: &mut Writer,
    one: &Undertaking,
    sheet: i64,
    [clerk, _, _, finance]: [i64; 4],
    at: i64,
) -> Result<()> {
    let due_on = date(at + 10 * DAY);
    let new = NewRectification {
        document: one.document,
        undertaking: Some(one.id),
        sheet: Some(sheet),
        source: RectificationSource::Monitoring,
        reference: None,
        issuer: 1,
        requirement: "支出和完成情况明显慢于计划：说明原因，列出剩余工作量和逐月付款安排，按期报送结果。",
        due_on: &due_on,
        state: "issued",
        actor: finance,
        now: at,
    };
    let id = writer.create_rectification(&new).await?;
    let text = id.to_string();
    let by = format!("account:{finance}");
    note(writer, at, &by, "rectification.issue", "rectification", &text).await?;
    for (action, from, to, days) in
        [("accept", "issued", "accepted", 1), ("start", "accepted", "rectifying", 2)]
    {
        let now = at + days * DAY;
        let taken = step(action, (from, to), clerk, now);
        writer.step_rectification(id, None, &[], &taken).await?;
        let (by, action) = (format!("account:{clerk}"), format!("rectification.{action}"));
        note(writer, now, &by, &action, "rectification", &text).await?;
    }
    Ok(())
}
