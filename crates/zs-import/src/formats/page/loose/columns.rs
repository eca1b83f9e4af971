//! Upright lines that nobody drew: strips of white that run down between texts, and as few lines as pass through
//! all of them.
use super::Ruling;
use super::pieces::{Pieces, ink, middle};
use super::rows::{place, row_at};
use super::stab::stab;
use crate::formats::page::lines::Line;
use crate::formats::page::matrix::Length;

/// A strip is at least so many tenths of an em wide; one between two texts only, an em.
const WIDTH: Length = 3;
const ALONE: Length = 10;
/// A side is open if level lines go on beyond the last upright one by this much.
const BEYOND: Length = 1_000;
/// Edges as near as this are one.
const NEAR: Length = 300;

/// Edges of columns, and between which lines of text each of them runs.
#[derive(Debug)]
pub struct Columns {
    /// Left edges, and the right edge of the last.
    pub xs: Vec<Length>,
    /// For each edge and line of text whether the edge runs there.
    pub runs: Vec<Vec<bool>>,
}

impl Columns {
    /// For each edge and row whether the edge parts cells there: it runs there, and no text of the row crosses it.
    pub fn down(&self, lines: &[Pieces], ys: &[Length], ruling: &Ruling) -> Vec<Vec<bool>> {
        let (edges, rows) = (self.xs.len(), ys.len() - 1);
        let mut down = vec![vec![false; rows]; edges];
        let mut over = vec![vec![false; rows]; edges];
        for (at, line) in lines.iter().enumerate() {
            let mut before = None;
            for piece in line {
                let row = row_at(ys, middle(piece));
                let (from, to) = place(piece, &self.xs);
                (from + 1..to).for_each(|edge| over[edge][row] = true);
                if before.replace(row) != Some(row) {
                    (1..edges - 1).for_each(|edge| down[edge][row] |= self.runs[edge][at]);
                }
            }
        }
        for (edge, over) in down.iter_mut().zip(&over) {
            edge.iter_mut().zip(over).for_each(|(runs, over)| *runs &= !over);
        }
        for span in &ruling.upright {
            let Ok(edge) = self.xs.binary_search(&span.at) else { continue };
            let first = ys.partition_point(|y| *y < span.from).saturating_sub(1);
            let rows = ys.windows(2).enumerate().skip(first);
            for (row, pair) in rows.take_while(|(_, pair)| pair[0] <= span.to) {
                let quarter = (pair[1] - pair[0]) / 4;
                down[edge][row] |= span.from <= pair[0] + quarter && span.to >= pair[1] - quarter;
            }
        }
        down
    }
}

/// White between texts, over lines that follow each other.
#[derive(Clone, Debug)]
struct Strip {
    left: Length,
    right: Length,
    first: usize,
    last: usize,
    /// Lines that have text left of it, and right of it.
    sides: (usize, usize),
}

/// Finds the columns of lines; `None` for more than `most`.
pub fn columns(rows: &[Pieces], ruling: &Ruling, most: usize) -> Option<Columns> {
    if rows.iter().any(|row| row.len() > most) {
        return None;
    }
    let left = rows.iter().flatten().map(|piece| piece.left).min()?;
    let right = rows.iter().flatten().map(|piece| piece.right).max()?;
    let top = rows.iter().flatten().map(|piece| ink(piece).0).min()?;
    let bottom = rows.iter().flatten().map(|piece| ink(piece).1).max()?;
    let drawn = ruling.upright.iter().filter(|span| span.from < bottom && span.to > top);
    let mut drawn: Vec<Length> = drawn.map(|span| span.at).collect();
    let reach = ruling.level.iter().filter(|span| top <= span.at && span.at <= bottom);
    let ends = reach.fold((left, right), |(a, b), span| (a.min(span.from), b.max(span.to)));
    drawn.sort_unstable();
    drawn.dedup();
    // A level line that ends a little beyond an upright one ends there.
    let first = drawn.first().filter(|x| **x - ends.0 < BEYOND).map_or(ends.0, |x| left.min(*x));
    let last = drawn.last().filter(|x| ends.1 - **x < BEYOND).map_or(ends.1, |x| right.max(*x));
    // Where a level line ends inside the table, a cell ends that goes on below it.
    let inner = ruling.level.iter().filter(|span| top <= span.at && span.at <= bottom);
    drawn.extend(inner.flat_map(|span| [span.from, span.to]));
    drawn.sort_unstable();
    drawn.retain(|x| {
        first + BEYOND < *x && *x + BEYOND < last
            || first < *x && *x < last && ruling.upright.iter().any(|span| span.at == *x)
    });
    drawn.dedup_by(|later, one| *later - *one <= NEAR);
    let strips = strips(rows);
    let inner = stab(strips.iter().map(|strip| (strip.left, strip.right)), &drawn);
    let mut xs = vec![first];
    xs.extend(inner.iter().copied().filter(|x| first < *x && *x < last));
    xs.push(last);
    if xs.len() - 1 > most {
        return None;
    }
    let runs = runs(rows, &xs, &strips, ruling);
    Some(Columns { xs, runs })
}

