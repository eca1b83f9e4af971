//! Tables that go on over the end of a page: they get the same columns, and rows that the page cut are joined.
use super::join::{cell_text, goes_on};
use super::matrix::Length;
use super::sheet::{Drawn, Sheet};
use crate::{Cell, Limits};

/// Edges of two pages that differ by no more than this are the same edge.
const SAME: Length = 350;
/// Rows that a table may repeat at the head of each page.
const HEADS: u32 = 4;

/// Where a table is: sheet and number on the sheet.
type At = (usize, usize);

/// Aligns and joins all tables that pages cut.
pub fn mend(sheets: &mut [Sheet], limits: &Limits) {
    for chain in chains(sheets) {
        if !align(sheets, &chain, limits) {
            continue;
        }
        // From behind, so that a row over three pages comes together.
        for pair in chain.windows(2).rev() {
            join(sheets, chain[0], pair[0], pair[1]);
        }
    }
}

/// Tables at the end of a page with those of the same width at the beginning of the next.
fn chains(sheets: &[Sheet]) -> Vec<Vec<At>> {
    let mut chains: Vec<Vec<At>> = Vec::new();
    for (at, pair) in sheets.windows(2).enumerate() {
        let (Some(above), Some(below)) = (pair[0].tables.last(), pair[1].tables.first()) else {
            continue;
        };
        let ends = pair[0].lines.iter().all(|line| line.base < above.area.bottom);
        let begins = pair[1].lines.iter().all(|line| line.base > below.area.top);
        let near = |a: Length, b: Length| (a - b).abs() <= SAME;
        let alike =
            near(above.area.left, below.area.left) && near(above.area.right, below.area.right);
        if !(ends && begins && alike) {
            continue;
        }
        let (from, to) = ((at, pair[0].tables.len() - 1), (at + 1, 0));
        match chains.last_mut() {
            Some(chain) if chain.last() == Some(&from) => chain.push(to),
            _ => chains.push(vec![from, to]),
        }
    }
    chains
}

/// Gives all tables of a chain the edges of all; `false` if that cannot be done.
fn align(sheets: &mut [Sheet], chain: &[At], limits: &Limits) -> bool {
    let mut each: Vec<Vec<Length>> =
        chain.iter().map(|(sheet, table)| sheets[*sheet].tables[*table].xs.clone()).collect();
    // The table of most columns tells best where edges are.
    each.sort_by_key(|xs| std::cmp::Reverse(xs.len()));
    let mut edges = each.first().cloned().unwrap_or_default();
    for edge in each.into_iter().flatten() {
        if (edges[nearest(&edges, edge)] - edge).abs() > SAME {
            edges.insert(edges.partition_point(|known| *known < edge), edge);
        }
    }
    let columns = u32::try_from(edges.len() - 1).unwrap_or(u32::MAX);
    let place = |edge: &Length| u32::try_from(nearest(&edges, *edge)).unwrap_or(u32::MAX);
    let maps: Vec<Vec<u32>> = chain
        .iter()
        .map(|(sheet, table)| sheets[*sheet].tables[*table].xs.iter().map(place).collect())
        .collect();
    let distinct = maps.iter().all(|map| map.is_sorted_by(|a, b| a < b));
    if !distinct || columns > limits.columns {
        return false;
    }
    for ((sheet, table), map) in chain.iter().zip(&maps) {
        let drawn = &mut sheets[*sheet].tables[*table];
        let of = |column: u32| map[usize::try_from(column).unwrap_or(0).min(map.len() - 1)];
        for cell in &mut drawn.table.cells {
            let end = of(cell.column + cell.column_span);
            cell.column = of(cell.column);
            cell.column_span = end - cell.column;
        }
        drawn.table.columns = columns;
        if !drawn.measures.is_empty() {
            let mut measures: Vec<_> = edges.iter().map(|edge| (*edge, *edge)).collect();
            for (measure, to) in drawn.measures.iter().zip(map) {
                measures[usize::try_from(*to).unwrap_or(0).min(edges.len() - 1)] = *measure;
            }
            drawn.measures = measures;
        }
        drawn.xs.clone_from(&edges);
    }
    true
}

