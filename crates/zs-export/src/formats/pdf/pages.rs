//! Which rows of a table stand on which page: rows stay in one piece, the head comes again.
use super::table::Set;
use typst::layout::grid::resolve::CellGrid;
use typst::layout::{Abs, Regions};

/// A row on a page.
pub(super) struct Row {
    pub(super) y: usize,
    pub(super) height: Abs,
    /// Whether it is a row of the head that stood on a page before.
    pub(super) again: bool,
}

/// Fills page after page.
pub(super) struct Pages<'a> {
    /// The cells that end in each row.
    ends: Vec<Vec<&'a Set<'a>>>,
    regions: Regions<'a>,
    /// Whether the next page may be higher than this one was at its top.
    progress: bool,
    /// How many rows the head has, and whether it stands on a page for good.
    head: usize,
    placed: bool,
    done: Vec<Vec<Row>>,
    page: Vec<Row>,
}

impl<'a> Pages<'a> {
    /// The rows of each page; none, if a row does not fit on any page, or a text that stands beside rows of
    /// two pages does not fit on the first: typst must look for a way.
    pub(super) fn of(
        grid: &CellGrid,
        cells: &'a [Set<'a>],
        regions: Regions<'a>,
    ) -> Option<Vec<Vec<Row>>> {
        let head = grid.headers.first().map_or(0, |head| head.range.end);
        let progress = regions.may_progress();
        let mut ends = vec![Vec::new(); grid.rows.len()];
        for cell in cells {
            ends.get_mut(cell.y + cell.rows - 1)?.push(cell);
        }
        let mut pages = Self {
            ends,
            regions,
            progress,
            head,
            placed: false,
            done: Vec::new(),
            page: Vec::new(),
        };
        pages.head()?;
        for y in head..grid.rows.len() {
            pages.row(y)?;
        }
        pages.done.push(pages.page);
        Some(pages.done)
    }

    fn row(&mut self, y: usize) -> Option<()> {
        let mut height = self.height(y)?;
        while !self.regions.size.y.fits(height) {
            if !self.progress && (self.page.len() == self.head || self.regions.last.is_none()) {
                return None;
            }
            self.turn();
            self.head()?;
            height = self.height(y)?;
        }
        self.push(y, height, false);
        self.placed = true;
        Some(())
    }

    /// Puts the head on top of the page, or of the first page where it fits.
    fn head(&mut self) -> Option<()> {
        loop {
            for y in 0..self.head {
                let height = self.height(y)?;
                self.push(y, height, self.placed);
            }
            if self.regions.size.y.fits(Abs::zero()) {
                return Some(());
            }
            if !self.progress {
                return None;
            }
            self.turn();
        }
    }

    fn push(&mut self, y: usize, height: Abs, again: bool) {
        self.page.push(Row { y, height, again });
        self.regions.size.y -= height;
    }

    /// Begins a page; a head with no row below it is taken away.
    fn turn(&mut self) {
        if self.page.len() == self.head {
            self.page.clear();
        }
        self.done.push(std::mem::take(&mut self.page));
        self.regions.next();
        self.progress = self.regions.may_progress();
    }

    /// The height of a row, if it were the next on this page: of the cells that end in it.
    fn height(&self, y: usize) -> Option<Abs> {
        let mut height = Abs::zero();
        for cell in self.ends.get(y).into_iter().flatten() {
            let above = |page: &Vec<Row>| -> Option<Abs> {
                let first = page.iter().position(|row| row.y == cell.y)?;
                Some(page[first..].iter().map(|row| row.height).sum())
            };
            let rest = if cell.rows == 1 {
                cell.height()
            } else if let Some(above) = above(&self.page) {
                cell.height() - above
            } else {
                let first = self.done.iter().rev().find_map(above)?;
                first.fits(cell.height()).then(Abs::zero)?
            };
            height.set_max(rest);
        }
        Some(height)
    }
}
