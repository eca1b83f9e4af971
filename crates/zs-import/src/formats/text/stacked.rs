//! Tables as word processors export them to text: each cell a line that begins with a tab, each row
//! a run of such lines, a blank line after a row.
use super::build::{Builder, Piece, Row, place};
use super::lines::Line;
use super::{heading, regrid, residue, rows};
use crate::ReadError;

/// Reads the tables that begin at `from`; gives the line after them.
pub(in crate::formats) fn read(
    lines: &[Line<'_>],
    from: usize,
    builder: &mut Builder<'_>,
    clean: &dyn Fn(&str) -> String,
) -> Result<usize, ReadError> {
    let mut region = Region { rows: Vec::new(), numbers: Vec::new(), clean };
    let mut at = from;
    while let Some(line) = lines.get(at) {
        let run_begins = at > from && line.gap > 0 && line.has_tab();
        let rows = run_begins && (rows::style(lines, at) == rows::Style::Rows);
        if rows || heading::is_contents_entry(line.text) || !region.take(line) {
            break;
        }
        at += 1;
    }
    for table in regrid::tables(region.rows) {
        if is_prose(&table) {
            for piece in table.iter().flat_map(|row| &row.cells) {
                for (number, line) in (piece.line..).zip(piece.text.split('\n')) {
                    builder.paragraph(line, None, place(number, piece.page))?;
                }
            }
        } else {
            builder.table(table, true)?;
        }
    }
    Ok(at)
}

/// Whether a line is one cell: a tab, then text without tabs (or nothing).
pub(in crate::formats) fn is_cell(line: &str) -> bool {
    line.strip_prefix('\t').is_some_and(|rest| !rest.contains('\t'))
}

struct Region<'c> {
    rows: Vec<Row>,
    /// The last number of each numbering that the current cell holds.
    numbers: Vec<(heading::Numbering, u32)>,
    /// Takes what is no text out of a line.
    clean: &'c dyn Fn(&str) -> String,
}

impl Region<'_> {
    /// Takes a line as a cell or as more text of the last cell; false if it stands outside the table.
    fn take(&mut self, line: &Line<'_>) -> bool {
        if let Some(cell) = line.text.strip_prefix('\t') {
            // A second tab inside is kept as it is: the cell held one.
            self.cell(cell, line);
            return true;
        }
        let text = (self.clean)(line.text);
        let number = heading::numbered(&text);
        let marked = residue::strip(line.text).heading.is_some();
        if marked || !self.continues(line.gap, &text, number) {
            return false;
        }
        let Some(cell) = self.rows.last_mut().and_then(|r| r.cells.last_mut()) else {
            return false;
        };
        if !cell.text.is_empty() {
            cell.text.push('\n');
        }
        cell.text.push_str(text.trim());
        self.remember(number);
        true
    }

    fn cell(&mut self, text: &str, line: &Line<'_>) {
        let text = (self.clean)(text).trim().to_owned();
        self.numbers.clear();
        self.remember(heading::numbered(&text));
        let piece = Piece { text, line: line.number, page: line.page };
        match self.rows.last_mut() {
            Some(row) if line.gap == 0 => row.cells.push(piece),
            _ => self.rows.push(Row { cells: vec![piece], gap: line.gap }),
        }
    }

    fn remember(&mut self, number: Option<(heading::Numbering, u32)>) {
        let Some((style, n)) = number else { return };
        self.numbers.retain(|(s, _)| *s != style);
        self.numbers.push((style, n));
    }

    /// Whether a line without a tab goes on with the last cell.
    fn continues(&self, gap: u32, text: &str, number: Option<(heading::Numbering, u32)>) -> bool {
        let goes_on = number.is_some_and(|(style, n)| {
            self.numbers.iter().any(|(s, before)| *s == style && before.checked_add(1) == Some(n))
        });
        if goes_on && gap <= 2 {
            return true;
        }
        if heading::is_title(text) || heading::is_note(text) {
            return false;
        }
        // 二、… opens the next section of the document unless the cell itself counts 一、二、….
        let section = number.is_some_and(|(style, _)| style == heading::Numbering::Han);
        match gap {
            0 => true,
            1 => !section,
            _ => false,
        }
    }
}

/// Paragraphs indented by a tab: one cell alone, or long sentences only.
fn is_prose(rows: &[Row]) -> bool {
    let mut cells = rows.iter().flat_map(|r| &r.cells);
    if rows.iter().map(|r| r.cells.len()).sum::<usize>() == 1 {
        return true;
    }
    cells.all(|c| {
        c.text.ends_with(['。', '！', '？', '；', '：']) && c.text.chars().nth(19).is_some()
    })
}
