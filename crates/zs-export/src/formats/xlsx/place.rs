//! Where everything stands: blocks become cells of sheets, with rows as high as their texts need.
use super::columns::{Columns, WHOLE};
use super::looks::{self, Look, Style};
use crate::formats::measure;
use crate::sheet::{Block, Cell, Role, Row, Sum, Table};
use std::borrow::Cow;

/// Width of a sheet in pixels: what fits one page at nearly full size.
const PORTRAIT: usize = 680;
const LANDSCAPE: usize = 1020;
/// Excel's highest row, in points; a cell that needs more covers several rows.
const HIGHEST: usize = 400;
/// The shortest row of a table.
const ROW: usize = 24;

/// What stands behind 绩效目标 in the titles of the families.
const GOALS: [&str; 3] = ["表", "申报表", "汇总表"];

/// One sheet.
pub(super) struct Page<'a> {
    pub(super) name: String,
    pub(super) cells: Vec<Placed<'a>>,
    /// Pixels of each column.
    pub(super) widths: Vec<u32>,
    /// Points of each row.
    pub(super) heights: Vec<u16>,
    /// Rows printed again on every page.
    pub(super) repeated: Option<(u32, u32)>,
}

/// A cell at its place; the last row and column are inside.
pub(super) struct Placed<'a> {
    pub(super) row: u32,
    pub(super) column: u16,
    pub(super) last_row: u32,
    pub(super) last_column: u16,
    pub(super) text: Cow<'a, str>,
    pub(super) look: Look,
    pub(super) sum: Option<Sum>,
    /// The table of the sheet.
    pub(super) table: usize,
}

/// The sheets: a new one where a page begins. 目录 is left out: the tabs of the sheets are one.
pub(super) fn pages(blocks: &[Block], landscape: bool) -> Vec<Page<'_>> {
    let parts = blocks.split(|block| matches!(block, Block::Page));
    let filled = parts.filter(|part| part.iter().any(|block| !matches!(block, Block::Contents)));
    filled.enumerate().map(|(at, part)| page(part, at + 1, landscape)).collect()
}

fn page<'a>(blocks: &'a [Block], number: usize, landscape: bool) -> Page<'a> {
    let table = |block: &'a Block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    };
    let tables: Vec<&Table> = blocks.iter().filter_map(table).collect();
    let columns = Columns::new(&tables);
    let pixels = if landscape { LANDSCAPE } else { PORTRAIT };
    let edges = columns.edges.windows(2).map(|pair| (pair[1] - pair[0]) * pixels / WHOLE);
    let widths = edges.map(|width| u32::try_from(width.max(8)).unwrap_or(u32::MAX)).collect();
    let page =
        Page { name: name(blocks, number), cells: vec![], widths, heights: vec![], repeated: None };
    let mut placer = Placer { page, columns: &columns, pixels, tables: 0 };
    blocks.iter().for_each(|block| placer.block(block));
    placer.page
}

/// The form's name without 绩效目标表, the annex, or what the sheet is.
fn name(blocks: &[Block], number: usize) -> String {
    for block in blocks {
        match block {
            Block::Title(_) => return "封面".to_owned(),
            Block::Annex(text) => return text.clone(),
            Block::Heading(1, text)
                if !blocks.iter().any(|block| matches!(block, Block::Table(_))) =>
            {
                return text.clone();
            }
            Block::Heading(4.., _) => return "报告".to_owned(),
            Block::Heading(3, text) => {
                // 绩效目标监控表 and 绩效目标审核表 are called that.
                let form = |end: &usize| {
                    *end > 0 && GOALS.contains(&text[*end..].trim_start_matches("绩效目标"))
                };
                let end = text.rfind("绩效目标").filter(form).unwrap_or(text.len());
                return text[..end].to_owned();
            }
            _ => {}
        }
    }
    format!("项目{number}")
}

struct Placer<'p, 'a> {
    page: Page<'a>,
    columns: &'p Columns,
    pixels: usize,
    tables: usize,
}

