//! Evens out the rows of a stacked table: a blank line inside a cell cuts a row in two, a missing
//! one joins two rows; a header row tells how wide rows are.
use super::build::{Piece, Row};
use super::heading;
use super::labels;

/// Most rows that are tried together when pieces of rows are joined.
const REACH: usize = 4;

/// Rows of a region as tables, each with rows as wide as its header where that is possible.
pub(in crate::formats) fn tables(rows: Vec<Row>) -> Vec<Vec<Row>> {
    let mut rows = headers_alone(rows);
    let mut tables: Vec<Vec<Row>> = Vec::new();
    let mut header: Option<Header> = None;
    let mut at = 0;
    while at < rows.len() {
        if tables.is_empty() || begins_table(&rows[at..], header.as_ref()) {
            tables.push(Vec::new());
            header = None;
        }
        let (taken, group) = match Header::at(&rows[at..], header.as_ref()) {
            Some((taken, new)) => {
                let row = join(&mut rows[at..at + taken]);
                header = Some(new);
                (taken, vec![row])
            }
            None => body(&mut rows[at..], header.as_ref()),
        };
        at += taken;
        if let Some(table) = tables.last_mut() {
            table.extend(group);
        }
    }
    tables
}

/// Takes what a missing blank line joined to a header row off it again.
fn headers_alone(rows: Vec<Row>) -> Vec<Row> {
    let mut alone = Vec::with_capacity(rows.len());
    for mut row in rows {
        let Some((begin, end)) = labels::header_span(&row) else {
            alone.push(row);
            continue;
        };
        let after = Row { cells: row.cells.split_off(end), gap: 1 };
        let header =
            Row { cells: row.cells.split_off(begin), gap: if begin > 0 { 1 } else { row.gap } };
        alone.extend([row, header, after].into_iter().filter(|r| !r.cells.is_empty()));
    }
    alone
}

/// Two blank lines end a table, unless the next rows are as wide as the header: then the last cell
/// only ended with an empty paragraph. An annex begins a table in any case.
fn begins_table(rows: &[Row], header: Option<&Header>) -> bool {
    let Some(row) = rows.first() else { return false };
    let title = row.cells.first().is_some_and(|c| heading::is_title(&c.text));
    let goes_on = header.is_some_and(|h| h.fitting(rows).is_some());
    row.gap >= 2 && (title || !goes_on)
}

/// The next rows below a header: how many raw rows, and what they are.
fn body(rows: &mut [Row], header: Option<&Header>) -> (usize, Vec<Row>) {
    if let Some(header) = header {
        if let Some(taken) = header.fitting(rows) {
            let row = join(&mut rows[..taken]);
            return (taken, header.cut(row));
        }
        header.pad(&mut rows[0]);
    }
    (1, vec![std::mem::take(&mut rows[0])])
}

fn join(rows: &mut [Row]) -> Row {
    let gap = rows.first().map_or(0, |r| r.gap);
    Row { cells: rows.iter_mut().flat_map(|r| std::mem::take(&mut r.cells)).collect(), gap }
}

struct Header {
    width: usize,
    /// Whether its columns begin with 一级指标.
    levels: bool,
}

impl Header {
    /// The header row at the beginning of `rows`, and how many raw rows it takes: a blank line may
    /// have cut it.
    fn at(rows: &[Row], before: Option<&Header>) -> Option<(usize, Header)> {
        let row = rows.first()?;
        if let Some(taken) = labels::header_rows(&rows[..rows.len().min(REACH)]) {
            let width = rows[..taken].iter().map(|r| r.cells.len()).sum();
            return Some((taken, Header { width, levels: labels::begins_levels(row) }));
        }
        let width = row.cells.len();
        let like_next = rows.get(1).is_some_and(|next| next.cells.len() == width);
        let new = before.is_none_or(|b| b.width != width);
        let header = like_next && new && labels::may_be_header(row);
        header.then_some((1, Header { width, levels: false }))
    }

    /// How many raw rows together fill whole rows of this width.
    fn fitting(&self, rows: &[Row]) -> Option<usize> {
        let mut cells = 0;
        for (taken, row) in rows.iter().take(REACH).enumerate() {
            let width = row.cells.len();
            let titled = row.cells.iter().any(|c| heading::is_title(&c.text));
            let apart = titled || labels::opens_section(row) || labels::names_levels(row);
            if taken > 0 && row.gap >= 2 {
                return None;
            }
            if taken > 0 && (apart || width == self.width) || taken == 0 && apart {
                return None;
            }
            cells += width;
            // Only a row that is too long itself may make more than one row.
            let joined = rows[0].cells.len() > self.width || taken == 0;
            if cells == self.width || (joined && cells % self.width == 0) {
                return Some(taken + 1);
            }
        }
        None
    }

    fn cut(&self, row: Row) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut gap = row.gap;
        let mut cells = row.cells.into_iter().peekable();
        while cells.peek().is_some() {
            rows.push(Row { cells: cells.by_ref().take(self.width).collect(), gap });
            gap = 1;
        }
        rows
    }

    /// Some exports leave out the cell that a merged 一级指标 covers.
    fn pad(&self, row: &mut Row) {
        let Some(first) = row.cells.first() else { return };
        if self.levels && row.cells.len() + 1 == self.width && labels::is_second_level(&first.text)
        {
            let empty = Piece { text: String::new(), ..first.clone() };
            row.cells.insert(0, empty);
        }
    }
}
