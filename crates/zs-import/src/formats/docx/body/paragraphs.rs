//! Paragraphs: where their text begins, their properties, their numbers, joining.
use super::Body;
use crate::formats::docx::frames::{Frame, OpenParagraph, Plain};
use crate::formats::docx::names::{Tag, leap, property, tag};
use crate::formats::word::headings::heading_level;
use crate::formats::xml::{Open, Scanner};
use crate::{Block, Paragraph, ReadError};
use zs_model::Place;

/// Kinds of paragraph properties that are remembered.
const MOST_KNOWN: usize = 4;

impl<'a> Body<'a> {
    pub(super) fn open_paragraph(&mut self) -> Result<(), ReadError> {
        let depth = self.tags.len();
        let around = self.frames.len();
        if let Some((_, mut paragraph)) = self.carried.take_if(|(level, _)| *level == around) {
            paragraph.depth = depth;
            paragraph.joined = false;
            paragraph.mark_hidden = false;
            paragraph.plain = Plain::of(self.styles.default);
            paragraph.list = None;
            paragraph.list_level = None;
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
            plain: Plain::of(self.styles.default),
            ..OpenParagraph::default()
        }));
        Ok(())
    }

    pub(super) fn close_paragraph(&mut self, paragraph: OpenParagraph) -> Result<(), ReadError> {
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
    pub(super) fn end_carried(&mut self) -> Result<(), ReadError> {
        let around = self.frames.len();
        match self.carried.take_if(|(level, _)| *level == around) {
            Some((_, paragraph)) => self.finish_paragraph(paragraph),
            None => Ok(()),
        }
    }

    pub(super) fn finish_paragraph(&mut self, paragraph: OpenParagraph) -> Result<(), ReadError> {
        self.write_number(&paragraph);
        if !matches!(self.frames.last(), Some(Frame::Cell(_))) {
            let text = self.text[paragraph.start..].trim_matches('\n');
            if !text.trim().is_empty() {
                let heading = match paragraph.plain.outline {
                    Some(outline) => heading_level(outline),
                    None => paragraph.plain.style.heading,
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
    pub(super) fn write_number(&mut self, paragraph: &OpenParagraph) {
        let (list, level) = match (paragraph.list, paragraph.plain.style.number) {
            (Some(list), style) => {
                (list, paragraph.list_level.or(style.map(|(_, level)| level)).unwrap_or(0))
            }
            (None, Some((list, level))) => (list, paragraph.list_level.unwrap_or(level)),
            (None, None) => return,
        };
        let end = self.text.len();
        // A paragraph that is deleted or hidden as a whole has no number either.
        let unseen = end == paragraph.start && (paragraph.joined || paragraph.mark_hidden);
        if list == 0 || unseen {
            return;
        }
        self.lists.number(list, level, &mut self.text);
        if end == paragraph.start {
            let trimmed = self.text[end..].trim_end().len();
            self.text.truncate(end + trimmed);
        } else if self.text.len() > end {
            let number = self.text.split_off(end);
            self.text.insert_str(paragraph.start, &number);
        }
    }

    pub(super) fn properties(
        &mut self,
        tag: Tag,
        open: &Open,
        scan: &mut Scanner<'a>,
    ) -> Result<(), ReadError> {
        if tag == Tag::ParagraphProps && self.same_properties(scan) {
            return Ok(());
        }
        let leapt = leap(open, scan);
        if tag == Tag::ParagraphProps && leapt.is_none() {
            return self.new_properties(scan);
        }
        if tag == Tag::RunProps
            && self.parent(1) == Tag::Run
            && let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut()
        {
            paragraph.fonts = leapt;
        }
        Ok(())
    }

    /// Leaps over properties that are word for word some of those read before: the cells of a form have a
    /// few kinds of them.
    fn same_properties(&mut self, scan: &mut Scanner<'a>) -> bool {
        let fresh = Plain::of(self.styles.default);
        let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut() else { return false };
        if paragraph.plain != fresh {
            return false;
        }
        let same = self.known.iter().find(|(text, _)| scan.leap_same(text));
        paragraph.plain = same.map_or(fresh, |(_, plain)| *plain);
        same.is_some()
    }

    /// Reads the properties of a paragraph up to the first that is more than a tag, and remembers them
    /// if that was all.
    fn new_properties(&mut self, scan: &mut Scanner<'a>) -> Result<(), ReadError> {
        let fresh = Plain::of(self.styles.default);
        let begin = scan.at();
        let mut known = matches!(self.frames.last(), Some(Frame::Paragraph(p)) if p.plain == fresh);
        while let Some(open) = property(Tag::ParagraphProps, scan) {
            known &= matches!(tag(&open), Tag::ParagraphStyle | Tag::Outline);
            self.open(&open, scan)?;
            scan.ends();
            self.close()?;
        }
        if let Some(Frame::Paragraph(paragraph)) = self.frames.last()
            && known
            && let Some(text) = scan.whole_from(begin)
        {
            if self.known.len() == MOST_KNOWN {
                self.known.remove(0);
            }
            self.known.push((text, paragraph.plain));
        }
        Ok(())
    }

    pub(super) fn paragraph_property(&mut self, tag: Tag, open: &Open, scan: &Scanner) {
        let (parent, above) = (self.parent(1), self.parent(2));
        let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut() else { return };
        match (tag, parent, above) {
            (Tag::ParagraphStyle, Tag::ParagraphProps, _) => {
                paragraph.plain.style =
                    open.val().map_or(self.styles.default, |id| self.styles.get(&id));
            }
            (Tag::NumberId, Tag::NumberProps, _) => paragraph.list = open.number(),
            (Tag::NumberLevel, Tag::NumberProps, _) => {
                paragraph.list_level = open.number().and_then(|level| u8::try_from(level).ok());
            }
            (Tag::Outline, Tag::ParagraphProps, _) => paragraph.plain.outline = open.number(),
            (Tag::RunStyle, Tag::RunProps, Tag::Run) => {
                let hides = open.val().is_some_and(|id| self.styles.get(&id).hidden);
                paragraph.hidden |= hides;
            }
            (Tag::RunFonts, Tag::RunProps, Tag::Run) => paragraph.fonts = Some(scan.span()),
            (Tag::Vanish, Tag::RunProps, Tag::Run) => paragraph.hidden = open.on(),
            (Tag::Vanish, Tag::RunProps, Tag::ParagraphProps) => paragraph.mark_hidden = open.on(),
            _ => {}
        }
    }
}
