//! The pass over the content part: elements in, blocks out.
use super::numbers::Numbers;
use crate::formats::word::symbols::symbol;
use crate::formats::xml::{Item, Open, Scanner};
use crate::{Block, Cell, Layout, Limits, Paragraph, ReadError, ReadErrorKind, Table};
use zs_model::Place;

/// Spaces that one element stands for at most.
const SPACES: u32 = 1_000;

/// Reads the content part.
pub fn read(
    text: &str,
    part: &str,
    numbers: Numbers,
    limits: &Limits,
) -> Result<Layout, ReadError> {
    let mut scanner = Scanner::new(text, part, limits);
    let mut flow = Flow {
        limits,
        numbers,
        frames: vec![Frame::default()],
        lists: Vec::new(),
        skipped: usize::MAX,
        inside: false,
        paragraphs: 0,
        tables: 0,
        items: 0,
        text: 0,
    };
    loop {
        match scanner.item()? {
            Item::Open(tag) if scanner.depth() <= flow.skipped => {
                flow.open(&tag, scanner.depth())?
            }
            Item::Text(piece) if flow.skipped == usize::MAX => {
                for one in piece.chars() {
                    flow.put(one)?;
                }
            }
            Item::Char(one) if flow.skipped == usize::MAX => flow.put(one)?,
            Item::Close => flow.close(scanner.depth() + 1)?,
            Item::End => break,
            _ => {}
        }
    }
    let blocks = flow.frames.drain(..).next().unwrap_or_default().blocks;
    Ok(Layout { blocks, ..Layout::default() })
}

/// What collects blocks: the document, a table, a cell, a box within a paragraph.
#[derive(Default)]
struct Frame {
    /// Depth of its element.
    depth: usize,
    blocks: Vec<Block>,
    table: Option<OpenTable>,
    paragraph: Option<OpenParagraph>,
    cell: Option<Cell>,
    /// Blocks of boxes, which follow the open paragraph.
    boxes: Vec<Block>,
}

struct OpenTable {
    table: Table,
    /// Depth of the open row.
    row: usize,
    column: u32,
    /// How often the open row stands there.
    rows: u32,
}

struct OpenParagraph {
    depth: usize,
    ordinal: u32,
    text: String,
    heading: Option<u8>,
    list: Option<(u32, u8)>,
    /// Whether white space that comes is none.
    blank: bool,
}

/// An open `text:list`.
struct OpenList {
    depth: usize,
    number: Option<u32>,
    /// Whether the item that is open has its number already.
    counted: bool,
}

struct Flow<'l> {
    limits: &'l Limits,
    numbers: Numbers,
    frames: Vec<Frame>,
    lists: Vec<OpenList>,
    /// What is deeper than this is left out.
    skipped: usize,
    /// Whether the text has begun.
    inside: bool,
    paragraphs: u32,
    tables: u32,
    items: usize,
    text: usize,
}