/// The number of the edge that is nearest to a place.
fn nearest(edges: &[Length], place: Length) -> usize {
    let after = edges.partition_point(|edge| *edge < place);
    let distance = |at: &usize| edges.get(*at).map_or(Length::MAX, |edge| (edge - place).abs());
    [after.saturating_sub(1), after].into_iter().min_by_key(distance).unwrap_or(0)
}

/// Joins the first row of a table to the last row of the one above, if the page cut it.
fn join(sheets: &mut [Sheet], first: At, above: At, below: At) {
    let known = heads(&sheets[first.0].tables[first.1]);
    let mut taken = std::mem::take(&mut sheets[below.0].tables[below.1]);
    let head = (0..HEADS.min(taken.table.rows))
        .find(|row| !known.contains(&signature(&taken, *row)))
        .unwrap_or(0);
    let upper = &mut sheets[above.0].tables[above.1];
    if let Some(pairs) = cut(upper, &taken, head) {
        for (up, down) in pairs {
            let mut lines = std::mem::take(&mut taken.lines[down]);
            upper.lines[up].append(&mut lines);
            taken.table.cells[down].text.clear();
            let (left, right) = upper.bounds(&upper.table.cells[up]);
            upper.table.cells[up].text = cell_text(&upper.lines[up], left, right);
        }
        drop_row(&mut taken, head);
    }
    sheets[below.0].tables[below.1] = taken;
}

/// What stands in the filled cells of a row.
fn signature(drawn: &Drawn, row: u32) -> Vec<(u32, String)> {
    let cells = drawn.table.cells.iter().filter(|cell| cell.row == row && !cell.text.is_empty());
    cells.map(|cell| (cell.column, cell.text.clone())).collect()
}

/// The rows that a table may repeat: of several filled cells.
fn heads(drawn: &Drawn) -> Vec<Vec<(u32, String)>> {
    let rows = (0..drawn.table.rows).map(|row| signature(drawn, row));
    rows.filter(|row| row.len() >= 2).collect()
}

/// The cells of the last row above that go on in the row below, if that is the rest of it: each of its filled
/// cells goes on with a full line, and some cell had ended before.
fn cut(upper: &Drawn, lower: &Drawn, row: u32) -> Option<Vec<(usize, usize)>> {
    let ends = |cell: &&Cell| cell.row + cell.row_span == upper.table.rows;
    let place = |cell: &Cell| (cell.column, cell.column_span);
    let mut pairs = Vec::new();
    let mut ended = 0;
    for (up, cell) in upper.table.cells.iter().enumerate().filter(|(_, cell)| ends(cell)) {
        let rest = lower.table.cells.iter().position(|c| c.row == row && place(c) == place(cell));
        // A row of other cells is another row.
        let down = rest?;
        let (left, right) = upper.bounds(cell);
        match (upper.lines[up].last(), lower.lines[down].first()) {
            (Some(last), Some(next)) if goes_on(last, next, left, right) => pairs.push((up, down)),
            (_, Some(_)) => return None,
            (Some(_), None) => ended += 1,
            (None, None) => {}
        }
    }
    let filled = lower.table.cells.iter().filter(|c| c.row == row && !c.text.is_empty()).count();
    (filled == pairs.len() && filled > 0 && (ended > 0 || filled >= 3)).then_some(pairs)
}

/// Takes a row out; blank cells that go on below begin there.
fn drop_row(drawn: &mut Drawn, row: u32) {
    let table = &mut drawn.table;
    drawn.guessed.resize(table.cells.len(), false);
    let mut kept: Vec<(Cell, (_, bool))> = Vec::new();
    let lines = drawn.lines.drain(..).zip(drawn.guessed.drain(..));
    for (mut cell, lines) in table.cells.drain(..).zip(lines) {
        if cell.row > row {
            cell.row -= 1;
        } else if cell.row + cell.row_span > row {
            cell.row_span -= 1;
        }
        if cell.row_span > 0 {
            kept.push((cell, lines));
        }
    }
    kept.sort_by_key(|(cell, _)| (cell.row, cell.column));
    (table.cells, (drawn.lines, drawn.guessed)) = kept.into_iter().unzip();
    table.rows -= 1;
}
