//! One sheet's records: cells and merged areas.
use super::globals::{Globals, error_text, long};
use super::records::{Record, Records};
use super::{double, formula};
use crate::ReadError;
use crate::formats::little::{u16_at, u32_at, u64_at};
use crate::formats::sheet::grid::{Area, Book};
use crate::formats::sheet::{literal, render, text, trouble};

/// Reads a sheet into the book's current sheet and gives the length of its records.
pub(super) fn read(
    stream: &[u8],
    start: usize,
    globals: &Globals,
    book: &mut Book,
) -> Result<usize, ReadError> {
    let mut records = Records::from(stream, start);
    let mut reading = Reading { globals, book, awaited: None };
    // Charts inside a sheet are streams of their own within it.
    let (mut depth, mut length) = (0_u32, 0);
    for record in records.by_ref() {
        length += 4 + record.data.len();
        match record.kind {
            0x0809 => depth += 1,
            0x000A if depth <= 1 => return Ok(length),
            0x000A => depth -= 1,
            _ if depth != 1 => {}
            _ => reading.record(&record)?,
        }
    }
    let (zh, en) = ("工作表内容不完整", "the sheet is cut off");
    Err(trouble::damaged(zh, if records.is_cut() { en } else { "the sheet has no end" }))
}

struct Reading<'a> {
    globals: &'a Globals,
    book: &'a mut Book,
    /// The formula cell whose text comes in a later record: row, column, style.
    awaited: Option<(u32, u32, usize)>,
}

impl Reading<'_> {
    /// Reads one record; a record too short for what it should hold is passed over.
    fn record(&mut self, record: &Record<'_>) -> Result<(), ReadError> {
        match record.kind {
            0x00E5 => return self.merges(record.data),
            0x0207 => return self.awaited_text(record.data),
            0x00BD => return self.packed_row(record.data),
            _ => {}
        }
        let Some((row, column, style)) = head(record.data) else { return Ok(()) };
        let data = record.data;
        match record.kind {
            0x00FD => {
                let at = u32_at(data, 6).and_then(|at| usize::try_from(at).ok());
                let string = at.and_then(|at| self.globals.strings.get(at));
                self.text(row, column, style, string.map_or("", String::as_str))
            }
            0x0203 => {
                let digits = u64_at(data, 6).and_then(double::digits);
                self.number(row, column, style, &digits.unwrap_or_default())
            }
            0x027E => {
                let digits = u32_at(data, 6).map(double::packed);
                self.number(row, column, style, &digits.unwrap_or_default())
            }
            0x0204 | 0x00D6 => {
                let string = data.get(6..).and_then(long).unwrap_or_default();
                let string = text::clean(&string, false).into_owned();
                self.text(row, column, style, &string)
            }
            0x0205 => {
                let (Some(value), Some(kind)) = (data.get(6), data.get(7)) else { return Ok(()) };
                self.book.put(row, column, special(*kind != 0, *value))
            }
            0x0006 => self.formula(row, column, style, data),
            _ => Ok(()),
        }
    }

    fn text(&mut self, row: u32, column: u32, style: usize, text: &str) -> Result<(), ReadError> {
        match render::text(self.globals.format(style), text) {
            Some(shown) => self.book.put(row, column, shown),
            None => self.book.put(row, column, text),
        }
    }

    fn number(
        &mut self,
        row: u32,
        column: u32,
        style: usize,
        digits: &str,
    ) -> Result<(), ReadError> {
        if digits.is_empty() {
            return Ok(());
        }
        let shown = render::stored(self.globals.format(style), digits, self.globals.early);
        self.book.put(row, column, shown)
    }

    /// Several packed numbers of one row.
    fn packed_row(&mut self, data: &[u8]) -> Result<(), ReadError> {
        let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else { return Ok(()) };
        let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (column, cell) in (u32::from(first)..).zip(cells.as_chunks::<6>().0) {
            let style = usize::from(u16_at(cell, 0).unwrap_or(0));
            let digits = u32_at(cell, 2).map(double::packed).unwrap_or_default();
            self.number(u32::from(row), column, style, &digits)?;
        }
        Ok(())
    }

    fn formula(
        &mut self,
        row: u32,
        column: u32,
        style: usize,
        data: &[u8],
    ) -> Result<(), ReadError> {
        self.awaited = None;
        let length = usize::from(u16_at(data, 20).unwrap_or(0));
        let tokens = data.get(22..22 + length).unwrap_or_default();
        let meant = formula::literal(tokens).and_then(|formula| literal::text(&formula));
        if let Some(meant) = meant {
            return self.book.put(row, column, meant);
        }
        let Some(value) = data.get(6..14) else { return Ok(()) };
        if u16_at(value, 6) != Some(0xFFFF) {
            let digits = u64_at(value, 0).and_then(double::digits).unwrap_or_default();
            return self.number(row, column, style, &digits);
        }
        match value[0] {
            0 => self.awaited = Some((row, column, style)),
            1 => return self.book.put(row, column, special(false, value[2])),
            2 => return self.book.put(row, column, special(true, value[2])),
            _ => {}
        }
        Ok(())
    }

    /// The text that a formula gave.
    fn awaited_text(&mut self, data: &[u8]) -> Result<(), ReadError> {
        let Some((row, column, style)) = self.awaited.take() else { return Ok(()) };
        let string = long(data).unwrap_or_default();
        // A picture set into a cell by WPS, not text.
        if string.starts_with("=DISPIMG(") {
            return Ok(());
        }
        self.text(row, column, style, &text::clean(&string, false))
    }

    fn merges(&mut self, data: &[u8]) -> Result<(), ReadError> {
        let areas = data.get(2..).unwrap_or_default().as_chunks::<8>().0;
        for area in areas.iter().take(usize::from(u16_at(data, 0).unwrap_or(0))) {
            let part = |at| u32::from(u16_at(area, at).unwrap_or(0));
            self.book.merge(Area {
                row: part(0),
                last_row: part(2),
                column: part(4),
                last_column: part(6),
            })?;
        }
        Ok(())
    }
}

/// Row, column and style, with which every cell record begins.
fn head(data: &[u8]) -> Option<(u32, u32, usize)> {
    let (row, column) = (u16_at(data, 0)?, u16_at(data, 2)?);
    Some((u32::from(row), u32::from(column), usize::from(u16_at(data, 4)?)))
}

fn special(is_error: bool, value: u8) -> &'static str {
    match (is_error, value) {
        (true, code) => error_text(code),
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
    }
}
