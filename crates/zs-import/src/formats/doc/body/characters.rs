//! The characters of a paragraph: what a reader of the document sees of them.
use super::{Body, Story};
use crate::ReadError;
use crate::formats::doc::pieces::Piece;
use crate::formats::doc::properties::Characters;
use crate::formats::doc::{codepage, form};
use crate::formats::word::symbols::symbol;

/// Most characters that are decoded at once.
const LONGEST_STRETCH: u32 = 32 << 10;

impl Body<'_> {
    /// Reads the text of a paragraph of this style.
    pub(super) fn text(
        &mut self,
        story: &mut Story,
        from: u32,
        to: u32,
        style: u16,
    ) -> Result<(), ReadError> {
        let hidden = self.styles.get(style).hidden;
        let mut at = from;
        let mut number = self.pieces.find(from);
        while let Some(piece) = self.pieces.get(number).filter(|_| at < to) {
            let end = piece.to.min(to);
            let characters = self.of(&piece, at, hidden)?;
            // The run may end inside of a character of two bytes, which then belongs to it.
            let left = self.run.to.saturating_sub(piece.offset(at)).div_ceil(piece.width).max(1);
            let until = at.saturating_add(u32::try_from(left).unwrap_or(u32::MAX)).min(end);
            let until = self.cut(&piece, at, until);
            if !characters.deleted {
                self.stretch(story, &piece, (at, until), &characters)?;
            }
            at = until;
            number += usize::from(at >= piece.to);
        }
        Ok(())
    }

    /// Where a long stretch is cut, between two characters, so that little text is held twice.
    fn cut(&self, piece: &Piece, from: u32, to: u32) -> u32 {
        if to - from <= LONGEST_STRETCH {
            return to;
        }
        let end = from + LONGEST_STRETCH;
        let bytes = self.pieces.bytes(piece, from, end);
        let whole = match (piece.width, bytes) {
            (1, bytes) if piece.chinese => codepage::is_whole(bytes),
            // The first half of a character beyond the basic plane.
            (2, [.., 0xD8..=0xDB]) => false,
            _ => true,
        };
        if whole { end } else { end - 1 }
    }

    /// The properties of the character at a position.
    pub(super) fn characters(&mut self, at: u32, hidden: bool) -> Result<Characters, ReadError> {
        match self.pieces.get(self.pieces.find(at)) {
            Some(piece) => self.of(&piece, at, hidden),
            None => Ok(Characters::default()),
        }
    }

    fn of(&mut self, piece: &Piece, at: u32, hidden: bool) -> Result<Characters, ReadError> {
        let byte = piece.offset(at);
        if !(self.run.from..self.run.to).contains(&byte) {
            self.run = self.characters.find(byte);
        }
        let mut characters = Characters { hidden, ..Characters::default() };
        self.spend(self.run.sprms.len())?;
        characters.apply(self.run.sprms, hidden, &self.styles);
        if piece.modifier != 0 {
            let modifier = self.pieces.modifier(piece.modifier);
            self.spend(modifier.sprms().len())?;
            characters.apply(modifier.sprms(), hidden, &self.styles);
        }
        Ok(characters)
    }

    /// Takes a stretch of text with the same properties.
    fn stretch(
        &mut self,
        story: &mut Story,
        piece: &Piece,
        (from, to): (u32, u32),
        characters: &Characters,
    ) -> Result<(), ReadError> {
        let bytes = self.pieces.bytes(piece, from, to);
        let before = story.buffer().len();
        if piece.width == 1 {
            let mut text = String::new();
            codepage::decode(bytes, piece.chinese, &mut text);
            text.chars().for_each(|char| self.character(story, characters, char));
        } else {
            let units = bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
            for char in char::decode_utf16(units) {
                self.character(story, characters, char.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
        self.kept += story.buffer().len() - before;
        self.check_text()
    }

    fn character(&self, story: &mut Story, characters: &Characters, char: char) {
        match char {
            '\u{13}' => return story.field("begin"),
            '\u{14}' => return story.field("separate"),
            '\u{15}' => return story.field("end"),
            '\u{01}' if characters.is_data && !characters.hidden => {
                let form = characters.place.and_then(|at| form::shown(self.data, at));
                return story.buffer().push_str(&form.unwrap_or_default());
            }
            _ => {}
        }
        if characters.hidden || story.fields.hides() {
            return;
        }
        let shown = match (char, characters.symbol) {
            ('(', Some((font, code))) if characters.special => {
                symbol(self.fonts.symbol(font), u32::from(code))
            }
            ('\t', _) => '\t',
            // The ends of lines, pages and columns.
            ('\u{0B}' | '\u{0C}' | '\u{0E}', _) => '\n',
            // The hyphen that does not break.
            ('\u{1E}', _) => '-',
            ('\u{F000}'..='\u{F0FF}', _) => symbol(self.symbol_font(characters), char as u32),
            (char, _) if char.is_control() => return,
            (char, _) => char,
        };
        story.buffer().push(shown);
    }

    fn symbol_font(&self, characters: &Characters) -> &'static str {
        let fonts = characters.fonts.iter().flatten().map(|font| self.fonts.symbol(*font));
        fonts.into_iter().find(|name| !name.is_empty()).unwrap_or("")
    }
}
