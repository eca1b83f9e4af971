//! The head of the Hebei table: codes, amounts and their use, plan, goals.
use super::cells::{Cell, Row, Table, figure, pairs, spread, text};
use zs_catalog::{Label, Printed};
use zs_model::{Plan, Project};

/// Value columns beside the label column: 4 months, 6 amounts cells and 2 pairs all divide it.
const COLUMNS: usize = 12;

pub(super) fn head(
    project: &Project,
    words: &Printed,
    percent: bool,
    before: Vec<(String, String)>,
    behind: Vec<(String, String)>,
) -> Table {
    let columns = project.plan.0.len().max(COLUMNS);
    let mut body = vec![vec![
        Cell::label(words.label(Label::Code)),
        Cell::short(text(project.code.as_ref())).columns(4),
        Cell::label(words.label(Label::Name)).columns(2),
        Cell::short(text(project.name.as_ref())).columns(columns - 6),
    ]];
    body.extend(pairs(before, columns));
    body.extend(budget(project, words, columns));
    body.extend(plan(&project.plan, words, percent, columns));
    body.extend(pairs(behind, columns));
    let goals = numbered(&project.goals, true);
    body.push(vec![Cell::label(words.label(Label::Goal)), Cell::long(goals).columns(columns)]);
    let mut widths = vec![24];
    widths.extend(std::iter::repeat_n(13, columns));
    Table { widths, head: Vec::new(), body, joined: false }
}

fn budget(project: &Project, words: &Printed, columns: usize) -> [Row; 2] {
    let amount = |figure: String| Cell::short(figure).columns(2);
    let label = |label| Cell::label(words.label(label)).columns(2);
    let budget = &project.budget;
    [
        vec![
            Cell::label(words.label(Label::BudgetGroup)).rows(2),
            label(Label::Total),
            amount(figure(budget.total)),
            label(Label::Fiscal),
            amount(figure(budget.fiscal)),
            label(Label::Other),
            Cell::short(figure(budget.other)).columns(columns - 10),
        ],
        vec![Cell::long(text(project.purpose.as_ref())).columns(columns)],
    ]
}

/// Months above percents; no rows where the form has no plan.
pub(super) fn plan(plan: &Plan, words: &Printed, percent: bool, columns: usize) -> Vec<Row> {
    let points = &plan.0;
    if points.is_empty() {
        return Vec::new();
    }
    let mut months = vec![Cell::label(words.label(Label::PlanGroup)).rows(2)];
    let mut percents = Vec::new();
    for (point, span) in points.iter().zip(spread(columns, points.len())) {
        months.push(Cell::column(format!("{}月底", point.month)).columns(span));
        let printed = point.percent.map(|value| {
            let mut value = value.normalize();
            if percent {
                return format!("{value}%");
            }
            value.rescale(value.scale().max(2));
            value.to_string()
        });
        percents.push(Cell::short(printed.unwrap_or_default()).columns(span));
    }
    vec![months, percents]
}

/// `1.…` per line; a single item is numbered only where the form always numbers.
pub(super) fn numbered(items: &[String], always: bool) -> String {
    match items {
        [single] if !always => single.clone(),
        _ => {
            let numbered = (1..).zip(items).map(|(number, item)| format!("{number}.{item}"));
            numbered.collect::<Vec<_>>().join("\n")
        }
    }
}
