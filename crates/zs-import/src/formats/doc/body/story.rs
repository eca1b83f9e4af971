//! A story while it is read: the open tables, the open paragraph, the blocks that are done.
use super::Body;
use crate::formats::doc::properties::Paragraph as Properties;
use crate::formats::doc::shape::Shape;
use crate::formats::doc::tables::{Cell, OpenTable};
use crate::formats::word::fields::Fields;
use crate::formats::word::headings::heading_level;
use crate::{Block, Paragraph, ReadError};
use zs_model::Place;

/// A story that is being read.
#[derive(Default)]
pub(super) struct Story {
    blocks: Vec<Block>,
    tables: Vec<OpenTable>,
    pub(super) fields: Fields,
    /// The text of the open paragraph outside tables; cells have their own.
    text: String,
    open: Open,
    /// A paragraph whose mark is deleted and that goes on in the next, and its properties.
    carried: Option<(Open, Properties)>,
}

/// The open paragraph: where its text begins, and its number.
#[derive(Clone, Copy, Default)]
struct Open {
    start: usize,
    ordinal: u32,
}

impl Story {
    /// Where text goes now: into the innermost open cell, or into a paragraph outside tables.
    pub(super) fn buffer(&mut self) -> &mut String {
        match self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            Some(cell) => &mut cell.text,
            None => &mut self.text,
        }
    }

    /// Marks a field; one does not leave its cell.
    pub(super) fn field(&mut self, mark: &str) {
        let cell = self.tables.last().and_then(|table| table.cell.as_ref());
        self.fields.mark(mark, cell.map_or(0, |cell| cell.fields));
    }

    /// Opens and closes tables until there are as many as stand around the coming paragraph.
    pub(super) fn enter(&mut self, body: &mut Body, tables: usize) -> Result<(), ReadError> {
        if tables != self.tables.len() {
            self.end_carried(body);
        }
        while self.tables.len() > tables {
            self.close_table(body);
        }
        while self.tables.len() < tables {
            // An inner table stands in a cell of the outer one.
            self.open_cell();
            body.count()?;
            body.tables = body.tables.saturating_add(1);
            self.tables.push(OpenTable::new(body.tables, self.fields.open()));
        }
        Ok(())
    }

    fn open_cell(&mut self) {
        let fields = self.fields.open();
        if let Some(table) = self.tables.last_mut() {
            table.cell.get_or_insert_with(|| Cell { fields, ..Cell::default() });
        }
    }

    /// Begins a paragraph, or goes on with one whose mark is deleted.
    pub(super) fn begin(&mut self, ordinal: u32) {
        self.open_cell();
        if let Some((open, _)) = self.carried.take() {
            self.open = open;
            return;
        }
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            if cell.paragraph.is_some() {
                cell.text.push('\n');
            }
            cell.paragraph.get_or_insert(ordinal);
        }
        self.open = Open { start: self.buffer().len(), ordinal };
    }

    /// Ends the open paragraph; `joined` if its mark is deleted, `hidden` if its mark is not seen.
    pub(super) fn end_paragraph(
        &mut self,
        body: &mut Body,
        properties: &Properties,
        joined: bool,
        hidden: bool,
        boxes: Vec<Block>,
    ) {
        self.fields.end_paragraph();
        let open = self.open;
        if joined {
            self.carried = Some((open, *properties));
        } else {
            self.finish_paragraph(body, open, properties, hidden);
        }
        self.give(boxes);
    }

    /// Gives out a paragraph that was waiting for the next one to go on in it.
    fn end_carried(&mut self, body: &mut Body) {
        if let Some((open, properties)) = self.carried.take() {
            self.finish_paragraph(body, open, &properties, true);
        }
    }

    fn finish_paragraph(
        &mut self,
        body: &mut Body,
        open: Open,
        properties: &Properties,
        unseen: bool,
    ) {
        self.write_number(body, open, properties, unseen);
        if self.tables.last().is_some_and(|table| table.cell.is_some()) {
            return;
        }
        let text = self.text[open.start..].trim_matches('\n');
        if !text.trim().is_empty() {
            let heading = match properties.outline {
                Some(outline) => heading_level(u32::from(outline)),
                None => body.styles.get(properties.style).heading,
            };
            let place = Place { paragraph: Some(open.ordinal), ..Place::default() };
            self.blocks.push(Block::Paragraph(Paragraph { text: text.to_owned(), heading, place }));
        }
        self.text.truncate(open.start);
    }

    /// Writes the automatic number in front of a finished paragraph.
    fn write_number(&mut self, body: &mut Body, open: Open, properties: &Properties, unseen: bool) {
        let (list, level) = match (properties.list, body.styles.get(properties.style).number) {
            (Some(list), style) => {
                (list, properties.level.or(style.map(|(_, level)| level)).unwrap_or(0))
            }
            (None, Some((list, level))) => (list, properties.level.unwrap_or(level)),
            (None, None) => return,
        };
        let end = self.buffer().len();
        // A paragraph that is deleted or hidden as a whole has no number either.
        if list == 0 || (unseen && end == open.start) {
            return;
        }
        let mut number = String::new();
        body.lists.number(u32::from(list), level, &mut number);
        let number = if end == open.start { number.trim_end() } else { &number };
        body.kept += number.len();
        self.buffer().insert_str(open.start, number);
    }

    /// Gives blocks to what stands around: the story, or the open cell.
    fn give(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            match (self.tables.last_mut().and_then(|table| table.cell.as_mut()), block) {
                (None, block) => self.blocks.push(block),
                (Some(cell), Block::Table(table)) => cell.nested.push(table),
                (Some(cell), Block::Paragraph(paragraph)) => {
                    cell.text.push('\n');
                    cell.text.push_str(&paragraph.text);
                }
            }
        }
    }

    /// Ends the innermost open cell.
    pub(super) fn end_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            if let Some(cell) = &table.cell {
                self.fields.leave(cell.fields);
            }
            table.end_cell();
        }
    }

    /// Ends the row of the innermost table; text that stands behind its last cell is one more cell.
    pub(super) fn end_row(&mut self, body: &mut Body, shape: Shape, deleted: bool) {
        self.end_carried(body);
        self.end_cell();
        if let Some(table) = self.tables.last_mut() {
            table.end_row(shape, deleted);
        }
    }

    fn close_table(&mut self, body: &Body) {
        self.end_cell();
        let Some(table) = self.tables.pop() else { return };
        self.fields.leave(table.fields);
        self.give(table.finish(body.limits).map(Block::Table).into_iter().collect());
    }

    /// Closes what is open at the end of the story.
    pub(super) fn finish(mut self, body: &mut Body) -> Result<Vec<Block>, ReadError> {
        self.end_carried(body);
        self.enter(body, 0)?;
        Ok(self.blocks)
    }
}
