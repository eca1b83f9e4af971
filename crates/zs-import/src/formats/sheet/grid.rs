//! What all workbook readers collect: per sheet the filled cells and the merged areas, within limits.
use super::{fill, heading, text, trouble};
use crate::{Block, Layout, Limits, ReadError};

/// Rows of the largest sheet there is.
pub(super) const ROWS: u32 = 1_048_576;
/// Columns of the largest sheet there is.
pub(super) const COLUMNS: u32 = 16_384;
/// Longest sheet name kept; programs allow 31 characters.
const NAME: usize = 64;

/// A filled cell; positions are 0-based.
pub(super) struct Filled {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) text: String,
}

/// A merged area, both ends inside; 0-based. Ordered by its upper left corner.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Area {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) last_row: u32,
    pub(super) last_column: u32,
}

/// One sheet as it is being read.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) cells: Vec<Filled>,
    pub(super) merges: Vec<Area>,
}

/// The workbook as it is being read, and what it may still hold.
pub(in crate::formats) struct Book {
    pub(super) limits: Limits,
    sheets: Vec<Sheet>,
    cells: usize,
    text: usize,
}

impl Book {
    pub(in crate::formats) fn new(limits: &Limits) -> Self {
        Self { limits: *limits, sheets: Vec::new(), cells: 0, text: 0 }
    }

    /// Begins the next sheet; cells and merged areas go to it until the next one begins.
    pub(in crate::formats) fn begin(&mut self, name: &str, hidden: bool) -> Result<(), ReadError> {
        if self.sheets.len() >= self.limits.entries {
            return Err(trouble::too_large("工作表过多", "the workbook has too many sheets"));
        }
        let name = text::clean(name, true).chars().take(NAME).collect();
        self.sheets.push(Sheet { name, hidden, cells: Vec::new(), merges: Vec::new() });
        Ok(())
    }

    /// Adds a cell to the current sheet unless its text is blank.
    pub(in crate::formats) fn put(
        &mut self,
        row: u32,
        column: u32,
        text: impl Into<String> + AsRef<str>,
    ) -> Result<(), ReadError> {
        let length = text.as_ref().len();
        if text.as_ref().chars().all(char::is_whitespace) {
            return Ok(());
        }
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        if row >= ROWS || column >= COLUMNS {
            let (zh, en) = ("单元格位置超出工作表", "a cell stands outside the sheet");
            return Err(trouble::damaged(zh, en).at(trouble::sheet(&sheet.name)));
        }
        self.cells += 1;
        self.text = self.text.saturating_add(length);
        if self.cells > self.limits.cells || self.text > self.limits.text {
            let (zh, en) = ("工作簿内容过多", "the workbook holds too much");
            return Err(trouble::too_large(zh, en).at(trouble::sheet(&sheet.name)));
        }
        sheet.cells.push(Filled { row, column, text: text.into() });
        Ok(())
    }

    /// Adds a merged area to the current sheet; areas of one cell or upside down are ignored.
    pub(super) fn merge(&mut self, area: Area) -> Result<(), ReadError> {
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        let upright = area.row <= area.last_row && area.column <= area.last_column;
        let single = area.row == area.last_row && area.column == area.last_column;
        if single || !upright {
            return Ok(());
        }
        if sheet.merges.len() >= self.limits.cells {
            let (zh, en) = ("合并单元格过多", "too many merged areas");
            return Err(trouble::too_large(zh, en).at(trouble::sheet(&sheet.name)));
        }
        sheet.merges.push(area);
        Ok(())
    }

    /// The layout: visible sheets in workbook order, then hidden ones; empty sheets are left out.
    pub(in crate::formats) fn into_layout(self) -> Result<Layout, ReadError> {
        let mut spare = self.limits.cells.saturating_sub(self.cells).min(fill::SPARE);
        let (hidden, visible): (Vec<_>, Vec<_>) = self.sheets.into_iter().partition(|s| s.hidden);
        let mut layout = Layout::default();
        for sheet in visible.into_iter().chain(hidden) {
            if sheet.cells.is_empty() {
                continue;
            }
            let title = if sheet.hidden { None } else { heading::of(&sheet) };
            layout.blocks.extend(title.map(Block::Paragraph));
            layout.blocks.push(Block::Table(fill::table(sheet, &self.limits, &mut spare)?));
        }
        Ok(layout)
    }
}
