//! What is open while the body is read: paragraphs, tables, cells, one inside the other.
use crate::Block;
use crate::formats::docx::styles::Style;
use crate::formats::word::grid::{Grid, OpenCell};

/// One open element that gathers content.
pub enum Frame {
    Paragraph(OpenParagraph),
    Table(Box<Grid>),
    Cell(OpenCell),
}

/// The properties that most paragraphs have, and many have alike.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Plain {
    /// What the style gives.
    pub style: Style,
    /// Direct `w:outlineLvl`.
    pub outline: Option<u32>,
}

impl Plain {
    /// Those of a paragraph of this style that has none of its own.
    pub fn of(style: Style) -> Self {
        Self { style, outline: None }
    }
}

/// A paragraph that is being read.
#[derive(Default)]
pub struct OpenParagraph {
    /// Depth of the element `w:p`.
    pub depth: usize,
    /// Number of the `w:p`, from 1.
    pub ordinal: u32,
    /// Where its text begins in the shared buffer.
    pub start: usize,
    /// Number of fields open when it began.
    pub fields: usize,
    /// Style and outline level.
    pub plain: Plain,
    /// Direct `w:numId` and `w:ilvl`.
    pub list: Option<u32>,
    pub list_level: Option<u8>,
    /// Whether the paragraph mark is deleted: the next paragraph goes on in this one.
    pub joined: bool,
    /// Whether the paragraph mark is hidden.
    pub mark_hidden: bool,
    /// The open run: whether its text is hidden, and where its `w:rFonts` stands in the part.
    pub hidden: bool,
    pub fonts: Option<(usize, usize)>,
    /// Text boxes, to follow the paragraph.
    pub boxes: Vec<Block>,
}
