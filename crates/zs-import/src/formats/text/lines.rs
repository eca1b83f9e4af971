//! Cuts a text into lines that hold something, with their number, page and the gap before them.
use super::build::{place, too_many};
use super::heading;
use crate::{Limits, ReadError};
use zs_model::text::is_layout;

/// A line with text or with a tab (an empty cell). Numbers are 1-based.
#[derive(Clone, Copy, Debug)]
pub(in crate::formats) struct Line<'t> {
    pub text: &'t str,
    pub number: u32,
    /// Page by form feeds; 0 in a file without them.
    pub page: u32,
    /// Blank lines directly before it; page numbers that were dropped count as blank.
    pub gap: u32,
}

impl Line<'_> {
    pub fn has_tab(&self) -> bool {
        self.text.contains('\t')
    }
}

/// Lines of a text whose line ends are `\n`. A form feed, a vertical tab (the manual line break of
/// word processors) and the Unicode separators end a line as well, but do not count as lines.
pub(in crate::formats) fn split<'t>(
    text: &'t str,
    first_line: u32,
    limits: &Limits,
) -> Result<Vec<Line<'t>>, ReadError> {
    let paged = text.contains('\x0c');
    let mut cutter = Cutter { page: u32::from(paged), ..Cutter::default() };
    for (index, physical) in text.split('\n').enumerate() {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(first_line);
        let mut rest = physical;
        loop {
            let end = rest.find(['\x0c', '\x0b', '\u{2028}', '\u{2029}']).unwrap_or(rest.len());
            cutter.line(&rest[..end], number);
            let Some(mark) = rest[end..].chars().next() else { break };
            if mark == '\x0c' {
                cutter.page_break();
            }
            rest = &rest[end + mark.len_utf8()..];
        }
        if cutter.lines.len() > limits.cells.saturating_mul(2) {
            return Err(too_many(place(number, 0)));
        }
    }
    cutter.drop_bare_number();
    Ok(cutter.lines)
}

#[derive(Default)]
struct Cutter<'t> {
    lines: Vec<Line<'t>>,
    page: u32,
    gap: u32,
    /// Whether nothing but blank lines came since the last page break.
    fresh: bool,
}

impl<'t> Cutter<'t> {
    fn line(&mut self, text: &'t str, number: u32) {
        let blank = !text.contains('\t') && text.chars().all(is_layout);
        let number_of_page = !blank
            && (heading::is_page_number(text) || (self.fresh && heading::is_bare_number(text)));
        if blank || number_of_page {
            self.gap = self.gap.saturating_add(1);
            return;
        }
        let text = text.trim_end_matches(|c| is_layout(c) && c != '\t');
        self.lines.push(Line { text, number, page: self.page, gap: self.gap });
        self.gap = 0;
        self.fresh = false;
    }

    fn page_break(&mut self) {
        self.drop_bare_number();
        self.page = self.page.saturating_add(1);
        self.fresh = true;
    }

    /// Drops digits that stand alone as the last line of a page.
    fn drop_bare_number(&mut self) {
        let Some(last) = self.lines.last() else { return };
        if self.page > 0 && last.page == self.page && heading::is_bare_number(last.text) {
            self.gap = self.gap.saturating_add(last.gap).saturating_add(1);
            self.lines.pop();
        }
    }
}
