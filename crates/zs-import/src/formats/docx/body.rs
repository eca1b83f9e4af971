//! The pass over the document part: elements in, blocks out.
mod runs;

use crate::formats::docx::fields::Fields;
use crate::formats::docx::frames::{Frame, OpenParagraph};
use crate::formats::docx::grid::{Grid, Merge, OpenCell};
use crate::formats::docx::names::{Tag, leap, tag};
use crate::formats::docx::numbering::Lists;
use crate::formats::docx::styles::{Styles, heading_level};
use crate::formats::xml::{Item, Open, Scanner};
use crate::{Block, Layout, Limits, Paragraph, ReadError, ReadErrorKind};
use zs_model::Place;

/// Reads the document part.
pub fn read(
    text: &str,
    part: &str,
    styles: &Styles,
    lists: Lists,
    limits: &Limits,
) -> Result<Layout, ReadError> {
    let mut scan = Scanner::new(text, part, limits);
    let mut body = Body {
        part: text,
        styles,
        lists,
        limits,
        tags: Vec::new(),
        frames: Vec::new(),
        blocks: Vec::new(),
        text: String::new(),
        kept: 0,
        items: 0,
        paragraphs: 0,
        tables: 0,
        skip: 0,
        in_text: None,
        keep_all_spaces: false,
        fields: Fields::default(),
        carried: None,
        form: Form::default(),
    };
    loop {
        let done = body.step(&mut scan).map_err(|error| match body.paragraphs {
            0 => error,
            n => error.at(Place { paragraph: Some(n), ..Place::default() }),
        })?;
        if done {
            return Ok(Layout { blocks: body.blocks });
        }
    }
}

struct Body<'a> {
    /// The whole part, to look up what was seen before.
    part: &'a str,
    styles: &'a Styles,
    lists: Lists,
    limits: &'a Limits,
    /// The open elements; their number is the depth.
    tags: Vec<Tag>,
    frames: Vec<Frame>,
    blocks: Vec<Block>,
    /// The text of all open frames, one after the other; each knows where its own begins.
    text: String,
    /// Bytes of text already given out.
    kept: usize,
    /// Cells and paragraphs given out.
    items: usize,
    paragraphs: u32,
    tables: u32,
    /// Depth of the element that is left out with all inside; 0 for none.
    skip: usize,
    in_text: Option<InText>,
    /// `xml:space="preserve"` on the root.
    keep_all_spaces: bool,
    fields: Fields,
    /// A paragraph whose mark is deleted, and the number of frames around it.
    carried: Option<(usize, OpenParagraph)>,
    form: Form,
}

/// An open `w:t`.
struct InText {
    depth: usize,
    start: usize,
    keep_spaces: bool,
}

/// A legacy form field, which shows its value without a result text.
#[derive(Default)]
struct Form {
    checked: Option<bool>,
    picked: u32,
    entries: u32,
}

