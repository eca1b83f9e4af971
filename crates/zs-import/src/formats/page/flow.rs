//! Pages one behind another: lines become paragraphs, also over the end of a page.
use super::budget::too_large;
use super::doubt;
use super::join::{goes_on, join, measure};
use super::lines::Line;
use super::matrix::Length;
use super::sheet::{Drawn, Sheet};
use crate::{Block, Layout, Limits, Paragraph, ReadError, Unsure};
use zs_model::{Place, Reason};

/// Collects blocks in order.
struct Flow<'l> {
    limits: &'l Limits,
    layout: Layout,
    items: usize,
    text: usize,
    tables: u32,
    /// The paragraph that the next line may go on with.
    open: Option<Open>,
    left: Length,
    right: Length,
}

/// A paragraph that may go on.
struct Open {
    text: String,
    last: Line,
    /// The page where it begins.
    page: u32,
    /// What is unsure about it.
    unsure: Vec<Reason>,
}

/// Puts pages together.
pub fn flow(sheets: Vec<Sheet>, limits: &Limits) -> Result<Layout, ReadError> {
    let mut flow = Flow {
        limits,
        layout: Layout::default(),
        items: 0,
        text: 0,
        tables: 0,
        open: None,
        left: 0,
        right: 0,
    };
    let mut width = None;
    let mut sheets = std::collections::VecDeque::from(sheets);
    while let Some(sheet) = sheets.pop_front() {
        if width != Some(sheet.width) {
            width = Some(sheet.width);
            let same =
                std::iter::once(&sheet).chain(&sheets).take_while(|next| Some(next.width) == width);
            (flow.left, flow.right) = margins(same);
        }
        flow.sheet(sheet)?;
    }
    flow.close()?;
    Ok(flow.layout)
}

/// Where the text begins and ends from left to right.
fn margins<'s>(sheets: impl Iterator<Item = &'s Sheet>) -> (Length, Length) {
    let (mut left, mut right) = (Length::MAX, 0);
    let mut width = 0;
    for sheet in sheets {
        width = width.max(sheet.width);
        for (from, to) in sheet
            .lines
            .iter()
            .map(|line| (line.left, measure(line)))
            .chain(sheet.tables.iter().map(|table| (table.area.left, table.area.right)))
        {
            (left, right) = (left.min(from), right.max(to));
        }
    }
    // Pages of nothing but short lines do not show their margins.
    (left, right.max(left.saturating_add(width * 45 / 100)))
}

impl Flow<'_> {
    fn sheet(&mut self, sheet: Sheet) -> Result<(), ReadError> {
        let mut tables = sheet.tables.into_iter().peekable();
        let mut above: Option<Length> = None;
        for line in sheet.lines {
            while let Some(table) = tables.next_if(|table| table.area.top < line.base) {
                self.close()?;
                self.table(table, sheet.number)?;
                above = None;
            }
            let far = above.is_some_and(|above| line.base - above > line.size * 26 / 10);
            above = Some(line.base);
            self.line(line, far, sheet.number)?;
        }
        for table in tables {
            self.close()?;
            self.table(table, sheet.number)?;
        }
        Ok(())
    }

    fn line(&mut self, line: Line, far: bool, page: u32) -> Result<(), ReadError> {
        let mut unsure = Vec::new();
        if let Some(open) = &mut self.open {
            let last = &open.last;
            let alike = (last.size - line.size).abs() * 20 <= line.size;
            let indented = line.left - self.left > line.size;
            let tabbed =
                [last, &line].iter().any(|line| line.widest_gap() > 20 || line.has_leader());
            let near = alike && !far && !indented && !tabbed;
            if near && doubt::is_unsure(last, &line, self.left, self.right) {
                open.unsure.push(Reason::JoinUnsure);
                unsure.push(Reason::JoinUnsure);
            }
            if near && goes_on(last, &line, self.left, self.right) {
                let paged = page != open.page;
                open.unsure.push(if paged { Reason::PageJoin } else { Reason::LinesJoined });
                join(&mut open.text, last, &line, self.right - self.left);
                open.text.push_str(&line.text());
                open.last = line;
                return Ok(());
            }
        }
        self.close()?;
        self.open = Some(Open { text: line.text(), last: line, page, unsure });
        Ok(())
    }

    fn close(&mut self) -> Result<(), ReadError> {
        let Some(Open { text, page, mut unsure, .. }) = self.open.take() else { return Ok(()) };
        self.count(1, text.len())?;
        let place = Place { page: Some(page), ..Place::default() };
        unsure.sort_unstable();
        unsure.dedup();
        for why in unsure {
            let (place, text) = (place.clone(), text.clone());
            self.layout.unsure.push(Unsure { place, text, why });
        }
        self.layout.blocks.push(Block::Paragraph(Paragraph { text, heading: None, place }));
        Ok(())
    }

    fn table(&mut self, mut drawn: Drawn, page: u32) -> Result<(), ReadError> {
        let table = &mut drawn.table;
        if table.cells.iter().all(|cell| cell.text.is_empty()) {
            return Ok(());
        }
        self.tables += 1;
        self.count(table.cells.len(), table.cells.iter().map(|cell| cell.text.len()).sum())?;
        table.place = Place { page: Some(page), table: Some(self.tables), ..Place::default() };
        for cell in &mut table.cells {
            cell.place = Place {
                row: Some(cell.row + 1),
                column: Some(cell.column + 1),
                ..table.place.clone()
            };
        }
        for at in 0..drawn.table.cells.len() {
            for why in doubt::of_cell(&drawn, at) {
                let place = drawn.table.cells[at].place.clone();
                self.layout.unsure.push(Unsure { place, text: String::new(), why });
            }
        }
        self.layout.blocks.push(Block::Table(drawn.table));
        Ok(())
    }

    fn count(&mut self, items: usize, text: usize) -> Result<(), ReadError> {
        self.items += items;
        self.text += text;
        if self.items > self.limits.cells {
            return Err(too_large("段落或单元格过多", "too many paragraphs or cells"));
        }
        if self.text > self.limits.text {
            return Err(too_large("文字过多", "too much text"));
        }
        Ok(())
    }
}
