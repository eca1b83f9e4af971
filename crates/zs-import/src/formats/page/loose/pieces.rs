//! Lines of text cut where columns may part them, and the tables that they make out.
use super::Ruling;
use crate::formats::page::lines::Line;
use crate::formats::page::matrix::Length;

/// A gap of so many tenths of an em may part two cells; one of an em is no space between words.
const GAP: Length = 3;
pub const WIDE: Length = 10;
/// Pieces that a line of a table has, and a single one that is told from prose by them alone.
const FULL: usize = 3;
const FULLER: usize = 4;
/// So many tenths of an em below a line the next one is no part of the table.
const FAR: Length = 38;

/// The pieces of one line, from left to right, each with its own base line.
pub type Pieces = Vec<Line>;

/// Cuts a line at wide gaps and at upright lines.
pub fn pieces(line: &Line, ruling: &Ruling) -> Pieces {
    let middle = line.base - line.size * 38 / 100;
    let crossing: Vec<Length> = ruling
        .upright
        .iter()
        .filter(|span| span.from <= middle && middle <= span.to)
        .map(|span| span.at)
        .collect();
    let mut pieces = line.pieces_at(GAP, &crossing);
    for piece in &mut pieces {
        // What stands beside it may be set a little higher or lower.
        if let Some(largest) = piece.glyphs.iter().max_by_key(|glyph| glyph.size) {
            (piece.base, piece.size) = (largest.base, largest.size);
        }
    }
    pieces
}

/// The upper and lower end of what is printed.
pub fn ink(piece: &Line) -> (Length, Length) {
    (piece.base - piece.size * 88 / 100, piece.base + piece.size * 12 / 100)
}

/// The middle of what is printed.
pub fn middle(piece: &Line) -> Length {
    piece.base - piece.size * 38 / 100
}

/// How many pieces of a line stand apart by more than a space.
pub fn apart(pieces: &[Line]) -> usize {
    let wide = |pair: &&[Line]| (pair[1].left - pair[0].right) * 10 >= pair[1].size * WIDE;
    1 + pieces.windows(2).filter(wide).count()
}

/// Whether lines look like those of a table rather than of prose.
pub fn is_table(rows: &[Pieces]) -> bool {
    let full = rows.iter().filter(|row| apart(row) >= FULL).count();
    // Letters set wide apart, as on covers, are no cells.
    let words = |row: &&Pieces| row.iter().filter(|piece| piece.glyphs.len() > 1).count() >= FULL;
    let fuller = rows.iter().filter(words).filter(|row| apart(row) >= FULLER).count();
    rows.len() > 1 && (full >= 2 || fuller > 0) && rows.iter().filter(words).count() > 0
}

/// Which lines may be one table with the line at `seed`: from, to.
pub fn run(lines: &[Line], pieces: &[Pieces], least: usize, seed: usize) -> Option<(usize, usize)> {
    if apart(&pieces[seed]) < FULL || lines[seed].has_leader() {
        return None;
    }
    let mut left = lines[seed].left;
    let fits = |at: usize, left: Length| {
        let line = &lines[at];
        let larger = line.size * 10 > lines[seed].size * 12;
        let several = apart(&pieces[at]) > 1;
        let label = line.right < left + line.size * 12;
        let beside = line.left > left + line.size;
        let alone = larger && !several;
        !line.has_leader() && !alone && (several || label || beside)
    };
    let near = |a: usize, b: usize| {
        (lines[b].base - lines[a].base) * 10 <= lines[a].size.max(lines[b].size) * FAR
    };
    let mut from = seed;
    while from > least && near(from - 1, from) && fits(from - 1, left) {
        from -= 1;
        left = left.min(lines[from].left);
    }
    let (mut end, mut last) = (seed + 1, seed + 1);
    while end < lines.len() && near(end - 1, end) {
        let line = &lines[end];
        let several = apart(&pieces[end]) > 1;
        if fits(end, left) {
            left = left.min(line.left);
            last = end + 1;
        } else if line.has_leader() || end - last >= 2 || line.size * 10 > lines[seed].size * 12 {
            break;
        }
        if several {
            last = end + 1;
        }
        end += 1;
    }
    // A title above stands alone in the middle.
    while from < seed && pieces[from].len() == 1 && !near(from, from + 1) {
        from += 1;
    }
    Some((from, last))
}
