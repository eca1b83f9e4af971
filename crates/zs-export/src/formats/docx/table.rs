//! Tables with true merges: fixed columns, rows that do not break, head rows on every page.
use super::xml;
use crate::formats::measure;
use crate::formats::paper::Paper;
use crate::sheet::{Cell, Role, Row, Table};
use std::fmt::Write as _;

/// Height of a line, height of the shortest row, margins around the text of a cell.
const LINE: usize = 300;
const ROW: usize = 440;
const MARGINS: usize = 114;
/// Half a character of 10.5 points.
const HALF: usize = 105;
/// A row taller than this share of a page may break: it would leave most of a page empty.
const TALL: (usize, usize) = (2, 3);

/// No line at the lower end.
const OPEN_ENDED: &str = r#"<w:tblBorders><w:bottom w:val="nil"/></w:tblBorders>"#;

/// Widths of the grid columns in twentieths of a point; together exactly the width of the text.
fn widths(table: &Table, whole: usize) -> Vec<usize> {
    let sum: usize = table.widths.iter().map(|width| usize::from(*width)).sum::<usize>().max(1);
    let mut before = 0;
    let mut seen = 0;
    let width = |width: &u16| {
        seen += usize::from(*width);
        let end = seen * whole / sum;
        end - std::mem::replace(&mut before, end)
    };
    table.widths.iter().map(width).collect()
}

/// A cell that covers rows below: its first column, its columns, the rows still to cover.
struct Open {
    column: usize,
    columns: usize,
    left: usize,
}

/// What stands below a table.
#[derive(Clone, Copy)]
pub(super) struct Beside {
    /// Another table: this one leaves its last line to that one's first.
    pub(super) continued: bool,
    /// Signatures: they stay on the page of the last row.
    pub(super) signed: bool,
}

