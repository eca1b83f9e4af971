//! The lines of a table: along the cells, never through one.
use super::pages::Row;
use std::sync::Arc;
use typst::layout::grid::resolve::{Cell, CellGrid};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::syntax::Span;
use typst::visualize::{Geometry, Stroke};

type Line<'a> = Option<&'a Arc<Stroke<Abs>>>;

/// Draws the lines of a page below what stands in `frame`.
pub(super) fn draw(
    frame: &mut Frame,
    grid: &CellGrid,
    widths: &[Abs],
    rows: &[Row],
    last: bool,
    span: Span,
) {
    if rows.is_empty() {
        return;
    }
    let mut lines = Vec::new();
    let mut left = Abs::zero();
    for x in 0..=widths.len() {
        let parts = rows.iter().map(|row| (upright(grid, x, row.y), row.height));
        joined(parts, |stroke, top, length| {
            let (half, line) = line(stroke, length, Point::with_y, span);
            lines.push((Point::new(left, top - half), line));
        });
        left += widths.get(x).copied().unwrap_or_default();
    }
    let mut top = Abs::zero();
    for at in 0..=rows.len() {
        let parts = widths.iter().enumerate();
        let parts = parts.map(|(x, width)| (level(grid, rows, last, at, x), *width));
        joined(parts, |stroke, left, length| {
            let (half, line) = line(stroke, length, Point::with_x, span);
            lines.push((Point::new(left - half, top), line));
        });
        top += rows.get(at).map(|row| row.height).unwrap_or_default();
    }
    frame.prepend_multiple(lines);
}

/// A line of that length in one direction, so much longer at both ends that lines close at the corners: how much, and
/// the line.
fn line(
    stroke: &Stroke<Abs>,
    length: Abs,
    along: fn(Abs) -> Point,
    span: Span,
) -> (Abs, FrameItem) {
    let stroke = stroke.clone().unwrap_or_default();
    let half = stroke.thickness / 2.0;
    let shape = Geometry::Line(along(length + stroke.thickness)).stroked(stroke);
    (half, FrameItem::Shape(shape, span))
}

/// Gives the parts that lie side by side and look the same as one: how it looks, where it begins, how long it is.
fn joined<'a>(
    parts: impl Iterator<Item = (Line<'a>, Abs)>,
    mut draw: impl FnMut(&Arc<Stroke<Abs>>, Abs, Abs),
) {
    let mut open: Option<(&Arc<Stroke<Abs>>, Abs)> = None;
    let mut at = Abs::zero();
    for (line, length) in parts.chain([(None, Abs::zero())]) {
        if open.map(|(stroke, _)| stroke) != line {
            if let Some((stroke, from)) = open {
                draw(stroke, from, at - from);
            }
            open = line.map(|stroke| (stroke, at));
        }
        at += length;
    }
}

/// The cell that covers a place, with its first column and row.
fn cover(grid: &CellGrid, x: usize, y: usize) -> Option<(usize, usize, &Cell)> {
    if x >= grid.cols.len() {
        return None;
    }
    let place = grid.parent_cell_position(x, y)?;
    Some((place.x, place.y, grid.cell(place.x, place.y)?))
}

/// The line left of column `x` along row `y`.
fn upright(grid: &CellGrid, x: usize, y: usize) -> Line<'_> {
    let before = x.checked_sub(1).and_then(|x| cover(grid, x, y));
    let after = cover(grid, x, y);
    if after.is_some_and(|(first, ..)| first < x) {
        return None;
    }
    let after = after.and_then(|(.., cell)| cell.stroke.left.as_ref());
    after.or(before.and_then(|(.., cell)| cell.stroke.right.as_ref()))
}

/// The line above the row at `at` of a page, or below its last, along column `x`. At the edge of a page it is that
/// of the edge of the table.
fn level<'a>(grid: &'a CellGrid, rows: &[Row], last: bool, at: usize, x: usize) -> Line<'a> {
    let (end, row) = (grid.rows.len(), rows.get(at));
    let above = at.checked_sub(1).and_then(|at| rows.get(at));
    if let Some(row) = row
        && let Some((_, first, _)) = cover(grid, x, row.y)
        && above.is_some_and(|above| above.y >= first)
    {
        return None;
    }
    let above = match above {
        Some(above) => cover(grid, x, above.y).and_then(|(.., cell)| cell.stroke.bottom.as_ref()),
        None => cover(grid, x, 0).and_then(|(.., cell)| cell.stroke.top.as_ref()),
    };
    let below = match row {
        Some(row) => cover(grid, x, row.y).and_then(|(.., cell)| cell.stroke.top.as_ref()),
        None if last => None,
        None => cover(grid, x, end - 1).and_then(|(.., cell)| cell.stroke.bottom.as_ref()),
    };
    below.or(above)
}
