//! Level lines that nobody drew: which lines of text go on in the next, and as few lines as part all others.
use super::Ruling;
use super::pieces::{Pieces, ink, middle};
use super::stab::stab;
use crate::formats::page::join::goes_on;
use crate::formats::page::lattice::Span;
use crate::formats::page::lines::Line;
use crate::formats::page::matrix::Length;
use std::collections::BTreeMap;

/// Distances of lines, in hundredths of an em, that may be those of lines of one cell.
const PITCH: std::ops::RangeInclusive<Length> = 90..=230;

/// Edges of rows, and over which columns each of them runs.
#[derive(Debug)]
pub struct Rows {
    /// Upper edges, and the lower edge of the last.
    pub ys: Vec<Length>,
    /// `across[edge][column]`.
    pub across: Vec<Vec<bool>>,
    /// Whether drawn lines tell the rows: then there are no others.
    pub ruled: bool,
}

/// Two texts, one below the other, with nothing between them over some column.
struct Pair<'p> {
    upper: &'p Line,
    lower: &'p Line,
    /// Numbers of their lines.
    lines: (usize, usize),
    /// Columns that both stand over.
    from: usize,
    to: usize,
    /// Hundredths of an em from base line to base line.
    pitch: Length,
    /// Whether the upper one is full.
    full: bool,
    /// Whether a drawn line parts them.
    ruled: bool,
}

/// The columns that a text stands over, the end excluded.
pub fn place(piece: &Line, xs: &[Length]) -> (usize, usize) {
    let first = xs.partition_point(|x| *x <= piece.left).saturating_sub(1).min(xs.len() - 2);
    let last = xs.partition_point(|x| *x < piece.right).clamp(first + 1, xs.len() - 1);
    (first, last)
}

/// The row that a place is in.
pub fn row_at(ys: &[Length], y: Length) -> usize {
    ys.partition_point(|edge| *edge <= y).saturating_sub(1).min(ys.len() - 2)
}

/// Between which places the texts that begin or end at each edge stand.
pub fn measures(rows: &[Pieces], xs: &[Length]) -> Vec<(Length, Length)> {
    let mut measures: Vec<(Length, Length)> = vec![(Length::MIN, Length::MAX); xs.len()];
    for piece in rows.iter().flatten() {
        let (from, to) = place(piece, xs);
        measures[to].0 = measures[to].0.max(piece.right);
        measures[from].1 = measures[from].1.min(piece.left);
    }
    for ((right, left), x) in measures.iter_mut().zip(xs) {
        *right = if *right == Length::MIN { *x } else { *right };
        *left = if *left == Length::MAX { *x } else { *left };
    }
    measures
}

/// Finds the rows of lines in columns.
pub fn rows(lines: &[Pieces], xs: &[Length], ruling: &Ruling) -> Rows {
    let pairs = pairs(lines, xs, &ruling.level);
    let pitch = pitch(lines, &pairs);
    let apart: Vec<bool> = pairs.iter().map(|pair| pair.ruled || !pitch.joins(pair)).collect();
    let told = pairs.iter().zip(&apart).filter(|(pair, apart)| **apart && pair.ruled).count();
    let all = apart.iter().filter(|apart| **apart).count();
    let ruled = told > 2 && told * 10 >= all * 8;
    let (top, bottom) = lines
        .iter()
        .flatten()
        .map(ink)
        .fold((Length::MAX, Length::MIN), |(top, bottom), (from, to)| {
            (top.min(from), bottom.max(to))
        });
    let size = lines.iter().flatten().map(|piece| piece.size).max().unwrap_or(0);
    let drawn: Vec<&Span> = ruling
        .level
        .iter()
        .filter(|span| top - size < span.at && span.at < bottom + size)
        .filter(|span| span.to > xs[0] && span.from < xs[xs.len() - 1])
        .collect();
    let mut known: Vec<Length> = drawn.iter().map(|span| span.at).collect();
    known.sort_unstable();
    known.dedup();
    let parted = pairs.iter().zip(&apart).filter(|(pair, apart)| **apart && !pair.ruled && !ruled);
    let white = parted.map(|(pair, _)| {
        let (from, to) = (ink(pair.upper).1, ink(pair.lower).0);
        if from <= to { (from, to) } else { (from.midpoint(to), from.midpoint(to)) }
    });
    let mut ys = stab(white, &known);
    if ys.first().is_none_or(|first| *first > top) {
        ys.insert(0, top - 1);
    }
    if ys.last().is_none_or(|last| *last < bottom) {
        ys.push(bottom + 1);
    }
    let mut across = vec![vec![!ruled; xs.len() - 1]; ys.len()];
    cross(lines, xs, &ys, &mut across);
    for (pair, apart) in pairs.iter().zip(&apart) {
        if !apart {
            let (from, to) = (middle(pair.upper), middle(pair.lower));
            between(&ys, from, to).for_each(|edge| across[edge][pair.from..pair.to].fill(false));
        }
    }
    for span in drawn {
        let Ok(edge) = ys.binary_search(&span.at) else { continue };
        for (column, pair) in xs.windows(2).enumerate() {
            let quarter = (pair[1] - pair[0]) / 4;
            across[edge][column] |= span.from <= pair[0] + quarter && span.to >= pair[1] - quarter;
        }
    }
    Rows { ys, across, ruled }
}

