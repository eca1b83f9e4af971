//! The table of contents: which lines it takes, and which projects it names.
use super::caption;
use super::lines::Line;
use super::narrative::is_part;
use super::prose::{number_at, prose};
use super::state::State;
use crate::Paragraph;
use std::ops::Range;
use zs_catalog::normal;

/// Lines of a contents page that may stand between two lines with page numbers.
const GAP: usize = 4;
const LONGEST_ENTRY: usize = 60;

/// The lines of the table of contents, its heading 目录 included; empty where there is none.
pub(super) fn find(lines: &[Line<'_>]) -> Range<usize> {
    let text = |index: usize| match &lines[index] {
        Line::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        Line::Row(_) => None,
    };
    let heading = |index: &usize| text(*index).is_some_and(|t| t.len() < 40 && normal(t) == "目录");
    let Some(begin) = (0..lines.len()).find(heading) else { return without_heading(lines) };
    let mut end = begin + 1;
    let mut paged = false;
    for index in begin + 1..lines.len() {
        let Some(line) = text(index) else { break };
        if prose(line).is_empty() {
            continue;
        }
        if entry(line).1 {
            (end, paged) = (index + 1, true);
        } else if index >= end + GAP {
            break;
        }
    }
    if !paged {
        end = unpaged_end(lines, begin);
    }
    begin..end
}

/// Without page numbers the contents end where their first line comes again.
fn unpaged_end(lines: &[Line<'_>], begin: usize) -> usize {
    let printed = |index: usize| match &lines[index] {
        Line::Paragraph(p) if p.text.len() < 4 * LONGEST_ENTRY => Some(prose(&p.text)),
        _ => None,
    };
    let filled = |index: usize| printed(index).filter(|text| !text.is_empty());
    let first = (begin + 1..lines.len()).find_map(|index| Some((index, filled(index)?)));
    let Some((at, first)) = first else { return begin + 1 };
    let listed = |index: &usize| {
        printed(*index).is_some_and(|text| {
            let title = caption::title(&text).is_some();
            text.is_empty() || title || is_part(&text) || number_at(&text).is_some()
        })
    };
    let run = (at..lines.len()).take_while(listed).last().map_or(at, |last| last + 1);
    let again = |index: &usize| printed(*index).as_ref() == Some(&first);
    (at + 1..lines.len().min(run + 1)).find(again).unwrap_or(begin + 1)
}

/// A run of lines with leaders and page numbers is a contents page even without 目录 over it.
fn without_heading(lines: &[Line<'_>]) -> Range<usize> {
    let paged = |line: &Line<'_>| matches!(line, Line::Paragraph(p) if entry(&p.text).1);
    let Some(begin) = lines.iter().position(paged) else { return 0..0 };
    let run = lines[begin..].iter().take_while(|line| paged(line)).count();
    if run >= 2 { begin..begin + run } else { 0..0 }
}

/// A line of the contents without leaders and page number, and whether it had them.
fn entry(printed: &str) -> (&str, bool) {
    let trimmed = printed.trim_end();
    let bare = trimmed.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = trimmed.len() - bare.len();
    let leaders = bare.trim_end_matches(|c: char| ".…·。 \t　-—_".contains(c));
    let gap = &bare[leaders.len()..];
    let dots = gap.matches(['.', '…', '·']).count();
    let paged = (1..=4).contains(&digits) && (dots >= 2 || gap.contains('\t'));
    if paged || dots >= 3 { (leaders, !leaders.is_empty()) } else { (printed, false) }
}

impl State<'_> {
    /// Remembers a line of the contents that names a project.
    pub fn contents_line(&mut self, paragraph: &Paragraph) {
        if let Some(title) = caption::title(&prose(entry(&paragraph.text).0)) {
            let raw = prose(&paragraph.text).into_owned();
            self.contents_entry(title.name, raw, &paragraph.place);
        }
    }
}
