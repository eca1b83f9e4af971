//! Tables whose lines are drawn in part or not at all: the lines that are missing are found from where texts stand.
mod columns;
mod labels;
mod pieces;
mod rows;
mod stab;

use super::budget::Budget;
use super::furniture;
use super::lattice::{Lattice, Span, cells};
use super::lines::Line;
use super::matrix::Length;
use super::sheet::{Drawn, Filled};
use crate::ReadError;
use pieces::Pieces;

/// Lines that are drawn on a page.
#[derive(Clone, Debug, Default)]
pub struct Ruling {
    pub level: Vec<Span>,
    pub upright: Vec<Span>,
}

impl Ruling {
    /// Sorted by place.
    pub fn new(mut level: Vec<Span>, mut upright: Vec<Span>) -> Self {
        level.sort_unstable();
        upright.sort_unstable();
        Self { level, upright }
    }
}

/// Takes the tables out of lines; what is left stays as it is.
///
/// # Errors
/// `TooLarge`.
pub fn tables(
    lines: Vec<Line>,
    ruling: &Ruling,
    height: Length,
    most: usize,
    budget: &Budget,
) -> Result<(Vec<Line>, Vec<Drawn>), ReadError> {
    let body = furniture::body(&lines, height);
    budget.work(body * ruling.upright.len())?;
    let all: Vec<Pieces> = lines[..body].iter().map(|line| pieces::pieces(line, ruling)).collect();
    let (mut rest, mut found) = (Vec::new(), Vec::new());
    // Up to which line all is placed.
    let mut at = 0;
    // Up to which line all is looked at: no line is looked at twice.
    let mut seed = 0;
    let mut least = 0;
    while seed < body {
        let Some((from, to)) = pieces::run(&lines[..body], &all, least, seed) else {
            seed += 1;
            continue;
        };
        (least, seed) = (to, to);
        if !pieces::is_table(&all[from..to]) {
            continue;
        }
        if let Some(drawn) = table(&all[from..to], ruling, most, budget)? {
            rest.extend_from_slice(&lines[at..from]);
            found.push(drawn);
            at = to;
        }
    }
    rest.extend_from_slice(&lines[at..]);
    Ok((rest, found))
}

/// The table inside a frame whose inner lines are missing; `None` if its lines make none.
///
/// # Errors
/// `TooLarge`.
pub fn framed(
    lines: &[Line],
    ruling: &Ruling,
    most: usize,
    budget: &Budget,
) -> Result<Option<Drawn>, ReadError> {
    budget.work(lines.len() * ruling.upright.len())?;
    let all: Vec<Pieces> = lines.iter().map(|line| pieces::pieces(line, ruling)).collect();
    table(&all, ruling, most, budget)
}

/// Whether cells hold what looks like cells of their own, set apart by white.
pub fn is_open(cells: &[Vec<Line>], parted: usize) -> bool {
    let none = Ruling::default();
    let (mut full, mut two, mut filled) = (0, 0, 0);
    for cell in cells.iter().filter(|cell| !cell.is_empty()) {
        filled += 1;
        let parts = |line: &Line| {
            if line.widest_gap() < pieces::WIDE {
                return 1;
            }
            let pieces = pieces::pieces(line, &none);
            // A label with its value to be written behind it is one text.
            let label =
                |piece: &Line| piece.glyphs.iter().any(|glyph| "：:".contains(glyph.letter));
            if pieces.iter().any(label) { 1 } else { pieces::apart(&pieces) }
        };
        let most = cell.iter().map(parts).collect::<Vec<_>>();
        full += most.iter().filter(|parts| **parts > 2).count();
        two += usize::from(most.iter().any(|parts| *parts > 1));
    }
    let two = parted.max(two);
    full >= 3 || two >= 3 && two * 12 >= filled || two == 2 && two * 3 >= filled
}

/// The table that lines make; `None` if they have no columns.
fn table(
    lines: &[Pieces],
    ruling: &Ruling,
    most: usize,
    budget: &Budget,
) -> Result<Option<Drawn>, ReadError> {
    let Some(columns) = columns::columns(lines, ruling, most) else { return Ok(None) };
    let xs = &columns.xs;
    if xs.len() < 3 {
        return Ok(None);
    }
    budget.work(xs.len() * (lines.len() + ruling.upright.len()))?;
    let rows = rows::rows(lines, xs, ruling);
    let ys = rows.ys;
    budget.work(xs.len() * ys.len())?;
    let down = columns.down(lines, &ys, ruling);
    let mut areas = cells(&rows.across, &down, ys.len() - 1, xs.len() - 1);
    if !rows.ruled {
        labels::widen(&mut areas, lines, xs, &ys);
    }
    let measures = rows::measures(lines, xs);
    let mut filled =
        Filled::new(Lattice { xs: columns.xs, ys, cells: areas, ..Lattice::default() });
    for glyph in lines.iter().flatten().flat_map(Line::drawn) {
        let at = glyph.middle();
        filled.put(glyph, at);
    }
    Ok(Some(filled.told(measures)))
}
