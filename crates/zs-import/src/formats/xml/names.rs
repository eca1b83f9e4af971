//! The namespace prefixes in force at one place of a part.
use super::tokens::Tag;
use memchr::memmem::Finder;

/// Most namespace prefixes in force at once; office programs declare about 35.
const MOST_PREFIXES: usize = 128;

/// The namespaces that readers tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// WordprocessingML, transitional or strict.
    Word,
    /// Markup compatibility (`mc:AlternateContent`).
    Compat,
    /// Office mathematics.
    Math,
    /// Another namespace that an office program writes.
    Office,
    /// Any other namespace.
    Other,
}

/// The prefixes in force. Declarations are found by one search over the text, not tag by tag.
pub(super) struct Names<'a> {
    bound: Vec<(&'a str, Space, usize)>,
    /// The prefix that means `Space::Word` now, kept apart because almost every name has it.
    word: Option<&'a str>,
    finder: Finder<'static>,
    next_declared: usize,
}

impl<'a> Names<'a> {
    pub fn new(text: &[u8]) -> Self {
        let finder = Finder::new(b"xmlns");
        let next_declared = finder.find(text).unwrap_or(usize::MAX);
        Self { bound: Vec::new(), word: None, finder, next_declared }
    }

    /// Whether the tag that ends here holds declarations.
    pub fn declares(&self, end: usize) -> bool {
        self.next_declared < end
    }

    /// Takes the declarations of a tag that ends at `end`; `false` if there are too many.
    pub fn declare(&mut self, tag: &Tag<'a>, end: usize, depth: usize, text: &str) -> bool {
        self.next_declared =
            self.finder.find(&text.as_bytes()[end..]).map_or(usize::MAX, |at| end + at);
        for (key, uri) in tag.attributes() {
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(prefix) => match prefix.strip_prefix(':') {
                    Some(prefix) => prefix,
                    None => continue,
                },
                None => continue,
            };
            self.bound.push((prefix, known(uri.trim()), depth));
        }
        self.find_word();
        self.bound.len() <= MOST_PREFIXES
    }

    /// Forgets the declarations of the element at this depth, which ends.
    pub fn leave(&mut self, depth: usize) {
        if self.bound.last().is_some_and(|(_, _, at)| *at >= depth) {
            while self.bound.last().is_some_and(|(_, _, at)| *at >= depth) {
                self.bound.pop();
            }
            self.find_word();
        }
    }

    fn find_word(&mut self) {
        let last = self.bound.iter().rposition(|(prefix, space, _)| {
            *space == Space::Word && self.bound(prefix) == Some(Space::Word)
        });
        self.word = last.map(|at| self.bound[at].0);
    }

    /// The namespace that a prefix was declared to mean.
    pub fn bound(&self, prefix: &str) -> Option<Space> {
        self.bound.iter().rev().find(|(name, _, _)| *name == prefix).map(|(_, space, _)| *space)
    }

    /// The namespace that a prefix means.
    pub fn space(&self, prefix: &str) -> Space {
        if self.word == Some(prefix) {
            return Space::Word;
        }
        // A prefix that nobody declared keeps its customary meaning: the file is sloppy, not hostile.
        self.bound(prefix).unwrap_or(match prefix {
            "w" => Space::Word,
            "mc" => Space::Compat,
            "m" => Space::Math,
            _ => Space::Other,
        })
    }
}

fn known(uri: &str) -> Space {
    match uri {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Space::Word,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Space::Compat,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Space::Math,
        _ if [
            "http://schemas.openxmlformats.org/",
            "http://purl.oclc.org/ooxml/",
            "http://schemas.microsoft.com/",
            "http://www.wps.cn/",
            "urn:schemas-microsoft-com:",
        ]
        .iter()
        .any(|start| uri.starts_with(start)) =>
        {
            Space::Office
        }
        _ => Space::Other,
    }
}
