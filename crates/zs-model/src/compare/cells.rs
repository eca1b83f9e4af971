//! A part of a document as a list of cells: key and text, everything that a form prints.
use crate::{
    Decimal, DepartmentForm, Document, Field, Indicator, Money, Project, SummaryForm, SummaryRow,
};
use std::collections::BTreeMap;

pub(super) type Cells = Vec<Cell>;

pub(super) struct Cell {
    pub field: Field,
    pub item: u32,
    pub label: String,
    pub text: Option<String>,
    /// An item of a list: the same text elsewhere in the list is the same item.
    pub loose: bool,
}

impl Cell {
    pub fn new(field: Field, text: Option<String>) -> Self {
        Self { field, item: 0, label: String::new(), text, loose: false }
    }

    pub fn key(&self) -> Option<(Field, u32, String)> {
        (!self.loose).then(|| (self.field, self.item, self.label.clone()))
    }
}

fn labelled(field: Field, label: &str, text: Option<String>) -> Cell {
    Cell { label: label.to_owned(), ..Cell::new(field, text) }
}

fn list(field: Field, items: &[String]) -> impl Iterator<Item = Cell> + '_ {
    (1..).zip(items).map(move |(item, text)| Cell {
        item,
        loose: true,
        ..Cell::new(field, Some(text.clone()))
    })
}

fn extra(extra: &BTreeMap<String, String>) -> impl Iterator<Item = Cell> + '_ {
    extra.iter().map(|(label, text)| labelled(Field::Extra, label, Some(text.clone())))
}

fn money(money: Option<Money>) -> Option<String> {
    money.map(|money| money.to_string())
}

fn figure(figure: Option<Decimal>) -> Option<String> {
    figure.map(|figure| figure.to_string())
}

pub(super) fn document(document: &Document) -> Cells {
    vec![
        labelled(Field::Extra, "form", Some(document.form.clone())),
        Cell::new(Field::FiscalYear, document.fiscal_year.map(|year| year.to_string())),
        Cell::new(Field::Department, document.department.clone()),
    ]
}

pub(super) fn overall(document: &Document) -> Cells {
    let overall = &document.overall;
    let mut cells = vec![Cell::new(Field::Goal, overall.goal.clone())];
    cells.extend(list(Field::SubGoals, &overall.sub_goals));
    cells.extend(list(Field::Safeguards, &overall.safeguards));
    cells
}

pub(super) fn project(project: &Project) -> Cells {
    let mut cells = vec![
        Cell::new(Field::Title, project.title.clone()),
        Cell::new(Field::UnitCode, project.unit_code.clone()),
        Cell::new(Field::UnitName, project.unit_name.clone()),
        Cell::new(Field::Code, project.code.clone()),
        Cell::new(Field::Name, project.name.clone()),
        Cell::new(Field::SpecialFund, project.special_fund.clone().flatten()),
        Cell::new(Field::Period, project.period.clone().flatten()),
        Cell::new(Field::MoneyUnit, project.money_unit.map(|unit| unit.to_string())),
        Cell::new(Field::Total, money(project.budget.total)),
        Cell::new(Field::Fiscal, money(project.budget.fiscal)),
        Cell::new(Field::Other, money(project.budget.other)),
        Cell::new(Field::Purpose, project.purpose.clone()),
    ];
    cells.extend(project.plan.0.iter().map(|point| Cell {
        item: u32::from(point.month),
        ..Cell::new(Field::Plan, figure(point.percent.map(|percent| percent.normalize())))
    }));
    cells.push(Cell::new(Field::PeriodGoal, project.period_goal.clone().flatten()));
    cells.extend(list(Field::Goals, &project.goals));
    // The rows of the whole period are few and only in some forms: each is one text.
    let rows: Vec<String> = project.period_indicators.iter().map(row_text).collect();
    cells.extend(list(Field::Indicators, &rows));
    cells.extend(extra(&project.extra));
    cells
}

fn row_text(row: &Indicator) -> String {
    let texts = indicator(row).into_iter().filter_map(|cell| cell.text);
    texts.collect::<Vec<_>>().join(" | ")
}

pub(super) fn indicator(row: &Indicator) -> Cells {
    let mut cells = vec![
        Cell::new(Field::Level1, row.level1.clone()),
        Cell::new(Field::Level2, row.level2.clone()),
        Cell::new(Field::Level3, row.level3.clone()),
        Cell::new(Field::Description, row.description.clone()),
        Cell::new(Field::Target, row.target.raw.clone()),
        Cell::new(Field::Basis, row.basis.clone()),
        Cell::new(Field::Note, row.note.clone().flatten()),
        Cell::new(Field::Weight, figure(row.weight.flatten())),
    ];
    cells.extend(extra(&row.extra));
    cells
}

pub(super) fn department(form: &DepartmentForm) -> Cells {
    let mut cells = vec![
        Cell::new(Field::FiscalYear, form.year.map(|year| year.to_string())),
        Cell::new(Field::Department, form.department.clone()),
        Cell::new(Field::MoneyUnit, form.money_unit.map(|unit| unit.to_string())),
        Cell::new(Field::Total, money(form.total)),
        Cell::new(Field::Duties, form.duties.clone()),
        Cell::new(Field::Goal, form.goal.clone().flatten()),
    ];
    for (field, amounts) in
        [(Field::ByIncome, &form.by_income), (Field::ByExpense, &form.by_expense)]
    {
        cells.extend(amounts.iter().map(|(label, amount)| labelled(field, label, money(*amount))));
    }
    let tasks = form.key_tasks.iter().map(|task| {
        let amount = money(task.amount.flatten());
        let parts = [&task.item, &task.responsible, &task.goal, &amount].map(Option::as_deref);
        parts.into_iter().flatten().collect::<Vec<_>>().join(" | ")
    });
    cells.extend(list(Field::KeyTasks, &tasks.collect::<Vec<_>>()));
    cells.extend(extra(&form.extra));
    cells
}

pub(super) fn summary(form: &SummaryForm) -> Cells {
    vec![
        Cell::new(Field::Department, form.department.clone()),
        Cell::new(Field::MoneyUnit, form.money_unit.map(|unit| unit.to_string())),
        Cell::new(Field::Total, money(form.total)),
    ]
}

pub(super) fn summary_row(row: &SummaryRow) -> Cells {
    vec![
        labelled(Field::Extra, "ordinal", row.ordinal.clone()),
        Cell::new(Field::Name, row.name.clone()),
        Cell::new(Field::Amount, money(row.amount)),
        Cell::new(Field::PeriodGoal, row.period_goal.clone()),
        Cell::new(Field::AnnualGoal, row.annual_goal.clone()),
    ]
}
