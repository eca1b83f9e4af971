//! The pass over the text: paragraphs in, blocks out.
mod characters;
mod story;

use super::boxes::Boxes;
use super::container::Streams;
use super::fib::Part;
use super::fonts::Fonts;
use super::pieces::Pieces;
use super::properties::{Ends, Paragraph};
use super::runs::{Of, Run, Runs};
use super::shape::Shape;
use super::styles::Styles;
use super::{lists, trouble};
use crate::formats::little::u16_at;
use crate::formats::word::lists::Lists;
use crate::{Block, Layout, Limits, ReadError};
use story::Story;

/// Most bytes of properties that are read: the same ones may stand for every paragraph of a file.
const MOST_PROPERTIES: usize = 192 << 20;

/// Reads the document in these streams.
pub(super) fn read(streams: &Streams, limits: &Limits) -> Result<Layout, ReadError> {
    let (fib, document, table) = (&streams.fib, &streams.document[..], &streams.table[..]);
    let lists = lists::read(streams);
    let mut body = Body {
        pieces: Pieces::read(streams, limits)?,
        characters: Runs::new(Of::Characters, document, fib.part(Part::CharacterRuns, table)),
        paragraphs: Runs::new(Of::Paragraphs, document, fib.part(Part::ParagraphRuns, table)),
        styles: Styles::read(fib.part(Part::Styles, table), &lists),
        fonts: Fonts::read(fib.part(Part::Fonts, table)),
        boxes: Boxes::read(streams),
        data: &streams.data,
        lists,
        limits,
        run: Run::default(),
        ordinal: 0,
        tables: 0,
        items: 0,
        kept: 0,
        spent: 0,
    };
    let mut blocks = body.story(0, fib.text, true)?;
    for (from, to) in std::mem::take(&mut body.boxes.others) {
        blocks.extend(body.story(from, to, false)?);
    }
    Ok(Layout { blocks, ..Layout::default() })
}

/// What is the same for the main text and the text boxes.
struct Body<'a> {
    pieces: Pieces<'a>,
    characters: Runs<'a>,
    paragraphs: Runs<'a>,
    styles: Styles,
    fonts: Fonts,
    boxes: Boxes,
    data: &'a [u8],
    lists: Lists,
    limits: &'a Limits,
    /// The run of characters that was met last.
    run: Run<'a>,
    /// Number of the paragraph.
    ordinal: u32,
    tables: u32,
    /// Paragraphs, cells and tables met, bytes of text kept, bytes of properties read.
    items: usize,
    kept: usize,
    spent: usize,
}

/// The end of a paragraph: where its mark stands (the end of the story if it has none) and which it is.
#[derive(Clone, Copy)]
struct Mark {
    at: u32,
    character: u8,
}

impl<'a> Body<'a> {
    /// Reads a stretch of text as paragraphs and tables.
    fn story(&mut self, from: u32, to: u32, main: bool) -> Result<Vec<Block>, ReadError> {
        let mut story = Story::default();
        let mut at = from;
        while at < to {
            let mark = self.mark(at, to);
            let (properties, sprms) = self.paragraph(mark.at.min(to - 1))?;
            story.enter(self, properties.tables())?;
            match properties.ends(mark.character) {
                Ends::Row => {
                    let deleted = self.characters(mark.at, false)?.deleted;
                    let mut shape = Shape::default();
                    sprms.into_iter().for_each(|sprms| shape.apply(sprms));
                    story.end_row(self, shape, deleted);
                }
                ends => {
                    self.count()?;
                    self.ordinal = self.ordinal.saturating_add(1);
                    story.begin(self.ordinal);
                    self.text(&mut story, at, mark.at, properties.style)?;
                    let boxes = if main { self.boxed(at, mark.at)? } else { Vec::new() };
                    self.end(&mut story, &properties, ends, mark, boxes)?;
                }
            }
            at = mark.at.saturating_add(1);
        }
        story.finish(self)
    }

