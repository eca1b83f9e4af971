//! Collects paragraphs and tables into a layout, counts tables and keeps within the limits.
use crate::{Block, Cell, Layout, Limits, Paragraph, ReadError, ReadErrorKind, Table};
use zs_model::Place;

/// The text of one cell and where it begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::formats) struct Piece {
    pub text: String,
    pub line: u32,
    pub page: u32,
}

/// Cells of one line or of one group of lines, before rows are evened out.
#[derive(Clone, Debug, Default)]
pub(in crate::formats) struct Row {
    pub cells: Vec<Piece>,
    /// Blank lines before the row.
    pub gap: u32,
}

impl Row {
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|c| c.text.is_empty())
    }
}

/// A layout under construction.
pub(in crate::formats) struct Builder<'l> {
    limits: &'l Limits,
    layout: Layout,
    tables: u32,
    items: usize,
}

impl<'l> Builder<'l> {
    pub fn new(limits: &'l Limits) -> Self {
        Self { limits, layout: Layout::default(), tables: 0, items: 0 }
    }

    pub fn finish(self) -> Layout {
        self.layout
    }

    /// Adds a paragraph unless it is empty.
    pub fn paragraph(
        &mut self,
        text: &str,
        heading: Option<u8>,
        place: Place,
    ) -> Result<(), ReadError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        self.count(1, &place)?;
        let paragraph = Paragraph { text: text.to_owned(), heading, place };
        self.layout.blocks.push(Block::Paragraph(paragraph));
        Ok(())
    }

    /// Adds a table; rows without any text at the end are left out, and a table without text
    /// altogether.
    pub fn table(&mut self, mut rows: Vec<Row>, loose: bool) -> Result<(), ReadError> {
        while rows.last().is_some_and(Row::is_blank) {
            rows.pop();
        }
        let Some(first) = rows.first().and_then(|r| r.cells.first()) else { return Ok(()) };
        let begin = place(first.line, first.page);
        let width = rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
        let width = width.min(self.limits.columns as usize).max(1);
        self.tables += 1;
        let mut table = Table {
            rows: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            columns: u32::try_from(width).unwrap_or(u32::MAX),
            loose,
            place: Place { table: Some(self.tables), ..begin },
            ..Table::default()
        };
        for (r, row) in rows.into_iter().enumerate() {
            let r = u32::try_from(r).unwrap_or(u32::MAX);
            let cells = fit(row.cells, width);
            self.count(cells.len(), &table.place)?;
            for (c, piece) in cells.into_iter().enumerate() {
                table.cells.push(self.cell(r, u32::try_from(c).unwrap_or(u32::MAX), piece));
            }
        }
        self.layout.blocks.push(Block::Table(table));
        Ok(())
    }

    fn cell(&self, row: u32, column: u32, piece: Piece) -> Cell {
        let place = Place {
            table: Some(self.tables),
            row: Some(row.saturating_add(1)),
            column: Some(column.saturating_add(1)),
            ..place(piece.line, piece.page)
        };
        let text = piece.text;
        Cell { row, column, row_span: 1, column_span: 1, text, nested: Vec::new(), place }
    }

    /// The number of the table that begins now.
    pub fn next_table(&mut self) -> u32 {
        self.tables += 1;
        self.tables
    }

    /// Adds a block whose parts were counted before.
    pub fn push(&mut self, block: Block) {
        self.layout.blocks.push(block);
    }

    /// Counts paragraphs, tables and cells against the limit.
    pub fn count(&mut self, more: usize, place: &Place) -> Result<(), ReadError> {
        self.items += more;
        if self.items <= self.limits.cells { Ok(()) } else { Err(too_many(place.clone())) }
    }
}

/// The error for a text with more lines, paragraphs or cells than the limit.
pub(in crate::formats) fn too_many(place: Place) -> ReadError {
    ReadError::new(
        ReadErrorKind::TooLarge,
        "文件的段落和单元格太多，请分成几个文件再导入",
        "too many paragraphs and cells: split the file and import the parts",
    )
    .at(place)
}

/// The error for a file with more text than the limit.
pub(in crate::formats) fn too_long() -> ReadError {
    ReadError::new(
        ReadErrorKind::TooLarge,
        "文件太大，请分成几个文件再导入",
        "the file is too large: split it and import the parts",
    )
}

/// The place of a line; the page only in files that have page breaks.
pub(in crate::formats) fn place(line: u32, page: u32) -> Place {
    Place { line: Some(line), page: (page > 0).then_some(page), ..Place::default() }
}

/// Text beyond the last column goes into it, so that none is lost.
fn fit(mut cells: Vec<Piece>, width: usize) -> Vec<Piece> {
    if cells.len() <= width {
        return cells;
    }
    let rest = cells.split_off(width);
    if let Some(last) = cells.last_mut() {
        for piece in rest.iter().filter(|p| !p.text.is_empty()) {
            last.text.push('\t');
            last.text.push_str(&piece.text);
        }
    }
    cells
}
