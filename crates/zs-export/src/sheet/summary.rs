//! 专项资金预算绩效目标汇总表.
use super::Block;
use super::cells::{Cell, Row, Sum, Table, text};
use zs_catalog::{Label, Printed};
use zs_model::SummaryForm;

pub(super) fn blocks(form: &SummaryForm, year: Option<u16>, words: &Printed) -> Vec<Block> {
    let year = year.map(|year| format!("{year}年")).unwrap_or_default();
    let labels = [
        "序号",
        words.label(Label::Name),
        "金额",
        words.label(Label::PeriodGoal),
        words.label(Label::Goal),
    ];
    let mut body: Vec<Row> = vec![vec![
        Cell::short(""),
        Cell::short("合计"),
        Cell::amount(form.total).sum(Sum::Total(0)),
        Cell::long(""),
        Cell::long(""),
    ]];
    body.extend(form.rows.iter().map(|row| {
        vec![
            Cell::short(text(row.ordinal.as_ref())),
            Cell::short(text(row.name.as_ref())),
            Cell::amount(row.amount).sum(Sum::Part(0)),
            Cell::long(text(row.period_goal.as_ref())),
            Cell::long(text(row.annual_goal.as_ref())),
        ]
    }));
    let left =
        form.department.as_ref().map(|name| format!("{}：{name}", words.label(Label::Department)));
    let right = form.money_unit.map(|unit| format!("{}：{unit}", words.label(Label::MoneyUnit)));
    vec![
        Block::Heading(3, format!("{year}专项资金预算绩效目标汇总表")),
        Block::Caption { left, right },
        Block::Table(Table {
            widths: vec![8, 22, 12, 29, 29],
            head: vec![labels.map(Cell::column).into()],
            body,
            joined: false,
        }),
    ]
}
