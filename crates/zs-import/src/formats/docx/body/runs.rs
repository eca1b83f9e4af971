//! What stands in runs: text, characters written as elements, fields and form fields.
use super::{Body, Form, InText};
use crate::ReadError;
use crate::formats::docx::frames::{Frame, OpenParagraph};
use crate::formats::docx::names::Tag;
use crate::formats::word::symbols::symbol;
use crate::formats::xml::{Open, Scanner};

impl Body<'_> {
    /// Whether text that comes now is seen by a reader of the document.
    fn shows(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Paragraph(p)) if !p.hidden) && !self.fields.hides()
    }

    pub(super) fn open_text(&mut self, open: &Open, scan: &mut Scanner) -> Result<(), ReadError> {
        if !self.shows() {
            return Ok(());
        }
        let keep_spaces = self.keep_all_spaces || open.tag.attribute("space") == Some("preserve");
        self.in_text = Some(InText { depth: self.tags.len(), start: self.text.len(), keep_spaces });
        self.put(scan.text())
    }

    /// Ends a `w:t`: spaces at its ends count only where the file says so, line ends are spaces.
    pub(super) fn close_text(&mut self, depth: usize) -> Result<(), ReadError> {
        let Some(text) = self.in_text.take_if(|text| text.depth == depth) else { return Ok(()) };
        let own = &self.text[text.start..];
        let outer = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
        if !text.keep_spaces && own.starts_with(outer) | own.ends_with(outer) {
            let trimmed = own.trim_matches(outer).to_owned();
            self.text.truncate(text.start);
            self.text.push_str(&trimmed);
        }
        let own = &self.text[text.start..];
        if own.bytes().any(|byte| byte < b' ') || has_private(own) {
            let clean = self.clean(own);
            self.text.truncate(text.start);
            self.text.push_str(&clean);
        }
        Ok(())
    }

    /// Text without control characters, and with characters of symbol fonts made ordinary.
    fn clean(&self, text: &str) -> String {
        let fonts = match self.frames.last() {
            Some(Frame::Paragraph(OpenParagraph { fonts: Some((from, to)), .. })) => {
                self.part.get(*from..*to).unwrap_or("")
            }
            _ => "",
        };
        let font = ["Wingdings 2", "Wingdings 3", "Wingdings", "Webdings", "Symbol"]
            .into_iter()
            .find(|font| fonts.contains(font))
            .unwrap_or("");
        let mut clean = String::with_capacity(text.len());
        let mut before = ' ';
        for char in text.chars() {
            match char {
                '\n' if before == '\r' => {}
                '\n' | '\r' => clean.push(' '),
                '\t' => clean.push('\t'),
                char if char.is_control() => {}
                '\u{F000}'..='\u{F0FF}' => clean.push(symbol(font, char as u32)),
                char => clean.push(char),
            }
            before = char;
        }
        clean
    }

    /// A character that is written as an element of a run.
    pub(super) fn character(&mut self, tag: Tag, open: &Open) -> Result<(), ReadError> {
        if self.parent(1) != Tag::Run || !self.shows() {
            return Ok(());
        }
        match tag {
            Tag::Tab => self.put("\t"),
            Tag::Break => self.put("\n"),
            Tag::Hyphen => self.put("-"),
            _ => {
                let font = open.attribute("font");
                let code = open.attribute("char").and_then(|c| u32::from_str_radix(&c, 16).ok());
                let Some(code) = code else { return Ok(()) };
                let char = symbol(font.as_deref().unwrap_or(""), code);
                self.put(char.encode_utf8(&mut [0; 4]))
            }
        }
    }

    pub(super) fn field(&mut self, open: &Open) {
        let base = self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Table(grid) => Some(grid.fields),
            Frame::Cell(cell) => Some(cell.fields),
            Frame::Paragraph(_) => None,
        });
        self.form = Form::default();
        if let Some(kind) = open.attribute("fldCharType") {
            self.fields.mark(&kind, base.unwrap_or(0));
        }
    }

    pub(super) fn form(&mut self, tag: Tag, open: &Open) {
        match (tag, self.parent(1)) {
            (Tag::CheckBox, _) => self.form.checked = Some(false),
            (Tag::Checked | Tag::Default, Tag::CheckBox) => self.form.checked = Some(open.on()),
            (Tag::Picked | Tag::Default, Tag::DropDown) => {
                self.form.picked = open.number().unwrap_or(0);
            }
            _ => {}
        }
    }

    /// An entry of a drop-down list; the one that is picked is what the reader sees.
    pub(super) fn list_entry(&mut self, open: &Open) -> Result<(), ReadError> {
        let at = self.form.entries;
        self.form.entries = at.saturating_add(1);
        let inside = matches!(self.frames.last(), Some(Frame::Paragraph(p)) if !p.hidden);
        match open.val() {
            Some(entry) if inside && at == self.form.picked && self.parent(1) == Tag::DropDown => {
                self.put(&entry)
            }
            _ => Ok(()),
        }
    }

    pub(super) fn close_field(&mut self) -> Result<(), ReadError> {
        let inside = matches!(self.frames.last(), Some(Frame::Paragraph(p)) if !p.hidden);
        match self.form.checked.take() {
            Some(checked) if inside => self.put(if checked { "☑" } else { "☐" }),
            _ => Ok(()),
        }
    }
}

/// Whether there are characters U+F000–U+F0FF, which only symbol fonts give a shape.
fn has_private(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(0xEF, bytes)
        .any(|at| bytes.get(at + 1).is_some_and(|next| (0x80..=0x83).contains(next)))
}
