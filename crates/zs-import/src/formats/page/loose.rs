//! Tables without upright lines: columns are where no line of text stands, rows where white space or a level
//! line parts them.
use super::join::cell_text;
use super::lattice::Span;
use super::lines::Line;
use super::marks::Rule;
use super::matrix::Length;
use super::sheet::Drawn;
use crate::{Cell, Table};

/// A gap of so many tenths of an em parts two cells.
const GAP: Length = 5;
/// Lines of three cells or more that a table has at least.
const FULL: usize = 3;

/// Takes the tables out of lines; what is left stays as it is.
pub fn tables(lines: Vec<Line>, level: &[Span], most: usize) -> (Vec<Line>, Vec<Drawn>) {
    let pieces: Vec<Vec<Line>> = lines.iter().map(|line| line.pieces(GAP)).collect();
    let mut rest = Vec::new();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = run(&lines, &pieces, at);
        match table(&pieces[at..end], level, most) {
            Some(drawn) => {
                found.push(drawn);
                at = end;
            }
            None => {
                // The next run cannot begin before this one ends, unless it is a single line.
                rest.extend_from_slice(&lines[at..end.max(at + 1)]);
                at = end.max(at + 1);
            }
        }
    }
    (rest, found)
}

/// Where the lines end that may be one table with the line at `at`.
fn run(lines: &[Line], pieces: &[Vec<Line>], at: usize) -> usize {
    if pieces[at].len() < FULL || lines[at].has_leader() {
        return at;
    }
    let (left, right) = (lines[at].left, lines[at].right);
    let mut end = at + 1;
    let mut last_full = end;
    while let Some(line) = lines.get(end) {
        let far = line.base - lines[end - 1].base > line.size * 35 / 10;
        let beside = line.left > left + line.size || pieces[end].len() > 1;
        let within = line.right < right + line.size * 2;
        if far || line.has_leader() || !(beside || within && end - last_full < 2) {
            break;
        }
        end += 1;
        if pieces[end - 1].len() > 1 || beside {
            last_full = end;
        }
    }
    last_full
}

fn table(rows: &[Vec<Line>], level: &[Span], most: usize) -> Option<Drawn> {
    let full = rows.iter().filter(|pieces| pieces.len() >= FULL).count();
    if full < FULL {
        return None;
    }
    let xs = columns(rows)?;
    let wide = xs.len() - 1;
    if wide < FULL || wide > most {
        return None;
    }
    let starts = starts(rows, &xs, level);
    let filled = filled(rows, &xs);
    let mut cells: Vec<(Cell, Vec<Line>)> = Vec::new();
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(rows.len());
        let row = u32::try_from(number).ok()?;
        cells.extend(cells_of(row, rows[*start..end].iter().flatten(), &xs, &filled));
    }
    let all = || rows.iter().flatten();
    let area = Rule {
        left: xs[0],
        right: xs[wide],
        top: all().map(|piece| piece.base - piece.size).min()?,
        bottom: all().map(|piece| piece.base).max()?,
    };
    let (cells, lines) = cells.into_iter().unzip();
    let table = Table {
        cells,
        rows: u32::try_from(starts.len()).ok()?,
        columns: u32::try_from(wide).ok()?,
        loose: true,
        ..Table::default()
    };
    Some(Drawn { area, table, xs, lines, ..Drawn::default() })
}

/// Edges of columns: between them no piece stands, but for the few that run across.
fn columns(rows: &[Vec<Line>]) -> Option<Vec<Length>> {
    let pieces: Vec<&Line> = rows.iter().filter(|row| row.len() > 1).flatten().collect();
    let left = pieces.iter().map(|piece| piece.left).min()?;
    let right = pieces.iter().map(|piece| piece.right).max()?;
    let mut ends: Vec<(Length, i32)> =
        pieces.iter().flat_map(|piece| [(piece.left, 1), (piece.right, -1)]).collect();
    ends.sort_unstable();
    let few = i32::try_from(rows.len() / 8).unwrap_or(0);
    let size = pieces.iter().map(|piece| piece.size).min()?;
    let mut xs = vec![left];
    let (mut over, mut from): (i32, Option<Length>) = (0, None);
    for (place, step) in ends {
        over += step;
        match from {
            // The white space before this piece, if it is wide enough for a column's edge.
            Some(begin) if over > few => {
                let begins =
                    pieces.iter().filter(|piece| (piece.left - place).abs() <= size).count();
                let here: Length = place - begin;
                if here * 2 > size && (begins > 1 || here > size * 2) && begin > left {
                    xs.push(begin.midpoint(place));
                }
                from = None;
            }
            None if over <= few => from = Some(place),
            _ => {}
        }
    }
    xs.push(right);
    xs.dedup();
    Some(xs)
}

