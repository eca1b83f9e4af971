//! Properties as Word writes them: a number that also tells how long the value is, then the value.
use crate::formats::little::u16_at;

/// One property.
#[derive(Clone, Copy)]
pub(super) struct Sprm<'a> {
    pub(super) code: u16,
    pub(super) value: &'a [u8],
}

impl Sprm<'_> {
    /// The value's first byte.
    pub(super) fn byte(&self) -> u8 {
        self.value.first().copied().unwrap_or(0)
    }

    /// The value's first two bytes.
    pub(super) fn word(&self) -> u16 {
        u16_at(self.value, 0).unwrap_or(0)
    }
}

/// The properties in a stretch of bytes, up to its end or the first that is cut off.
pub(super) struct Sprms<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Sprms<'a> {
    type Item = Sprm<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let code = u16_at(self.0, 0)?;
        let rest = &self.0[2..];
        let (head, length) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ => variable(code, rest)?,
        };
        let value = rest.get(head..head + length)?;
        self.0 = &rest[head + length..];
        Some(Sprm { code, value })
    }
}

/// Bytes before a value that tell its length, and that length.
fn variable(code: u16, rest: &[u8]) -> Option<(usize, usize)> {
    match (code, rest.first()?) {
        // Definitions of table rows count two bytes, one more than there are.
        (0xD606 | 0xD608, _) => Some((2, usize::from(u16_at(rest, 0)?).saturating_sub(1))),
        // Changes of tabs that are too long to be counted: four bytes for each deleted, three for each added.
        (0xC615, 255) => {
            let deleted = usize::from(*rest.get(1)?) * 4;
            let added = usize::from(*rest.get(2 + deleted)?) * 3;
            Some((1, 1 + deleted + 1 + added))
        }
        (_, length) => Some((1, usize::from(*length))),
    }
}
