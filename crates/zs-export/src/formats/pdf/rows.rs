//! Which rows of a table may break: those that might not fit on a page, never the others.
use super::fonts::EM;
use super::text::{self, Missing};
use crate::formats::paper::Paper;
use crate::sheet::{Cell, Table};

/// Twentieths of a point: the size of text in a table, one line, margins beside and above the text.
const SIZE: usize = 210;
const LINE: usize = 300;
const SIDES: usize = 114;
const ENDS: usize = 184;
/// Heights are at most twice too small: a row of half a page may be as high as a page.
const TALL: usize = 2;

/// A cell with its text as the page can show it.
pub(super) struct Shown<'a> {
    pub(super) cell: &'a Cell,
    pub(super) text: Vec<String>,
    /// Whether the row must stay in one piece.
    pub(super) whole: bool,
}

/// The rows of a table, those of its head first.
pub(super) fn rows<'a>(
    table: &'a Table,
    paper: &Paper,
    missing: &mut Missing,
) -> Vec<Vec<Shown<'a>>> {
    let sum: usize = table.widths.iter().map(|width| usize::from(*width)).sum();
    let limit = paper.text_height() / TALL;
    let mut above: Vec<usize> = vec![0; table.widths.len()];
    // The row below which nothing tall reaches down any more.
    let mut broken = 0;
    let mut rows = Vec::new();
    for (at, row) in table.head.iter().chain(&table.body).enumerate() {
        let mut column = 0;
        let mut shown = Vec::new();
        for cell in row {
            while above.get(column).is_some_and(|left| *left > 0) {
                column += 1;
            }
            let end = (column + cell.columns).min(above.len());
            let width: usize =
                table.widths[column.min(end)..end].iter().map(|width| usize::from(*width)).sum();
            above[column.min(end)..end].fill(cell.rows);
            let room = (paper.text_width() * width / sum.max(1)).saturating_sub(SIDES) * EM / SIZE;
            let text = text::lines(&cell.text, room, missing);
            if text::height(&text, room) * LINE + ENDS > limit {
                broken = broken.max(at + cell.rows);
            }
            shown.push(Shown { cell, text, whole: false });
            column = end;
        }
        above.iter_mut().for_each(|left| *left = left.saturating_sub(1));
        // Cells that reach down do break: their rows would not part otherwise.
        let whole = at >= broken;
        shown.iter_mut().for_each(|shown| shown.whole = whole && shown.cell.rows == 1);
        rows.push(shown);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::{Missing, Paper, rows};
    use crate::sheet::{Cell, Table};

    #[test]
    fn only_rows_that_might_not_fit_may_break() {
        let table = Table {
            widths: vec![1, 1],
            head: vec![vec![Cell::label("一"), Cell::label("二")]],
            body: vec![
                vec![Cell::long("长".repeat(2000)), Cell::short("短")],
                vec![Cell::short("长".repeat(2000)).rows(2), Cell::short("一")],
                vec![Cell::short("二")],
                vec![Cell::short("三"), Cell::short("四")],
            ],
            joined: false,
        };
        let rows = rows(&table, &Paper::new(false), &mut Missing::new());
        let whole: Vec<Vec<bool>> =
            rows.iter().map(|row| row.iter().map(|shown| shown.whole).collect()).collect();
        let expected: [&[bool]; 5] = [&[true; 2], &[false; 2], &[false; 2], &[false], &[true; 2]];
        assert_eq!(whole, expected);
    }
}
