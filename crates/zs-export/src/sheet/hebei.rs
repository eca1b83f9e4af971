//! The head of the Hebei table: codes, amounts and their use, plan, goals.
use super::cells::{Cell, Figure, Pair, Row, Sum, Table, pairs, spread, text};
use zs_catalog::{Label, Printed};
use zs_model::{Decimal, Plan, Project, text::half_width_char};

/// Value columns beside the label column: 4 months, 6 amounts cells and 2 pairs all divide it.
const COLUMNS: usize = 12;

pub(super) fn head(
    project: &Project,
    words: &Printed,
    percent: bool,
    before: Vec<Pair>,
    behind: Vec<Pair>,
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
    let amount = |amount, sum| Cell::amount(amount).sum(sum).columns(2);
    let label = |label| Cell::label(words.label(label)).columns(2);
    let budget = &project.budget;
    [
        vec![
            Cell::label(words.label(Label::BudgetGroup)).rows(2),
            label(Label::Total),
            amount(budget.total, Sum::Total(0)),
            label(Label::Fiscal),
            amount(budget.fiscal, Sum::Part(0)),
            label(Label::Other),
            amount(budget.other, Sum::Part(0)).columns(columns - 10),
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
        percents.push(share(point.percent, percent).columns(span));
    }
    vec![months, percents]
}

/// A cumulative share: `25%`, or `25.00` where the family prints no sign; blank where nothing is planned.
fn share(value: Option<Decimal>, percent: bool) -> Cell {
    let Some(value) = value else { return Cell::short("") };
    let mut value = value.normalize();
    if !percent {
        value.rescale(value.scale().max(2));
        return Cell::number(Some(value));
    }
    let figure = Some(Figure { value, percent, before: "" });
    Cell { figure, ..Cell::short(format!("{value}%")) }
}

/// `1.…` per line, or `（1）…` where an item begins with a figure that would run into its number; a single
/// item is numbered only where the form always numbers.
pub(super) fn numbered(items: &[String], always: bool) -> String {
    if let ([single], false) = (items, always) {
        return single.clone();
    }
    let figure = |item: &String| item.starts_with(|c| half_width_char(c).is_ascii_digit());
    let bracketed = items.iter().any(figure);
    let numbered = (1..).zip(items).map(|(number, item)| {
        if bracketed { format!("（{number}）{item}") } else { format!("{number}.{item}") }
    });
    numbered.collect::<Vec<_>>().join("\n")
}
