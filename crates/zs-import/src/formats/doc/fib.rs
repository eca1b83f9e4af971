//! The header of a Word document (FIB): how long each story is, and where the tables of the file stand.
use super::trouble;
use crate::ReadError;
use crate::formats::little::{u16_at, u32_at};

/// What begins a Word document since Word 6.
const MARK: u16 = 0xA5EC;
/// The first version of the format that Word 97 writes (earlier ones are other formats).
const FIRST_VERSION: u16 = 106;

/// What stands in the table stream, by its number among the pairs of offset and length in the header.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Styles = 1,
    CharacterRuns = 12,
    ParagraphRuns = 13,
    Fonts = 15,
    Pieces = 33,
    Anchors = 40,
    TextBoxes = 56,
    Lists = 73,
    ListOverrides = 74,
}

/// The header.
pub(super) struct Fib {
    /// Whether the tables stand in `1Table` rather than `0Table`.
    pub(super) table_one: bool,
    /// Characters of the main text.
    pub(super) text: u32,
    /// Characters between the main text and the text boxes: notes, headers, comments.
    pub(super) between: u32,
    /// Characters of the text boxes.
    pub(super) boxes: u32,
    parts: Vec<(u32, u32)>,
}

impl Fib {
    /// Reads the header at the beginning of the document stream.
    pub(super) fn read(document: &[u8]) -> Result<Self, ReadError> {
        let (mark, version) = (u16_at(document, 0), u16_at(document, 2));
        let (Some(mark), Some(version), Some(flags)) = (mark, version, u16_at(document, 10)) else {
            return Err(cut());
        };
        if mark != MARK || version < FIRST_VERSION {
            return Err(trouble::unknown(
                "这是 Word 95 或更早的文档，不读取",
                "this is a document of Word 95 or earlier, which is not read",
            ));
        }
        // fEncrypted; a scrambled (fObfuscated) file has both bits.
        if flags & 0x0100 != 0 {
            return Err(trouble::encrypted());
        }
        Self::lengths(document, flags & 0x0200 != 0).ok_or_else(cut)
    }

    /// The lengths of the stories and the pairs, each group behind the count of its members.
    fn lengths(document: &[u8], table_one: bool) -> Option<Self> {
        let words = 32;
        let longs = words + 2 + usize::from(u16_at(document, words)?) * 2;
        let stories = longs + 2;
        let pairs = stories + usize::from(u16_at(document, longs)?) * 4;
        let count = usize::from(u16_at(document, pairs)?);
        let story = |at: usize| u32_at(document, stories + at * 4);
        // Footnotes, headers, macros, comments, endnotes.
        let mut between = 0_u32;
        for at in 4..=8 {
            between = between.saturating_add(story(at)?);
        }
        let parts = (0..count.min(256)).map_while(|at| {
            let pair = pairs + 2 + at * 8;
            Some((u32_at(document, pair)?, u32_at(document, pair + 4)?))
        });
        Some(Self { table_one, text: story(3)?, between, boxes: story(9)?, parts: parts.collect() })
    }

    /// A part of the table stream; empty where there is none, cut where the stream ends.
    pub(super) fn part<'a>(&self, part: Part, table: &'a [u8]) -> &'a [u8] {
        let (at, length) = self.parts.get(part as usize).copied().unwrap_or_default();
        let rest = table.get(at as usize..).unwrap_or_default();
        &rest[..rest.len().min(length as usize)]
    }

    /// What follows a part; the levels of lists stand behind the lists without being counted to them.
    pub(super) fn behind<'a>(&self, part: Part, table: &'a [u8]) -> &'a [u8] {
        let (at, length) = self.parts.get(part as usize).copied().unwrap_or_default();
        table.get((at as usize).saturating_add(length as usize)..).unwrap_or_default()
    }
}

fn cut() -> ReadError {
    trouble::damaged("文件头不完整", "its header is cut off")
}