impl Flow<'_> {
    fn open(&mut self, tag: &Open<'_>, depth: usize) -> Result<(), ReadError> {
        let value = |name: &str| tag.attribute(name).unwrap_or_default();
        match tag.local() {
            b"body" => self.inside = true,
            _ if !self.inside => {}
            b"tracked-changes" | b"note" | b"annotation" | b"ruby-text" | b"forms" | b"title"
            | b"desc" | b"sequence-decls" | b"variable-decls" | b"user-field-decls" => {
                self.skipped = depth
            }
            b"section" if value("display") == "none" => self.skipped = depth,
            b"span" if self.numbers.hides(&value("style-name")) => self.skipped = depth,
            b"p" | b"h" => self.open_paragraph(tag, depth),
            b"s" => {
                let count = value("c").parse().unwrap_or(1).min(SPACES);
                for _ in 0..count {
                    self.put_exactly(' ')?;
                }
            }
            b"tab" => self.put_exactly('\t')?,
            b"line-break" => self.put_exactly('\n')?,
            b"list" => {
                let style = value("style-name");
                let goes_on =
                    value("continue-numbering") == "true" || !value("continue-list").is_empty();
                let number = match self.lists.last() {
                    Some(OpenList { number: Some(outer), .. }) => Some(*outer),
                    _ => self.numbers.open(&style, goes_on),
                };
                self.lists.push(OpenList { depth, number, counted: true });
            }
            b"list-item" => {
                if let Some(list) = self.lists.last_mut() {
                    list.counted = false;
                }
            }
            b"table" => self.open_table(depth),
            b"table-row" | b"table-cell" | b"covered-table-cell" => self.open_in_table(tag, depth),
            _ => {}
        }
        Ok(())
    }

    fn frame(&mut self) -> Option<&mut Frame> {
        self.frames.last_mut()
    }

    /// What stands within an open paragraph stands in a box, whatever that is: the element around it.
    fn open_box(&mut self, depth: usize) {
        if self.frames.last().is_some_and(|frame| frame.paragraph.is_some()) {
            self.frames.push(Frame { depth: depth - 1, ..Frame::default() });
        }
    }

    fn open_paragraph(&mut self, tag: &Open<'_>, depth: usize) {
        self.paragraphs = self.paragraphs.saturating_add(1);
        self.open_box(depth);
        let heading = (tag.local() == b"h").then(|| {
            tag.attribute("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1)
        });
        let level = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let list = match self.lists.last_mut().filter(|list| !list.counted) {
            Some(list) => {
                list.counted = true;
                list.number.map(|number| (number, level))
            }
            None => None,
        };
        let ordinal = self.paragraphs;
        let Some(frame) = self.frames.last_mut() else { return };
        if let Some(cell) = &mut frame.cell {
            cell.place.paragraph.get_or_insert(ordinal);
        }
        let text = String::new();
        frame.paragraph = Some(OpenParagraph { depth, ordinal, text, heading, list, blank: true });
    }

    fn open_table(&mut self, depth: usize) {
        self.tables = self.tables.saturating_add(1);
        self.open_box(depth);
        let place = Place { table: Some(self.tables), ..Place::default() };
        let table = Table { place, ..Table::default() };
        // A table within the cells of another has rows of its own.
        self.frames.push(Frame { depth, ..Frame::default() });
        if let Some(frame) = self.frame() {
            frame.table = Some(OpenTable { table, row: 0, column: 0, rows: 1 });
        }
    }

    fn open_in_table(&mut self, tag: &Open<'_>, depth: usize) {
        let limits = *self.limits;
        let number = |name: &str, most: u32| {
            let number = tag.attribute(name).and_then(|number| number.parse::<u32>().ok());
            number.unwrap_or(1).clamp(1, most)
        };
        let Some(open) = self.frames.last_mut().and_then(|frame| frame.table.as_mut()) else {
            return;
        };
        match tag.local() {
            b"table-row" => {
                (open.row, open.column) = (depth, 0);
                open.rows = number("number-rows-repeated", limits.row_span);
            }
            b"covered-table-cell" => {
                let count = number("number-columns-repeated", limits.columns);
                open.column = open.column.saturating_add(count);
                self.skipped = depth;
            }
            _ if open.column >= limits.columns => self.skipped = depth,
            _ => {
                let repeated = number("number-columns-repeated", limits.columns - open.column);
                let span = number("number-columns-spanned", limits.columns - open.column);
                let (row, column) = (open.table.rows, open.column);
                let place = Place {
                    row: Some(row.saturating_add(1)),
                    column: Some(column + 1),
                    ..open.table.place.clone()
                };
                let cell = Cell {
                    row,
                    column,
                    row_span: number("number-rows-spanned", limits.row_span),
                    column_span: span,
                    place,
                    ..Cell::default()
                };
                open.table.columns = open.table.columns.max(column + span.max(repeated));
                open.column = column + repeated;
                self.frames.push(Frame { depth, cell: Some(cell), ..Frame::default() });
            }
        }
    }

    /// The element at this depth has ended.
    fn close(&mut self, depth: usize) -> Result<(), ReadError> {
        if depth <= self.skipped {
            self.skipped = usize::MAX;
        } else {
            return Ok(());
        }
        self.lists.pop_if(|list| list.depth == depth);
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        if let Some(paragraph) = frame.paragraph.take_if(|open| open.depth == depth) {
            return self.end_paragraph(paragraph);
        }
        if frame.depth != depth || self.frames.len() < 2 {
            self.end_row(depth);
            return Ok(());
        }
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        match (frame.cell, frame.table) {
            (Some(cell), _) => self.end_cell(cell, frame.blocks),
            (None, Some(open)) => self.end_table(open.table),
            (None, None) => {
                let Some(outer) = self.frame() else { return Ok(()) };
                outer.boxes.extend(frame.blocks);
                // The paragraph around may be the very element that has ended.
                match outer.paragraph.take_if(|open| open.depth == depth) {
                    Some(paragraph) => self.end_paragraph(paragraph),
                    None => Ok(()),
                }
            }
        }
    }

    fn end_paragraph(&mut self, paragraph: OpenParagraph) -> Result<(), ReadError> {
        let OpenParagraph { ordinal, mut text, heading, list, .. } = paragraph;
        let mut number = String::new();
        match (list, heading) {
            (Some((list, level)), _) => self.numbers.number(list, level, &mut number),
            (None, Some(level)) if !text.trim().is_empty() => {
                self.numbers.heading(level, &mut number)
            }
            _ => {}
        }
        self.text += number.len();
        if !number.is_empty() {
            text.insert_str(0, &number);
        }
        self.count()?;
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        let place = Place { paragraph: Some(ordinal), ..Place::default() };
        // Empty lines of a cell are kept until its text is known.
        if frame.cell.is_some() || !text.trim().is_empty() {
            let text = if frame.cell.is_some() { text } else { text.trim_matches('\n').to_owned() };
            frame.blocks.push(Block::Paragraph(Paragraph { text, heading, place }));
        }
        frame.blocks.append(&mut frame.boxes);
        Ok(())
    }

    fn end_cell(&mut self, mut cell: Cell, blocks: Vec<Block>) -> Result<(), ReadError> {
        let mut lines = Vec::new();
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => lines.push(paragraph.text),
                Block::Table(table) => cell.nested.push(table),
            }
        }
        cell.text = lines.join("\n");
        // Around a table within a cell stand empty paragraphs that only its program needs.
        if !cell.nested.is_empty() {
            cell.text = cell.text.trim_matches('\n').to_owned();
        }
        self.count()?;
        if let Some(open) = self.frame().and_then(|frame| frame.table.as_mut()) {
            open.table.cells.push(cell);
        }
        Ok(())
    }

    /// A row has ended, if it is the element at this depth.
    fn end_row(&mut self, depth: usize) {
        let open = self.frame().and_then(|frame| frame.table.as_mut());
        if let Some(open) = open.filter(|open| open.row == depth) {
            open.row = 0;
            open.table.rows = open.table.rows.saturating_add(open.rows);
        }
    }

    fn end_table(&mut self, mut table: Table) -> Result<(), ReadError> {
        let (rows, columns) = (table.rows, table.columns);
        for cell in &mut table.cells {
            cell.row_span = cell.row_span.min(rows.saturating_sub(cell.row).max(1));
            cell.column_span = cell.column_span.min(columns - cell.column);
        }
        self.count()?;
        if let Some(frame) = self.frame().filter(|_| rows > 0) {
            table.place.paragraph = table.cells.iter().find_map(|cell| cell.place.paragraph);
            frame.blocks.push(Block::Table(table));
        }
        Ok(())
    }

    /// White space of the file is one space between words.
    fn put(&mut self, one: char) -> Result<(), ReadError> {
        let white = matches!(one, ' ' | '\t' | '\n' | '\r');
        let Some(paragraph) = self.frame().and_then(|frame| frame.paragraph.as_mut()) else {
            return Ok(());
        };
        let again = white && paragraph.blank;
        if !again {
            self.put_exactly(match one {
                _ if white => ' ',
                // As the reader of Word files has it.
                '\u{2011}' => '-',
                '\u{e000}'..='\u{f8ff}' => symbol("", one as u32),
                _ => one,
            })?;
        }
        if let Some(paragraph) = self.frame().and_then(|frame| frame.paragraph.as_mut()) {
            paragraph.blank = white;
        }
        Ok(())
    }

    fn put_exactly(&mut self, one: char) -> Result<(), ReadError> {
        if self.text >= self.limits.text {
            return Err(too_large("文字过多", "too much text"));
        }
        let Some(paragraph) = self.frames.last_mut().and_then(|frame| frame.paragraph.as_mut())
        else {
            return Ok(());
        };
        paragraph.text.push(one);
        paragraph.blank = false;
        self.text += one.len_utf8();
        Ok(())
    }

    /// Counts a cell, a table or a paragraph.
    fn count(&mut self) -> Result<(), ReadError> {
        self.items += 1;
        if self.items > self.limits.cells {
            return Err(too_large("段落或单元格过多", "too many paragraphs or cells"));
        }
        Ok(())
    }
}

fn too_large(zh: &str, en: &str) -> ReadError {
    ReadError::new(
        ReadErrorKind::TooLarge,
        format!("{zh}，超过上限；请拆分文件后再试"),
        format!("{en}, past the limit; split the file and try again"),
    )
}
