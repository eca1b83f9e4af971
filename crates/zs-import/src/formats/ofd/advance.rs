//! How far one character stands from the next: what the file says, or what is usual for the character.
use super::values::number;
use crate::formats::page::lines::is_wide;
use crate::formats::page::matrix::Real;
use std::str::Split;

/// Distances (`DeltaX`, `DeltaY`), where `g n v` stands for `n` times `v`. Lists that are too short go on with their
/// last value.
pub struct Deltas<'t> {
    words: Split<'t, [char; 5]>,
    again: usize,
    last: Option<Real>,
}

impl<'t> Deltas<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { words: text.split([' ', ',', '\t', '\r', '\n']), again: 0, last: None }
    }

    /// The next distance; `None` if none was ever given.
    pub fn step(&mut self) -> Option<Real> {
        if self.again > 0 {
            self.again -= 1;
            return self.last;
        }
        while let Some(word) = self.words.next() {
            if word.eq_ignore_ascii_case("g") {
                let mut next = || self.words.find(|word| !word.is_empty());
                let times = next().and_then(|word| word.parse::<usize>().ok());
                let value = next().and_then(number);
                if let (Some(times @ 1..), Some(value)) = (times, value) {
                    (self.again, self.last) = (times - 1, Some(value));
                    return self.last;
                }
            } else if let Some(value) = number(word) {
                self.last = Some(value);
                return self.last;
            }
        }
        self.last
    }
}

/// How wide a character usually is, in ems.
pub fn usual(letter: char) -> Real {
    match letter {
        c if is_wide(c) => 1.0,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ':' | ';' | '!' | '|' | '\''
        | '(' | ')' | '[' | ']' | '/' | '-' | ' ' => 0.33,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' | '…' => 0.85,
        'A'..='Z' => 0.67,
        '\u{2e80}'.. => 1.0,
        _ => 0.5,
    }
}

/// How wide a character is that stands so far from the next: spacing between characters is no part of it.
pub fn width(usual: Real, step: Option<Real>) -> Real {
    match step {
        Some(step) if step > 0.0 && step <= usual * 1.45 => step,
        _ => usual,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_count_and_short_lists_go_on() {
        let steps = |text: &str| {
            let mut deltas = Deltas::new(text);
            (0..6).filter_map(|_| deltas.step()).collect::<Vec<_>>()
        };
        assert_eq!(steps("g 2 3.5 4 g 1 5"), [3.5, 3.5, 4.0, 5.0, 5.0, 5.0]);
        assert_eq!(steps("G 2 3 x 1"), [3.0, 3.0, 1.0, 1.0, 1.0, 1.0]);
        assert_eq!(steps("g 0 9 g 1 2"), [2.0; 6]);
        assert_eq!(steps("g 99999999999999999999999 1 7"), [7.0; 6]);
        assert!(steps(" ").is_empty());
    }
}