impl<'a> Placer<'_, 'a> {
    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Title(text) => self.line(text, Style::Title, 60),
            Block::Heading(1 | 2, text) => self.line(text, Style::Heading, 36),
            Block::Heading(4.., text) => self.line(text, Style::Chapter, 34),
            Block::Heading(_, text) => {
                let form = self.columns.len() > 2;
                self.line(text, if form { Style::Heading } else { Style::Chapter }, 34);
            }
            Block::Paragraph(text) => self.line(text, Style::Prose, 22),
            Block::Annex(text) => self.line(text, Style::Annex, 24),
            Block::Note(text) => self.line(text, Style::Left, 20),
            Block::Signs(parts) => self.signs(parts),
            Block::Caption { left, right } => self.caption(left.as_deref(), right.as_deref()),
            Block::Table(table) => self.table(table),
            Block::Page | Block::Contents => {}
        }
    }

    fn next(&self) -> u32 {
        u32::try_from(self.page.heights.len()).unwrap_or(u32::MAX)
    }

    /// Adds a row of this height, or several where one cannot be so high; gives how many.
    fn grow(&mut self, points: usize) -> u32 {
        let rows = points.div_ceil(HIGHEST).max(1);
        let height = u16::try_from(points.div_ceil(rows)).unwrap_or(u16::MAX);
        self.page.heights.extend(std::iter::repeat_n(height, rows));
        u32::try_from(rows).unwrap_or(u32::MAX)
    }

    /// Points that a text needs in a column of this width, in a font of this size.
    fn points(&self, text: &str, width: usize, size: usize) -> usize {
        let pixels = (width * self.pixels / WHOLE).saturating_sub(8);
        // Half a character is half as wide as the font is high; a point is 4/3 pixels.
        measure::lines(text, pixels * 3 / (size * 2)) * (size * 3 / 2)
    }

    /// A text over the whole width.
    fn line(&mut self, text: &'a str, style: Style, least: usize) {
        let size = match style {
            Style::Title | Style::Heading => 18,
            _ => 14,
        };
        let points = self.points(text, WHOLE, size).max(least);
        let text = match style {
            Style::Prose | Style::Chapter => Cow::Owned(format!("　　{text}")),
            _ => Cow::Borrowed(text),
        };
        self.full(text, style, points, (0, self.columns.len() - 1));
    }

    fn full(
        &mut self,
        text: Cow<'a, str>,
        style: Style,
        points: usize,
        (first, last): (usize, usize),
    ) {
        let row = self.next();
        let rows = self.grow(points);
        self.put(row, rows, (first, last), text, style);
    }

    fn put(
        &mut self,
        row: u32,
        rows: u32,
        (first, last): (usize, usize),
        text: Cow<'a, str>,
        style: Style,
    ) {
        let column = |column| u16::try_from(column).unwrap_or(u16::MAX);
        self.page.cells.push(Placed {
            row,
            column: column(first),
            last_row: row + rows - 1,
            last_column: column(last),
            text,
            look: Look { style, figure: None, quoted: false },
            sum: None,
            table: 0,
        });
    }

    fn caption(&mut self, left: Option<&'a str>, right: Option<&'a str>) {
        let row = self.next();
        self.grow(20);
        let last = self.columns.len() - 1;
        let half =
            self.columns.edges.partition_point(|edge| *edge < WHOLE * 6 / 10).clamp(1, last.max(1));
        let halves =
            [(left, Style::Left, (0, half - 1)), (right, Style::Right, (half.min(last), last))];
        for (text, style, columns) in halves {
            if let Some(text) = text {
                self.put(row, 1, columns, Cow::Borrowed(text), style);
            }
        }
    }

    /// Names and dates side by side over the whole width.
    fn signs(&mut self, parts: &'a [String]) {
        self.grow(12);
        let row = self.next();
        self.grow(24);
        let (last, mut first) = (self.columns.len() - 1, 0);
        for (at, part) in parts.iter().enumerate() {
            let end = WHOLE * (at + 1) / parts.len();
            let near = self.columns.edges.partition_point(|edge| *edge < end).clamp(1, last + 1);
            let until = if at + 1 == parts.len() { last } else { near - 1 };
            if until < first {
                continue;
            }
            self.put(row, 1, (first, until), Cow::Borrowed(part), Style::Left);
            first = until + 1;
        }
    }

    fn table(&mut self, table: &'a Table) {
        let index = self.tables;
        self.tables += 1;
        let begin = self.next();
        let heads = table.head.len();
        // First the heights: a merged cell must know where the rows below it begin.
        let rows: Vec<&Row> = table.head.iter().chain(&table.body).collect();
        let columns = self.columns;
        let spans = columns.firsts(index);
        let mut starts = Vec::with_capacity(rows.len() + 1);
        for (row, firsts) in rows.iter().zip(spans) {
            starts.push(self.next());
            let points =
                row.iter().zip(firsts).map(|(cell, first)| self.cell_points(index, cell, *first));
            let points = points.max().unwrap_or(ROW).max(ROW);
            self.grow(points);
        }
        starts.push(self.next());
        if heads > 0 && self.page.repeated.is_none() {
            self.page.repeated = Some((begin, starts[heads].saturating_sub(1)));
        }
        for (at, (row, firsts)) in rows.iter().zip(spans).enumerate() {
            for (cell, first) in row.iter().zip(firsts) {
                let end = starts[(at + cell.rows.max(1)).min(rows.len())];
                let covered = self.columns.cover(index, *first, cell.columns.max(1));
                let text = Cow::Borrowed(cell.text.as_str());
                self.put(starts[at], end - starts[at], covered, text, style(cell));
                if let Some(placed) = self.page.cells.last_mut() {
                    placed.look.figure = cell.figure.filter(looks::is_exact);
                    placed.sum = cell.sum;
                    placed.table = index;
                }
            }
        }
    }

    fn cell_points(&self, table: usize, cell: &Cell, first: usize) -> usize {
        if cell.rows > 1 {
            return ROW;
        }
        let (begin, last) = self.columns.cover(table, first, cell.columns.max(1));
        self.points(&cell.text, self.columns.width(begin, last), 11) + 8
    }
}

const fn style(cell: &Cell) -> Style {
    match cell.role {
        Role::RowLabel | Role::ColumnLabel => Style::Label,
        Role::Group | Role::Short => Style::Short,
        Role::Long => Style::Long,
    }
}
