//! The pass over the document part: elements in, blocks out.
mod paragraphs;
mod runs;
mod tables;

use crate::formats::docx::frames::{Frame, OpenParagraph, Plain};
use crate::formats::docx::names::{Tag, property, tag};
use crate::formats::docx::styles::Styles;
use crate::formats::word::fields::Fields;
use crate::formats::word::lists::Lists;
use crate::formats::xml::{Item, Open, Scanner};
use crate::{Block, Layout, Limits, ReadError, ReadErrorKind};
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
        known: Vec::new(),
    };
    loop {
        let done = body.step(&mut scan).map_err(|error| match body.paragraphs {
            0 => error,
            n => error.at(Place { paragraph: Some(n), ..Place::default() }),
        })?;
        if done {
            return Ok(Layout { blocks: body.blocks, ..Layout::default() });
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
    /// The text of paragraph properties read before, end tag included, and what they gave.
    known: Vec<(&'a str, Plain)>,
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

impl<'a> Body<'a> {
    /// Takes one item; `true` at the end.
    fn step(&mut self, scan: &mut Scanner<'a>) -> Result<bool, ReadError> {
        match scan.item()? {
            Item::Open(open) => {
                self.open(&open, scan)?;
                self.go_on(scan)?;
            }
            Item::Close => {
                self.close()?;
                self.go_on(scan)?;
            }
            Item::Text(text) => {
                if self.takes_text() {
                    self.put(text)?;
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

    /// Takes what mostly comes next and needs no step of its own: single properties, and ends.
    fn go_on(&mut self, scan: &mut Scanner<'a>) -> Result<(), ReadError> {
        loop {
            if let Some(open) = property(self.parent(0), scan) {
                self.open(&open, scan)?;
            }
            if !scan.ends() {
                return Ok(());
            }
            self.close()?;
        }
    }

    fn takes_text(&self) -> bool {
        self.in_text.as_ref().is_some_and(|text| text.depth == self.tags.len())
    }

    fn parent(&self, up: usize) -> Tag {
        self.tags.iter().rev().nth(up).copied().unwrap_or(Tag::Other)
    }

    fn open(&mut self, open: &Open, scan: &mut Scanner<'a>) -> Result<(), ReadError> {
        let tag = tag(open);
        if self.tags.is_empty() {
            self.keep_all_spaces = open.tag.attribute("space") == Some("preserve");
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
                    paragraph.hidden = paragraph.plain.style.hidden;
                    paragraph.fonts = None;
                }
            }
            Tag::Text => self.open_text(open, scan)?,
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
            | Tag::CellProps => self.properties(tag, open, scan)?,
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

fn too_large(zh: &str, en: &str) -> ReadError {
    ReadError::new(
        ReadErrorKind::TooLarge,
        format!("{zh}，超过上限；请拆分文件后再试"),
        format!("{en}, past the limit; split the file and try again"),
    )
}
