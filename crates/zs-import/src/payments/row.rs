//! One row: day, exact amount and texts; what cannot be read is a fault, never a guess.
use super::heading::{Column, PaymentField};
use super::{PaymentRow, RowFault};
use crate::Table;
use std::collections::BTreeMap;
use zs_catalog::Terms;
use zs_model::{Deadline, Decimal, Money, MoneyUnit, text};

/// The rows from the first one with a payment on.
pub(super) fn rows(
    table: &Table,
    first: u32,
    columns: &[Column],
    unit: MoneyUnit,
) -> Vec<PaymentRow> {
    let mut grid: BTreeMap<u32, BTreeMap<u32, &crate::Cell>> = BTreeMap::new();
    for cell in table.cells.iter().filter(|cell| cell.row >= first && !cell.text.trim().is_empty())
    {
        grid.entry(cell.row).or_default().insert(cell.column, cell);
    }
    let filled = grid.into_iter().filter(|(_, cells)| !is_total(cells));
    filled.map(|(at, cells)| row(at, &cells, columns, unit)).collect()
}

fn is_total(cells: &BTreeMap<u32, &crate::Cell>) -> bool {
    let first = cells.values().next().map(|cell| text::squeeze(&cell.text));
    let totals = Terms::embedded().get("payment-headings").group("total");
    first.is_some_and(|first| totals.start_of(&first).is_some())
}

fn row(
    at: u32,
    cells: &BTreeMap<u32, &crate::Cell>,
    columns: &[Column],
    unit: MoneyUnit,
) -> PaymentRow {
    let place = cells.values().next().and_then(|cell| cell.place.row);
    let mut row = PaymentRow { row: place.unwrap_or(at + 1), ..PaymentRow::default() };
    for column in columns {
        let (Some(field), Some(cell)) = (column.field, cells.get(&column.at)) else { continue };
        let words = cell.text.split_whitespace().collect::<Vec<_>>().join(" ");
        match field {
            PaymentField::Number => row.number = Some(words),
            PaymentField::Payee => row.payee = Some(words),
            PaymentField::EconomicClass => row.economic_class = Some(words),
            PaymentField::Reason => row.reason = Some(words),
            PaymentField::ProjectCode => row.project_code = Some(text::squeeze(&words)),
            PaymentField::ProjectName => row.project_name = Some(words),
            PaymentField::Day => match day(&words) {
                Some(day) => row.day = Some(day),
                None => row.faults.push(fault("day-unreadable", "日期看不懂", "no day", &words)),
            },
            PaymentField::Amount => match amount(&words, unit) {
                Ok(fen) => row.fen = Some(fen),
                Err((key, zh, en)) => row.faults.push(fault(key, zh, en, &words)),
            },
        }
    }
    let unread = |key: &str| row.faults.iter().any(|fault| fault.key.starts_with(key));
    let mut missing = Vec::new();
    for (is_missing, key, zh, en) in [
        (row.day.is_none() && !unread("day"), "day-missing", "没有日期", "there is no day"),
        (
            row.fen.is_none() && !unread("amount"),
            "amount-missing",
            "没有金额",
            "there is no amount",
        ),
        (row.payee.is_none(), "payee-missing", "没有收款人", "there is no payee"),
    ] {
        missing.extend(is_missing.then(|| RowFault {
            key,
            zh: format!("{zh}。"),
            en: en.to_owned(),
        }));
    }
    row.faults.extend(missing);
    row
}

fn fault(key: &'static str, zh: &str, en: &str, words: &str) -> RowFault {
    RowFault { key, zh: format!("{zh}：{words}"), en: format!("{en}: {words}") }
}

/// Whether a cell holds a day or an amount: what a row of headings never does.
pub(super) fn is_figure(words: &str) -> bool {
    day(words).is_some() || is_amount(words)
}

/// Whether a cell can be an amount that was paid.
pub(super) fn is_amount(words: &str) -> bool {
    amount(words, MoneyUnit::Yuan).is_ok()
}

/// An amount in exact 分, above zero.
fn amount(words: &str, unit: MoneyUnit) -> Result<i64, (&'static str, &'static str, &'static str)> {
    let money = Money::parse(words, unit);
    let money = money.ok_or(("amount-unreadable", "金额看不懂", "this is no amount"))?;
    if money.yuan() != Decimal::new(money.fen(), 2) {
        return Err(("amount-finer-than-fen", "金额细于分", "the amount is finer than a fen"));
    }
    if money.fen() <= 0 {
        let zh = "金额应大于零；冲销请在原账目上办理";
        return Err((
            "amount-not-positive",
            zh,
            "an amount is above zero; reverse the entry instead",
        ));
    }
    Ok(money.fen())
}

/// 2025-03-10, 2025/3/10, 2025.3.10, 2025年3月10日, 20250310, each with or without a time behind it.
fn day(words: &str) -> Option<String> {
    let flat = text::half_width(words);
    let first = flat.split([' ', 'T']).next().unwrap_or_default();
    let digits = first.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = match (digits, first.len()) {
        (true, 8) => vec![first.get(..4)?, first.get(4..6)?, first.get(6..)?],
        _ => first.trim_end_matches('日').split(['-', '/', '.', '年', '月']).collect(),
    };
    let [year, month, day] = parts.as_slice() else { return None };
    if year.len() != 4 || !(1..=2).contains(&month.len()) || !(1..=2).contains(&day.len()) {
        return None;
    }
    let day = Deadline::new(Some(year.parse().ok()?), month.parse().ok()?, Some(day.parse().ok()?));
    day.map(|day| day.to_string())
}
