//! Lines of a cell or of a page joined into paragraphs: a line that was full goes on in the next.
use super::lines::{Line, is_wide};
use super::matrix::Length;

/// Marks that never begin a line: they stay with what is in front of them.
const CLOSERS: &str = "，。、；：？！）】》”’％%,.;:?!)]}>…—·";
/// Marks that never end a line.
const OPENERS: &str = "（【《“‘([{<";

/// The text of a cell between two borders; paragraphs are lines.
pub fn cell_text(lines: &[Line], left: Length, right: Length) -> String {
    let mut text = String::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        if let Some(before) = before {
            if goes_on(before, line, left, right) {
                join(&mut text, before, line, right - left);
            } else {
                text.push('\n');
            }
        }
        text.push_str(&line.text());
        before = Some(line);
    }
    text
}

/// Whether the next line goes on with this one: its first word would not have fitted.
pub fn goes_on(line: &Line, next: &Line, left: Length, right: Length) -> bool {
    slack(line, next, left, right) <= 0
}

/// How much room a line has left behind the next line's first word; none or less if that did not fit.
pub fn slack(line: &Line, next: &Line, left: Length, right: Length) -> Length {
    let (before, behind) = (line.left - left, right - line.right);
    let centred = before > line.size && (before - behind).abs() <= line.size / 2;
    let free = if centred { before + behind } else { behind };
    free - first_word(next) - line.size * 3 / 10
}

/// Puts what two lines need between them. A word is cut at the end of a line only where it is longer than
/// a line, or where lines are filled to the last character; all other words end at a space.
pub fn join(text: &mut String, line: &Line, next: &Line, width: Length) {
    let (Some(last), Some(first)) = (line.glyphs.last(), next.glyphs.first()) else { return };
    let word = |c: char| c.is_ascii_alphanumeric();
    let whole = last_word(line) + first_word(next);
    let filled = line.right - line.left + (first.right - first.left) > width;
    let between = word(last.letter) && word(first.letter) && whole <= width && !filled;
    let plain = !is_wide(last.letter) && !is_wide(first.letter);
    if plain && (between || line.ends_spaced) {
        text.push(' ');
    }
}

/// How wide the word is that a line ends with.
fn last_word(line: &Line) -> Length {
    let word = line.glyphs.iter().rev().take_while(|glyph| glyph.letter.is_ascii_alphanumeric());
    word.last().map_or(0, |first| line.right - first.left)
}

/// How far a line fills the measure: a closing mark may hang beyond it.
pub fn measure(line: &Line) -> Length {
    match line.glyphs.last() {
        Some(last) if CLOSERS.contains(last.letter) => last.left,
        _ => line.right,
    }
}

/// How wide the part of a line is that cannot be broken.
fn first_word(line: &Line) -> Length {
    let mut end = line.left;
    let mut before: Option<char> = None;
    for glyph in &line.glyphs {
        let c = glyph.letter;
        let stays = before.is_none_or(|before| {
            OPENERS.contains(before)
                || CLOSERS.contains(c)
                || (before.is_ascii_alphanumeric() || ".,".contains(before))
                    && c.is_ascii_alphanumeric()
        });
        if !stays {
            break;
        }
        end = glyph.right;
        before = Some(c);
    }
    end - line.left
}
