//! Plain text: paragraphs, and tables written with tabs, column rules or runs of spaces.
mod build;
mod drawn;
mod heading;
mod labels;
mod lines;
mod regrid;
mod residue;
mod rows;
mod stacked;

#[cfg(test)]
mod tests;

pub(in crate::formats) use build::{Builder, Piece, Row, place};
pub(in crate::formats) use drawn::Finder;
pub(in crate::formats) use heading::is_contents_entry;
pub(in crate::formats) use lines::{Line, split};
pub(in crate::formats) use residue::strip;
pub(in crate::formats) use rows::{Style, read as read_rows, style};
pub(in crate::formats) use stacked::read as read_stacked;

use crate::{Layout, Limits, ReadError};
use build::{too_long, too_many};

/// Reads a decoded text (line ends `\n`). Errors: `TooLarge`.
pub fn read(text: &str, limits: &Limits) -> Result<Layout, ReadError> {
    guard(text, limits)?;
    let lines = split(text, 1, limits)?;
    let mut builder = Builder::new(limits);
    let mut finder = Finder::new(limits);
    let mut at = 0;
    while at < lines.len() {
        at = block(&lines, at, &mut finder, &mut builder)?;
    }
    Ok(builder.finish())
}

/// Refuses texts that are too long or hold more cells than may be kept.
pub(in crate::formats) fn guard(text: &str, limits: &Limits) -> Result<(), ReadError> {
    if text.len() > limits.text {
        return Err(too_long());
    }
    // Cells are counted before they are made: a line of tabs alone would fill the memory.
    let marks = text.chars().filter(|c| *c == '\t' || drawn::is_mark(*c)).count();
    if marks > limits.cells.saturating_mul(2) { Err(too_many(place(1, 0))) } else { Ok(()) }
}

/// Reads the paragraph or table at `at`; gives the line after it.
fn block(
    lines: &[Line<'_>],
    at: usize,
    finder: &mut Finder,
    builder: &mut Builder<'_>,
) -> Result<usize, ReadError> {
    let line = &lines[at];
    if line.has_tab() && !is_contents_entry(line.text) {
        let clean = |cell: &str| strip(cell).text.into_owned();
        return match style(lines, at) {
            Style::Stacked => read_stacked(lines, at, builder, &clean),
            Style::Rows => read_rows(lines, at, builder, &clean),
        };
    }
    if let Some((rows, end)) = finder.find(lines, at)? {
        builder.table(rows, true)?;
        return Ok(end);
    }
    let clean = strip(line.text);
    builder.paragraph(&clean.text, clean.heading, place(line.number, line.page))?;
    Ok(at + 1)
}
