//! From the filled cells and merged areas of a sheet to a table: spans, gaps, places.
use super::grid::{Area, Filled, Sheet};
use super::trouble;
use crate::{Cell, Limits, ReadError, Table};
use zs_model::Place;

/// Empty cells that are written out over all sheets, so that small forms have a cell at every position;
/// beyond that, empty positions are simply absent.
pub(super) const SPARE: usize = 200_000;
/// A longer stretch of empty rows or columns counts as this many; places keep the sheet's own numbers.
const GAP: u32 = 16;

/// The used rows (or columns) of a sheet and their numbers in the table.
struct Axis {
    used: Vec<u32>,
    grid: Vec<u32>,
}

impl Axis {
    fn new(mut used: Vec<u32>) -> Self {
        used.sort_unstable();
        used.dedup();
        let mut next = 0;
        let mut before = None;
        let grid = used.iter().map(|&at| {
            let gap = before.map_or(at, |before: u32| at - before - 1);
            let own = next + gap.min(GAP);
            (before, next) = (Some(at), own + 1);
            own
        });
        let grid = grid.collect();
        Self { used, grid }
    }

    fn len(&self) -> u32 {
        self.grid.last().map_or(0, |last| last + 1)
    }

    /// The table's number of a used or unused row; never beyond the next used one.
    fn of(&self, at: u32) -> u32 {
        let next = self.used.partition_point(|&used| used <= at);
        let ceiling = self.grid.get(next).map_or(self.len(), |&grid| grid);
        let floor = match next.checked_sub(1) {
            Some(before) => self.grid[before] + (at - self.used[before]),
            None => at,
        };
        floor.min(ceiling.saturating_sub(1))
    }

    /// The sheet's own 0-based number of a table row or column.
    fn back(&self, grid: u32) -> u32 {
        let next = self.grid.partition_point(|&own| own <= grid);
        match next.checked_sub(1) {
            Some(before) => self.used[before] + (grid - self.grid[before]),
            None => grid,
        }
    }
}

/// Makes the table of a sheet. `spare` is what may still be written out as empty cells.
pub(super) fn table(
    mut sheet: Sheet,
    limits: &Limits,
    spare: &mut usize,
) -> Result<Table, ReadError> {
    let key = |cell: &Filled| (cell.row, cell.column);
    if !sheet.cells.is_sorted_by_key(key) {
        sheet.cells.sort_by_key(key);
    }
    sheet.cells.dedup_by_key(|cell| (cell.row, cell.column));
    let rows = Axis::new(sheet.cells.iter().map(|cell| cell.row).collect());
    let width = sheet.cells.iter().map(|cell| cell.column + 1).max().unwrap_or(0);
    let mut used = vec![false; width as usize];
    for cell in &sheet.cells {
        used[cell.column as usize] = true;
    }
    let columns = Axis::new((0..width).filter(|&column| used[column as usize]).collect());
    for cell in &mut sheet.cells {
        cell.column = columns.of(cell.column);
    }
    if columns.len() > limits.columns {
        let (zh, en) = ("工作表的列过多", "a sheet has too many columns");
        return Err(trouble::too_large(zh, en).at(trouble::sheet(&sheet.name)));
    }
    let merges = fitting(&sheet.merges, &rows, &columns, limits);
    let wanted = rows.used.len().saturating_mul(columns.len() as usize);
    let full = wanted <= *spare;
    *spare -= if full { wanted } else { 0 };
    let place = trouble::sheet(&sheet.name);
    Ok(Filler { rows, columns, place, full }.run(sheet.cells, &merges))
}

/// The merged areas in table numbers, cut to the used part of the sheet, ordered.
fn fitting(merges: &[Area], rows: &Axis, columns: &Axis, limits: &Limits) -> Vec<Area> {
    let (last_row, last_column) = (rows.used.last(), columns.used.last());
    let (Some(&last_row), Some(&last_column)) = (last_row, last_column) else { return Vec::new() };
    let inside = merges.iter().filter(|area| area.row <= last_row && area.column <= last_column);
    let mut fitting: Vec<Area> = inside
        .map(|area| {
            let row = rows.of(area.row);
            Area {
                row,
                column: columns.of(area.column),
                last_row: rows
                    .of(area.last_row.min(last_row))
                    .min(row + limits.row_span.saturating_sub(1)),
                last_column: columns.of(area.last_column.min(last_column)),
            }
        })
        .filter(|area| area.row < area.last_row || area.column < area.last_column)
        .collect();
    fitting.sort_unstable();
    fitting
}

struct Filler {
    rows: Axis,
    columns: Axis,
    /// The sheet as a whole.
    place: Place,
    full: bool,
}

impl Filler {
    fn run(&self, filled: Vec<Filled>, merges: &[Area]) -> Table {
        let width = self.columns.len() as usize;
        let numbers: Vec<u32> = (0..self.columns.len()).map(|at| self.columns.back(at)).collect();
        let mut covered = vec![0_u32; width];
        let mut out = Vec::with_capacity(filled.len());
        let mut merges = merges.iter().peekable();
        let mut filled = filled.into_iter().peekable();
        for (&sheet_row, &row) in self.rows.used.iter().zip(&self.rows.grid) {
            let mut anchors: Vec<Option<Area>> = Vec::new();
            while let Some(area) = merges.next_if(|area| area.row <= row) {
                let span = area.column as usize..=area.last_column as usize;
                // Of overlapping areas the first counts; one that begins in an empty row covers nothing.
                if area.row == row && covered[span.clone()].iter().all(|&until| until <= row) {
                    covered[span].fill(area.last_row + 1);
                    anchors.resize(width, None);
                    anchors[area.column as usize] = Some(*area);
                }
            }
            for column in 0..self.columns.len() {
                let own = |cell: &Filled| (cell.row, cell.column) == (sheet_row, column);
                let text = filled.next_if(own).map(|cell| cell.text);
                let area = anchors.get(column as usize).copied().flatten();
                let hidden = area.is_none() && covered[column as usize] > row;
                if !hidden && (self.full || text.is_some()) {
                    let place = Place {
                        row: Some(sheet_row + 1),
                        column: Some(numbers[column as usize] + 1),
                        ..self.place.clone()
                    };
                    out.push(cell((row, column), area, text.unwrap_or_default(), place));
                }
            }
        }
        let place = Place { row: self.rows.used.first().map(|row| row + 1), ..self.place.clone() };
        Table {
            cells: out,
            rows: self.rows.len(),
            columns: self.columns.len(),
            loose: false,
            place,
        }
    }
}

fn cell((row, column): (u32, u32), area: Option<Area>, text: String, place: Place) -> Cell {
    Cell {
        row,
        column,
        row_span: area.map_or(1, |area| area.last_row - area.row + 1),
        column_span: area.map_or(1, |area| area.last_column - area.column + 1),
        text,
        nested: Vec::new(),
        place,
    }
}
