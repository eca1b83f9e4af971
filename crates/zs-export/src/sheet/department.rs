//! 部门整体支出绩效目标表.
use super::cells::{Cell, Figure, Role, Row, Sum, Table, pair, pairs, text};
use super::{Block, grid};
use zs_catalog::{Label, Printed};
use zs_model::{DepartmentForm, KeyTask, Money};

/// Value columns beside the label column.
const COLUMNS: usize = 12;

pub(super) fn blocks(form: &DepartmentForm, words: &Printed) -> Vec<Block> {
    let year = form.year.map(|year| format!("{year}年")).unwrap_or_default();
    let mut body = vec![vec![
        Cell::label("部门名称"),
        Cell::short(text(form.department.as_ref())).columns(COLUMNS),
    ]];
    body.extend(budget(form));
    body.push(wide("部门职责概述", text(form.duties.as_ref())));
    body.extend(tasks(&form.key_tasks));
    if let Some(goal) = &form.goal {
        body.push(wide("年度总体目标", text(goal.as_ref())));
    }
    let extra = form.extra.iter().map(|(label, value)| pair(label, value));
    body.extend(pairs(extra.collect(), COLUMNS));
    let mut widths = vec![24];
    widths.extend(std::iter::repeat_n(13, COLUMNS));
    let mut blocks = vec![
        Block::Heading(3, format!("{year}部门整体支出绩效目标表")),
        Block::Table(Table { widths, head: Vec::new(), body, joined: false }),
    ];
    if !form.indicators.is_empty() {
        let group = match words.label(Label::IndicatorsGroup) {
            "" => "年度绩效指标",
            group => group,
        };
        blocks.push(Block::Table(grid::table(&form.indicators, words, group)));
    }
    blocks
}

fn wide(label: &str, text: String) -> Row {
    vec![Cell::label(label), Cell::long(text).columns(COLUMNS)]
}

/// The total above two columns of amounts, by income and by expense.
fn budget(form: &DepartmentForm) -> Vec<Row> {
    let parts = form.by_income.len().max(form.by_expense.len());
    let unit = form.money_unit.map(|unit| format!("（{unit}）")).unwrap_or_default();
    let before = "资金总额：";
    let amount = Cell::amount(form.total);
    let total = Cell {
        text: format!("{before}{}", amount.text),
        figure: amount.figure.map(|figure| Figure { before, ..figure }),
        role: Role::Long,
        ..amount
    };
    let covered = if parts == 0 { 1 } else { parts + 2 };
    let mut rows = vec![vec![
        Cell::label(format!("年度预算申请{unit}")).rows(covered),
        total.sum(Sum::Total(0)).columns(COLUMNS),
    ]];
    if parts == 0 {
        return rows;
    }
    let halves = ["按收入性质分", "按支出性质分"];
    rows.push(halves.map(|half| Cell::column(half).columns(COLUMNS / 2)).into());
    for at in 0..parts {
        let mut row = part(form.by_income.get(at), at == 0, Some(Sum::Part(0)));
        row.extend(part(form.by_expense.get(at), at == 0, None));
        rows.push(row);
    }
    rows
}

/// A part by name; the total is the sum of one of the two columns only.
fn part(part: Option<&(String, Option<Money>)>, first: bool, sum: Option<Sum>) -> Row {
    let (label, amount) = part.map_or(("", None), |(label, amount)| (label.as_str(), *amount));
    let among = if first && !label.is_empty() { "其中：" } else { "" };
    let amount = Cell { sum, ..Cell::amount(amount) };
    vec![Cell::label(format!("{among}{label}")).columns(3), amount.columns(3)]
}

/// 事项, 责任单位, 工作目标, and 预算金额 where the form has it.
fn tasks(tasks: &[KeyTask]) -> Vec<Row> {
    if tasks.is_empty() {
        return Vec::new();
    }
    let amounts = tasks.iter().any(|task| task.amount.is_some());
    let spans = if amounts { [3, 2, 5] } else { [3, 3, 6] };
    let labels = ["事项", "责任单位/科室", "工作目标"];
    let mut head = vec![Cell::label("年度重点工作计划").rows(tasks.len() + 1)];
    head.extend(
        labels.into_iter().zip(spans).map(|(label, span)| Cell::column(label).columns(span)),
    );
    head.extend(amounts.then(|| Cell::column("预算金额").columns(2)));
    let mut rows = vec![head];
    for task in tasks {
        let texts = [&task.item, &task.responsible, &task.goal].map(|field| text(field.as_ref()));
        let cells = texts.into_iter().zip(spans).map(|(text, span)| Cell::long(text).columns(span));
        let mut row: Row = cells.collect();
        row.extend(amounts.then(|| Cell::amount(task.amount.flatten()).columns(2)));
        rows.push(row);
    }
    rows
}
