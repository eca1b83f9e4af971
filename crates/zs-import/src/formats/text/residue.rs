//! Drops what field codes and bookmarks leave in exported text: `TC … \f C \l 1`, `[bookmark: …]`.
use std::borrow::Cow;

/// A text without field residue, and what the residue says about headings.
pub(in crate::formats) struct Clean<'t> {
    pub text: Cow<'t, str>,
    /// The level of a `TC` entry, 1 for a bookmark of a table of contents.
    pub heading: Option<u8>,
}

/// Bounds the look ahead for the end of a mark, so that hostile text stays linear.
const REACH: usize = 2000;
const BOOKMARK: &str = "[bookmark:";
const KEYWORDS: [&str; 11] = [
    "HYPERLINK",
    "PAGEREF",
    "NOTEREF",
    "NUMPAGES",
    "TOC",
    "REF",
    "SEQ",
    "PAGE",
    "XE",
    "TC",
    "DATE",
];

/// Removes bookmarks and field codes.
pub(in crate::formats) fn strip(text: &str) -> Clean<'_> {
    let suspicious = text.contains(BOOKMARK) || text.contains('\\') || text.contains("HYPERLINK");
    if !suspicious {
        return Clean { text: Cow::Borrowed(text), heading: None };
    }
    let mut kept = String::with_capacity(text.len());
    let mut heading = None;
    let mut at = 0;
    while at < text.len() {
        if let Some(mark) = mark_at(text, at) {
            heading = heading.or(mark.heading);
            at = mark.end;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        kept.push(c);
        at += c.len_utf8();
    }
    Clean { text: Cow::Owned(kept), heading }
}

struct Mark {
    end: usize,
    heading: Option<u8>,
}

fn mark_at(text: &str, at: usize) -> Option<Mark> {
    let rest = &text[at..];
    if let Some(name) = rest.strip_prefix(BOOKMARK) {
        let close = within_reach(name).find(']')?;
        let heading = name[..close].trim_start().starts_with("_Toc").then_some(1);
        return Some(Mark { end: at + BOOKMARK.len() + close + 1, heading });
    }
    let first = rest.bytes().next()?;
    let inside_word = text[..at].bytes().next_back().is_some_and(|b| b.is_ascii_alphanumeric());
    if !first.is_ascii_uppercase() || inside_word {
        return None;
    }
    let keyword = KEYWORDS.into_iter().find(|k| {
        rest.strip_prefix(k).is_some_and(|r| r.starts_with([' ', '\u{a0}', '\t', '\\', '"']))
    })?;
    field(&rest[keyword.len()..], keyword)
        .map(|mark| Mark { end: at + keyword.len() + mark.end, ..mark })
}

/// The arguments of a field; a keyword without a switch or a quoted argument is ordinary text.
fn field(rest: &str, keyword: &str) -> Option<Mark> {
    let mut tokens = Tokens { rest, at: 0 };
    if matches!(keyword, "TC" | "XE") {
        // The entry's text repeats the paragraph; it ends at the first switch.
        tokens.at = within_reach(rest).find('\\')?;
    } else if matches!(keyword, "PAGEREF" | "NOTEREF" | "REF" | "SEQ") {
        tokens.word();
    }
    let (mut marked, mut level) = (false, None);
    loop {
        if let Some((switch, argument)) = tokens.switch() {
            marked = true;
            if switch == 'l' && keyword == "TC" {
                level = argument.and_then(|a| a.parse().ok());
            }
        } else if tokens.quoted() {
            marked = true;
        } else {
            break;
        }
    }
    tokens.spaces();
    marked.then_some(Mark { end: tokens.at, heading: level.or((keyword == "TC").then_some(1)) })
}

struct Tokens<'t> {
    rest: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    fn spaces(&mut self) {
        let rest = &self.rest[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
    }

    /// A word of ASCII letters, digits, `_` and `-`.
    fn word(&mut self) -> Option<&'t str> {
        self.spaces();
        let rest = &self.rest[self.at..];
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))
            .unwrap_or(rest.len());
        self.at += end;
        (end > 0).then(|| &rest[..end])
    }

    fn switch(&mut self) -> Option<(char, Option<&'t str>)> {
        let before = self.at;
        self.spaces();
        let mut chars = self.rest[self.at..].chars();
        let switch = match (chars.next(), chars.next(), chars.next()) {
            // `C:\files` is a path, not a switch.
            (Some('\\'), Some(c), next)
                if (c.is_ascii_alphabetic() || "*#@!".contains(c))
                    && !next.is_some_and(|n| n.is_ascii_alphanumeric()) =>
            {
                c
            }
            _ => {
                self.at = before;
                return None;
            }
        };
        self.at += 2;
        // The switches that take an argument; after others a word is already the field's result.
        let argument =
            if "flotcbds*#@".contains(switch) && !self.quoted() { self.word() } else { None };
        Some((switch, argument))
    }

    fn quoted(&mut self) -> bool {
        let before = self.at;
        self.spaces();
        let rest = &self.rest[self.at..];
        let end = rest.strip_prefix('"').and_then(|r| within_reach(r).find('"'));
        self.at = end.map_or(before, |end| self.at + end + 2);
        end.is_some()
    }
}

fn within_reach(text: &str) -> &str {
    let mut end = text.len().min(REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
