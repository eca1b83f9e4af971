//! What the properties of a paragraph and of characters say to the reader; all others are passed over.
use super::sprms::{Sprm, Sprms};
use super::styles::Styles;
use crate::formats::little::u32_at;

/// Deepest nesting of tables; deeper ones count as this deep.
const DEEPEST: u32 = 64;

/// The properties of a paragraph.
#[derive(Clone, Copy, Default)]
pub(super) struct Paragraph {
    pub(super) style: u16,
    in_table: bool,
    depth: u32,
    row_end: bool,
    inner_cell: bool,
    inner_row_end: bool,
    /// Its list, counted from 1; 0 takes away the list of the style.
    pub(super) list: Option<u16>,
    pub(super) level: Option<u8>,
    /// Outline level, 9 is body text.
    pub(super) outline: Option<u8>,
    /// Where in the data stream its properties go on.
    pub(super) long: Option<u32>,
}

/// What a paragraph ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    Paragraph,
    Cell,
    Row,
}

impl Paragraph {
    /// The properties of a paragraph of this style.
    pub(super) fn new(style: u16, sprms: &[u8]) -> Self {
        let mut paragraph = Self { style, ..Self::default() };
        paragraph.apply(sprms);
        paragraph
    }

    /// Lays further properties over these.
    pub(super) fn apply(&mut self, sprms: &[u8]) {
        Sprms(sprms).for_each(|sprm| self.take(&sprm));
    }

    fn take(&mut self, sprm: &Sprm) {
        let on = sprm.byte() != 0;
        match sprm.code {
            0x4600 => self.style = sprm.word(),
            0x2416 => self.in_table = on,
            0x2417 => self.row_end = on,
            0x244B => self.inner_cell = on,
            0x244C => self.inner_row_end = on,
            0x6649 => self.depth = u32::from(sprm.word()),
            0x460B => self.list = Some(sprm.word()),
            0x260A => self.level = Some(sprm.byte()),
            0x2640 => self.outline = Some(sprm.byte()),
            0x6645 | 0x6646 => self.long = u32_at(sprm.value, 0),
            _ => {}
        }
    }

    /// How many tables stand around the paragraph.
    pub(super) fn tables(&self) -> usize {
        match self.in_table || self.depth > 0 {
            true => self.depth.clamp(1, DEEPEST) as usize,
            false => 0,
        }
    }

    /// What the mark at its end ends: outer tables have marks of their own, inner ones ordinary marks.
    pub(super) fn ends(&self, mark: u8) -> Ends {
        let (row, cell) = match self.tables() {
            0 => return Ends::Paragraph,
            1 => (self.row_end, mark == 0x07),
            _ => (self.inner_row_end, self.inner_cell || mark == 0x07),
        };
        match (row, cell) {
            (true, _) => Ends::Row,
            (_, true) => Ends::Cell,
            _ => Ends::Paragraph,
        }
    }
}

/// The properties of characters.
#[derive(Clone, Copy, Default)]
pub(super) struct Characters {
    /// Deleted by a tracked change.
    pub(super) deleted: bool,
    pub(super) hidden: bool,
    /// Characters below the space and `(` stand for other things.
    pub(super) special: bool,
    /// Font and code of a symbol that stands for the character.
    pub(super) symbol: Option<(u16, u16)>,
    /// Where in the data stream stands what the character stands for, if it is a form field or the like.
    pub(super) place: Option<u32>,
    pub(super) is_data: bool,
    /// The fonts, by number.
    pub(super) fonts: [Option<u16>; 3],
}

impl Characters {
    /// Lays properties over these; `hidden` is what the paragraph's style says.
    pub(super) fn apply(&mut self, sprms: &[u8], hidden: bool, styles: &Styles) {
        for sprm in Sprms(sprms) {
            match sprm.code {
                0x0800 => self.deleted = toggled(sprm.byte(), false),
                0x083C => self.hidden = toggled(sprm.byte(), hidden),
                0x4A30 => self.hidden |= styles.get(sprm.word()).hidden,
                0x0855 => self.special = sprm.byte() != 0,
                0x0806 => self.is_data = sprm.byte() != 0,
                0x6A03 => self.place = u32_at(sprm.value, 0),
                0x6A09 => self.symbol = symbol(&sprm),
                0x4A4F => self.fonts[0] = Some(sprm.word()),
                0x4A50 => self.fonts[1] = Some(sprm.word()),
                0x4A51 => self.fonts[2] = Some(sprm.word()),
                _ => {}
            }
        }
    }
}

/// On, off, as the style says, or the contrary.
fn toggled(value: u8, style: bool) -> bool {
    match value {
        0x80 => style,
        0x81 => !style,
        value => value != 0,
    }
}

fn symbol(sprm: &Sprm) -> Option<(u16, u16)> {
    let code = sprm.value.get(2..4)?;
    Some((sprm.word(), u16::from_le_bytes([code[0], code[1]])))
}
