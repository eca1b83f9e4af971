//! The text of a Markdown line: tags, emphasis marks, links, escapes and entities taken away.
use crate::formats::{entities, text::strip};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Tags that lay text out; anything else between angle brackets is text (`<5%`, `<单位名称>`).
const TAGS: [&str; 34] = [
    "b", "strong", "i", "em", "u", "s", "del", "ins", "sup", "sub", "span", "font", "br", "p",
    "div", "a", "center", "small", "big", "mark", "code", "tt", "hr", "img", "o:p", "table",
    "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup",
];

/// How far a closing mark is looked for, in bytes; keeps hostile lines linear.
const REACH: usize = 2000;

/// The printed text of a line or of a cell; `<br>` and ends of blocks give `\n`.
pub(super) fn plain(text: &str) -> String {
    let text = strip(text).text;
    if !text.contains(['<', '*', '_', '\\', '&', '[']) {
        return text.into_owned();
    }
    let mut scan = Scan {
        text,
        at: 0,
        out: String::new(),
        closers: BTreeMap::new(),
        barren: [0; 4],
        unclosed: false,
    };
    while scan.at < scan.text.len() {
        scan.step();
    }
    scan.out
}

struct Scan<'t> {
    text: Cow<'t, str>,
    at: usize,
    out: String,
    /// Closing emphasis marks that were promised: where, and how long.
    closers: BTreeMap<usize, usize>,
    /// Up to where no closing mark of a kind exists.
    barren: [usize; 4],
    /// Whether a comment was met that nothing closes.
    unclosed: bool,
}

impl Scan<'_> {
    fn step(&mut self) {
        let Some(c) = self.text[self.at..].chars().next() else { return };
        if let Some(length) = self.closers.remove(&self.at) {
            self.at += length;
            return;
        }
        let taken = match c {
            '\\' => self.escape(),
            '<' => self.tag(),
            '&' => self.entity(),
            '[' | '!' => self.link(),
            '*' | '_' => self.emphasis(c),
            _ => false,
        };
        if !taken {
            self.out.push(c);
            self.at += c.len_utf8();
        }
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// A backslash before ASCII punctuation; at the end of the line it is a hard line break.
    fn escape(&mut self) -> bool {
        let mut after = self.rest().chars().skip(1);
        match after.next() {
            Some(c) if c.is_ascii_punctuation() => {
                self.out.push(c);
                self.at += 2;
                true
            }
            None => {
                self.at += 1;
                true
            }
            _ => false,
        }
    }

    fn tag(&mut self) -> bool {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            let Some(end) = self.comment_end() else {
                self.unclosed = true;
                return false;
            };
            self.at += end + 3;
            return true;
        }
        let Some(end) = rest[1..].find(['<', '>']).map(|e| e + 1) else { return false };
        if rest.as_bytes()[end] != b'>' {
            return false;
        }
        let body = &rest[1..end];
        let closing = body.starts_with('/');
        let body = body.trim_matches('/');
        let name = body.split([' ', '/']).next().unwrap_or_default().to_ascii_lowercase();
        if body.starts_with("http://") || body.starts_with("https://") {
            let link = body.to_owned();
            self.out.push_str(&link);
        } else if !TAGS.contains(&name.as_str()) {
            return false;
        } else if name == "br" || (closing && matches!(name.as_str(), "p" | "div" | "tr")) {
            self.out.push('\n');
        }
        self.at += end + 1;
        true
    }

    fn comment_end(&self) -> Option<usize> {
        if self.unclosed { None } else { self.rest().find("-->") }
    }

    fn entity(&mut self) -> bool {
        let Some((c, length)) = entities::reference(self.rest()) else { return false };
        self.out.push(c);
        self.at += length;
        true
    }

    /// `[text](address)` and `![text](address)`; the text may hold marks itself.
    fn link(&mut self) -> bool {
        let rest = self.rest();
        let Some(body) = rest.strip_prefix('!').unwrap_or(rest).strip_prefix('[') else {
            return false;
        };
        let begin = rest.len() - body.len();
        let Some(close) = body.find(['[', ']']).filter(|c| body.as_bytes()[*c] == b']') else {
            return false;
        };
        let Some(address) = body[close + 1..].strip_prefix('(') else { return false };
        let Some(end) = address.find(['(', ')', '\n']).filter(|e| address.as_bytes()[*e] == b')')
        else {
            return false;
        };
        // 〔2016〕 is often typed as [2016](…): only what looks like an address is one.
        let target = &address[..end];
        if !target.contains(['.', '/', '#', ':'])
            || !target.split(' ').next().is_some_and(str::is_ascii)
        {
            return false;
        }
        let text = plain_words(&body[..close]);
        let length = begin + close + 2 + end + 1;
        self.out.push_str(&text);
        self.at += length;
        true
    }

    /// `**…**`, `__…__`, `*…*` around text; never arithmetic such as `100*2*3`.
    fn emphasis(&mut self, mark: char) -> bool {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(mark).len();
        let kind = match (mark, length) {
            ('*', 1..=3) => length - 1,
            ('_', 2) => 3,
            _ => return self.verbatim(length),
        };
        let before = self.text[..self.at].chars().next_back();
        if !opens(mark, length, before, self.text[self.at + length..].chars().next()) {
            return self.verbatim(length);
        }
        let from = self.at + length;
        let Some(close) = self.closer(mark, length, from, kind) else {
            return self.verbatim(length);
        };
        self.closers.insert(close, length);
        self.at = from;
        true
    }

    fn verbatim(&mut self, length: usize) -> bool {
        let run = self.rest()[..length].to_owned();
        self.out.push_str(&run);
        self.at += length;
        true
    }

    fn closer(&mut self, mark: char, length: usize, from: usize, kind: usize) -> Option<usize> {
        let text = &self.text;
        let mut end = text.len().min(from + REACH);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let mut at = from.max(self.barren[kind]).min(end);
        while let Some(found) = text[at..end].find(mark) {
            let run = at + found;
            let width = text[run..].len() - text[run..].trim_start_matches(mark).len();
            let inner = text[..run].chars().next_back();
            let after = text[run + width..].chars().next();
            let free = run > from && !self.closers.contains_key(&run);
            if free && width == length && closes(mark, length, inner, after) {
                return Some(run);
            }
            at = (run + width).min(end);
        }
        self.barren[kind] = end;
        None
    }
}

/// Whether a mark may open: text follows, and it does not stand inside a word or a product.
fn opens(mark: char, length: usize, before: Option<char>, after: Option<char>) -> bool {
    let text_follows = after.is_some_and(|c| !c.is_whitespace());
    let loose = mark == '*' && length >= 2;
    text_follows
        && if loose {
            !before.is_some_and(is_figure)
        } else {
            !before.is_some_and(char::is_alphanumeric)
        }
}

fn closes(mark: char, length: usize, inner: Option<char>, after: Option<char>) -> bool {
    let text_before = inner.is_some_and(|c| !c.is_whitespace());
    let loose = mark == '*' && length >= 2;
    text_before
        && if loose {
            !(inner.is_some_and(is_figure) && after.is_some_and(is_figure))
        } else {
            !after.is_some_and(char::is_alphanumeric)
        }
}

fn is_figure(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// The text of a link without emphasis marks.
fn plain_words(text: &str) -> String {
    text.trim_matches(['*', '_']).to_owned()
}
