//! Totals as formulas, where the parts that a reader sees really add up to them.
use super::place::Placed;
use crate::sheet::Sum;
use rust_xlsxwriter::utility::row_col_to_cell;
use zs_model::Decimal;

/// `=C5+G5` or `=SUM(C6:C9)` for a total of its table; none where the parts give another figure, because
/// what was printed counts.
pub(super) fn formula(total: &Placed<'_>, cells: &[Placed<'_>]) -> Option<String> {
    let figure = total.look.figure.filter(|_| total.sum == Some(Sum::Total))?;
    let of_table = |cell: &&Placed<'_>| cell.sum == Some(Sum::Part) && cell.table == total.table;
    let parts: Vec<&Placed<'_>> = cells.iter().filter(of_table).collect();
    let mut sum = Decimal::ZERO;
    let mut some = false;
    for part in &parts {
        // A figure that is written as text would count as nothing.
        let Some(value) = part.look.figure.map(|figure| figure.value) else {
            if part.text.is_empty() { continue } else { return None }
        };
        sum = sum.checked_add(value)?;
        some = true;
    }
    if !some || sum != figure.value {
        return None;
    }
    let address = |cell: &Placed<'_>| row_col_to_cell(cell.row, cell.column);
    let (first, last) = (parts.first()?, parts.last()?);
    let column = parts
        .windows(2)
        .all(|pair| pair[0].column == pair[1].column && pair[0].last_row + 1 == pair[1].row);
    if column && parts.len() > 1 {
        return Some(format!("=SUM({}:{})", address(first), address(last)));
    }
    let addresses: Vec<String> = parts.iter().map(|part| address(part)).collect();
    Some(format!("={}", addresses.join("+")))
}
