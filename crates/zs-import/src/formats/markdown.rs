//! Markdown as converters write it: headings, pipe tables, tab-separated tables, inline tags.
//!
//! A reader of our own by lines: half of the tables that real files hold (tab-separated rows,
//! tables without an alignment row) are no tables to a Markdown parser.
mod inline;
mod pipes;
mod tables;

#[cfg(test)]
mod tests;

use super::html;
use super::text::{
    Builder, Finder, Line, Style, guard, is_contents_entry, place, read_rows, read_stacked, split,
    style,
};
use crate::{Layout, Limits, ReadError};

pub(in crate::formats) use pipes::is_alignment;

/// Reads a decoded Markdown text (line ends `\n`). Errors: `TooLarge`.
pub fn read(text: &str, limits: &Limits) -> Result<Layout, ReadError> {
    guard(text, limits)?;
    let mut builder = Builder::new(limits);
    let (mut from, mut line) = (0, 1);
    for table in tables::html(text) {
        line = between(&text[from..table.start], line, limits, &mut builder)?;
        from = table.end;
        html::fragment(&text[table.clone()], line, limits, &mut builder)?;
        line = line.saturating_add(line_ends(&text[table]));
    }
    between(&text[from..], line, limits, &mut builder)?;
    Ok(builder.finish())
}

/// Reads the Markdown between HTML tables; gives the number of the line after it.
fn between(
    text: &str,
    line: u32,
    limits: &Limits,
    builder: &mut Builder<'_>,
) -> Result<u32, ReadError> {
    let lines = split(text, line, limits)?;
    let mut reader =
        Reader { lines: &lines, builder, finder: Finder::new(limits), unclosed: false };
    let mut at = 0;
    while at < lines.len() {
        at = reader.block(at)?;
    }
    Ok(line.saturating_add(line_ends(text)))
}

fn line_ends(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|b| *b == b'\n').count()).unwrap_or(u32::MAX)
}

struct Reader<'t, 'b, 'l> {
    lines: &'t [Line<'t>],
    builder: &'b mut Builder<'l>,
    finder: Finder,
    /// Whether a comment was met that no later line closes.
    unclosed: bool,
}

impl Reader<'_, '_, '_> {
    /// Reads the paragraph or table at `at`; gives the line after it.
    fn block(&mut self, at: usize) -> Result<usize, ReadError> {
        let line = &self.lines[at];
        let trimmed = line.text.trim();
        if let Some(after) = self.comment(at) {
            return Ok(after);
        }
        if is_fence(trimmed) || is_rule(trimmed) {
            return Ok(at + 1);
        }
        if let Some((level, text)) = heading(trimmed) {
            self.paragraph(line, text, Some(level))?;
            return Ok(at + 1);
        }
        if let Some(item) = list_item(trimmed) {
            self.paragraph(line, item, None)?;
            return Ok(at + 1);
        }
        if line.has_tab() && !is_contents_entry(line.text) {
            return match style(self.lines, at) {
                Style::Stacked => read_stacked(self.lines, at, self.builder, &inline::plain),
                Style::Rows => read_rows(self.lines, at, self.builder, &inline::plain),
            };
        }
        if let Some((rows, end)) =
            pipes::table(self.lines, at).filter(|_| !trimmed.starts_with('+'))
        {
            self.builder.table(rows, false)?;
            return Ok(end);
        }
        if let Some((mut rows, end)) = self.finder.find(self.lines, at)? {
            for cell in rows.iter_mut().flat_map(|r| &mut r.cells) {
                cell.text = inline::plain(&cell.text);
            }
            self.builder.table(rows, true)?;
            return Ok(end);
        }
        self.paragraph(line, trimmed, None)?;
        Ok(at + 1)
    }

    fn paragraph(
        &mut self,
        line: &Line<'_>,
        text: &str,
        heading: Option<u8>,
    ) -> Result<(), ReadError> {
        for part in inline::plain(text).split('\n') {
            self.builder.paragraph(part, heading, place(line.number, line.page))?;
        }
        Ok(())
    }

    /// A comment that takes whole lines: the line after its end.
    fn comment(&mut self, at: usize) -> Option<usize> {
        if self.unclosed || !self.lines[at].text.trim_start().starts_with("<!--") {
            return None;
        }
        let Some(end) = self.lines[at..].iter().position(|l| l.text.contains("-->")) else {
            self.unclosed = true;
            return None;
        };
        self.lines[at + end].text.trim_end().ends_with("-->").then_some(at + end + 1)
    }
}

/// Fences are dropped and what they hold is read as usual: whole documents come fenced.
fn is_fence(text: &str) -> bool {
    let rest = text.trim_start_matches(['`', '~']);
    (text.starts_with("```") || text.starts_with("~~~"))
        && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_ ".contains(&b))
}

/// `---`, `***`, `___`, `* * *` and the underlines of headings.
fn is_rule(text: &str) -> bool {
    let Some(first) = text.chars().next().filter(|c| matches!(c, '-' | '*' | '_' | '=')) else {
        return false;
    };
    let strokes = text.chars().filter(|c| *c == first).count();
    strokes >= 3 && text.chars().all(|c| c == first || c == ' ')
}

/// `## text ##`; converters also leave out the space.
fn heading(text: &str) -> Option<(u8, &str)> {
    let rest = text.trim_start_matches('#');
    let level = u8::try_from(text.len() - rest.len()).ok().filter(|l| (1..=6).contains(l))?;
    let rest = rest.trim();
    let closed = rest.trim_end_matches('#');
    let text = if closed.ends_with(' ') || closed.is_empty() { closed.trim_end() } else { rest };
    Some((level, text))
}

/// The text of `- item`, `* item`, `+ item` or `> quote`.
fn list_item(text: &str) -> Option<&str> {
    let item = ["- ", "* ", "+ ", "• ", "> "].iter().find_map(|mark| text.strip_prefix(mark))?;
    Some(item.trim_start())
}
