//! What is open while the body is read: paragraphs, tables, cells, one inside the other.
use crate::Block;
use crate::formats::word::grid::{Grid, OpenCell};

/// One open element that gathers content.
pub enum Frame {
    Paragraph(OpenParagraph),
    Table(Box<Grid>),
    Cell(OpenCell),
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
    /// What its style gives.
    pub style: crate::formats::docx::styles::Style,
    /// Direct `w:numId` and `w:ilvl`.
    pub list: Option<u32>,
    pub list_level: Option<u8>,
    /// Direct `w:outlineLvl`.
    pub outline: Option<u32>,
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
