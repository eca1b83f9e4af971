//! Writes the texts of an object onto the page: each character at its place.
use super::advance::{Deltas, usual, width};
use super::object::{Code, Object};
use crate::formats::page::letters::typed;
use crate::formats::page::marks::{Marks, Paint, Placed};
use crate::formats::page::matrix::{Matrix, Real};
use crate::formats::page::write::{GLYPHS, Seen, direction, spread};
use crate::formats::word::symbols::symbol;

/// Glyphs that one group of characters may have.
const GROUP: usize = 64;

/// Writes the texts of an object whose font has this name.
pub fn write(object: &Object, font: &str, marks: &mut Marks) {
    let seen = seen(object);
    let (mut x, mut y) = (0.0, 0.0);
    let mut before = 0;
    for code in &object.codes {
        // A place that is not given is that of the text before.
        (x, y) = (code.x.unwrap_or(x), code.y.unwrap_or(y));
        before += run(object, code, (x, y), before, &Ink { font, seen }, marks);
    }
}

/// What a text is written with.
struct Ink<'f> {
    font: &'f str,
    seen: Seen,
}

fn seen(object: &Object) -> Seen {
    let fill = object.style.fill.unwrap_or(Paint::Ink);
    let stroke = object.style.stroke.unwrap_or(Paint::Ink);
    match (object.clear, object.filled, object.stroked) {
        (false, true, _) => Seen::Painted(fill),
        (false, false, true) => Seen::Painted(stroke),
        _ => Seen::Hidden,
    }
}

/// Writes one `TextCode` and tells how many characters it has.
fn run(
    object: &Object,
    code: &Code,
    (mut x, mut y): (Real, Real),
    before: usize,
    ink: &Ink<'_>,
    marks: &mut Marks,
) -> usize {
    let all: Vec<char> = code.text.chars().filter(|c| !matches!(c, '\n' | '\r')).collect();
    let (mut across, mut down) = (Deltas::new(&code.across), Deltas::new(&code.down));
    let size = Matrix([1.0, 0.0, 0.0, object.size, 0.0, 0.0]).then(object.matrix).height();
    let (right, below) = turn(object.turned);
    let mut at = 0;
    while at < all.len() && marks.glyphs.len() + marks.hidden.len() < GLYPHS {
        let (letters, glyphs) = object.groups.get(&(before + at)).copied().unwrap_or((1, 1));
        let letters = &all[at..at.saturating_add(letters).min(all.len())];
        at += letters.len();
        let ems: Real = letters.iter().map(|letter| usual(*letter)).sum();
        let usual = ems * object.size * object.stretch;
        let (mut dx, mut dy) = (None, None);
        for _ in 0..glyphs.min(GROUP) {
            dx = sum(dx, across.step());
            dy = sum(dy, down.step());
        }
        let wide = width(usual, dx);
        let (start, end) =
            (object.matrix.apply(x, y), object.matrix.apply(x + wide * right, y + wide * below));
        if let Some(direction) = direction(start, end, false, object.matrix) {
            let glyph = Placed { letter: '\u{fffd}', start, end, size, direction };
            spread(&known(letters, ink.font, marks), &glyph, ink.seen, marks);
        }
        let (onward, downward) = turn(object.reads);
        // Only what gives no distance at all runs on by the width of its letters.
        let bare = dx.is_none() && dy.is_none();
        let step =
            |given: Option<Real>, way: Real| given.unwrap_or(if bare { usual * way } else { 0.0 });
        x += step(dx, onward);
        y += step(dy, downward);
    }
    all.len()
}

fn sum(one: Option<Real>, other: Option<Real>) -> Option<Real> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one + other),
        (one, other) => one.or(other),
    }
}

/// The way right after a turn by a multiple of 90 degrees clockwise.
fn turn(degrees: Real) -> (Real, Real) {
    let quarters = (degrees / 90.0).round().rem_euclid(4.0);
    match quarters {
        1.0 => (0.0, 1.0),
        2.0 => (-1.0, 0.0),
        3.0 => (0.0, -1.0),
        _ => (1.0, 0.0),
    }
}

/// Characters as people type them; those of private use are known only in the fonts of symbols.
fn known(letters: &[char], font: &str, marks: &mut Marks) -> Vec<char> {
    let mut out = Vec::with_capacity(letters.len());
    for letter in letters {
        let private = matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
        let symbols = ["Wingdings", "Webdings", "Symbol"].iter().any(|name| font.contains(name));
        if private && symbols {
            out.push(symbol(font, *letter as u32));
        } else if private || *letter == '\u{fffd}' {
            marks.unknown += 1;
            out.push('\u{fffd}');
        } else {
            typed(*letter, &mut out);
        }
    }
    out
}
