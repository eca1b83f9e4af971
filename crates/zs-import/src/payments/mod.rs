//! Sheets of payments: which column means which field, and each row as it would be booked, in exact amounts.
mod heading;
mod row;
#[cfg(test)]
mod tests;

pub use heading::PaymentField;

use crate::{Block, Kind, Layout, Limits, ReadError, ReadErrorKind, Table, layout};
use heading::{Column, Sure, columns, unit_above};
use std::collections::BTreeMap;
use zs_model::MoneyUnit;

/// Which heading means what, as somebody confirmed it; `None` for a column that means nothing.
pub type PaymentMapping = BTreeMap<String, Option<PaymentField>>;

/// A sheet of payments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentSheet {
    /// The sheet's name, in a workbook.
    pub sheet: Option<String>,
    /// Every column with a heading, from left to right.
    pub columns: Vec<PaymentColumn>,
    /// The unit of the amounts, where heading or title state it; else they are read as 元.
    pub unit: Option<MoneyUnit>,
    /// The rows below the headings; blank ones and totals are left out.
    pub rows: Vec<PaymentRow>,
}

/// A column and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentColumn {
    /// The heading without white space.
    pub heading: String,
    /// What it means.
    pub field: Option<PaymentField>,
}

/// A row as it would be booked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentRow {
    /// The row of the file, 1 for the first.
    pub row: u32,
    /// 凭证号.
    pub number: Option<String>,
    /// `YYYY-MM-DD`.
    pub day: Option<String>,
    /// In 分.
    pub fen: Option<i64>,
    /// 收款人.
    pub payee: Option<String>,
    /// 支出经济分类.
    pub economic_class: Option<String>,
    /// 用途.
    pub reason: Option<String>,
    /// 项目编码.
    pub project_code: Option<String>,
    /// 项目名称.
    pub project_name: Option<String>,
    /// What is wrong with it: such a row cannot be booked.
    pub faults: Vec<RowFault>,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// A stable word.
    pub key: &'static str,
    /// What, in Chinese.
    pub zh: String,
    /// What, in English.
    pub en: String,
}

/// Reads the sheet of payments of a file: the table with the most headings that are known, by the mapping or else by
/// the catalog's list. Where no heading means an amount, every row has that fault until somebody says which one does.
///
/// # Errors
/// `ReadError` for a file that cannot be read, and `UnknownKind` where no table has a heading that is known.
pub fn read_payments(
    bytes: &[u8],
    name: Option<&str>,
    mapping: &PaymentMapping,
    limits: &Limits,
) -> Result<PaymentSheet, ReadError> {
    let layout = layout(bytes, Kind::detect(bytes, name)?, limits)?;
    found(&layout, mapping).ok_or_else(|| {
        ReadError::new(
            ReadErrorKind::UnknownKind,
            "没有找到支付明细：表头中应有“支付金额”和“支付日期”等列。",
            "there are no payments: a table needs headings such as 支付金额 and 支付日期",
        )
    })
}

fn found(layout: &Layout, mapping: &PaymentMapping) -> Option<PaymentSheet> {
    let mut best: Option<(Sure, &Table, u32, Vec<Column>)> = None;
    for table in tables(layout) {
        let Some((sure, row, columns)) = columns(table, mapping) else { continue };
        if best.as_ref().is_none_or(|(most, ..)| sure > *most) {
            best = Some((sure, table, row, columns));
        }
    }
    let (_, table, head, columns) = best?;
    let stated = columns.iter().find(|column| column.field == Some(PaymentField::Amount));
    let unit = stated.and_then(|column| column.unit).or_else(|| unit_above(layout, table, head));
    let rows = row::rows(table, head, &columns, unit.unwrap_or(MoneyUnit::Yuan));
    let sheet = table.place.sheet.as_deref().map(str::to_owned);
    let plain = |column: Column| PaymentColumn { heading: column.heading, field: column.field };
    Some(PaymentSheet { sheet, columns: columns.into_iter().map(plain).collect(), unit, rows })
}

fn tables(layout: &Layout) -> impl Iterator<Item = &Table> {
    layout.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    })
}
