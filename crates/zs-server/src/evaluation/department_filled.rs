//! A department's self-evaluation that nobody has written yet: goals, indicators and money of its approved documents.
use crate::blocking::blocking;
use crate::evaluation::department::{DepartmentContent, DepartmentGoal, DepartmentLine, MOST};
use crate::evaluation::written::{EvaluationRow, EvaluationTexts, LONGEST, YearFund, points};
use crate::monitoring::written::Fund;
use crate::problem::Answer;
use crate::record::document_of;
use zs_model::{Decimal, Document, Indicator, KeyTask, Money};
use zs_store::{DocumentFilter, DocumentOrder, Page, Reader, SelfEvaluation};

/// What the approved documents say: the department's own where it has some, else those of its units. `initial` is
/// 年初预算 of all projects in 分: sources of money that do not add up to it are left to be written.
pub(crate) async fn filled(
    reader: &mut Reader,
    one: &SelfEvaluation,
    initial: i64,
) -> Answer<DepartmentContent> {
    let filter = DocumentFilter {
        year: one.year,
        branches: vec![one.path.clone()],
        ..DocumentFilter::default()
    };
    let mut bodies = Vec::new();
    let mut page = Page::first(500);
    loop {
        let found = reader.documents(&filter, DocumentOrder::Path, &page).await?;
        for document in found.items {
            if let Some(version) = document.approved_version {
                let body = reader.version_body(document.id, version).await?;
                bodies.push((document.node == one.node, body));
            }
        }
        let Some(cursor) = found.next else { break };
        page = Page::after(cursor, 500);
    }
    blocking(move || {
        let read = |(own, body): &(bool, Vec<u8>)| Ok((*own, document_of(body)?));
        let documents: Answer<Vec<(bool, Document)>> = bodies.iter().map(read).collect();
        Ok(content(&documents?, initial))
    })
    .await
}

fn content(documents: &[(bool, Document)], initial: i64) -> DepartmentContent {
    let some_own = documents.iter().any(|(own, _)| *own);
    let said = || documents.iter().filter(move |(own, _)| *own || !some_own).map(|(_, said)| said);
    let forms = || said().filter_map(|document| document.department_form.as_ref());
    let all = documents.iter().map(|(_, document)| document);
    DepartmentContent {
        goals: said().flat_map(goals).take(MOST).collect(),
        lines: forms().flat_map(|form| form.indicators.iter().map(line)).take(MOST).collect(),
        texts: EvaluationTexts { funds: funds(all, initial), ..EvaluationTexts::default() },
        ..DepartmentContent::default()
    }
}

/// 分项绩效目标 and 年度重点工作; the overall goal where a document has neither.
fn goals(document: &Document) -> Vec<DepartmentGoal> {
    let form = document.department_form.as_ref();
    let tasks = form.into_iter().flat_map(|form| form.key_tasks.iter().filter_map(task));
    let mut all: Vec<String> = document.overall.sub_goals.iter().cloned().chain(tasks).collect();
    if all.is_empty() {
        all.extend(form.and_then(|form| form.goal.clone().flatten()));
    }
    if all.is_empty() {
        all.extend(document.overall.goal.clone());
    }
    let goal = |text: String| DepartmentGoal {
        goal: Some(text.chars().take(LONGEST).collect()),
        ..DepartmentGoal::default()
    };
    all.into_iter().map(goal).collect()
}

/// `会议保障：全年不少于40场`.
fn task(task: &KeyTask) -> Option<String> {
    match (&task.item, &task.goal) {
        (Some(item), Some(goal)) => Some(format!("{item}：{goal}")),
        (item, goal) => item.clone().or_else(|| goal.clone()),
    }
}

/// A row of 部门整体支出绩效目标表, with the points that it states.
fn line(row: &Indicator) -> DepartmentLine {
    DepartmentLine {
        level1: row.level1.clone(),
        level2: row.level2.clone(),
        level3: row.level3.clone(),
        description: row.description.clone(),
        target: row.target.raw.clone(),
        actual: None,
        written: EvaluationRow {
            weight: row.weight.flatten().filter(fits).map(|weight| weight.normalize().to_string()),
            ..EvaluationRow::default()
        },
    }
}

/// Points that may be written here.
fn fits(weight: &Decimal) -> bool {
    points(&weight.normalize().to_string()).is_ok()
}

/// The money of all projects by source.
fn funds<'a>(documents: impl Iterator<Item = &'a Document>, initial: i64) -> Vec<YearFund> {
    let budgets = documents.flat_map(|document| document.projects.iter().map(|one| &one.budget));
    let (mut fiscal, mut other) = (0_i64, 0_i64);
    for budget in budgets {
        let fen = |money: Option<Money>| money.map_or(0, Money::fen);
        fiscal = fiscal.saturating_add(fen(budget.fiscal));
        other = other.saturating_add(fen(budget.other));
    }
    if fiscal.saturating_add(other) != initial {
        return Vec::new();
    }
    let fund = |(fund, fen): (Fund, i64)| YearFund {
        fund,
        initial_fen: Some(fen),
        adjusted_fen: None,
        paid_fen: None,
    };
    [(Fund::GeneralBudget, fiscal), (Fund::Other, other)].map(fund).into()
}

#[cfg(test)]
mod tests {
    use super::content;
    use zs_model::{DepartmentForm, Document, Indicator, KeyTask, Overall, Target};

    fn text(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn the_departments_own_document_goes_before_those_of_its_units() {
        let overall =
            |goal: &str| Overall { sub_goals: vec![goal.to_owned()], ..Overall::default() };
        let unit = Document { overall: overall("1.会议保障到位"), ..Document::default() };
        let form = DepartmentForm {
            key_tasks: vec![KeyTask {
                item: text("照明改造"),
                goal: text("40套"),
                ..KeyTask::default()
            }],
            indicators: vec![Indicator {
                level1: text("产出指标"),
                level3: text("改造完成数"),
                target: Target::parse("≥40套"),
                weight: Some("50.0".parse().ok()),
                ..Indicator::default()
            }],
            ..DepartmentForm::default()
        };
        let own = Document { department_form: Some(form), ..Document::default() };
        let goals = |documents: &[(bool, Document)]| -> Vec<String> {
            content(documents, 1).goals.into_iter().filter_map(|goal| goal.goal).collect()
        };
        assert_eq!(goals(&[(false, unit.clone())]), ["1.会议保障到位"]);
        let both = [(true, own), (false, unit)];
        assert_eq!(goals(&both), ["照明改造：40套"]);
        let filled = content(&both, 1);
        let line = &filled.lines[0];
        assert_eq!((&line.target, &line.written.weight), (&text("≥40套"), &text("50")));
        assert!(filled.check().is_ok() && filled.texts.funds.is_empty());
        // No money at all is money that adds up.
        assert_eq!(content(&both, 0).texts.funds.len(), 2);
    }
}