/// Writes a table.
pub(super) fn table(
    xml: &mut String,
    table: &Table,
    paper: &Paper,
    Beside { continued, signed }: Beside,
) {
    let whole = paper.text_width();
    let widths = widths(table, whole);
    // Writing to a string cannot fail, here and below.
    let _ = write!(
        xml,
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="Form"/><w:tblW w:w="{whole}" w:type="dxa"/><w:jc w:val="center"/>"#
    );
    xml.push_str(if continued { OPEN_ENDED } else { "" });
    xml.push_str(r#"<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#);
    for width in &widths {
        let _ = write!(xml, r#"<w:gridCol w:w="{width}"/>"#);
    }
    xml.push_str("</w:tblGrid>");
    let mut open = Vec::new();
    let heights = heights(table, paper);
    let heads = table.head.len();
    // The first label of the head goes on beside the body.
    let first = table.head.first().and_then(|row| row.first());
    let stem = first.is_some_and(|cell| cell.role == Role::RowLabel);
    for (at, (row, height)) in table.head.iter().chain(&table.body).zip(heights).enumerate() {
        let whole = height * TALL.1 <= paper.text_height() * TALL.0;
        xml.push_str("<w:tr><w:trPr>");
        xml.push_str(if whole { "<w:cantSplit/>" } else { "" });
        let _ = write!(xml, r#"<w:trHeight w:val="{ROW}"/>"#);
        xml.push_str(if at < heads { "<w:tblHeader/>" } else { "" });
        xml.push_str("</w:trPr>");
        self::row(
            xml,
            row,
            &widths,
            &mut open,
            signed && at + 1 == heads + table.body.len(),
            Edges { below: stem && at < heads, above: stem && at == heads },
        );
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
}

/// Whether a row's first cell goes on below or above, across the end of the head.
#[derive(Clone, Copy)]
struct Edges {
    below: bool,
    above: bool,
}

impl Edges {
    const fn borders(self, column: usize) -> &'static str {
        match self {
            Self { below: true, .. } if column == 0 => {
                r#"<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>"#
            }
            Self { above: true, .. } if column == 0 => {
                r#"<w:tcBorders><w:top w:val="nil"/></w:tcBorders>"#
            }
            _ => "",
        }
    }
}

fn row(
    xml: &mut String,
    row: &Row,
    widths: &[usize],
    open: &mut Vec<Open>,
    kept: bool,
    edges: Edges,
) {
    let mut cells = row.iter();
    let mut above = std::mem::take(open).into_iter().peekable();
    let mut column = 0;
    while column < widths.len() {
        if let Some(covered) = above.next_if(|covered| covered.column == column) {
            properties(
                xml,
                &widths[column..(column + covered.columns).min(widths.len())],
                Some(false),
                edges.borders(column),
            );
            xml.push_str(r#"<w:p><w:pPr><w:pStyle w:val="CellShort"/></w:pPr></w:p></w:tc>"#);
            column += covered.columns;
            open.extend((covered.left > 1).then_some(Open { left: covered.left - 1, ..covered }));
            continue;
        }
        let Some(cell) = cells.next() else { break };
        let end = (column + cell.columns.max(1)).min(widths.len());
        let merged = (cell.rows > 1).then_some(true);
        properties(xml, &widths[column..end], merged, edges.borders(column));
        paragraphs(xml, cell, kept);
        xml.push_str("</w:tc>");
        if cell.rows > 1 {
            open.push(Open { column, columns: end - column, left: cell.rows - 1 });
        }
        column = end;
    }
}

/// Opens a cell; `merged` is whether it begins a merge over rows, or goes on in one.
fn properties(xml: &mut String, widths: &[usize], merged: Option<bool>, borders: &str) {
    let width: usize = widths.iter().sum();
    let _ = write!(xml, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>"#);
    if widths.len() > 1 {
        let _ = write!(xml, r#"<w:gridSpan w:val="{}"/>"#, widths.len());
    }
    xml.push_str(match merged {
        Some(true) => r#"<w:vMerge w:val="restart"/>"#,
        Some(false) => "<w:vMerge/>",
        None => "",
    });
    xml.push_str(borders);
    xml.push_str(r#"<w:vAlign w:val="center"/></w:tcPr>"#);
}

fn paragraphs(xml: &mut String, cell: &Cell, kept: bool) {
    let kept = if kept { "<w:keepNext/>" } else { "" };
    let style = match cell.role {
        Role::RowLabel | Role::ColumnLabel => "CellLabel",
        Role::Group | Role::Short => "CellShort",
        Role::Long => "CellLong",
    };
    for line in cell.text.split('\n') {
        let _ = write!(xml, r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>"#);
        if !line.is_empty() {
            xml::run(xml, "", line);
        }
        xml.push_str("</w:p>");
    }
}

/// Estimated heights of the rows; what reaches over several rows is not counted.
pub(super) fn heights(table: &Table, paper: &Paper) -> Vec<usize> {
    let widths = widths(table, paper.text_width());
    let rows = table.head.iter().chain(&table.body);
    let mut open: Vec<Open> = Vec::new();
    rows.map(|row| row_height(row, &widths, &mut open)).collect()
}

fn row_height(row: &Row, widths: &[usize], open: &mut Vec<Open>) -> usize {
    let mut above = std::mem::take(open).into_iter().peekable();
    let mut column = 0;
    let mut height = ROW;
    for cell in row {
        while let Some(covered) = above.next_if(|covered| covered.column == column) {
            column += covered.columns;
            open.extend((covered.left > 1).then_some(Open { left: covered.left - 1, ..covered }));
        }
        let end = (column + cell.columns.max(1)).min(widths.len());
        let width: usize = widths[column.min(end)..end].iter().sum();
        if cell.rows > 1 {
            open.push(Open { column, columns: end - column, left: cell.rows - 1 });
        } else {
            let lines = measure::lines(&cell.text, width.saturating_sub(MARGINS) / HALF);
            height = height.max(lines * LINE + 56);
        }
        column = end;
    }
    open.extend(
        above
            .filter(|covered| covered.left > 1)
            .map(|covered| Open { left: covered.left - 1, ..covered }),
    );
    height
}
