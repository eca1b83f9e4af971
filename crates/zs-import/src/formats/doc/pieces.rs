//! The piece table (CLX): which bytes of the document stream are the text, in order.
use super::container::Streams;
use super::fib::Part;
use super::{codepage, trouble};
use crate::formats::little::{u16_at, u32_at};
use crate::{Limits, ReadError};

/// A stretch of text; positions are counted in characters from the beginning of all text.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    /// First position, and the position behind the last.
    pub(super) from: u32,
    pub(super) to: u32,
    /// Where its bytes begin in the document stream.
    start: usize,
    /// Bytes for each position: 2 for UTF-16, 1 for a code page.
    pub(super) width: usize,
    /// Whether the code page is GBK.
    pub(super) chinese: bool,
    /// A property laid over the whole piece.
    pub(super) modifier: u16,
}

impl Piece {
    /// Where a position inside the piece stands in the document stream.
    pub(super) fn offset(&self, position: u32) -> usize {
        self.start + position.saturating_sub(self.from) as usize * self.width
    }
}

/// The text of a document.
pub(super) struct Pieces<'a> {
    document: &'a [u8],
    pieces: Vec<Piece>,
    /// The properties that modifiers refer to.
    modifiers: Vec<&'a [u8]>,
}

impl<'a> Pieces<'a> {
    /// Reads the piece table.
    pub(super) fn read(streams: &'a Streams, limits: &Limits) -> Result<Self, ReadError> {
        let mut rest = streams.fib.part(Part::Pieces, &streams.table);
        let mut modifiers = Vec::new();
        while let [0x01, more @ ..] = rest {
            let length = usize::from(u16_at(more, 0).ok_or_else(cut)?);
            modifiers.push(more.get(2..2 + length).ok_or_else(cut)?);
            rest = &more[2 + length..];
        }
        let [0x02, more @ ..] = rest else { return Err(cut()) };
        let length = u32_at(more, 0).ok_or_else(cut)? as usize;
        let table = more.get(4..).and_then(|t| t.get(..length)).ok_or_else(cut)?;
        let count = length.saturating_sub(4) / 12;
        if count > limits.cells {
            return Err(trouble::too_large("文字片段过多", "too many pieces of text"));
        }
        let document = &streams.document[..];
        let mut pieces: Vec<Piece> = Vec::with_capacity(count);
        for at in 0..count {
            let piece = piece(table, at, count).ok_or_else(cut)?;
            let after = pieces.last().map_or(0, |last| last.to) == piece.from;
            if piece.to < piece.from || !after {
                return Err(trouble::damaged("文字片段的次序错误", "its pieces are out of order"));
            }
            if piece.to > piece.from {
                pieces.push(piece);
            }
        }
        let mut pieces = Self { document, pieces, modifiers };
        pieces.check(streams, limits)?;
        Ok(pieces)
    }

    /// All text that is read must stand in the file; which pieces are Chinese.
    fn check(&mut self, streams: &Streams, limits: &Limits) -> Result<(), ReadError> {
        let fib = &streams.fib;
        let boxes = if fib.boxes == 0 { 0 } else { fib.between.saturating_add(fib.boxes) };
        let end = fib.text.saturating_add(boxes);
        if end as usize > limits.text {
            return Err(trouble::too_large("文字过多", "too much text"));
        }
        if self.pieces.last().is_none_or(|last| last.to < end) {
            return Err(trouble::damaged("文字不全", "a part of its text is missing"));
        }
        for piece in &mut self.pieces {
            let to = piece.to.min(end);
            if to <= piece.from {
                continue;
            }
            let bytes = self.document.get(piece.start..piece.offset(to)).ok_or_else(|| {
                trouble::damaged("文字位置超出文件", "its text would stand outside the file")
            })?;
            piece.chinese = piece.width == 1 && codepage::is_chinese(bytes);
        }
        Ok(())
    }

    /// The number of the piece that holds a position; the number of pieces where none does.
    pub(super) fn find(&self, position: u32) -> usize {
        self.pieces.partition_point(|piece| piece.to <= position)
    }

    /// A piece by its number.
    pub(super) fn get(&self, number: usize) -> Option<Piece> {
        self.pieces.get(number).copied()
    }

    /// The bytes of the positions `from..to` of a piece.
    pub(super) fn bytes(&self, piece: &Piece, from: u32, to: u32) -> &'a [u8] {
        self.document.get(piece.offset(from)..piece.offset(to)).unwrap_or_default()
    }

    /// The properties that a modifier of a piece stands for.
    pub(super) fn modifier(&self, modifier: u16) -> Modifier<'a> {
        if modifier & 1 != 0 {
            let long = self.modifiers.get(usize::from(modifier >> 1));
            return Modifier::Long(long.copied().unwrap_or_default());
        }
        let [_, value] = modifier.to_le_bytes();
        // The short numbers of the few properties that matter here.
        let sprm: u16 = match (modifier >> 1) & 0x7F {
            0x0C => 0x260A,
            0x18 => 0x2416,
            0x19 => 0x2417,
            0x41 => 0x0800,
            0x5C => 0x083C,
            0x78 => 0x2640,
            _ => return Modifier::Long(&[]),
        };
        let [low, high] = sprm.to_le_bytes();
        Modifier::Short([low, high, value])
    }
}

/// Properties that a piece lays over its text.
pub(super) enum Modifier<'a> {
    Short([u8; 3]),
    Long(&'a [u8]),
}

impl Modifier<'_> {
    pub(super) fn sprms(&self) -> &[u8] {
        match self {
            Self::Short(sprm) => sprm,
            Self::Long(sprms) => sprms,
        }
    }
}

/// A piece of the table: its ends stand before all descriptions.
fn piece(table: &[u8], at: usize, count: usize) -> Option<Piece> {
    let (from, to) = (u32_at(table, at * 4)?, u32_at(table, at * 4 + 4)?);
    let description = table.get((count + 1) * 4 + at * 8..)?;
    let offset = u32_at(description, 2)?;
    let modifier = u16_at(description, 6)?;
    // Bit 30 says that there is one byte for each character, at half of the offset.
    let (start, width) = match offset & 0x4000_0000 {
        0 => ((offset & 0x3FFF_FFFF) as usize, 2),
        _ => ((offset & 0x3FFF_FFFF) as usize / 2, 1),
    };
    Some(Piece { from, to, start, width, chinese: false, modifier })
}

fn cut() -> ReadError {
    trouble::damaged("片段表损坏", "its piece table is broken")
}
