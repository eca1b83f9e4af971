//! The row of headings: which field each column is, and in which unit amounts are.
use super::PaymentMapping;
use crate::{Block, Cell, Layout, Table};
use zs_catalog::Terms;
use zs_model::{MoneyUnit, text};

/// Headings stand within so many rows.
pub(super) const ROWS: u32 = 30;

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)+) => {
        /// What a column of a sheet of payments can mean.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum PaymentField { $($(#[$doc])* $name,)+ }

        impl PaymentField {
            /// All fields.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable word, which is also its group in the catalog's list of headings.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }
        }
    };
}

fields! {
    /// 凭证号.
    Number = "number",
    /// 支付日期.
    Day = "day",
    /// 支付金额.
    Amount = "amount",
    /// 收款人.
    Payee = "payee",
    /// 支出经济分类.
    EconomicClass = "economic_class",
    /// 用途.
    Reason = "reason",
    /// 项目编码.
    ProjectCode = "project_code",
    /// 项目名称.
    ProjectName = "project_name",
}

impl PaymentField {
    /// The field with this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.word() == word)
    }
}

/// A column below its heading.
pub(super) struct Column {
    pub at: u32,
    /// The letter that a spreadsheet shows above it.
    pub letter: String,
    pub heading: String,
    pub field: Option<PaymentField>,
    pub unit: Option<MoneyUnit>,
}

/// How surely a row holds the headings: whether one is an amount, and how many are known.
pub(super) type Sure = (bool, usize);

/// The row with the most known headings, one with an amount before all others, and its columns; `None` where none is
/// known. Without an amount somebody must say which column it is.
pub(super) fn columns(table: &Table, mapping: &PaymentMapping) -> Option<(Sure, u32, Vec<Column>)> {
    let mut best: Option<(Sure, u32, Vec<Column>)> = None;
    for row in 0..table.rows.min(ROWS) {
        let cells = table.cells.iter().filter(|cell| cell.row == row);
        let columns = once(cells.filter_map(|cell| column(cell, mapping)).collect());
        let known = columns.iter().filter(|column| column.field.is_some()).count();
        let paid = columns.iter().any(|column| column.field == Some(PaymentField::Amount));
        let sure = (paid, known);
        let heads = paid || (known > 0 && columns.len() > 1);
        if heads && best.as_ref().is_none_or(|(most, ..)| sure > *most) {
            best = Some((sure, row, columns));
        }
    }
    best
}

/// A field stands in one column: of several the first, as 金额 is the first amount of a ledger.
pub(super) fn once(mut columns: Vec<Column>) -> Vec<Column> {
    let mut seen = Vec::new();
    for column in &mut columns {
        if column.field.is_some_and(|field| seen.contains(&field)) {
            column.field = None;
        }
        seen.extend(column.field);
    }
    columns
}

pub(super) fn column(cell: &Cell, mapping: &PaymentMapping) -> Option<Column> {
    let heading = text::squeeze(&cell.text);
    if heading.is_empty() {
        return None;
    }
    let plain = text::half_width(&heading);
    let (bare, inside) = plain.split_once(['(', '/']).unwrap_or((&plain, ""));
    let unit = MoneyUnit::parse(inside.trim_end_matches(')'));
    let bare = bare.trim_matches(['*', ':', '.', ',']);
    let field = match mapping.get(&heading) {
        Some(confirmed) => *confirmed,
        None => {
            Terms::embedded().get("payment-headings").group_of(bare).and_then(PaymentField::parse)
        }
    };
    Some(Column { at: cell.column, letter: letter(cell), heading, field, unit })
}

/// `A` for the first column, `AA` behind `Z`.
pub(super) fn letter(cell: &Cell) -> String {
    let mut left = cell.place.column.unwrap_or(cell.column + 1);
    let mut letters = Vec::new();
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The unit that a title states: 单位：万元, in the table above the headings or in the paragraph before it.
pub(super) fn unit_above(layout: &Layout, table: &Table, head: u32) -> Option<MoneyUnit> {
    let above = table.cells.iter().filter(|cell| cell.row < head);
    let inside = above.filter_map(|cell| stated(&cell.text)).next_back();
    inside.or_else(|| {
        let own = |block: &Block| matches!(block, Block::Table(one) if std::ptr::eq(one, table));
        let end = layout.blocks.iter().position(own)?;
        let before = layout.blocks.iter().take(end).rev().map_while(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Table(_) => None,
        });
        before.filter_map(|paragraph| stated(&paragraph.text)).next()
    })
}

fn stated(words: &str) -> Option<MoneyUnit> {
    let flat = text::half_width(&text::squeeze(words));
    let (_, unit) = flat.split_once("单位:")?;
    MoneyUnit::parse(unit.trim_end_matches([')', ']']))
}