/// A text that stands over an edge is in a cell on both sides of it.
fn cross(lines: &[Pieces], xs: &[Length], ys: &[Length], across: &mut [Vec<bool>]) {
    for piece in lines.iter().flatten() {
        let (top, bottom) = ink(piece);
        let (from, to) = place(piece, xs);
        let fifth = piece.size / 5;
        between(ys, top + fifth, bottom - fifth)
            .for_each(|edge| across[edge][from..to].fill(false));
    }
}

fn between(ys: &[Length], from: Length, to: Length) -> std::ops::Range<usize> {
    let first = ys.partition_point(|y| *y < from);
    first..ys.partition_point(|y| *y <= to).max(first)
}

/// All texts with the ones below them, each pair once.
fn pairs<'p>(lines: &'p [Pieces], xs: &[Length], level: &[Span]) -> Vec<Pair<'p>> {
    let measures = measures(lines, xs);
    let mut above: Vec<Option<(usize, &Line)>> = vec![None; xs.len() - 1];
    let mut pairs: Vec<Pair<'p>> = Vec::new();
    for (at, row) in lines.iter().enumerate() {
        for lower in row {
            let (from, to) = place(lower, xs);
            let mut column = from;
            while column < to {
                let Some((line, upper)) = above[column] else {
                    column += 1;
                    continue;
                };
                let begin = column;
                while column < to
                    && above[column].is_some_and(|(_, text)| std::ptr::eq(text, upper))
                {
                    column += 1;
                }
                let down = lower.base - upper.base;
                if down * 10 < lower.size * 4 {
                    continue;
                }
                let (first, last) = place(upper, xs);
                let (left, right) = (measures[first.min(from)].1, measures[last.max(to)].0);
                pairs.push(Pair {
                    upper,
                    lower,
                    lines: (line, at),
                    from: begin,
                    to: column,
                    pitch: pitch_of(upper, lower),
                    full: goes_on(upper, lower, left, right),
                    ruled: is_ruled(level, upper, lower),
                });
            }
            above[from..to].fill(Some((at, lower)));
        }
    }
    pairs
}

fn pitch_of(upper: &Line, lower: &Line) -> Length {
    let alike = (upper.size - lower.size).abs() * 20 <= upper.size;
    if alike {
        (lower.base - upper.base).saturating_mul(100) / lower.size.max(1)
    } else {
        Length::MAX
    }
}

/// Whether a line is drawn between two texts, over what they have in common.
fn is_ruled(level: &[Span], upper: &Line, lower: &Line) -> bool {
    let (from, to) = (middle(upper), middle(lower));
    let first = level.partition_point(|span| span.at <= from);
    let (left, right) = (upper.left.max(lower.left), upper.right.min(lower.right));
    let place = left.midpoint(right);
    level[first..]
        .iter()
        .take_while(|span| span.at < to)
        .any(|span| span.from <= place && place <= span.to)
}

/// Which lines of text go on in the next.
struct Pitch {
    /// Lines no farther apart than this may be lines of one cell, in hundredths of an em.
    most: Length,
    /// Whether all lines so near are.
    sure: bool,
}

impl Pitch {
    fn joins(&self, pair: &Pair<'_>) -> bool {
        pair.pitch <= self.most && (self.sure || pair.full)
    }
}

/// The least usual distance is that of lines of one cell, unless it is that of rows: then many cells of two lines
/// stand at it side by side.
fn pitch(lines: &[Pieces], pairs: &[Pair<'_>]) -> Pitch {
    let mut pitches: Vec<Length> = pairs
        .iter()
        .filter(|pair| !pair.ruled && PITCH.contains(&pair.pitch))
        .map(|pair| pair.pitch)
        .collect();
    pitches.sort_unstable();
    let some = (pitches.len() / 25).max(2);
    let usual = (0..pitches.len()).find(|at| {
        pitches.get(at + some - 1).is_some_and(|later| *later <= pitches[*at] * 104 / 100 + 1)
    });
    let Some(least) = pitches.get(usual.unwrap_or(0)).copied() else {
        return Pitch { most: 0, sure: false };
    };
    let most = least * 104 / 100 + 1;
    let mut beside: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let near = || pairs.iter().filter(|pair| !pair.ruled && pair.pitch <= most);
    for pair in near() {
        *beside.entry(pair.lines).or_default() += 1;
    }
    let mut counts: Vec<usize> = lines.iter().map(Vec::len).filter(|count| *count > 1).collect();
    counts.sort_unstable();
    let usual = counts.get(counts.len() * 3 / 4).copied().unwrap_or(1);
    let (mut of_rows, mut of_cells, mut full) = (0, 0, 0);
    for pair in near() {
        let count = beside[&pair.lines];
        if count >= 3 && count * 10 >= usual * 6 {
            of_rows += 1;
        } else {
            of_cells += 1;
            full += usize::from(pair.full);
        }
    }
    Pitch { most, sure: of_cells > of_rows && full * 10 >= of_cells * 4 }
}
