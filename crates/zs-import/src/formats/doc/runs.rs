//! Which properties hold where: pages of runs (FKP), found through the table of pages.
use crate::formats::little::{u16_at, u32_at};

/// Size of a page.
const PAGE: usize = 512;

/// What the pages describe.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Characters,
    Paragraphs,
}

/// A stretch of the document stream with the same properties.
#[derive(Clone, Copy, Default)]
pub(super) struct Run<'a> {
    /// First byte, and the byte behind the last.
    pub(super) from: usize,
    pub(super) to: usize,
    /// The style of a paragraph.
    pub(super) style: u16,
    /// The properties.
    pub(super) sprms: &'a [u8],
}

/// All pages of one kind.
pub(super) struct Runs<'a> {
    of: Of,
    document: &'a [u8],
    /// One bound more than pages, then the numbers of the pages.
    table: &'a [u8],
    pages: usize,
}

impl<'a> Runs<'a> {
    pub(super) fn new(of: Of, document: &'a [u8], table: &'a [u8]) -> Self {
        Self { of, document, table, pages: table.len().saturating_sub(4) / 8 }
    }

    /// The run that holds this byte of the document stream; one without properties where no page tells.
    ///
    /// Pages are searched, not gathered: a file with millions of runs costs no memory, and pages that
    /// overlap or stand twice do no harm.
    pub(super) fn find(&self, byte: usize) -> Run<'a> {
        let found = last_not_after(self.table, self.pages, byte);
        let page = found.map_or(0, |at| at + 1);
        // Without pages the run reaches to the next bound, or as far as there is text.
        let bound = |bounds: &[u8], at: usize| {
            u32_at(bounds, at * 4).map_or(usize::MAX, |bound| bound as usize)
        };
        let next = if page > self.pages { usize::MAX } else { bound(self.table, page) };
        let plain = |to: usize| Run { from: byte, to: to.max(byte + 1), ..Run::default() };
        let Some(content) = found.and_then(|at| self.page(at)).filter(|_| byte < next) else {
            return plain(if byte < next { next } else { usize::MAX });
        };
        let count = usize::from(content[PAGE - 1]);
        let Some(at) = last_not_after(content, count, byte) else {
            return plain(bound(content, 0).min(next));
        };
        let to = bound(content, at + 1);
        if to <= byte {
            return plain(next);
        }
        let (style, sprms) = self.properties(content, at, count).unwrap_or_default();
        Run { from: bound(content, at), to, style, sprms }
    }

    /// A page by its place in the table.
    fn page(&self, at: usize) -> Option<&'a [u8]> {
        let number = u32_at(self.table, (self.pages + 1) * 4 + at * 4)? & 0x003F_FFFF;
        let start = number as usize * PAGE;
        self.document.get(start..start + PAGE)
    }

    /// The properties of a run stand at the even offset that its entry names, behind their length.
    fn properties(&self, page: &'a [u8], at: usize, count: usize) -> Option<(u16, &'a [u8])> {
        let entries = (count + 1) * 4;
        match self.of {
            Of::Characters => {
                let offset = usize::from(*page.get(entries + at)?) * 2;
                let length = usize::from(*page.get(offset)?);
                let sprms = page.get(offset + 1..offset + 1 + length).filter(|_| offset != 0)?;
                Some((0, sprms))
            }
            Of::Paragraphs => {
                let offset = usize::from(*page.get(entries + at * 13)?) * 2;
                let words = usize::from(*page.get(offset).filter(|_| offset != 0)?);
                let (from, length) = match words {
                    0 => (offset + 2, usize::from(*page.get(offset + 1)?) * 2),
                    _ => (offset + 1, words * 2 - 1),
                };
                let all = page.get(from..(from + length).min(PAGE))?;
                Some((u16_at(all, 0)?, all.get(2..)?))
            }
        }
    }
}

/// The last of the ascending bounds that is not after this byte, if it is one of the first `count`.
fn last_not_after(bounds: &[u8], count: usize, byte: usize) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if u32_at(bounds, middle * 4)? as usize <= byte {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low.checked_sub(1)
}