impl Body<'_> {
    /// Takes one item; `true` at the end.
    fn step(&mut self, scan: &mut Scanner) -> Result<bool, ReadError> {
        match scan.item()? {
            Item::Open(open) => self.open(&open, scan)?,
            Item::Close => self.close()?,
            Item::Text(text) => {
                if self.takes_text() {
                    self.put(&text)?;
                }
            }
            Item::Char(char) => {
                if self.takes_text() {
                    self.put(char.encode_utf8(&mut [0; 4]))?;
                }
            }
            Item::End => {
                self.end_carried()?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn takes_text(&self) -> bool {
        self.in_text.as_ref().is_some_and(|text| text.depth == self.tags.len())
    }

    fn parent(&self, up: usize) -> Tag {
        self.tags.iter().rev().nth(up).copied().unwrap_or(Tag::Other)
    }

    fn open(&mut self, open: &Open, scan: &mut Scanner) -> Result<(), ReadError> {
        let tag = tag(open);
        if self.tags.is_empty() {
            self.keep_all_spaces = open.tag.attributes_raw().contains("space=\"preserve\"");
        }
        self.tags.push(tag);
        if tag == Tag::Paragraph {
            self.paragraphs = self.paragraphs.saturating_add(1);
        }
        if self.skip != 0 {
            return Ok(());
        }
        match tag {
            Tag::Other | Tag::Alternate | Tag::AlternateDone => {}
            Tag::Skip => self.skip = self.tags.len(),
            Tag::Deleted => self.deleted(),
            Tag::Choice | Tag::Fallback => self.branch(tag, open, scan),
            Tag::Paragraph => self.open_paragraph()?,
            Tag::Run => {
                if let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut() {
                    paragraph.hidden = paragraph.style.hidden;
                    paragraph.fonts = None;
                }
            }
            Tag::Text => self.open_text(open),
            Tag::Tab | Tag::Break | Tag::Hyphen | Tag::Symbol => self.character(tag, open)?,
            Tag::FieldChar => self.field(open),
            Tag::CheckBox | Tag::Checked | Tag::Default | Tag::DropDown | Tag::Picked => {
                self.form(tag, open);
            }
            Tag::ListEntry => self.list_entry(open)?,
            Tag::Table => self.open_table()?,
            Tag::Row => {
                let depth = self.tags.len();
                if let Some(Frame::Table(grid)) = self.frames.last_mut() {
                    grid.open_row(depth);
                }
            }
            Tag::Cell => self.open_cell()?,
            Tag::ParagraphStyle
            | Tag::NumberId
            | Tag::NumberLevel
            | Tag::Outline
            | Tag::RunStyle
            | Tag::RunFonts
            | Tag::Vanish => self.paragraph_property(tag, open, scan),
            Tag::GridColumn
            | Tag::GridBefore
            | Tag::GridAfter
            | Tag::GridSpan
            | Tag::MergeDown
            | Tag::MergeRight => self.table_property(tag, open),
            Tag::ParagraphProps
            | Tag::RunProps
            | Tag::TableProps
            | Tag::RowProps
            | Tag::CellProps => self.properties(tag, open, scan),
            Tag::NumberProps | Tag::TableGrid => {}
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), ReadError> {
        let depth = self.tags.len();
        let tag = self.tags.pop().unwrap_or(Tag::Other);
        if self.skip != 0 {
            if self.skip < depth {
                return Ok(());
            }
            self.skip = 0;
        }
        match tag {
            Tag::Text => self.close_text(depth)?,
            Tag::FieldChar => self.close_field()?,
            Tag::Paragraph | Tag::Table | Tag::Row | Tag::Cell => self.close_frame(depth)?,
            _ => {}
        }
        Ok(())
    }

    fn close_frame(&mut self, depth: usize) -> Result<(), ReadError> {
        let closes = match self.frames.last_mut() {
            Some(Frame::Paragraph(paragraph)) => paragraph.depth == depth,
            Some(Frame::Cell(cell)) => cell.depth == depth,
            Some(Frame::Table(grid)) => {
                if grid.row_depth == depth {
                    grid.close_row();
                }
                grid.depth == depth
            }
            None => false,
        };
        if !closes {
            return Ok(());
        }
        if !matches!(self.frames.last(), Some(Frame::Paragraph(_))) {
            self.end_carried()?;
        }
        match self.frames.pop() {
            Some(Frame::Paragraph(paragraph)) => self.close_paragraph(paragraph),
            Some(Frame::Cell(cell)) => self.close_cell(cell),
            Some(Frame::Table(grid)) => {
                self.fields.leave(grid.fields);
                let (table, strays) = grid.finish();
                self.give(table.into_iter().map(Block::Table).chain(strays));
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// `w:del` and its kin: deleted content, or the mark that a paragraph or a row is deleted.
    fn deleted(&mut self) {
        match (self.parent(1), self.parent(2)) {
            (Tag::RunProps, Tag::ParagraphProps) => {
                if let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut() {
                    paragraph.joined = true;
                }
            }
            (Tag::RunProps, _) => {}
            (Tag::RowProps, _) => {
                if let Some(Frame::Table(grid)) = self.frames.last_mut()
                    && grid.row_depth != 0
                    && grid.row_is_fresh()
                {
                    grid.row_deleted = true;
                    self.skip = grid.row_depth;
                }
            }
            _ => self.skip = self.tags.len(),
        }
    }

    /// Takes the first branch that is for us, and leaves out the others.
    fn branch(&mut self, tag: Tag, open: &Open, scan: &Scanner) {
        let at = self.tags.len().wrapping_sub(2);
        let Some(parent @ (Tag::Alternate | Tag::AlternateDone)) = self.tags.get(at).copied()
        else {
            return;
        };
        let for_us = tag == Tag::Fallback
            || open.attribute("Requires").is_none_or(|prefixes| scan.understands(&prefixes));
        if parent == Tag::AlternateDone || !for_us {
            self.skip = self.tags.len();
        } else {
            self.tags[at] = Tag::AlternateDone;
        }
    }

    fn open_paragraph(&mut self) -> Result<(), ReadError> {
        let depth = self.tags.len();
        let around = self.frames.len();
        if let Some((_, mut paragraph)) = self.carried.take_if(|(level, _)| *level == around) {
            paragraph.depth = depth;
            paragraph.joined = false;
            paragraph.style = self.styles.default;
            paragraph.list = None;
            paragraph.list_level = None;
            paragraph.outline = None;
            self.frames.push(Frame::Paragraph(paragraph));
            return Ok(());
        }
        if let Some(Frame::Cell(cell)) = self.frames.last_mut() {
            if cell.paragraph.is_some() {
                self.text.push('\n');
            }
            cell.paragraph.get_or_insert(self.paragraphs);
        }
        self.frames.push(Frame::Paragraph(OpenParagraph {
            depth,
            ordinal: self.paragraphs,
            start: self.text.len(),
            fields: self.fields.open(),
            style: self.styles.default,
            ..OpenParagraph::default()
        }));
        Ok(())
    }

    fn close_paragraph(&mut self, paragraph: OpenParagraph) -> Result<(), ReadError> {
        self.fields.end_paragraph();
        if matches!(self.frames.last(), Some(Frame::Paragraph(_))) {
            self.fields.leave(paragraph.fields);
        }
        if paragraph.joined {
            self.carried = Some((self.frames.len(), paragraph));
            return Ok(());
        }
        self.finish_paragraph(paragraph)
    }

    /// Gives out a paragraph that was waiting for the next one to go on in it, if it stands right here.
    fn end_carried(&mut self) -> Result<(), ReadError> {
        let around = self.frames.len();
        match self.carried.take_if(|(level, _)| *level == around) {
            Some((_, paragraph)) => self.finish_paragraph(paragraph),
            None => Ok(()),
        }
    }

    fn finish_paragraph(&mut self, paragraph: OpenParagraph) -> Result<(), ReadError> {
        self.write_number(&paragraph);
        if !matches!(self.frames.last(), Some(Frame::Cell(_))) {
            let text = self.text[paragraph.start..].trim_matches('\n');
            if !text.trim().is_empty() {
                let heading = match paragraph.outline {
                    Some(outline) => heading_level(outline),
                    None => paragraph.style.heading,
                };
                let place = Place { paragraph: Some(paragraph.ordinal), ..Place::default() };
                let block = Paragraph { text: text.to_owned(), heading, place };
                self.count(block.text.len())?;
                self.give([Block::Paragraph(block)]);
            }
            self.text.truncate(paragraph.start);
        }
        self.give(paragraph.boxes);
        Ok(())
    }

    /// Writes the automatic number in front of a finished paragraph.
    fn write_number(&mut self, paragraph: &OpenParagraph) {
        let (list, level) = match (paragraph.list, paragraph.style.number) {
            (Some(list), style) => {
                (list, paragraph.list_level.or(style.map(|(_, level)| level)).unwrap_or(0))
            }
            (None, Some((list, level))) => (list, paragraph.list_level.unwrap_or(level)),
            (None, None) => return,
        };
        if list == 0 {
            return;
        }
        let end = self.text.len();
        self.lists.number(list, level, &mut self.text);
        if end == paragraph.start {
            let trimmed = self.text[end..].trim_end().len();
            self.text.truncate(end + trimmed);
        } else if self.text.len() > end {
            let number = self.text.split_off(end);
            self.text.insert_str(paragraph.start, &number);
        }
    }

    /// Gives blocks to what stands around: the body, a cell, or the paragraph that holds a text box.
    fn give(&mut self, blocks: impl IntoIterator<Item = Block>) {
        for block in blocks {
            match self.frames.last_mut() {
                None => self.blocks.push(block),
                Some(Frame::Paragraph(paragraph)) => paragraph.boxes.push(block),
                Some(Frame::Table(grid)) => grid.strays.push(block),
                Some(Frame::Cell(cell)) => match block {
                    Block::Table(table) => cell.nested.push(table),
                    Block::Paragraph(paragraph) => {
                        self.text.push('\n');
                        self.text.push_str(&paragraph.text);
                    }
                },
            }
        }
    }

    fn open_table(&mut self) -> Result<(), ReadError> {
        self.end_carried()?;
        self.count(0)?;
        self.tables = self.tables.saturating_add(1);
        let grid = Grid::new(self.tags.len(), self.fields.open(), self.tables);
        self.frames.push(Frame::Table(Box::new(grid)));
        Ok(())
    }

    fn open_cell(&mut self) -> Result<(), ReadError> {
        if !matches!(self.frames.last(), Some(Frame::Table(_))) {
            return Ok(());
        }
        self.count(0)?;
        self.frames.push(Frame::Cell(OpenCell {
            depth: self.tags.len(),
            start: self.text.len(),
            fields: self.fields.open(),
            span: 1,
            ..OpenCell::default()
        }));
        Ok(())
    }

    fn close_cell(&mut self, cell: OpenCell) -> Result<(), ReadError> {
        self.fields.leave(cell.fields);
        let start = cell.start;
        let text = self.text[start..].trim_matches('\n');
        let length = text.len();
        if let Some(Frame::Table(grid)) = self.frames.last_mut() {
            grid.put(cell, text, self.limits);
        }
        self.text.truncate(start);
        self.kept += length;
        Ok(())
    }

    fn properties(&mut self, tag: Tag, open: &Open, scan: &mut Scanner) {
        let leapt = leap(tag, open, scan);
        if tag == Tag::RunProps
            && self.parent(1) == Tag::Run
            && let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut()
        {
            paragraph.fonts = leapt;
        }
    }

    fn paragraph_property(&mut self, tag: Tag, open: &Open, scan: &Scanner) {
        let (parent, above) = (self.parent(1), self.parent(2));
        let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut() else { return };
        match (tag, parent, above) {
            (Tag::ParagraphStyle, Tag::ParagraphProps, _) => {
                paragraph.style = open.val().map_or(self.styles.default, |id| self.styles.get(&id));
            }
            (Tag::NumberId, Tag::NumberProps, _) => paragraph.list = open.number(),
            (Tag::NumberLevel, Tag::NumberProps, _) => {
                paragraph.list_level = open.number().and_then(|level| u8::try_from(level).ok());
            }
            (Tag::Outline, Tag::ParagraphProps, _) => paragraph.outline = open.number(),
            (Tag::RunStyle, Tag::RunProps, Tag::Run) => {
                let hides = open.val().is_some_and(|id| self.styles.get(&id).hidden);
                paragraph.hidden |= hides;
            }
            (Tag::RunFonts, Tag::RunProps, Tag::Run) => paragraph.fonts = Some(scan.span()),
            (Tag::Vanish, Tag::RunProps, Tag::Run) => paragraph.hidden = open.on(),
            _ => {}
        }
    }

    fn table_property(&mut self, tag: Tag, open: &Open) {
        let parent = self.parent(1);
        match (self.frames.last_mut(), tag, parent) {
            (Some(Frame::Table(grid)), Tag::GridColumn, Tag::TableGrid) => {
                grid.declare_column(self.limits);
            }
            (Some(Frame::Table(grid)), Tag::GridBefore, Tag::RowProps) => {
                grid.skip_columns(open.number().unwrap_or(0), self.limits);
            }
            (Some(Frame::Table(grid)), Tag::GridAfter, Tag::RowProps) => {
                grid.skip_after(open.number().unwrap_or(0));
            }
            (Some(Frame::Cell(cell)), Tag::GridSpan, Tag::CellProps) => {
                cell.span = open.number().unwrap_or(1);
            }
            (Some(Frame::Cell(cell)), Tag::MergeDown, Tag::CellProps) => cell.down = merge(open),
            (Some(Frame::Cell(cell)), Tag::MergeRight, Tag::CellProps) => cell.right = merge(open),
            _ => {}
        }
    }

    /// Adds text to the open paragraph.
    fn put(&mut self, text: &str) -> Result<(), ReadError> {
        if self.kept + self.text.len() + text.len() > self.limits.text {
            return Err(too_large("文字过多", "too much text"));
        }
        self.text.push_str(text);
        Ok(())
    }

    /// Counts a cell, a table or a paragraph, and text given out.
    fn count(&mut self, text: usize) -> Result<(), ReadError> {
        self.items += 1;
        self.kept += text;
        if self.items > self.limits.cells {
            return Err(too_large("段落或单元格过多", "too many paragraphs or cells"));
        }
        if self.kept + self.text.len() > self.limits.text {
            return Err(too_large("文字过多", "too much text"));
        }
        Ok(())
    }
}

fn merge(open: &Open) -> Merge {
    match open.val().as_deref() {
        Some("restart") => Merge::Restart,
        _ => Merge::Continue,
    }
}

fn too_large(zh: &str, en: &str) -> ReadError {
    ReadError::new(
        ReadErrorKind::TooLarge,
        format!("{zh}，超过上限；请拆分文件后再试"),
        format!("{en}, past the limit; split the file and try again"),
    )
}
