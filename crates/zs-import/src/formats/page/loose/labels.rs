//! Labels that stand in the middle of the rows that they are about: the blank cells above and below are theirs.
use super::pieces::{Pieces, ink, middle};
use super::rows::{place, row_at};
use crate::formats::page::lattice::Area;
use crate::formats::page::matrix::Length;
use std::collections::BTreeMap;

/// What a blank cell left over costs, and how far a label may stand from the middle, in hundredths of a point.
const BLANK: i64 = 700;
/// A text lower than another by this much has lines less.
const LINE: Length = 600;
/// Blank cells between two labels that are looked at.
const MOST: usize = 60;

/// A cell as this module sees it.
struct Seen {
    at: usize,
    /// The middle of its text.
    text: Option<Length>,
}

/// Gives labels the blank cells around them.
pub fn widen(cells: &mut Vec<Area>, lines: &[Pieces], xs: &[Length], ys: &[Length]) {
    let texts = texts(cells, lines, xs, ys);
    if is_set_from_top(cells, &texts, ys.len() - 1) {
        return;
    }
    let texts: Vec<Option<Length>> =
        texts.into_iter().map(|text| text.map(|(top, bottom)| top.midpoint(bottom))).collect();
    // The first and the last column that each row has text in.
    let mut filled: Vec<Option<(usize, usize)>> = vec![None; ys.len() - 1];
    for (cell, _) in cells.iter().zip(&texts).filter(|(_, text)| text.is_some()) {
        for row in &mut filled[cell.row..cell.row_end] {
            let (first, last) = row.unwrap_or((cell.column, cell.column));
            *row = Some((first.min(cell.column), last.max(cell.column)));
        }
    }
    let mut by_columns: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (at, cell) in cells.iter().enumerate() {
        by_columns.entry((cell.column, cell.column_end)).or_default().push(at);
    }
    let mut gone = vec![false; cells.len()];
    let whole = cells.clone();
    for ((from, to), mut column) in by_columns {
        column.sort_by_key(|at| whole[*at].row);
        for run in column.chunk_by(|a, b| whole[*a].row_end == whole[*b].row) {
            // Something stands right of every row, and nothing left of most: these are labels.
            let rows = || run.iter().flat_map(|at| whole[*at].row..whole[*at].row_end);
            let right = rows().all(|row| filled[row].is_some_and(|(_, last)| last >= to));
            let left = rows().filter(|row| filled[*row].is_some_and(|(first, _)| first < from));
            let own = run.iter().filter(|at| texts[**at].is_some()).count();
            if right && left.count() <= own {
                let run: Vec<Seen> =
                    run.iter().map(|at| Seen { at: *at, text: texts[*at] }).collect();
                spread(&run, cells, ys, &mut gone);
            }
        }
    }
    let mut gone = gone.into_iter();
    cells.retain(|_| gone.next() == Some(false));
    cells.sort_by_key(|cell| (cell.row, cell.column));
}

/// Whether texts begin at the top of their rows: then labels stand in the first of theirs.
fn is_set_from_top(cells: &[Area], texts: &[Option<(Length, Length)>], rows: usize) -> bool {
    let mut tallest: Vec<(Length, Length)> = vec![(0, 0); rows];
    let single = || {
        let texts = cells.iter().zip(texts);
        let texts = texts.filter_map(|(cell, text)| Some((cell, (*text)?)));
        texts.filter(|(cell, _)| cell.row_end == cell.row + 1)
    };
    for (cell, (top, bottom)) in single() {
        let tall = &mut tallest[cell.row];
        if bottom - top > tall.1 - tall.0 {
            *tall = (top, bottom);
        }
    }
    let (mut from_top, mut in_middle) = (0, 0);
    for (cell, (top, bottom)) in single() {
        let (above, below) = tallest[cell.row];
        let left = (below - above) - (bottom - top);
        // A line lower than the tallest: either all of what is left is below, or half of it.
        if left > LINE {
            from_top += usize::from((top - above).abs() < left / 4);
            in_middle += usize::from((top - above - left / 2).abs() < left / 4);
        }
    }
    from_top > in_middle * 2
}

