//! Ruling lines become grids: which lines belong together, where rows and columns are, which edges exist.
use super::budget::Budget;
use super::loose::Ruling;
use super::marks::Rule;
use super::matrix::Length;
use crate::ReadError;
use std::collections::BTreeMap;

/// Lines this near are one line; ends this near touch.
const NEAR: Length = 200;
/// A group of lines is no thicker than this.
const BAND: Length = 400;
/// Lines drawn on beyond the last crossing by this much have a column or row there.
const BEYOND: Length = 1_000;
/// Rows of the grid on one page.
const ROWS: usize = 2_000;

/// A level or upright line: where it is, from where to where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub at: Length,
    pub from: Length,
    pub to: Length,
}

/// The lines of one table.
#[derive(Debug, Default)]
pub struct Lattice {
    /// Left edges of the columns, and the right edge of the last.
    pub xs: Vec<Length>,
    /// Upper edges of the rows, and the lower edge of the last.
    pub ys: Vec<Length>,
    /// Cells by row and column, each as the rows and columns that it covers.
    pub cells: Vec<Area>,
    /// The lines that are drawn.
    pub ruling: Ruling,
}

/// Rows and columns that a cell covers, ends excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub row: usize,
    pub column: usize,
    pub row_end: usize,
    pub column_end: usize,
    /// Whether an edge towards other cells is drawn in part only.
    pub guessed: bool,
}

/// The tables that the lines of a page draw; and the lines that belong to none.
pub fn lattices(
    rules: &[Rule],
    columns: usize,
    budget: &Budget,
) -> Result<(Vec<Lattice>, Ruling), ReadError> {
    let (mut level, mut upright) = (Vec::new(), Vec::new());
    for rule in rules {
        if rule.width() >= rule.height() {
            let at = rule.top.midpoint(rule.bottom);
            level.push(Span { at, from: rule.left, to: rule.right });
        } else {
            let at = rule.left.midpoint(rule.right);
            upright.push(Span { at, from: rule.top, to: rule.bottom });
        }
    }
    let (level, upright) = (merged(level), merged(upright));
    let mut found = Vec::new();
    let mut alone = (Vec::new(), Vec::new());
    for (level, upright) in groups(&level, &upright, budget)? {
        match lattice(&level, &upright, columns) {
            Some(lattice) => {
                budget.work(lattice.xs.len() * lattice.ys.len())?;
                found.push(Lattice { ruling: Ruling::new(level, upright), ..lattice });
            }
            None => {
                alone.0.extend(level);
                alone.1.extend(upright);
            }
        }
    }
    Ok((found, Ruling::new(alone.0, alone.1)))
}

/// Lines side by side or one behind another become one.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    let mut band: Vec<Span> = Vec::new();
    let mut close = |band: &mut Vec<Span>| {
        let (Some(first), Some(last)) = (band.first(), band.last()) else { return };
        let at = first.at.midpoint(last.at);
        band.sort_unstable_by_key(|span| (span.from, span.to));
        let mut open: Option<Span> = None;
        for span in band.drain(..) {
            match &mut open {
                Some(open) if span.from <= open.to + NEAR => open.to = open.to.max(span.to),
                _ => out.extend(open.replace(Span { at, ..span })),
            }
        }
        out.extend(open);
    };
    for span in spans {
        let fits = band
            .first()
            .zip(band.last())
            .is_none_or(|(first, last)| span.at - last.at <= NEAR && span.at - first.at <= BAND);
        if !fits {
            close(&mut band);
        }
        band.push(span);
    }
    close(&mut band);
    out
}

/// Level and upright lines that belong together.
type Group = (Vec<Span>, Vec<Span>);

/// Lines that touch each other, over any number of others.
fn groups(level: &[Span], upright: &[Span], budget: &Budget) -> Result<Vec<Group>, ReadError> {
    let mut parents: Vec<usize> = (0..level.len() + upright.len()).collect();
    for (v, line) in upright.iter().enumerate() {
        let first = level.partition_point(|h| h.at < line.from - NEAR);
        let reach = level[first..].iter().take_while(|h| h.at <= line.to + NEAR);
        let mut looked = 0;
        for (h, crossing) in reach.enumerate() {
            looked += 1;
            if crossing.from - NEAR <= line.at && line.at <= crossing.to + NEAR {
                let (a, b) = (root(&mut parents, first + h), root(&mut parents, level.len() + v));
                parents[b.max(a)] = a.min(b);
            }
        }
        budget.work(looked)?;
    }
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for at in 0..parents.len() {
        let group = groups.entry(root(&mut parents, at)).or_default();
        match level.get(at) {
            Some(span) => group.0.push(*span),
            None => group.1.push(upright[at - level.len()]),
        }
    }
    Ok(groups.into_values().collect())
}

fn root(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}

fn lattice(level: &[Span], upright: &[Span], columns: usize) -> Option<Lattice> {
    if level.is_empty() || upright.is_empty() {
        return None;
    }
    let xs = edges(upright, level);
    let ys = edges(level, upright);
    let (wide, high) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if wide == 0 || high == 0 || wide * high < 2 || wide > columns || high > ROWS {
        return None;
    }
    // For each edge between rows the columns over which it is drawn, and the other way round.
    let across = drawn(level, &ys, &xs);
    let down = drawn(upright, &xs, &ys);
    let cells = cells(&across, &down, high, wide);
    (cells.len() > 1).then(|| Lattice { xs, ys, cells, ruling: Ruling::default() })
}

