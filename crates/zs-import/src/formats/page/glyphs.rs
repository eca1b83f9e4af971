//! Characters of an upright page; texts that run up or down are laid level where they stand.
use super::marks::{Direction, Glyph, Placed};
use super::matrix::Length;

/// The characters of a page, in the order in which they were drawn.
pub fn laid(placed: &[Placed]) -> Vec<Glyph> {
    let mut glyphs = Vec::with_capacity(placed.len());
    let mut at = 0;
    while let Some(first) = placed.get(at) {
        match first.direction {
            Direction::Right => {
                glyphs.push(Glyph {
                    letter: first.letter,
                    left: first.start.0.min(first.end.0),
                    right: first.start.0.max(first.end.0),
                    base: first.start.1,
                    size: first.size,
                });
                at += 1;
            }
            Direction::Left => at += 1,
            Direction::Up | Direction::Down => {
                let run = placed[at..].windows(2).take_while(|pair| goes_on(&pair[0], &pair[1]));
                let end = at + 1 + run.count();
                lay_level(&placed[at..end], &mut glyphs);
                at = end;
            }
        }
    }
    glyphs
}

fn goes_on(one: &Placed, next: &Placed) -> bool {
    one.direction == next.direction
        && (one.end.0 - next.start.0).abs() <= one.size / 2
        && (one.end.1 - next.start.1).abs() <= one.size * 2
}

/// A run that goes up or down becomes a short line in its middle.
fn lay_level(run: &[Placed], glyphs: &mut Vec<Glyph>) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    let count = Length::try_from(run.len()).unwrap_or(Length::MAX);
    let middle = first.start.1.midpoint(last.end.1);
    let left = if first.direction == Direction::Up {
        first.start.0 - first.size * 88 / 100
    } else {
        first.start.0 - first.size * 12 / 100
    };
    for (at, one) in (0..count).zip(run) {
        let from = |at: Length| {
            let along = i64::from(first.size) * i64::from(at) / i64::from(count);
            left + Length::try_from(along).unwrap_or(0)
        };
        let size = (first.size / count).max(1);
        let base = middle + size * 38 / 100;
        glyphs.push(Glyph { letter: one.letter, left: from(at), right: from(at + 1), base, size });
    }
}
