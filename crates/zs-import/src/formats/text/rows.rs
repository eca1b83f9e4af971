//! Tables with one row a line and tabs between the cells, as PDF converters and spreadsheets give them.
use super::build::{Builder, Piece, Row, place};
use super::lines::Line;
use super::{heading, stacked};
use crate::ReadError;

/// Lines looked at to tell the two ways of writing tables with tabs apart.
const SAMPLE: usize = 64;

/// What a line with a tab belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Style {
    /// Each line is a cell.
    Stacked,
    /// Each line is a row.
    Rows,
}

/// Tells from the lines that follow each other without a blank line.
pub(in crate::formats) fn style(lines: &[Line<'_>], from: usize) -> Style {
    let run = lines[from..]
        .iter()
        .take(SAMPLE)
        .enumerate()
        .take_while(|(i, l)| *i == 0 || l.gap == 0)
        .map(|(_, l)| l)
        .filter(|l| l.has_tab());
    let (mut cells, mut rows, mut inner) = (0, 0, true);
    for line in run {
        if stacked::is_cell(line.text) {
            cells += 1;
        } else {
            rows += 1;
            inner &= line.text.starts_with('\t');
        }
    }
    // A cell whose text holds a tab of its own does not make its neighbours rows.
    if rows == 0 || (inner && rows * 4 <= cells) { Style::Stacked } else { Style::Rows }
}

/// Reads one table; gives the line after it. `clean` takes what is no text out of each cell.
pub(in crate::formats) fn read(
    lines: &[Line<'_>],
    from: usize,
    builder: &mut Builder<'_>,
    clean: &dyn Fn(&str) -> String,
) -> Result<usize, ReadError> {
    let end = from + length(&lines[from..]);
    let mut rows: Vec<Row> = Vec::new();
    for line in &lines[from..end] {
        match rows.last_mut().and_then(|r| r.cells.iter_mut().rfind(|c| !c.text.is_empty())) {
            Some(cell) if !line.has_tab() => {
                cell.text.push('\n');
                cell.text.push_str(clean(line.text).trim());
            }
            _ => rows.push(row(line, clean)),
        }
    }
    let filled = |row: &Row| row.cells.iter().filter(|c| !c.text.is_empty()).count();
    if let ([only], [line]) = (rows.as_slice(), &lines[from..end])
        && filled(only) <= 2
    {
        // A line such as 「填报单位：…⇥单位：万元」 is no table.
        let text = clean(line.text);
        builder.paragraph(&text, None, place(line.number, line.page))?;
        return Ok(end);
    }
    // Converters end each row with a tab: columns without any text on the right are none.
    let width = rows.iter().map(filled_width).max().unwrap_or(0);
    rows.iter_mut().for_each(|row| row.cells.truncate(width));
    builder.table(rows, true)?;
    Ok(end)
}

fn filled_width(row: &Row) -> usize {
    row.cells.iter().rposition(|c| !c.text.is_empty()).map_or(0, |last| last + 1)
}

fn row(line: &Line<'_>, clean: &dyn Fn(&str) -> String) -> Row {
    let piece = |text: &str| Piece {
        text: clean(text).trim().to_owned(),
        line: line.number,
        page: line.page,
    };
    Row { cells: line.text.split('\t').map(piece).collect(), gap: line.gap }
}

/// Lines that belong to the table. A blank line ends it, unless a blank line stands after each row;
/// a numbered paragraph goes on with the row whose cell counts up to it.
fn length(lines: &[Line<'_>]) -> usize {
    let is_row = |l: &Line<'_>| l.has_tab() && !heading::is_contents_entry(l.text);
    let (mut taken, mut rows) = (1, 1);
    let mut spaced = true;
    let mut number = last_number(lines[0].text);
    while let Some(line) = lines.get(taken) {
        if !line.has_tab() {
            let next = heading::numbered(line.text);
            if line.gap > 1 || !follows(number, next) || heading::is_title(line.text) {
                break;
            }
            number = next;
            taken += 1;
            continue;
        }
        let last_of_run = lines.get(taken + 1).is_none_or(|next| next.gap > 0 || !is_row(next));
        let goes_on = match line.gap {
            0 => !(spaced && rows > 1),
            1 => spaced && last_of_run && line.text != lines[0].text,
            _ => false,
        };
        if !is_row(line) || !goes_on {
            break;
        }
        spaced &= line.gap > 0;
        number = last_number(line.text);
        taken += 1;
        rows += 1;
    }
    taken
}

type Number = Option<(heading::Numbering, u32)>;

/// The number of the paragraph that the last cell with text begins with.
fn last_number(row: &str) -> Number {
    row.rsplit('\t').find(|cell| !cell.trim().is_empty()).and_then(heading::numbered)
}

fn follows(before: Number, next: Number) -> bool {
    match (before, next) {
        (Some((style, n)), Some((same, next))) => style == same && n.checked_add(1) == Some(next),
        _ => false,
    }
}
