//! Totals as formulas, where the parts that a reader sees really add up to them.
use super::place::Placed;
use crate::sheet::Sum;
use rust_xlsxwriter::utility::row_col_to_cell;
use zs_model::Decimal;

/// `=C5+G5` or `=SUM(C6:C9)` for a total of its sheet; none where the parts give another figure, because
/// what was printed counts.
pub(super) fn formula(total: &Placed<'_>, cells: &[Placed<'_>]) -> Option<String> {
    let Some(Sum::Total(group)) = total.sum else { return None };
    let figure = total.look.figure?;
    let of_group = |cell: &&Placed<'_>| cell.sum == Some(Sum::Part(group));
    let parts: Vec<&Placed<'_>> = cells.iter().filter(of_group).collect();
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
    // Neighbours in a column are one range.
    let next = |a: &&Placed<'_>, b: &&Placed<'_>| a.column == b.column && a.last_row + 1 == b.row;
    let terms: Vec<String> = parts.chunk_by(next).map(term).collect();
    Some(format!("={}", terms.join("+")))
}

fn term(run: &[&Placed<'_>]) -> String {
    let address = |cell: &Placed<'_>| row_col_to_cell(cell.row, cell.column);
    match run {
        [first, .., last] => format!("SUM({}:{})", address(first), address(last)),
        _ => run.iter().map(|cell| address(cell)).collect(),
    }
}