/// The upper and lower end of each cell's text.
fn texts(
    cells: &[Area],
    lines: &[Pieces],
    xs: &[Length],
    ys: &[Length],
) -> Vec<Option<(Length, Length)>> {
    let mut map = vec![vec![0; xs.len() - 1]; ys.len() - 1];
    for (at, cell) in cells.iter().enumerate() {
        let rows = &mut map[cell.row..cell.row_end];
        rows.iter_mut().for_each(|row| row[cell.column..cell.column_end].fill(at));
    }
    let mut texts: Vec<Option<(Length, Length)>> = vec![None; cells.len()];
    for piece in lines.iter().flatten() {
        let (top, bottom) = ink(piece);
        let text = &mut texts[map[row_at(ys, middle(piece))][place(piece, xs).0]];
        *text = Some(text.map_or((top, bottom), |(a, b)| (a.min(top), b.max(bottom))));
    }
    texts
}

/// A choice for the labels so far: what it costs, where the last one begins, and the choice before.
#[derive(Clone, Copy)]
struct Choice {
    cost: i64,
    begin: usize,
    before: usize,
}

/// Chooses for each label of a run where its cells begin and end, so that it stands in their middle.
fn spread(run: &[Seen], cells: &mut [Area], ys: &[Length], gone: &mut [bool]) {
    let labels: Vec<(usize, Length)> =
        run.iter().enumerate().filter_map(|(at, seen)| Some((at, seen.text?))).collect();
    let top = |at: usize| ys[cells[run[at].at].row];
    let bottom = |at: usize| ys[cells[run[at].at].row_end];
    // For each label its choices, by how many cells behind its own are its too.
    let mut best: Vec<Vec<Choice>> = Vec::new();
    let mut free = 0;
    for (number, (at, middle)) in labels.iter().enumerate() {
        let next = labels.get(number + 1).map_or(run.len(), |(next, _)| *next);
        let last = number + 1 == labels.len();
        let begins: Vec<Choice> = (free.max(at.saturating_sub(MOST))..=*at)
            .filter_map(|begin| cheapest(best.last().map(Vec::as_slice), free, begin))
            .collect();
        let choice = |end: usize| {
            let left = if last && end != next { BLANK } else { 0 };
            let all = begins.iter().map(|choice| {
                let off = (top(choice.begin).midpoint(bottom(end - 1)) - middle).abs();
                Choice { cost: choice.cost + i64::from(off) + left, ..*choice }
            });
            all.min_by_key(|choice| choice.cost)
        };
        best.push((at + 1..=next.min(at + 1 + MOST)).filter_map(choice).collect());
        free = at + 1;
    }
    let mut pick = best.last().and_then(|ends| (0..ends.len()).min_by_key(|at| ends[*at].cost));
    for ((at, _), choices) in labels.iter().zip(&best).rev() {
        let Some((behind, choice)) = pick.and_then(|pick| Some((pick, choices.get(pick)?))) else {
            return;
        };
        let (begin, end) = (choice.begin, at + 1 + behind);
        let rows = (cells[run[begin].at].row, cells[run[end - 1].at].row_end);
        for other in (begin..end).filter(|other| other != at) {
            gone[run[other].at] = true;
        }
        let cell = &mut cells[run[*at].at];
        (cell.row, cell.row_end) = rows;
        pick = Some(choice.before);
    }
}

/// The cheapest way to begin a label's cells here, behind the choices of the label before, of which the first ends
/// at `free`.
fn cheapest(before: Option<&[Choice]>, free: usize, begin: usize) -> Option<Choice> {
    let Some(before) = before else {
        let cost = if begin == 0 { 0 } else { BLANK };
        return Some(Choice { cost, begin, before: 0 });
    };
    let behind = before.iter().enumerate().take_while(|(from, _)| free + from <= begin);
    let choices = behind.map(|(from, choice)| {
        let blank = if free + from == begin { 0 } else { BLANK };
        Choice { cost: choice.cost + blank, begin, before: from }
    });
    choices.min_by_key(|choice| choice.cost)
}
