//! A sheet whose headings nobody knows, or that has none: its columns as they stand, for somebody to name.
use super::PaymentMapping;
use super::heading::{Column, ROWS, column, letter, once};
use super::row::{is_amount, is_figure};
use crate::{Cell, Table};
use std::collections::BTreeMap;

/// Where a table's payments are, and what its columns are.
pub(super) struct Laid<'a> {
    pub table: &'a Table,
    /// The rows above this one may state the unit.
    pub above: u32,
    /// The first row that can be a payment.
    pub first: u32,
    pub columns: Vec<Column>,
}

/// The columns of a table in which somebody may find payments: at least two columns, and an amount somewhere. The row
/// of headings is the first that is about as wide as the table, unless a day or an amount stands in it: then there
/// are none, and the columns are called by their letters.
pub(super) fn offered<'a>(table: &'a Table, mapping: &PaymentMapping) -> Option<Laid<'a>> {
    let mut rows: BTreeMap<u32, Vec<&Cell>> = BTreeMap::new();
    for cell in table.cells.iter().filter(|cell| !cell.text.trim().is_empty()) {
        rows.entry(cell.row).or_default().push(cell);
    }
    let widest = rows.range(..ROWS).map(|(_, cells)| cells.len()).max()?;
    let wide = |(_, cells): &(&u32, &Vec<&Cell>)| cells.len() > 1 && cells.len() * 2 > widest;
    let (above, cells) = rows.range(..ROWS).find(wide)?;
    let headed = !cells.iter().any(|cell| is_figure(&cell.text));
    let first = above + u32::from(headed);
    let columns = match headed {
        true => once(cells.iter().filter_map(|cell| column(cell, mapping)).collect()),
        false => lettered(rows.range(first..).flat_map(|(_, cells)| cells), mapping),
    };
    let paid = rows.range(first..).flat_map(|(_, cells)| cells).any(|cell| is_amount(&cell.text));
    paid.then_some(Laid { table, above: *above, first, columns })
}

/// Columns without headings. How many there are belongs to the name: another shape is another sheet.
fn lettered<'a>(
    cells: impl Iterator<Item = &'a &'a Cell>,
    mapping: &PaymentMapping,
) -> Vec<Column> {
    let letters: BTreeMap<u32, String> = cells.map(|cell| (cell.column, letter(cell))).collect();
    let count = letters.len();
    let column = |(at, letter): (u32, String)| {
        let heading = format!("{letter}列（共{count}列）");
        let field = mapping.get(&heading).copied().flatten();
        Column { at, letter, heading, field, unit: None }
    };
    once(letters.into_iter().map(column).collect())
}
