//! The state machine between the tokenizer and the layout.
use super::flow::{Flow, Item};
use super::grid::Grid;
use super::tags::{self, Tag};
use crate::formats::text::{Builder, place};
use crate::{Block, Limits, ReadError, ReadErrorKind};
use html5gum::emitters::callback::CallbackEvent;
use zs_model::Place;

/// Tables inside tables beyond this depth are read as text.
const DEEPEST: usize = 16;

pub(super) struct Page<'t, 'b, 'l> {
    text: &'t str,
    lines: Lines,
    limits: &'l Limits,
    builder: &'b mut Builder<'l>,
    tag: Tag,
    silent: Option<Silent>,
    title: Option<String>,
    in_title: bool,
    in_select: bool,
    body: Flow,
    grids: Vec<Grid>,
    /// Open tables that were too deep.
    flattened: usize,
}

/// An element whose content is not printed.
struct Silent {
    name: String,
    depth: usize,
    tables: usize,
}

/// Counts lines from one place of the text to the next.
struct Lines {
    at: usize,
    line: u32,
}

impl Lines {
    fn of(&mut self, text: &str, offset: usize) -> u32 {
        let bytes = text.as_bytes();
        let offset = offset.min(bytes.len());
        if offset > self.at {
            let more = bytes[self.at..offset].iter().filter(|b| **b == b'\n').count();
            self.line = self.line.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
            self.at = offset;
        }
        self.line
    }
}

impl<'t, 'b, 'l> Page<'t, 'b, 'l> {
    pub fn new(
        text: &'t str,
        first_line: u32,
        limits: &'l Limits,
        builder: &'b mut Builder<'l>,
    ) -> Self {
        Self {
            text,
            lines: Lines { at: 0, line: first_line },
            limits,
            builder,
            tag: Tag::default(),
            silent: None,
            title: None,
            in_title: false,
            in_select: false,
            body: Flow::default(),
            grids: Vec::new(),
            flattened: 0,
        }
    }

    pub fn event(&mut self, event: CallbackEvent<'_>, offset: usize) -> Result<(), ReadError> {
        match event {
            CallbackEvent::OpenStartTag { name } => self.tag = Tag::open(name),
            CallbackEvent::AttributeName { name } => self.tag.attribute(name),
            CallbackEvent::AttributeValue { value } => self.tag.attribute_value(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                let tag = std::mem::take(&mut self.tag);
                let line = self.lines.of(self.text, offset);
                return self.start(tag, self_closing, line);
            }
            CallbackEvent::EndTag { name } => {
                let name = String::from_utf8_lossy(&name[..name.len().min(32)]).into_owned();
                return self.end(&name);
            }
            CallbackEvent::String { value } => self.string(value, offset),
            CallbackEvent::Doctype { .. } => return self.doctype(offset),
            CallbackEvent::Comment { .. } | CallbackEvent::Error(_) => {}
        }
        Ok(())
    }

    pub fn finish(mut self) -> Result<Option<String>, ReadError> {
        while !self.grids.is_empty() {
            self.end_table()?;
        }
        self.body.end_line();
        self.drain()?;
        let title = self.title.map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "));
        Ok(title.filter(|t| !t.is_empty()))
    }

    /// A document type with declarations of its own can hold entities that grow without end.
    fn doctype(&mut self, offset: usize) -> Result<(), ReadError> {
        let rest = self.text.get(offset..).unwrap_or_default();
        let rest = rest.trim_start_matches('<');
        let end = rest.find('>').unwrap_or(rest.len());
        if !rest[..end].contains('[') {
            return Ok(());
        }
        let error = ReadError::new(
            ReadErrorKind::Forbidden,
            "网页带有自定义的 DTD 声明，出于安全不予读取；请在浏览器或 Word 中另存后再导入",
            "the page declares a DTD of its own, which is not read for safety: save it anew from a browser or Word",
        );
        Err(error.at(place(self.lines.of(self.text, offset), 0)))
    }

    fn string(&mut self, value: &[u8], offset: usize) {
        if self.silent.is_some() {
            return;
        }
        let text = String::from_utf8_lossy(value);
        if self.in_title {
            self.title.get_or_insert_default().push_str(&text);
            return;
        }
        let blank = text.len() - text.trim_start().len();
        let line = self.lines.of(self.text, offset.saturating_add(blank));
        self.flow().push_text(&text, line);
    }

    /// Where text goes: the innermost open cell, else the body.
    fn flow(&mut self) -> &mut Flow {
        match self.grids.iter_mut().rev().find_map(|g| g.flow.as_mut()) {
            Some(flow) => flow,
            None => &mut self.body,
        }
    }

    fn end_line(&mut self) -> Result<(), ReadError> {
        self.flow().end_line();
        self.drain()
    }

