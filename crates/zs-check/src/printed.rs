//! The text of a field as the document prints it.
use zs_model::{Document, Field, FieldRef, Indicator, Money, Project, Scope};

/// The field's text, empty for a blank or a composite field.
pub(crate) fn printed(document: &Document, at: FieldRef) -> String {
    text(document, at).unwrap_or_default()
}

fn text(document: &Document, at: FieldRef) -> Option<String> {
    match at.scope {
        Scope::Document => match at.field {
            Field::FiscalYear => document.fiscal_year.map(|year| year.to_string()),
            Field::Department => document.department.clone(),
            Field::Contents => nth(&document.contents, at.item).map(|entry| entry.name.clone()),
            _ => None,
        },
        Scope::Overall => match at.field {
            Field::Goal => document.overall.goal.clone(),
            Field::SubGoals => nth(&document.overall.sub_goals, at.item).cloned(),
            Field::Safeguards => nth(&document.overall.safeguards, at.item).cloned(),
            _ => None,
        },
        Scope::Department => department(document, at),
        Scope::Summary => match at.field {
            Field::Total => document.summary_form.as_ref()?.total.map(amount),
            Field::Department => document.summary_form.as_ref()?.department.clone(),
            _ => None,
        },
        Scope::SummaryRow(row) => {
            let row = nth(&document.summary_form.as_ref()?.rows, row)?;
            match at.field {
                Field::Name => row.name.clone(),
                Field::Amount => row.amount.map(amount),
                Field::PeriodGoal => row.period_goal.clone(),
                Field::AnnualGoal => row.annual_goal.clone(),
                _ => None,
            }
        }
        Scope::DepartmentIndicator(row) => {
            cell(nth(&document.department_form.as_ref()?.indicators, row)?, at.field)
        }
        Scope::Project(ordinal) => project(by_ordinal(document, ordinal)?, at),
        Scope::Indicator { project, row } => {
            cell(nth(&by_ordinal(document, project)?.indicators, row)?, at.field)
        }
    }
}

fn department(document: &Document, at: FieldRef) -> Option<String> {
    let form = document.department_form.as_ref()?;
    match at.field {
        Field::Department => form.department.clone(),
        Field::Total => form.total.map(amount),
        Field::Duties => form.duties.clone(),
        Field::Goal => form.goal.clone().flatten(),
        Field::KeyTasks => {
            let task = nth(&form.key_tasks, at.item)?;
            task.goal.clone().or_else(|| task.item.clone())
        }
        _ => None,
    }
}

fn project(project: &Project, at: FieldRef) -> Option<String> {
    match at.field {
        Field::Title => project.title.clone(),
        Field::UnitCode => project.unit_code.clone(),
        Field::UnitName => project.unit_name.clone(),
        Field::Code => project.code.clone(),
        Field::Name => project.name.clone(),
        Field::MoneyUnit => project.money_unit.map(|unit| unit.to_string()),
        Field::Budget | Field::Total => project.budget.total.map(amount),
        Field::Fiscal => project.budget.fiscal.map(amount),
        Field::Other => project.budget.other.map(amount),
        Field::Purpose => project.purpose.clone(),
        Field::Plan => Some(plan(project, at.item)),
        Field::Goals => match at.item {
            0 => Some(project.goals.join("")),
            item => nth(&project.goals, item).cloned(),
        },
        Field::SpecialFund => project.special_fund.clone().flatten(),
        Field::Period => project.period.clone().flatten(),
        Field::PeriodGoal => project.period_goal.clone().flatten(),
        _ => None,
    }
}

fn plan(project: &Project, item: u32) -> String {
    let percent = |at: usize| {
        let point = project.plan.0.get(at)?;
        Some(point.percent.map_or_else(|| "空".to_owned(), |p| format!("{}%", p.normalize())))
    };
    match item {
        0 => (0..project.plan.0.len()).filter_map(percent).collect::<Vec<_>>().join("、"),
        item => percent(item as usize - 1).unwrap_or_default(),
    }
}

fn cell(row: &Indicator, field: Field) -> Option<String> {
    match field {
        Field::Level1 => row.level1.clone(),
        Field::Level2 => row.level2.clone(),
        Field::Level3 => row.level3.clone(),
        Field::Description => row.description.clone(),
        Field::Target => row.target.raw.clone(),
        Field::Basis => row.basis.clone(),
        Field::Note => row.note.clone().flatten(),
        Field::Weight => row.weight.flatten().map(|points| points.to_string()),
        _ => None,
    }
}

fn amount(money: Money) -> String {
    money.to_string()
}

fn nth<T>(items: &[T], item: u32) -> Option<&T> {
    items.get((item as usize).checked_sub(1)?)
}

fn by_ordinal(document: &Document, ordinal: u32) -> Option<&Project> {
    document.projects.iter().find(|project| project.ordinal == ordinal)
}
