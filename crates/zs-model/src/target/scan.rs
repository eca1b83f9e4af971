//! The text of a cell as a pair of equally long slices: as printed, and folded for comparing.
use super::words::Words;

/// The characters of a cell, as printed and folded (half width, one sign per meaning), side by side.
pub(super) struct Line {
    raw: Vec<char>,
    flat: Vec<char>,
}

impl Line {
    pub(super) fn new(text: &str) -> Self {
        let raw: Vec<char> = text.chars().collect();
        let flat = raw.iter().copied().map(fold).collect();
        Self { raw, flat }
    }

    pub(super) fn whole(&self) -> Slice<'_> {
        Slice { raw: &self.raw, flat: &self.flat }
    }
}

/// A part of a line. Every production takes one and gives back what it did not use.
#[derive(Clone, Copy)]
pub(super) struct Slice<'a> {
    raw: &'a [char],
    flat: &'a [char],
}

impl<'a> Slice<'a> {
    /// The folded characters: what productions look at.
    pub(super) const fn flat(self) -> &'a [char] {
        self.flat
    }

    /// The text as printed.
    pub(super) fn text(self) -> String {
        self.raw.iter().collect()
    }

    /// The folded text.
    pub(super) fn folded(self) -> String {
        self.flat.iter().collect()
    }

    pub(super) const fn len(self) -> usize {
        self.flat.len()
    }

    pub(super) const fn is_empty(self) -> bool {
        self.flat.is_empty()
    }

    pub(super) fn first(self) -> Option<char> {
        self.flat.first().copied()
    }

    pub(super) fn last(self) -> Option<char> {
        self.flat.last().copied()
    }

    /// The parts before and from `at`, which is at most the length.
    pub(super) fn split(self, at: usize) -> (Self, Self) {
        let (raw_head, raw_tail) = self.raw.split_at(at);
        let (flat_head, flat_tail) = self.flat.split_at(at);
        (Self { raw: raw_head, flat: flat_head }, Self { raw: raw_tail, flat: flat_tail })
    }

    /// What follows the first `count` characters.
    pub(super) fn skip(self, count: usize) -> Self {
        self.split(count.min(self.len())).1
    }

    /// What stands before the last `count` characters.
    pub(super) fn drop_last(self, count: usize) -> Self {
        self.split(self.len().saturating_sub(count)).0
    }

    /// The longest beginning whose folded characters all fit, and the rest.
    pub(super) fn span(self, fits: impl Fn(char) -> bool) -> (Self, Self) {
        self.split(self.flat.iter().position(|c| !fits(*c)).unwrap_or(self.len()))
    }

    /// Whether the folded text is this word.
    pub(super) fn is(self, word: &str) -> bool {
        self.flat.iter().copied().eq(word.chars())
    }

    /// Whether the folded text holds this word.
    pub(super) fn contains(self, word: &str) -> bool {
        (0..self.len()).any(|at| self.skip(at).starts(word))
    }

    pub(super) fn starts(self, word: &str) -> bool {
        word.chars().enumerate().all(|(i, c)| self.flat.get(i) == Some(&c))
    }

    pub(super) fn ends(self, word: &str) -> bool {
        let mut flat = self.flat.iter().rev();
        word.chars().rev().all(|c| flat.next() == Some(&c))
    }

    /// The rest after `word`, if it begins with it.
    pub(super) fn after(self, word: &str) -> Option<Self> {
        self.starts(word).then(|| self.skip(word.chars().count()))
    }

    /// The longest word of a table that this begins with: its meaning and the rest.
    pub(super) fn take<T: Copy>(self, table: Words<T>) -> Option<(T, Self)> {
        // One byte of the first character rules out nearly every word.
        let mut buffer = [0; 4];
        let first = self.first()?.encode_utf8(&mut buffer).as_bytes();
        let (at, byte) = (first.len() - 1, first.last());
        let (word, meaning) =
            longest(table, |word| word.as_bytes().get(at) == byte && self.starts(word))?;
        Some((meaning, self.skip(word)))
    }

    /// The longest word of a table that this ends with: its meaning and what stands before.
    pub(super) fn take_last<T: Copy>(self, table: Words<T>) -> Option<(T, Self)> {
        let mut buffer = [0; 4];
        let byte = self.last()?.encode_utf8(&mut buffer).as_bytes().last();
        let (word, meaning) =
            longest(table, |word| word.as_bytes().last() == byte && self.ends(word))?;
        Some((meaning, self.drop_last(word)))
    }
}

impl<'a> Slice<'a> {
    /// Without the characters at both ends that fit.
    pub(super) fn trim(self, fits: impl Fn(char) -> bool) -> Self {
        let (_, rest) = self.span(&fits);
        let end = rest.flat.iter().rposition(|c| !fits(*c)).map_or(0, |last| last + 1);
        rest.split(end).0
    }

    /// What stands between an opening bracket at the beginning and its partner at the end.
    pub(super) fn inside(self, open: char, close: char) -> Option<Self> {
        if self.len() < 2 || self.first() != Some(open) || self.last() != Some(close) {
            return None;
        }
        let inner = self.skip(1).drop_last(1);
        let closes_early = open != close
            && inner.flat.iter().position(|c| *c == close)
                < inner.flat.iter().position(|c| *c == open);
        let stray = inner.flat.contains(&close) && (open == close || closes_early);
        (!stray).then_some(inner)
    }
}

/// Length in characters and meaning of the longest word that fits.
fn longest<T: Copy>(table: Words<T>, fits: impl Fn(&str) -> bool) -> Option<(usize, T)> {
    let fitting = table.iter().filter(|(word, _)| fits(word));
    fitting.map(|(word, meaning)| (word.chars().count(), *meaning)).max_by_key(|(len, _)| *len)
}

/// One character as productions compare it: half width, and one sign for every way to print it.
fn fold(c: char) -> char {
    match c {
        '≧' | '⩾' | '⪰' | '≽' => '≥',
        '≦' | '⩽' | '⪯' | '≼' => '≤',
        '﹦' => '=',
        '﹥' => '>',
        '﹤' => '<',
        '﹪' => '%',
        '−' | '﹣' | '‐' | '‑' => '-',
        '–' | '—' | '―' | '─' | '‒' | '﹘' | '∼' | '〜' | '～' => '~',
        '〔' | '［' => '(',
        '〕' | '］' => ')',
        '﹐' => ',',
        '﹕' | '∶' => ':',
        _ => crate::text::half_width_char(c),
    }
}