/// Strips of white from the upper line to the lower one.
fn strips(rows: &[Pieces]) -> Vec<Strip> {
    let (mut done, mut open): (Vec<Strip>, Vec<Strip>) = (Vec::new(), Vec::new());
    for (at, row) in rows.iter().enumerate() {
        let Some(size) = row.iter().map(|piece| piece.size).min() else { continue };
        let least = size * WIDTH / 10;
        let mut next: Vec<Strip> = Vec::with_capacity(open.len());
        for strip in open.drain(..) {
            let before = next.len();
            next.extend(parts(&strip, row, least, at));
            if next.len() == before {
                done.push(strip);
            }
        }
        // What is centred beside it stands half a line higher.
        let above =
            at.checked_sub(1).map(|above| &rows[above]).filter(|above| is_beside(above, row));
        for row in
            std::iter::once(&both(row, &[])).chain(above.map(|above| both(row, above)).as_ref())
        {
            let mut new = Vec::new();
            for pair in row.windows(2) {
                let (left, right) = (pair[0].1, pair[1].0);
                let known = next.partition_point(|strip| strip.right <= left);
                let overlaps = next.get(known).is_some_and(|strip| strip.left < right);
                if right - left >= least && !overlaps {
                    new.push(Strip { left, right, first: at, last: at, sides: (1, 1) });
                }
            }
            next.extend(new);
            next.sort_by_key(|strip| strip.left);
        }
        open = next;
    }
    done.extend(open);
    let size = rows.iter().flatten().map(|piece| piece.size).min().unwrap_or(0);
    done.retain(|strip| {
        strip.sides.0.min(strip.sides.1) > 1 || (strip.right - strip.left) * 10 >= size * ALONE
    });
    done
}

/// Whether two lines of text overlap in height.
fn is_beside(above: &[Line], row: &[Line]) -> bool {
    above.first().zip(row.first()).is_some_and(|(one, next)| next.base - one.base < next.size)
}

/// Where texts of two lines stand, from left to right.
fn both(row: &[Line], above: &[Line]) -> Vec<(Length, Length)> {
    let mut all: Vec<_> = row.iter().chain(above).map(|piece| (piece.left, piece.right)).collect();
    all.sort_unstable();
    all.dedup_by(|next, one| {
        let overlaps = next.0 <= one.1;
        one.1 = if overlaps { one.1.max(next.1) } else { one.1 };
        overlaps
    });
    all
}

/// What the texts of a line leave of a strip.
fn parts(strip: &Strip, row: &[Line], least: Length, at: usize) -> Vec<Strip> {
    let mut parts = Vec::new();
    let mut from = strip.left;
    let (begin, end) = (row.first().map(|p| p.right), row.last().map(|p| p.left));
    let mut keep = |left: Length, right: Length| {
        if right - left >= least {
            let before = usize::from(begin.is_some_and(|x| x <= left));
            let behind = usize::from(end.is_some_and(|x| x >= right));
            let sides = (strip.sides.0 + before, strip.sides.1 + behind);
            parts.push(Strip { left, right, last: at, sides, ..strip.clone() });
        }
    };
    let first = row.partition_point(|piece| piece.right <= strip.left);
    for piece in row[first..].iter().take_while(|piece| piece.left < strip.right) {
        keep(from, piece.left);
        from = from.max(piece.right);
    }
    keep(from, strip.right);
    parts
}

/// An edge runs where its strips are, and on until a text crosses it.
fn runs(rows: &[Pieces], xs: &[Length], strips: &[Strip], ruling: &Ruling) -> Vec<Vec<bool>> {
    let mut runs = vec![vec![false; rows.len()]; xs.len()];
    for strip in strips {
        // Each strip has one edge in it.
        let edge = xs.partition_point(|x| *x < strip.left);
        if xs.get(edge).is_some_and(|x| *x <= strip.right) {
            runs[edge][strip.first..=strip.last].fill(true);
        }
    }
    for (x, run) in xs.iter().zip(&mut runs) {
        for span in ruling.upright.iter().filter(|span| span.at == *x) {
            let inside = |row: &Pieces| {
                row.first().is_some_and(|piece| span.from < piece.base && piece.base <= span.to)
            };
            let first =
                rows.partition_point(|row| row.first().is_none_or(|piece| piece.base <= span.from));
            for (at, row) in rows.iter().enumerate().skip(first) {
                if !inside(row) {
                    break;
                }
                run[at] = true;
            }
        }
        let free: Vec<bool> = rows.iter().map(|row| !crosses(row, *x)).collect();
        for at in 1..rows.len() {
            run[at] |= run[at - 1] && free[at];
        }
        for at in (1..rows.len()).rev() {
            run[at - 1] |= run[at] && free[at - 1];
        }
        run.iter_mut().zip(free).for_each(|(run, free)| *run &= free);
    }
    runs
}

/// Whether a text of the line runs over a place.
fn crosses(row: &[Line], x: Length) -> bool {
    let at = row.partition_point(|piece| piece.left < x);
    at > 0 && row[at - 1].right > x
}
