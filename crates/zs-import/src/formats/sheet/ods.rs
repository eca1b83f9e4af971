//! .ods: cells hold the text that their reader sees, so numbers need no formats.
use super::grid::{Area, Book, COLUMNS, ROWS};
use super::package::{Events, attribute, part, refer};
use super::{literal, text, trouble};
use crate::ReadError;
use crate::formats::archive::Archive;
use crate::formats::xml::tokens::{Tag, Token};
use std::collections::BTreeSet;

const CONTENT: &str = "content.xml";

/// Reads a workbook into `book`.
pub(super) fn read(archive: &mut Archive<'_>, book: &mut Book) -> Result<(), ReadError> {
    let manifest = part(archive, "META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(trouble::encrypted());
    }
    let xml = part(archive, CONTENT)?.unwrap_or_default();
    let limits = book.limits;
    let mut reading = Reading {
        book,
        is_workbook: false,
        hidden: BTreeSet::new(),
        style: String::new(),
        skipped: 0,
        row: 0,
        column: 0,
        rows: 1,
        cell: None,
    };
    let mut events = Events::new(CONTENT, &xml, &limits);
    loop {
        match events.token()? {
            Token::Start(element) => reading.start(&element)?,
            Token::Empty(element) => {
                reading.start(&element)?;
                reading.end(element.local())?;
            }
            Token::End(name) => reading.end(name)?,
            Token::Text(piece) => reading.push(piece),
            Token::Reference(reference) => {
                let mut character = String::new();
                refer(reference, &mut character)?;
                reading.push(&character);
            }
            Token::Eof if reading.is_workbook => return Ok(()),
            Token::Eof => return Err(trouble::unknown("这不是电子表格", "this is not a workbook")),
            _ => {}
        }
    }
}

struct Reading<'a> {
    book: &'a mut Book,
    is_workbook: bool,
    /// Table styles that hide their sheet.
    hidden: BTreeSet<String>,
    /// The style being defined.
    style: String,
    /// How deep we are in an element whose text is not the cell's: notes, drawings, nested tables.
    skipped: u32,
    row: u32,
    column: u32,
    /// How often the current row is repeated.
    rows: u32,
    cell: Option<Open>,
}

/// The cell being read.
struct Open {
    columns: u32,
    column_span: u32,
    row_span: u32,
    covered: bool,
    formula: String,
    text: String,
    paragraphs: u32,
    inside: u32,
}

impl Reading<'_> {
    fn start(&mut self, element: &Tag<'_>) -> Result<(), ReadError> {
        if self.skipped > 0 {
            self.skipped += 1;
            return Ok(());
        }
        let name = element.local();
        match (name, &mut self.cell) {
            ("spreadsheet", _) => self.is_workbook = true,
            ("style", None) => self.style = attribute(element, "name").unwrap_or_default(),
            ("table-properties", None)
                if attribute(element, "display").as_deref() == Some("false") =>
            {
                self.hidden.insert(std::mem::take(&mut self.style));
            }
            ("table", None) if self.is_workbook => {
                let style = attribute(element, "style-name").unwrap_or_default();
                let name = attribute(element, "name").unwrap_or_default();
                self.book.begin(&name, self.hidden.contains(&style))?;
                self.row = 0;
            }
            ("table-row", None) => {
                self.column = 0;
                self.rows = count(element, "number-rows-repeated", ROWS);
            }
            ("table-cell" | "covered-table-cell", None) => {
                self.cell = Some(Open {
                    columns: count(element, "number-columns-repeated", COLUMNS),
                    column_span: count(element, "number-columns-spanned", COLUMNS),
                    row_span: count(element, "number-rows-spanned", ROWS),
                    covered: name == "covered-table-cell",
                    formula: attribute(element, "formula").unwrap_or_default(),
                    text: String::new(),
                    paragraphs: 0,
                    inside: 0,
                });
            }
            ("p" | "h", Some(cell)) => {
                if cell.paragraphs > 0 {
                    cell.text.push('\n');
                }
                cell.paragraphs = cell.paragraphs.saturating_add(1);
                cell.inside += 1;
            }
            ("s", Some(cell)) => {
                let spaces = count(element, "c", 1000) as usize;
                cell.text.extend(std::iter::repeat_n(' ', spaces));
            }
            ("tab", Some(cell)) => cell.text.push('\t'),
            ("line-break", Some(cell)) => cell.text.push('\n'),
            ("annotation" | "frame" | "shapes" | "table" | "ruby-text", _) => self.skipped = 1,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        match (name, &mut self.cell) {
            ("p" | "h", Some(cell)) => cell.inside = cell.inside.saturating_sub(1),
            ("table-cell" | "covered-table-cell", cell) => {
                if let Some(cell) = cell.take() {
                    self.put(&cell)?;
                    self.column = self.column.saturating_add(cell.columns);
                }
            }
            ("table-row", None) => self.row = self.row.saturating_add(self.rows),
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, piece: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.inside > 0 && self.skipped == 0) {
            cell.text.push_str(piece);
        }
    }

    /// Puts the cell as often as it is repeated.
    fn put(&mut self, cell: &Open) -> Result<(), ReadError> {
        if cell.covered {
            return Ok(());
        }
        let formula = cell.formula.strip_prefix("of:").unwrap_or(&cell.formula);
        let meant = formula.strip_prefix('=').and_then(literal::text);
        let text = meant.unwrap_or_else(|| text::clean(&cell.text, false).into_owned());
        if cell.row_span > 1 || cell.column_span > 1 {
            self.book.merge(Area {
                row: self.row,
                column: self.column,
                last_row: self.row.saturating_add(cell.row_span - 1),
                last_column: self.column.saturating_add(cell.column_span - 1),
            })?;
        }
        if text.trim().is_empty() {
            return Ok(());
        }
        for row in 0..self.rows {
            for column in 0..cell.columns {
                let (row, column) =
                    (self.row.saturating_add(row), self.column.saturating_add(column));
                self.book.put(row, column, text.as_str())?;
            }
        }
        Ok(())
    }
}

/// A number of repetitions: at least 1, at most as many as there can be.
fn count(element: &Tag<'_>, name: &str, most: u32) -> u32 {
    let count = attribute(element, name).and_then(|count| count.parse().ok());
    count.unwrap_or(1).clamp(1, most)
}
