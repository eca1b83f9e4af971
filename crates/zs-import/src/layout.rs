//! The one shape in which every reader gives a document: paragraphs and grids of cells, with places.
use zs_model::{Place, Reason};

/// A document in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Paragraphs and tables in reading order.
    pub blocks: Vec<Block>,
    /// What the file shows but the reader could not read, said in words for the findings: scanned pages,
    /// characters of fonts that do not say which they are.
    pub unread: Vec<Paragraph>,
    /// What the reader was not sure of, for the confidence of the fields that are read there.
    pub unsure: Vec<Unsure>,
    /// Whether nothing but the text itself told how its characters are coded.
    pub encoding_guessed: bool,
}

/// A text of which the reader was not sure.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsure {
    /// Where the paragraph or cell stands.
    pub place: Place,
    /// Its text, where many texts share a place; empty where the place tells it.
    pub text: String,
    /// Why.
    pub why: Reason,
}

/// A paragraph or a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph outside tables.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// One paragraph (one line, for files that have only lines).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// The text without field codes, bookmarks, tags and tracked deletions; inner spaces kept.
    pub text: String,
    /// Heading level (1 = highest) where the file marks one.
    pub heading: Option<u8>,
    /// Where it stands.
    pub place: Place,
}

/// A grid of cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Cells ordered by row, then column; a cell that spans others stands once, at its upper left corner.
    pub cells: Vec<Cell>,
    /// Number of grid rows.
    pub rows: u32,
    /// Number of grid columns.
    pub columns: u32,
    /// Whether rows and columns were guessed from line breaks and tabs (text files): rows may be cut or joined.
    pub loose: bool,
    /// Where it begins.
    pub place: Place,
}

/// One cell of a grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// 0-based grid row.
    pub row: u32,
    /// 0-based grid column.
    pub column: u32,
    /// Rows covered, at least 1.
    pub row_span: u32,
    /// Columns covered, at least 1.
    pub column_span: u32,
    /// The text; paragraphs and line breaks inside the cell are joined by `\n`, inner spaces kept.
    pub text: String,
    /// What stands inside the cell besides its own text: nested tables, in order.
    pub nested: Vec<Table>,
    /// Where it stands.
    pub place: Place,
}