/// Which lines begin a row. Lines that only the first column has text in begin none: a label may stand in the
/// middle of the rows that it is about.
fn starts(rows: &[Vec<Line>], xs: &[Length], level: &[Span]) -> Vec<usize> {
    let in_first = |piece: &&Line| piece.right <= xs[1] + piece.size / 2;
    let body = |row: &Vec<Line>| row.iter().any(|piece| !in_first(&piece));
    let told: Vec<usize> = (0..rows.len()).filter(|at| body(&rows[*at])).collect();
    let extent = |at: usize| {
        let inner = rows[at].iter().filter(|piece| !in_first(piece));
        let ends = inner.map(|p| (p.base - p.size * 88 / 100, p.base + p.size * 12 / 100));
        ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or_default()
    };
    let pairs: Vec<(usize, usize)> =
        told.iter().copied().zip(told.iter().copied().skip(1)).collect();
    let gaps: Vec<Length> = pairs.iter().map(|(a, b)| extent(*b).0 - extent(*a).1).collect();
    let ruled: Vec<bool> =
        pairs.iter().map(|(a, b)| is_ruled(level, xs, extent(*a).0..extent(*b).1)).collect();
    let least = gaps.iter().min().copied().unwrap_or(0).max(0);
    let most = gaps.iter().max().copied().unwrap_or(0);
    let size = rows.iter().flatten().map(|piece| piece.size).max().unwrap_or(0);
    let lines = ruled.iter().filter(|ruled| **ruled).count();
    let begins = |pair: usize| {
        let next = &rows[pairs[pair].1];
        // Where rows are ruled, lines tell them; where they are set apart, white space; else the first column.
        if lines > 2 {
            ruled[pair]
        } else if most - least > size / 4 {
            ruled[pair] || gaps[pair] >= least + (most - least) / 3
        } else {
            next.first().is_some_and(|piece| piece.left < xs[1]) || next.len() * 2 > xs.len()
        }
    };
    let found = (0..pairs.len()).filter(|pair| begins(*pair)).map(|pair| pairs[pair].1);
    std::iter::once(0).chain(found).collect()
}

/// Whether a level line runs over most of the table between two lines of text.
fn is_ruled(level: &[Span], xs: &[Length], between: std::ops::Range<Length>) -> bool {
    let (left, right) = (xs[0], xs[xs.len() - 1]);
    let long = |line: &Span| (line.to.min(right) - line.from.max(left)) * 2 > right - left;
    level.iter().any(|line| between.contains(&line.at) && long(line))
}

/// The columns that a piece stands over, the end excluded.
fn place(piece: &Line, xs: &[Length]) -> (usize, usize) {
    let first = xs.partition_point(|x| *x <= piece.left + piece.size / 2).saturating_sub(1);
    let last = xs.partition_point(|x| *x < piece.right - piece.size / 2);
    let first = first.min(xs.len() - 2);
    (first, last.clamp(first + 1, xs.len() - 1))
}

/// How far each column is filled with text: without borders nothing else shows its width.
fn filled(rows: &[Vec<Line>], xs: &[Length]) -> Vec<(Length, Length)> {
    let mut filled: Vec<(Length, Length)> = xs.windows(2).map(|pair| (pair[1], pair[0])).collect();
    for piece in rows.iter().flatten() {
        if let (from, to) = place(piece, xs)
            && to == from + 1
        {
            filled[from] = (filled[from].0.min(piece.left), filled[from].1.max(piece.right));
        }
    }
    filled
}

/// The cells of one row: pieces over the same columns are one cell.
fn cells_of<'l>(
    row: u32,
    pieces: impl Iterator<Item = &'l Line>,
    xs: &[Length],
    filled: &[(Length, Length)],
) -> Vec<(Cell, Vec<Line>)> {
    let mut cells: Vec<(usize, usize, Vec<Line>)> = Vec::new();
    for piece in pieces {
        let (mut from, mut to) = place(piece, xs);
        let mut lines = Vec::new();
        cells.retain_mut(|(a, b, old)| {
            let apart = *b <= from || to <= *a;
            if !apart {
                (from, to) = (from.min(*a), to.max(*b));
                lines.append(old);
            }
            apart
        });
        lines.push(piece.clone());
        cells.push((from, to, lines));
    }
    cells.sort_by_key(|(from, _, _)| *from);
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let cell = |(from, to, lines): (usize, usize, Vec<Line>)| {
        let cell = Cell {
            row,
            column: number(from),
            row_span: 1,
            column_span: number(to - from),
            text: cell_text(&lines, filled[from].0, filled[to - 1].1),
            ..Cell::default()
        };
        (cell, lines)
    };
    cells.into_iter().map(cell).collect()
}
