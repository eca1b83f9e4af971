//! Puts characters onto a page: where they run to, and whether they can be seen.
use super::marks::{Direction, Marks, Paint, Placed};
use super::matrix::{Matrix, Point};

/// Glyphs of one page.
pub const GLYPHS: usize = 400_000;

/// Whether a text can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Painted, though white can be seen only on a filled area.
    Painted(Paint),
    /// There, but not shown.
    Hidden,
}

/// Where a text runs to; `None` for one that runs aslant, as the stamps across a page do.
pub fn direction(start: Point, end: Point, vertical: bool, place: Matrix) -> Option<Direction> {
    let (mut dx, mut dy) = (end.0 - start.0, end.1 - start.1);
    if dx == 0 && dy == 0 {
        let (from, to) = (place.apply(0.0, 0.0), place.apply(100.0, 0.0));
        (dx, dy) = (to.0 - from.0, to.1 - from.1);
    }
    if vertical && dy >= 0 && dx.abs() <= dy / 4 {
        // Each character of a column stands upright by itself.
        return Some(Direction::Right);
    }
    match (dx.abs(), dy.abs()) {
        (x, y) if y <= x / 8 => Some(if dx >= 0 { Direction::Right } else { Direction::Left }),
        (x, y) if x <= y / 8 => Some(if dy >= 0 { Direction::Down } else { Direction::Up }),
        _ => None,
    }
}

/// Puts letters side by side where one glyph stands, if it can be seen.
pub fn spread(letters: &[char], glyph: &Placed, seen: Seen, marks: &mut Marks) {
    let middle = (glyph.start.0.midpoint(glyph.end.0), glyph.start.1.midpoint(glyph.end.1));
    let inside = (0..=marks.width).contains(&middle.0) && (0..=marks.height).contains(&middle.1);
    if !inside || glyph.size < 60 || letters.is_empty() {
        return;
    }
    let covered = || marks.fills.iter().any(|area| area.holds(middle));
    if seen == Seen::Painted(Paint::White) && !covered() {
        marks.unseen += 1;
        return;
    }
    let count = i32::try_from(letters.len()).unwrap_or(i32::MAX);
    let part = |from: i32, to: i32, at: i32| {
        let along = i64::from(to - from) * i64::from(at) / i64::from(count);
        from + i32::try_from(along).unwrap_or(0)
    };
    for (at, letter) in (0..count).zip(letters) {
        let between =
            |at| (part(glyph.start.0, glyph.end.0, at), part(glyph.start.1, glyph.end.1, at));
        let one =
            Placed { letter: *letter, start: between(at), end: between(at + 1), ..glyph.clone() };
        if seen == Seen::Hidden {
            marks.hidden.push(one);
        } else {
            marks.glyphs.push(one);
        }
    }
}
