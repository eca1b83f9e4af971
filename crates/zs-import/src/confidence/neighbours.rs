//! Whether fields agree with what stands beside them: sums, plans, lists, levels, titles.
use crate::forms::prose::number_at;
use std::collections::BTreeSet;
use zs_model::text::squeeze;
use zs_model::{
    Budget, Decimal, Document, Field, FieldRef, Indicator, Money, Plan, Project, Reason, Scope,
};

/// Fields that have neighbours to be compared with, and whether they agree.
pub(super) fn of(document: &Document) -> Vec<(FieldRef, bool)> {
    let mut found = Vec::new();
    for (field, items) in [
        (Field::SubGoals, &document.overall.sub_goals),
        (Field::Safeguards, &document.overall.safeguards),
    ] {
        for (number, agrees) in (1..).zip(numbers(items)) {
            found.push((FieldRef::item(Scope::Overall, field, number), agrees));
        }
    }
    for project in &document.projects {
        of_project(project, &mut found);
    }
    if let Some(form) = &document.department_form {
        levels(&form.indicators, Scope::DepartmentIndicator, &mut found);
    }
    found
}

/// Whether the contents list as many projects as were read; `None` without contents.
pub(super) fn contents_agree(document: &Document) -> Option<Reason> {
    let listed = document.contents.len();
    let agrees = listed == document.projects.len();
    let agree = if agrees { Reason::NeighboursAgree } else { Reason::NeighboursDiffer };
    (listed > 0).then_some(agree)
}

fn of_project(project: &Project, found: &mut Vec<(FieldRef, bool)>) {
    let scope = Scope::Project(project.ordinal);
    if let Some(agrees) = sums(&project.budget) {
        for field in [Field::Total, Field::Fiscal, Field::Other] {
            found.push((FieldRef::new(scope, field), agrees));
        }
    }
    let plan = rises(&project.plan);
    for number in (1..).take(project.plan.0.len()) {
        found.push((FieldRef::item(scope, Field::Plan, number), plan));
    }
    if let (Some(title), Some(name)) = (&project.title, &project.name)
        && squeeze(title) == squeeze(name)
    {
        found.push((FieldRef::new(scope, Field::Title), true));
        found.push((FieldRef::new(scope, Field::Name), true));
    }
    let row = |row| Scope::Indicator { project: project.ordinal, row };
    levels(&project.indicators, row, found);
}

/// Whether the parts make the total; `None` without a part.
fn sums(budget: &Budget) -> Option<bool> {
    let parts = [budget.fiscal, budget.other];
    if parts.iter().all(Option::is_none) {
        return None;
    }
    let exact = |money: Money| money.printed();
    let sum: Decimal = parts.into_iter().flatten().map(exact).sum();
    Some(budget.total.map(exact) == Some(sum))
}

/// Whether shares rise to the whole from month to month.
fn rises(plan: &Plan) -> bool {
    let months = plan.0.is_sorted_by(|a, b| a.month < b.month);
    let shares: Vec<Decimal> = plan.0.iter().filter_map(|point| point.percent).collect();
    months && shares.is_sorted() && shares.last().is_none_or(|last| *last == Decimal::ONE_HUNDRED)
}

/// For each item of a numbered list whether its number is the next one; nothing where none is numbered.
fn numbers(items: &[String]) -> Vec<bool> {
    let number = |item: &String| number_at(item).map(|(style, value, _)| (style, value));
    let Some(Some((first, _))) = items.first().map(number) else { return Vec::new() };
    let due = |(item, due): (&String, u32)| number(item) == Some((first, due));
    items.iter().zip(1..).map(due).collect()
}

/// A level whose rows stand apart, with others between, was not merged as the author merged it.
fn levels(rows: &[Indicator], scope: impl Fn(u32) -> Scope, found: &mut Vec<(FieldRef, bool)>) {
    let mut ended = BTreeSet::new();
    let mut last: Option<&str> = None;
    for (number, row) in (1..).zip(rows) {
        let level = row.level1.as_deref();
        if last != level {
            ended.extend(last);
            last = level;
        }
        let Some(level) = level else { continue };
        found.push((FieldRef::new(scope(number), Field::Level1), !ended.contains(level)));
    }
}