    /// Ends a paragraph, and the cell if it is the last in one.
    fn end(
        &mut self,
        story: &mut Story,
        properties: &Paragraph,
        ends: Ends,
        mark: Mark,
        boxes: Vec<Block>,
    ) -> Result<(), ReadError> {
        let hidden = self.styles.get(properties.style).hidden;
        let last = self.characters(mark.at, hidden)?;
        let joined = last.deleted && ends == Ends::Paragraph;
        story.end_paragraph(self, properties, joined, last.hidden, boxes);
        if ends == Ends::Cell {
            self.count()?;
            story.end_cell();
        }
        Ok(())
    }

    /// The blocks of the text boxes anchored in a paragraph.
    fn boxed(&mut self, from: u32, to: u32) -> Result<Vec<Block>, ReadError> {
        let mut blocks = Vec::new();
        for (from, to) in self.boxes.between(from, to) {
            blocks.extend(self.story(from, to, false)?);
        }
        Ok(blocks)
    }

    /// Finds the mark that ends the paragraph at `from`.
    fn mark(&self, from: u32, to: u32) -> Mark {
        let mut at = from;
        let mut number = self.pieces.find(from);
        while let Some(piece) = self.pieces.get(number).filter(|_| at < to) {
            let end = piece.to.min(to);
            let bytes = self.pieces.bytes(&piece, at, end);
            let Some((skipped, character)) = find_mark(bytes, piece.width) else {
                at = end;
                number += 1;
                continue;
            };
            at += skipped;
            let behind = piece.offset(at) + piece.width;
            // A page break stands inside of a paragraph, the end of a section ends one.
            if character != 0x0C || self.paragraphs.find(behind - piece.width).to == behind {
                return Mark { at, character };
            }
            at += 1;
            number += usize::from(at >= piece.to);
        }
        Mark { at: to, character: 0 }
    }

    /// The properties of the paragraph whose mark stands here, as read and as written.
    fn paragraph(&mut self, mark: u32) -> Result<(Paragraph, [&'a [u8]; 2]), ReadError> {
        let Some(piece) = self.pieces.get(self.pieces.find(mark)) else {
            return Ok((Paragraph::default(), [&[]; 2]));
        };
        let run = self.paragraphs.find(piece.offset(mark));
        self.spend(run.sprms.len())?;
        let mut properties = Paragraph::new(run.style, run.sprms);
        // Properties that do not fit into a page stand in the data stream.
        let long = properties.long.and_then(|at| long(self.data, at)).unwrap_or_default();
        self.spend(long.len())?;
        properties.apply(long);
        if piece.modifier != 0 {
            let modifier = self.pieces.modifier(piece.modifier);
            self.spend(modifier.sprms().len())?;
            properties.apply(modifier.sprms());
        }
        Ok((properties, [run.sprms, long]))
    }

    /// Counts a paragraph, a cell or a table.
    fn count(&mut self) -> Result<(), ReadError> {
        self.items += 1;
        if self.items > self.limits.cells {
            return Err(trouble::too_large("段落或单元格过多", "too many paragraphs or cells"));
        }
        self.check_text()
    }

    /// Text must stay within its limit.
    fn check_text(&self) -> Result<(), ReadError> {
        match self.kept > self.limits.text {
            true => Err(trouble::too_large("文字过多", "too much text")),
            false => Ok(()),
        }
    }

    /// Counts properties.
    fn spend(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.spent += bytes;
        match self.spent > MOST_PROPERTIES {
            true => Err(trouble::too_large("格式过多", "too much formatting")),
            false => Ok(()),
        }
    }
}

/// The first mark in a stretch of text: how many characters stand before it, and which it is.
fn find_mark(bytes: &[u8], width: usize) -> Option<(u32, u8)> {
    let at = match width {
        1 => memchr::memchr3(0x07, 0x0C, 0x0D, bytes)?,
        _ => bytes.chunks_exact(2).position(|unit| matches!(unit, [0x07 | 0x0C | 0x0D, 0]))?,
    };
    Some((u32::try_from(at).ok()?, *bytes.get(at * width)?))
}

/// Properties at this place of the data stream, behind their length.
fn long(data: &[u8], at: u32) -> Option<&[u8]> {
    let rest = data.get(at as usize..)?;
    rest.get(2..2 + usize::from(u16_at(rest, 0)?))
}
