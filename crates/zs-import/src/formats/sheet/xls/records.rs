//! The records of a BIFF stream: number, length, data; every read is checked.
use crate::formats::little::u16_at;

/// One record; `data` ends where the record ends.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

impl Record<'_> {
    /// Two bytes at an offset, little end first.
    pub(super) fn u16(&self, at: usize) -> Option<u16> {
        u16_at(self.data, at)
    }
}

/// The records from an offset on, to the end of the stream or the first cut-off record.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn from(stream: &'a [u8], start: usize) -> Self {
        Self { rest: stream.get(start..).unwrap_or_default() }
    }

    /// Whether what follows is a cut-off record rather than the end.
    pub(super) fn is_cut(&self) -> bool {
        !self.rest.is_empty()
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let kind = u16_at(self.rest, 0)?;
        let length = usize::from(u16_at(self.rest, 2)?);
        let data = self.rest.get(4..4 + length)?;
        self.rest = &self.rest[4 + length..];
        Some(Record { kind, data })
    }
}
