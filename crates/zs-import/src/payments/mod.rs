//! Sheets of payments: which column means which field, and each row as it would be booked, in exact amounts.
mod heading;
mod offered;
mod row;
#[cfg(test)]
mod tests;

pub use heading::PaymentField;

use crate::{Block, Kind, Layout, Limits, ReadError, ReadErrorKind, Table, layout};
use heading::{Column, Sure, columns, unit_above};
use offered::{Laid, offered};
use std::collections::BTreeMap;
use zs_model::MoneyUnit;

/// Which heading means what, as somebody confirmed it; `None` for a column that means nothing.
pub type PaymentMapping = BTreeMap<String, Option<PaymentField>>;

/// So many values of a column are shown.
const SAMPLES: usize = 3;

/// A sheet of payments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentSheet {
    /// The sheet's name, in a workbook.
    pub sheet: Option<String>,
    /// Every column with a heading, from left to right; every column at all where there are no headings.
    pub columns: Vec<PaymentColumn>,
    /// The unit of the amounts, where heading or title state it; else they are read as 元.
    pub unit: Option<MoneyUnit>,
    /// The rows below the headings; blank ones and totals are left out.
    pub rows: Vec<PaymentRow>,
}

/// A column and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentColumn {
    /// The letter that a spreadsheet shows above it.
    pub letter: String,
    /// The heading without white space; where there are no headings `B列（共5列）`.
    pub heading: String,
    /// What it means.
    pub field: Option<PaymentField>,
    /// Its first values.
    pub samples: Vec<String>,
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
/// Of a spreadsheet without any known heading the longest table is offered.
///
/// # Errors
/// `ReadError` for a file that cannot be read, and `UnknownKind` where no table can hold payments.
pub fn read_payments(
    bytes: &[u8],
    name: Option<&str>,
    mapping: &PaymentMapping,
    limits: &Limits,
) -> Result<PaymentSheet, ReadError> {
    let kind = Kind::detect(bytes, name)?;
    let layout = layout(bytes, kind, limits)?;
    // Excel also saves what it calls a workbook as HTML.
    let spreadsheet =
        matches!(kind, Kind::Xlsx | Kind::Xlsb | Kind::Xls | Kind::Ods | Kind::Csv | Kind::Html);
    let laid = known(&layout, mapping);
    let laid = laid.or_else(|| spreadsheet.then(|| longest(&layout, mapping)).flatten());
    laid.map(|laid| sheet(&layout, laid)).ok_or_else(|| {
        ReadError::new(
            ReadErrorKind::UnknownKind,
            "没有找到支付明细：表格至少应有两列，其中一列是支付金额。",
            "there are no payments: a table needs at least two columns, one of them with amounts",
        )
    })
}

/// The table with the most known headings.
fn known<'a>(layout: &'a Layout, mapping: &PaymentMapping) -> Option<Laid<'a>> {
    let mut best: Option<(Sure, Laid<'_>)> = None;
    for table in tables(layout) {
        let Some((sure, row, columns)) = columns(table, mapping) else { continue };
        if best.as_ref().is_none_or(|(most, _)| sure > *most) {
            best = Some((sure, Laid { table, above: row, first: row + 1, columns }));
        }
    }
    Some(best?.1)
}

/// The longest table that may hold payments; of several the first.
fn longest<'a>(layout: &'a Layout, mapping: &PaymentMapping) -> Option<Laid<'a>> {
    let mut best: Option<Laid<'_>> = None;
    for laid in tables(layout).filter_map(|table| offered(table, mapping)) {
        if best.as_ref().is_none_or(|most| laid.table.rows > most.table.rows) {
            best = Some(laid);
        }
    }
    best
}

fn sheet(layout: &Layout, laid: Laid<'_>) -> PaymentSheet {
    let Laid { table, above, first, columns } = laid;
    let stated = columns.iter().find(|column| column.field == Some(PaymentField::Amount));
    let unit = stated.and_then(|column| column.unit).or_else(|| unit_above(layout, table, above));
    let rows = row::rows(table, first, &columns, unit.unwrap_or(MoneyUnit::Yuan));
    let sheet = table.place.sheet.as_deref().map(str::to_owned);
    let plain = |column: Column| PaymentColumn {
        samples: samples(table, first, column.at),
        letter: column.letter,
        heading: column.heading,
        field: column.field,
    };
    PaymentSheet { sheet, columns: columns.into_iter().map(plain).collect(), unit, rows }
}

/// The first values of a column.
fn samples(table: &Table, first: u32, at: u32) -> Vec<String> {
    let own = table.cells.iter().filter(|cell| cell.row >= first && cell.column == at);
    let text = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let values = own.map(|cell| text(&cell.text)).filter(|text| !text.is_empty());
    values.take(SAMPLES).collect()
}

fn tables(layout: &Layout) -> impl Iterator<Item = &Table> {
    layout.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    })
}
