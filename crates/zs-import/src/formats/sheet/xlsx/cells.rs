//! One sheet's part: cells and merged areas in one pass.
use super::Shared;
use super::workbook::SheetPart;
use crate::ReadError;
use crate::formats::sheet::grid::{Area, Book, COLUMNS, ROWS};
use crate::formats::sheet::package::{Events, attribute, refer};
use crate::formats::sheet::{literal, render, text, trouble};
use crate::formats::xml::tokens::{Tag, Token};

/// Where text that comes along belongs.
#[derive(Clone, Copy, PartialEq)]
enum Target {
    Nothing,
    Value,
    Formula,
    Inline,
}

/// What a cell's value is (attribute `t`).
#[derive(Clone, Copy)]
enum Kind {
    Number,
    Shared,
    Text,
    Boolean,
    Other,
}

struct Reading<'a> {
    shared: &'a Shared,
    book: &'a mut Book,
    row: u32,
    column: u32,
    kind: Kind,
    style: usize,
    in_cell: bool,
    phonetic: bool,
    target: Target,
    value: String,
    formula: String,
}

/// Reads a sheet into the book's current sheet.
pub(super) fn read(
    sheet: &SheetPart,
    xml: &str,
    shared: &Shared,
    book: &mut Book,
) -> Result<(), ReadError> {
    let mut reading = Reading {
        shared,
        book,
        row: 0,
        column: 0,
        kind: Kind::Number,
        style: 0,
        in_cell: false,
        phonetic: false,
        target: Target::Nothing,
        value: String::new(),
        formula: String::new(),
    };
    reading.run(&sheet.part, xml).map_err(|error| match error.place {
        Some(_) => error,
        None => error.at(trouble::sheet(&sheet.name)),
    })
}

