//! Finds the HTML tables that stand inside Markdown.
use std::ops::Range;

/// Longest end tag, in bytes.
const LONGEST: usize = 200;

/// The outermost tables that are closed, in order; an opening tag without an end is left to the text.
pub(super) fn html(text: &str) -> Vec<Range<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('<') {
        let rest = &text.as_bytes()[at + 1..];
        if is_name(rest, b"table") {
            open.push(at);
        } else if is_name(rest, b"/table") {
            let close = rest.iter().take(LONGEST).position(|b| *b == b'>');
            let (Some(close), Some(start)) = (close, open.pop()) else { continue };
            let end = at + close + 2;
            while found.last().is_some_and(|inner| inner.start > start) {
                found.pop();
            }
            found.push(start..end);
        }
    }
    found
}

fn is_name(rest: &[u8], name: &[u8]) -> bool {
    let fits = rest.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name));
    fits && rest
        .get(name.len())
        .is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
}