/// Where lines are; and where the lines across them end, if that is farther out: sides may be left open.
fn edges(lines: &[Span], across: &[Span]) -> Vec<Length> {
    let mut edges: Vec<Length> = lines.iter().map(|line| line.at).collect();
    edges.sort_unstable();
    edges.dedup();
    let first = across.iter().map(|line| line.from).min();
    let last = across.iter().map(|line| line.to).max();
    if let Some(first) =
        first.filter(|first| edges.first().is_none_or(|edge| edge - first > BEYOND))
    {
        edges.insert(0, first);
    }
    edges.extend(last.filter(|last| edges.last().is_none_or(|edge| last - edge > BEYOND)));
    edges
}

/// `drawn[edge][part]`: whether a line runs along the middle half of a part.
fn drawn(lines: &[Span], edges: &[Length], parts: &[Length]) -> Vec<Vec<bool>> {
    let mut drawn = vec![vec![false; parts.len() - 1]; edges.len()];
    for line in lines {
        let Ok(edge) = edges.binary_search(&line.at) else { continue };
        // Lines of one edge never overlap, so all of them together cost no more than the grid.
        let first = parts.partition_point(|part| *part < line.from).saturating_sub(1);
        for (part, pair) in parts.windows(2).enumerate().skip(first) {
            if pair[0] > line.to {
                break;
            }
            let quarter = (pair[1] - pair[0]) / 4;
            drawn[edge][part] |= line.from <= pair[0] + quarter && line.to >= pair[1] - quarter;
        }
    }
    drawn
}

/// Cells grow right, then down, until an edge is drawn.
pub fn cells(across: &[Vec<bool>], down: &[Vec<bool>], rows: usize, columns: usize) -> Vec<Area> {
    let mut taken = vec![vec![false; columns]; rows];
    let mut cells = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            if taken[row][column] {
                continue;
            }
            let mut end = column + 1;
            while end < columns && !down[end][row] && !taken[row][end] {
                end += 1;
            }
            let open = |edge: usize| {
                let above = (column..end).all(|c| !across[edge][c]);
                let within = (column + 1..end).all(|c| !down[c][edge]);
                // The sides go on as well: where they stop, something else begins.
                let sides = [column, end].iter().all(|side| {
                    *side == 0 || *side == columns || down[*side][edge] == down[*side][edge - 1]
                });
                above && within && sides && (column..end).all(|c| !taken[edge][c])
            };
            let mut bottom = row + 1;
            while bottom < rows && open(bottom) {
                bottom += 1;
            }
            for line in &mut taken[row..bottom] {
                line[column..end].fill(true);
            }
            let level =
                |edge: usize| edge == 0 || edge == rows || (column..end).all(|c| across[edge][c]);
            let upright =
                |edge: usize| edge == 0 || edge == columns || (row..bottom).all(|r| down[edge][r]);
            let whole = level(row) && level(bottom) && upright(column) && upright(end);
            cells.push(Area { row, column, row_end: bottom, column_end: end, guessed: !whole });
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(x0: Length, y0: Length, x1: Length, y1: Length) -> Rule {
        Rule::between((x0, y0), (x1, y1))
    }

    fn grids(rules: &[Rule]) -> Vec<Lattice> {
        let budget = Budget::new(&crate::Limits::default());
        lattices(rules, 64, &budget).expect("within limits").0
    }

    #[test]
    fn a_missing_edge_joins_cells() {
        let frame = [
            line(0, 0, 20_000, 0),
            line(0, 0, 0, 6_000),
            line(20_000, 0, 20_000, 6_000),
            line(0, 6_000, 20_000, 6_000),
        ];
        let inner = [
            // The first column is one cell; the second row's last two columns are one.
            line(5_000, 0, 5_000, 6_000),
            line(5_000, 3_000, 20_000, 3_000),
            line(12_000, 0, 12_000, 3_000),
        ];
        let found = grids(&[&frame[..], &inner[..]].concat());
        assert_eq!(found.len(), 1);
        let spans: Vec<_> =
            found[0].cells.iter().map(|c| (c.row, c.column, c.row_end, c.column_end)).collect();
        assert_eq!(spans, [(0, 0, 2, 1), (0, 1, 1, 2), (0, 2, 1, 3), (1, 1, 2, 3)]);
    }

    #[test]
    fn pieces_of_lines_are_one_and_lines_that_do_not_touch_are_two_tables() {
        let mut rules = Vec::new();
        for top in [0, 50_000] {
            for at in 0..10 {
                let (from, to) = (at * 1_000, at * 1_000 + 950);
                rules.push(line(from, top, to, top));
                rules.push(line(from, top + 3_040, to, top + 3_060));
            }
            for x in [0, 5_000, 9_950] {
                rules.push(line(x, top, x, top + 3_000));
            }
        }
        let found = grids(&rules);
        assert_eq!(found.iter().map(|table| table.cells.len()).collect::<Vec<_>>(), [2, 2]);
    }
}