    /// Hands finished lines and tables of the body on.
    fn drain(&mut self) -> Result<(), ReadError> {
        for item in std::mem::take(&mut self.body.items) {
            match item {
                Item::Line { text, heading, line } => {
                    self.builder.paragraph(&text, heading, place(line, 0))?
                }
                Item::Table(table) => self.builder.push(Block::Table(table)),
            }
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag, self_closing: bool, line: u32) -> Result<(), ReadError> {
        if self.still_silent(&tag.name) {
            return Ok(());
        }
        let silent = tag.hidden
            || tags::is_silent(&tag.name)
            || (tag.name == "option" && !tag.selected && self.in_select);
        if silent {
            let ends = tags::is_void(&tag.name) || (self_closing && !tag.hidden);
            self.silent = (!ends).then_some(Silent { name: tag.name, depth: 1, tables: 0 });
            return Ok(());
        }
        match tag.name.as_str() {
            "title" => self.in_title = true,
            "select" => self.in_select = true,
            "br" => self.end_line()?,
            "input" => {
                if let Some(text) = tag.shown_value() {
                    self.flow().push_text(&text, line);
                }
            }
            "table" => self.start_table(line)?,
            "tr" if self.flattened == 0 => self.grid(Grid::start_row),
            "thead" | "tbody" | "tfoot" if self.flattened == 0 => self.grid(Grid::end_row),
            "td" | "th" if self.flattened == 0 => self.start_cell(&tag, line)?,
            "td" | "th" | "tr" => self.end_line()?,
            name if tags::is_block(name) => {
                self.end_line()?;
                self.flow().verbatim |= name == "pre";
                let heading = tags::heading(name).or(tag.outline);
                if heading.is_some() {
                    self.flow().heading = heading;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        if let Some(silent) = &mut self.silent {
            if !silent.ends(name) {
                return Ok(());
            }
            // The end of what stands around the element counts for itself.
            let own = self.silent.take().is_some_and(|s| s.name == name);
            return if own { Ok(()) } else { self.end_element(name) };
        }
        self.end_element(name)
    }

    fn end_element(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "title" => self.in_title = false,
            "select" => self.in_select = false,
            "table" if self.flattened > 0 => {
                self.flattened -= 1;
                self.end_line()?;
            }
            "table" => self.end_table()?,
            "tr" | "thead" | "tbody" | "tfoot" if self.flattened == 0 => self.grid(Grid::end_row),
            "td" | "th" if self.flattened == 0 => self.grid(Grid::end_cell),
            "td" | "th" | "tr" => self.end_line()?,
            name if tags::is_block(name) => {
                self.end_line()?;
                if name == "pre" {
                    self.flow().verbatim = false;
                }
                if name == "p" || tags::heading(name).is_some() {
                    self.flow().heading = None;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether a start tag stands inside an element that is not printed.
    fn still_silent(&mut self, name: &str) -> bool {
        let Some(silent) = &mut self.silent else { return false };
        let over = silent.tables == 0
            && ((tags::ends_implied(name) && silent.name == name)
                || (silent.name == "p" && tags::is_block(name))
                || (matches!(silent.name.as_str(), "td" | "th")
                    && matches!(name, "td" | "th" | "tr")));
        if over {
            self.silent = None;
            return false;
        }
        silent.depth += usize::from(silent.name == name);
        silent.tables += usize::from(name == "table" && silent.name != name);
        true
    }

    fn grid(&mut self, step: impl FnOnce(&mut Grid)) {
        if let Some(grid) = self.grids.last_mut() {
            step(grid);
        }
    }

    fn start_table(&mut self, line: u32) -> Result<(), ReadError> {
        if self.flattened > 0 || self.grids.len() >= DEEPEST {
            self.flattened += 1;
            return self.end_line();
        }
        // A table directly inside a table, outside its cells, ends it, as in browsers.
        if self.grids.last().is_some_and(|g| g.flow.is_none()) {
            self.end_table()?;
        }
        self.end_line()?;
        let table = self.builder.next_table();
        let place = Place { line: Some(line), table: Some(table), ..Place::default() };
        self.builder.count(1, &place)?;
        self.grids.push(Grid::new(place));
        Ok(())
    }

    fn start_cell(&mut self, tag: &Tag, line: u32) -> Result<(), ReadError> {
        let Some(grid) = self.grids.last_mut() else { return self.end_line() };
        if grid.start_cell(tag, line, self.limits) {
            self.builder.count(1, &place(line, 0))?;
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        let Some(grid) = self.grids.pop() else { return Ok(()) };
        let items = grid.finish();
        let flow = self.flow();
        flow.end_line();
        flow.items.extend(items);
        self.drain()
    }
}

impl Silent {
    /// Takes an end tag; whether the element ends with it.
    fn ends(&mut self, name: &str) -> bool {
        if name == "table" && self.name != name {
            // The table around a hidden row or cell.
            if self.tables == 0 {
                return true;
            }
            self.tables -= 1;
        }
        if matches!(self.name.as_str(), "td" | "th") && name == "tr" && self.tables == 0 {
            return true;
        }
        self.depth -= usize::from(self.name == name);
        self.depth == 0
    }
}
