//! Tables: each cell is set once; what is not of the plain kind that our forms have is left to typst.
use super::lines;
use super::pages::{Pages, Row};
use std::sync::LazyLock;
use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{
    Content, NativeElement as _, NativeRuleMap, Packed, Resolve as _, ShowFn, StyleChain, Target,
};
use typst::introspection::{Locator, SplitLocator, Tag, TagFlags};
use typst::layout::grid::resolve::CellGrid;
use typst::layout::{
    Abs, Axes, BlockElem, Dir, FixedAlignment, Fr, Fragment, Frame, FrameItem, Point, Region,
    Regions, Sides, Size, Sizing,
};
use typst::model::{TableCell, TableElem};
use typst::text::TextElem;
use typst_layout::{layout_fragment, layout_frame};

/// How a table becomes a block. Typst sets each cell two or three times: to see how high its row is, whether
/// it fits on the page, and once more at that height. With rows that never break once is enough.
pub(super) const RULE: ShowFn<TableElem> = |table, engine, styles| match &table.grid {
    Some(grid) if is_plain(grid, styles) => {
        Ok(BlockElem::multi_layouter(table.clone(), lay).pack())
    }
    _ => by_typst(table, engine, styles),
};

/// Typst's own rules.
static TYPST: LazyLock<NativeRuleMap> = LazyLock::new(|| {
    let mut rules = NativeRuleMap::new();
    typst_layout::register(&mut rules);
    rules
});

fn by_typst(
    table: &Packed<TableElem>,
    engine: &mut Engine,
    styles: StyleChain,
) -> SourceResult<Content> {
    let table = table.clone().pack();
    match TYPST.get(Target::Paged, &table) {
        Some(rule) => rule.apply(&table, engine, styles),
        None => Ok(table),
    }
}

/// Whether every row stays in one piece and has the height of its text, and the columns share the width.
fn is_plain(grid: &CellGrid, styles: StyleChain) -> bool {
    let columns = 0..grid.cols.len();
    let whole_row = |y: usize| {
        columns.clone().any(|x| grid.cell(x, y).is_some_and(|cell| !cell.breakable))
            || grid.headers.iter().any(|head| head.range.contains(&y))
    };
    let plain_cell = |x: usize, y: usize| {
        grid.cell(x, y).is_none_or(|cell| {
            let deep = cell.rowspan.get() > 1;
            cell.fill.is_none() && cell.breakable == deep && cell.body.is::<TableCell>()
        })
    };
    let plain_head = match grid.headers.as_slice() {
        [] => true,
        [head] => head.repeated && !head.short_lived && head.range.start == 0,
        _ => false,
    };
    plain_head
        && !grid.rows.is_empty()
        && grid.footer.is_none()
        && !grid.has_gutter
        && grid.hlines.iter().chain(&grid.vlines).all(Vec::is_empty)
        && grid.cols.iter().all(|column| matches!(column, Sizing::Fr(_)))
        && grid.rows.iter().all(|row| *row == Sizing::Auto)
        && styles.resolve(TextElem::dir) == Dir::LTR
        && (0..grid.rows.len()).all(|y| whole_row(y) && columns.clone().all(|x| plain_cell(x, y)))
}

/// A cell and its text, set in its width.
pub(super) struct Set<'a> {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) rows: usize,
    cell: &'a Packed<TableCell>,
    text: Frame,
    inset: Sides<Abs>,
    align: FixedAlignment,
}

impl Set<'_> {
    /// The height that the text and its margins ask for.
    pub(super) fn height(&self) -> Abs {
        self.text.height() + self.inset.sum_by_axis().y
    }
}

