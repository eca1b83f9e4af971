//! Tables and cells, and what goes where when something ends.
use super::Body;
use crate::formats::docx::frames::Frame;
use crate::formats::docx::names::Tag;
use crate::formats::word::grid::{Grid, Merge, OpenCell};
use crate::formats::xml::Open;
use crate::{Block, ReadError};

impl Body<'_> {
    pub(super) fn close_frame(&mut self, depth: usize) -> Result<(), ReadError> {
        let closes = match self.frames.last_mut() {
            Some(Frame::Paragraph(paragraph)) => paragraph.depth == depth,
            Some(Frame::Cell(cell)) => cell.depth == depth,
            Some(Frame::Table(grid)) => {
                if grid.row_depth == depth {
                    grid.close_row();
                }
                grid.depth == depth
            }
            None => false,
        };
        if !closes {
            return Ok(());
        }
        if !matches!(self.frames.last(), Some(Frame::Paragraph(_))) {
            self.end_carried()?;
        }
        match self.frames.pop() {
            Some(Frame::Paragraph(paragraph)) => self.close_paragraph(paragraph),
            Some(Frame::Cell(cell)) => self.close_cell(cell),
            Some(Frame::Table(grid)) => {
                self.fields.leave(grid.fields);
                let (table, strays) = grid.finish();
                self.give(table.into_iter().map(Block::Table).chain(strays));
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Gives blocks to what stands around: the body, a cell, or the paragraph that holds a text box.
    pub(super) fn give(&mut self, blocks: impl IntoIterator<Item = Block>) {
        for block in blocks {
            match self.frames.last_mut() {
                None => self.blocks.push(block),
                Some(Frame::Paragraph(paragraph)) => paragraph.boxes.push(block),
                Some(Frame::Table(grid)) => grid.strays.push(block),
                Some(Frame::Cell(cell)) => match block {
                    Block::Table(table) => cell.nested.push(table),
                    Block::Paragraph(paragraph) => {
                        self.text.push('\n');
                        self.text.push_str(&paragraph.text);
                    }
                },
            }
        }
    }

    pub(super) fn open_table(&mut self) -> Result<(), ReadError> {
        self.end_carried()?;
        self.count(0)?;
        self.tables = self.tables.saturating_add(1);
        let grid = Grid::new(self.tags.len(), self.fields.open(), self.tables);
        self.frames.push(Frame::Table(Box::new(grid)));
        Ok(())
    }

    pub(super) fn open_cell(&mut self) -> Result<(), ReadError> {
        if !matches!(self.frames.last(), Some(Frame::Table(_))) {
            return Ok(());
        }
        self.count(0)?;
        self.frames.push(Frame::Cell(OpenCell {
            depth: self.tags.len(),
            start: self.text.len(),
            fields: self.fields.open(),
            span: 1,
            ..OpenCell::default()
        }));
        Ok(())
    }

    pub(super) fn close_cell(&mut self, cell: OpenCell) -> Result<(), ReadError> {
        self.fields.leave(cell.fields);
        let start = cell.start;
        let text = self.text[start..].trim_matches('\n');
        let length = text.len();
        if let Some(Frame::Table(grid)) = self.frames.last_mut() {
            grid.put(cell, text, self.limits);
        }
        self.text.truncate(start);
        self.kept += length;
        Ok(())
    }

    pub(super) fn table_property(&mut self, tag: Tag, open: &Open) {
        let parent = self.parent(1);
        match (self.frames.last_mut(), tag, parent) {
            (Some(Frame::Table(grid)), Tag::GridColumn, Tag::TableGrid) => {
                grid.declare_column(self.limits);
            }
            (Some(Frame::Table(grid)), Tag::GridBefore, Tag::RowProps) => {
                grid.skip_columns(open.number().unwrap_or(0), self.limits);
            }
            (Some(Frame::Table(grid)), Tag::GridAfter, Tag::RowProps) => {
                grid.skip_after(open.number().unwrap_or(0));
            }
            (Some(Frame::Cell(cell)), Tag::GridSpan, Tag::CellProps) => {
                cell.span = open.number().unwrap_or(1);
            }
            (Some(Frame::Cell(cell)), Tag::MergeDown, Tag::CellProps) => cell.down = merge(open),
            (Some(Frame::Cell(cell)), Tag::MergeRight, Tag::CellProps) => cell.right = merge(open),
            _ => {}
        }
    }
}

fn merge(open: &Open) -> Merge {
    match open.val().as_deref() {
        Some("restart") => Merge::Restart,
        _ => Merge::Continue,
    }
}