impl Reading<'_> {
    fn run(&mut self, name: &str, xml: &str) -> Result<(), ReadError> {
        let mut events = Events::new(name, xml, &self.book.limits);
        loop {
            match events.token()? {
                Token::Start(element) => {
                    self.start(&element)?;
                    match self.target {
                        Target::Nothing if self.in_cell => events.plain_value(&mut self.value),
                        Target::Nothing => {}
                        Target::Value | Target::Inline => events.characters(&mut self.value),
                        Target::Formula => events.characters(&mut self.formula),
                    }
                }
                Token::Empty(element) => self.empty(&element)?,
                Token::End(name) => self.end(name)?,
                Token::Text(piece) => self.push(piece),
                Token::Reference(reference) => {
                    let mut character = String::new();
                    refer(reference, &mut character)?;
                    self.push(&character);
                }
                Token::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn start(&mut self, element: &Tag<'_>) -> Result<(), ReadError> {
        match element.local() {
            "c" => {
                self.cell(element)?;
                self.in_cell = true;
            }
            "v" if self.in_cell => self.target = Target::Value,
            "f" if self.in_cell => self.target = Target::Formula,
            "t" if self.in_cell && !self.phonetic => self.target = Target::Inline,
            "rPh" => self.phonetic = true,
            "row" => self.row(element)?,
            "mergeCell" => self.merge(element)?,
            _ => {}
        }
        Ok(())
    }

    fn empty(&mut self, element: &Tag<'_>) -> Result<(), ReadError> {
        match element.local() {
            "c" => {
                self.cell(element)?;
                self.column = self.column.saturating_add(1);
            }
            "row" => {
                self.row(element)?;
                self.row = self.row.saturating_add(1);
            }
            "mergeCell" => self.merge(element)?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "c" if self.in_cell => {
                self.finish()?;
                self.in_cell = false;
                self.target = Target::Nothing;
                self.phonetic = false;
                self.value.clear();
                self.formula.clear();
                self.column = self.column.saturating_add(1);
            }
            "v" | "f" | "t" => self.target = Target::Nothing,
            "rPh" => self.phonetic = false,
            "row" => self.row = self.row.saturating_add(1),
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, piece: &str) {
        match self.target {
            Target::Nothing => {}
            Target::Value | Target::Inline => self.value.push_str(piece),
            Target::Formula => self.formula.push_str(piece),
        }
    }

    fn row(&mut self, element: &Tag<'_>) -> Result<(), ReadError> {
        self.column = 0;
        for (key, value) in element.attributes() {
            if key == "r" {
                let number = value.trim().parse::<u32>().ok();
                let number = number.filter(|number| (1..=ROWS).contains(number));
                self.row = number.ok_or_else(|| position(value))? - 1;
            }
        }
        Ok(())
    }

    fn cell(&mut self, element: &Tag<'_>) -> Result<(), ReadError> {
        (self.kind, self.style) = (Kind::Number, 0);
        for (key, value) in element.attributes() {
            match key {
                "r" => (self.row, self.column) = corner(value).ok_or_else(|| position(value))?,
                "s" => self.style = value.parse().unwrap_or(0),
                "t" => {
                    self.kind = match value {
                        "s" => Kind::Shared,
                        "str" | "inlineStr" => Kind::Text,
                        "b" => Kind::Boolean,
                        "n" => Kind::Number,
                        _ => Kind::Other,
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Puts the cell that was read.
    fn finish(&mut self) -> Result<(), ReadError> {
        let (row, column) = (self.row, self.column);
        let meant = if self.formula.is_empty() { None } else { literal::text(&self.formula) };
        if let Some(meant) = meant {
            return self.book.put(row, column, meant);
        }
        let format = self.shared.styles.get(self.style);
        match self.kind {
            Kind::Number if self.value.is_empty() => Ok(()),
            Kind::Number => {
                let shown = render::stored(format, &self.value, self.shared.early);
                self.book.put(row, column, shown)
            }
            Kind::Shared => {
                let string = self.value.trim().parse().ok();
                let string = string.and_then(|at| self.shared.strings.get(at)).unwrap_or_default();
                match render::text(format, string) {
                    Some(shown) => self.book.put(row, column, shown),
                    None => self.book.put(row, column, string),
                }
            }
            Kind::Text => {
                let string = text::clean(&self.value, true);
                // A picture set into a cell by WPS, not text.
                if string.starts_with("=DISPIMG(") {
                    return Ok(());
                }
                match render::text(format, &string) {
                    Some(shown) => self.book.put(row, column, shown),
                    None => self.book.put(row, column, string),
                }
            }
            Kind::Boolean => {
                let shown = if self.value.trim() == "0" { "FALSE" } else { "TRUE" };
                self.book.put(row, column, if self.value.is_empty() { "" } else { shown })
            }
            Kind::Other => {
                let shown = self.value.strip_suffix("T00:00:00").unwrap_or(&self.value);
                self.book.put(row, column, shown)
            }
        }
    }

    fn merge(&mut self, element: &Tag<'_>) -> Result<(), ReadError> {
        let Some(reference) = attribute(element, "ref") else { return Ok(()) };
        let Some((first, last)) = reference.split_once(':') else { return Ok(()) };
        let (Some(first), Some(last)) = (corner(first), corner(last)) else { return Ok(()) };
        self.book.merge(Area {
            row: first.0,
            column: first.1,
            last_row: last.0,
            last_column: last.1,
        })
    }
}

/// 0-based row and column of `C7`.
fn corner(reference: &str) -> Option<(u32, u32)> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let mut column = 0_u32;
    for letter in reference.bytes().take(letters) {
        let digit = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column = column.checked_mul(26)?.checked_add(digit)?;
    }
    let row: u32 = reference[letters..].parse().ok()?;
    let inside = (1..=COLUMNS).contains(&column) && (1..=ROWS).contains(&row);
    inside.then(|| (row - 1, column - 1))
}

fn position(reference: &str) -> ReadError {
    let reference: String = reference.chars().take(20).collect();
    trouble::damaged(
        &format!("单元格位置“{reference}”不存在"),
        &format!("there is no cell position {reference:?}"),
    )
}