fn lay(
    table: &Packed<TableElem>,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    regions: Regions,
) -> SourceResult<Fragment> {
    if let Some(grid) = &table.grid
        && !regions.expand.y
    {
        let mut locators = locator.relayout().split();
        let widths = widths(grid, regions.size.x);
        let cells = cells(grid, &widths, engine, &mut locators, styles)?;
        if let Some(pages) = Pages::of(grid, &cells, regions) {
            let last = pages.len().saturating_sub(1);
            let mut frames = Vec::new();
            for (number, rows) in pages.iter().enumerate() {
                let mut frame = page(rows, &cells, &widths, engine, &mut locators);
                lines::draw(&mut frame, grid, &widths, rows, number == last, table.span());
                frames.push(frame);
            }
            return Ok(Fragment::frames(frames));
        }
    }
    let block = by_typst(table, engine, styles)?;
    layout_fragment(engine, &block, locator, styles, regions)
}

fn widths(grid: &CellGrid, width: Abs) -> Vec<Abs> {
    let shares = || {
        grid.cols.iter().map(|column| match column {
            Sizing::Fr(share) => *share,
            _ => Fr::zero(),
        })
    };
    let all = shares().sum();
    shares().map(|share| share.share(all, width)).collect()
}

/// Sets the text of every cell.
fn cells<'a>(
    grid: &'a CellGrid,
    widths: &[Abs],
    engine: &mut Engine,
    locators: &mut SplitLocator,
    styles: StyleChain,
) -> SourceResult<Vec<Set<'a>>> {
    let mut cells = Vec::new();
    for (y, x) in (0..grid.rows.len()).flat_map(|y| (0..widths.len()).map(move |x| (y, x))) {
        let Some(place) = grid.cell(x, y) else { continue };
        let Some(cell) = place.body.to_packed::<TableCell>() else { continue };
        let inset = cell.inset.get(styles).unwrap_or_default().map(Option::unwrap_or_default);
        let inset = inset.resolve(styles).map(|side| side.abs);
        let width: Abs = widths.iter().skip(x).take(place.colspan.get()).sum();
        let size = Size::new(width - inset.sum_by_axis().x, Abs::inf());
        let (body, align) = match cell.align.get(styles).custom() {
            Some(align) => (cell.body.clone().aligned(align), align.fix(Dir::LTR).y),
            None => (cell.body.clone(), FixedAlignment::Start),
        };
        let region = Region::new(size, Axes::new(true, false));
        let locator = locators.next(&body.span());
        let text = layout_frame(engine, &body, locator, styles, region)?;
        cells.push(Set { x, y, rows: place.rowspan.get(), cell, text, inset, align });
    }
    Ok(cells)
}

/// The cells of a page. One that goes on on the next page stands in the middle of its rows on the first.
fn page(
    rows: &[Row],
    cells: &[Set],
    widths: &[Abs],
    engine: &mut Engine,
    locators: &mut SplitLocator,
) -> Frame {
    let height: Abs = rows.iter().map(|row| row.height).sum();
    let mut frame = Frame::soft(Size::new(widths.iter().sum(), height));
    let mut top = Abs::zero();
    for (at, row) in rows.iter().enumerate() {
        let first = cells.partition_point(|cell| cell.y < row.y);
        for set in cells[first..].iter().take_while(|cell| cell.y == row.y) {
            let below = rows[at..].iter().take_while(|row| row.y < set.y + set.rows);
            let height: Abs = below.map(|row| row.height).sum();
            let left: Abs = widths[..set.x].iter().sum();
            place(&mut frame, Point::new(left, top), height, set, row.again, engine, locators);
        }
        top += row.height;
    }
    frame
}

/// Puts a cell on the page, between the marks by which a reader of the file knows it as a cell.
fn place(
    frame: &mut Frame,
    corner: Point,
    height: Abs,
    set: &Set,
    again: bool,
    engine: &mut Engine,
    locators: &mut SplitLocator,
) {
    let mut cell = set.cell.clone();
    cell.is_repeated.set(again);
    let key = typst::utils::hash128(&cell);
    let location = locators.next_location(engine, key, cell.span());
    cell.set_location(location);
    let flags = TagFlags { introspectable: true, tagged: true };
    frame.push(corner, FrameItem::Tag(Tag::Start(cell.pack(), flags)));
    let down = set.inset.top + set.align.position(height - set.height());
    frame.push_frame(corner + Point::new(set.inset.left, down), set.text.clone());
    frame.push(corner, FrameItem::Tag(Tag::End(location, key, flags)));
}

