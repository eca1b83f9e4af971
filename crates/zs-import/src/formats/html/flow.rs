//! A stream of lines and tables: the body of the page, or the inside of one cell.
use crate::Table;

/// A printed line, or a table between lines.
pub(super) enum Item {
    Line { text: String, heading: Option<u8>, line: u32 },
    Table(Table),
}

#[derive(Default)]
pub(super) struct Flow {
    pub items: Vec<Item>,
    text: String,
    line: u32,
    gap: Gap,
    /// Heading level of what is being written.
    pub heading: Option<u8>,
    /// Inside `<pre>`: line ends and tabs count.
    pub verbatim: bool,
}

#[derive(Clone, Copy, Default, PartialEq, PartialOrd)]
enum Gap {
    #[default]
    None,
    /// White space with a line end of the source; between Chinese characters it is nothing.
    Wrap,
    Space,
}

impl Flow {
    pub fn push_text(&mut self, text: &str, line: u32) {
        for c in text.chars() {
            match c {
                '\n' | '\x0c' if self.verbatim => self.end_line(),
                '\t' if self.verbatim => self.push(c, line),
                '\n' | '\x0c' => {
                    self.gap = if self.gap == Gap::Space { Gap::Space } else { Gap::Wrap }
                }
                ' ' | '\t' if self.gap == Gap::None => self.gap = Gap::Space,
                ' ' | '\t' => {}
                _ => self.push(c, line),
            }
        }
    }

    fn push(&mut self, c: char, line: u32) {
        let last = self.text.chars().next_back();
        match last {
            None => self.line = line,
            Some(last)
                if self.gap == Gap::Space
                    || (self.gap == Gap::Wrap && !(is_wide(last) && is_wide(c))) =>
            {
                self.text.push(' ');
            }
            _ => {}
        }
        self.gap = Gap::None;
        self.text.push(c);
    }

    /// Ends the line; an empty one is none.
    pub fn end_line(&mut self) {
        self.gap = Gap::None;
        let text = std::mem::take(&mut self.text);
        let trimmed = text.trim();
        if !trimmed.is_empty() {
            let text = if trimmed.len() == text.len() { text } else { trimmed.to_owned() };
            self.items.push(Item::Line { text, heading: self.heading, line: self.line });
        }
    }
}

/// Characters between which a wrapped line of source shows no space.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}')
}

/// The text and the nested tables of a cell.
pub(super) fn cell_parts(items: Vec<Item>) -> (String, Vec<Table>) {
    let (mut text, mut nested) = (String::new(), Vec::new());
    for item in items {
        match item {
            Item::Line { text: line, .. } => {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&line);
            }
            Item::Table(table) => nested.push(table),
        }
    }
    (text, nested)
}
