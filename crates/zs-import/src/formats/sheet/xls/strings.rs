//! Strings of BIFF8: one or two bytes per character, cut by records at any character.
use crate::formats::little::{u16_at, u32_at};

/// Characters stand in two bytes each.
const WIDE: u8 = 0x01;
/// Phonetic guides follow.
const EXTENDED: u8 = 0x04;
/// Formatting runs follow.
const RICH: u8 = 0x08;

/// A string whose length (in characters) was read before; begins with its flags.
pub(super) fn plain(data: &[u8], characters: usize) -> Option<String> {
    let (flags, data) = data.split_first()?;
    let units = units(data, characters, flags & WIDE != 0);
    (units.len() == characters).then(|| String::from_utf16_lossy(&units))
}

/// As many of the wanted characters as there are.
fn units(data: &[u8], wanted: usize, wide: bool) -> Vec<u16> {
    if wide {
        let pairs = data.as_chunks::<2>().0.iter().take(wanted);
        pairs.map(|pair| u16::from_le_bytes(*pair)).collect()
    } else {
        data.iter().take(wanted).map(|byte| u16::from(*byte)).collect()
    }
}

/// The shared strings: one record and its continuations.
pub(super) struct Shared<'a> {
    pieces: std::vec::IntoIter<&'a [u8]>,
    rest: &'a [u8],
}

impl<'a> Shared<'a> {
    /// `pieces`: the data of the record and of each continuation.
    pub(super) fn new(pieces: Vec<&'a [u8]>) -> Self {
        let mut pieces = pieces.into_iter();
        let rest = pieces.next().and_then(|first| first.get(8..)).unwrap_or_default();
        Self { pieces, rest }
    }

    /// Goes on to the next piece when the current one is used up.
    fn refill(&mut self) -> Option<()> {
        while self.rest.is_empty() {
            self.rest = self.pieces.next()?;
        }
        Some(())
    }

    fn skip(&mut self, mut length: usize) -> Option<()> {
        while length > 0 {
            self.refill()?;
            let step = length.min(self.rest.len());
            self.rest = &self.rest[step..];
            length -= step;
        }
        Some(())
    }

    /// Heads of strings are never cut, only their characters.
    fn head(&mut self, length: usize) -> Option<&'a [u8]> {
        self.refill()?;
        let (head, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(head)
    }
}

impl Iterator for Shared<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let head = self.head(3)?;
        let (characters, flags) = (usize::from(u16_at(head, 0)?), head[2]);
        let runs = if flags & RICH != 0 { u16_at(self.head(2)?, 0)? } else { 0 };
        let extended = if flags & EXTENDED != 0 { u32_at(self.head(4)?, 0)? } else { 0 };
        let mut wide = flags & WIDE != 0;
        let mut text: Vec<u16> = Vec::with_capacity(characters.min(256));
        while text.len() < characters {
            if self.rest.is_empty() {
                self.refill()?;
                // A continuation begins with its own flags.
                let (flags, rest) = self.rest.split_first()?;
                (wide, self.rest) = (flags & WIDE != 0, rest);
            }
            let more = units(self.rest, characters - text.len(), wide);
            let used = more.len() * if wide { 2 } else { 1 };
            self.rest = if used == 0 { &[] } else { &self.rest[used..] };
            text.extend(more);
        }
        // A file that ends within the formatting still has its text.
        let behind = usize::from(runs) * 4 + usize::try_from(extended).unwrap_or(usize::MAX / 2);
        let _ = self.skip(behind);
        Some(String::from_utf16_lossy(&text))
    }
}