#[cfg(test)]
mod tests {
    use super::super::{values::values, world::Press};
    use crate::Laid;
    use crate::sheet::{Block, Cell, Table};
    use proptest::prelude::*;
    use std::collections::BTreeSet;
    use typst::layout::{Frame, FrameItem, Point};
    use typst::visualize::Geometry;
    use typst_layout::PagedDocument;

    /// What stands on a page and where, in fortieths of a point: texts, and the fortieths that lines cover.
    type Seen = BTreeSet<(usize, i64, i64, String)>;

    fn look(page: usize, frame: &Frame, at: Point, seen: &mut Seen) {
        let rounded = |length: typst::layout::Abs| (length.to_pt() * 40.0 + 0.25).floor() as i64;
        for (place, item) in frame.items() {
            let place = at + *place;
            let (x, y) = (rounded(place.x), rounded(place.y));
            match item {
                FrameItem::Group(group) => look(page, &group.frame, place, seen),
                FrameItem::Text(text) => {
                    seen.insert((page, x, y, text.text.to_string()));
                }
                FrameItem::Shape(shape, _) => {
                    let Geometry::Line(end) = shape.geometry else { continue };
                    // Ends are rounded, not lengths: typst draws some lines in several parts.
                    let (right, below) = (rounded(place.x + end.x), rounded(place.y + end.y));
                    let mark = if end.x > end.y { "—" } else { "|" };
                    for x in x..=right {
                        let all = (y..=below).map(|y| (page, x, y, mark.to_owned()));
                        seen.extend(all);
                    }
                }
                _ => {}
            }
        }
    }

    fn seen(press: &Press) -> Seen {
        let document = typst::compile::<PagedDocument>(press).output.unwrap();
        typst::comemo::evict(0);
        let mut seen = Seen::new();
        for (number, page) in document.pages().iter().enumerate() {
            look(number, &page.frame, Point::zero(), &mut seen);
        }
        seen
    }

    /// A table of four columns: in each group of rows the first cell reaches down over all of them.
    fn table(groups: &[(usize, usize, usize)]) -> Table {
        let text = |length: usize| "甲乙，丙a1 丁".chars().cycle().take(length).collect::<String>();
        let mut body = Vec::new();
        for (rows, first, length) in groups {
            for row in 0..*rows {
                let mut cells = Vec::new();
                if row == 0 {
                    cells.push(Cell::label(text(*first)).rows(*rows));
                }
                if row % 2 == 0 {
                    cells.push(Cell::short(text(row)));
                    cells.push(Cell::long(text(*length)).columns(2));
                } else {
                    cells.extend([3, 9, *length].map(|length| Cell::short(text(length))));
                }
                body.push(cells);
            }
        }
        let head = vec![["一", "二", "三", "四"].map(Cell::label).into_iter().collect()];
        Table { widths: vec![3, 2, 2, 4], head, body, joined: false }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        #[test]
        fn a_table_looks_as_typst_sets_it(
            before in 0..40_usize,
            groups in prop::collection::vec((1..7_usize, 0..30_usize, 0..150_usize), 1..12),
        ) {
            let lines = (0..before).map(|_| Block::Paragraph("上文".to_owned()));
            let caption = Block::Caption { left: Some("单位".to_owned()), right: None };
            let blocks = lines.chain([caption, Block::Table(table(&groups))]).collect();
            let digest = "0".repeat(64);
            let laid = Laid { title: "表".to_owned(), year: None, landscape: before % 2 == 1, digest, blocks };
            prop_assert_eq!(seen(&Press::new(values(&laid))), seen(&Press::plain(values(&laid))));
        }
    }
}
