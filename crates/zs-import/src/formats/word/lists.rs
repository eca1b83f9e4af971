//! Automatic list numbers: what a document's lists are, and where each has counted to.
use crate::formats::word::numerals::Numeral;
use std::collections::BTreeMap;

/// Levels of a list.
pub const LEVELS: usize = 9;
/// More lists than any document has; the rest is not looked at.
pub const MOST_LISTS: usize = 20_000;
/// Longest pattern of a level, in bytes; real ones have about ten.
pub const LONGEST_PATTERN: usize = 256;

/// The lists of a document and where each has counted to.
#[derive(Default)]
pub struct Lists {
    pub templates: Vec<Template>,
    pub by_template: BTreeMap<u32, usize>,
    pub by_style: BTreeMap<String, usize>,
    pub lists: BTreeMap<u32, List>,
}

/// A `w:abstractNum`: its lists count on together.
#[derive(Default)]
pub struct Template {
    pub levels: [Level; LEVELS],
    /// `w:numStyleLink`: the template is defined where this style is.
    pub link: Option<String>,
    counters: [Option<u32>; LEVELS],
}

/// One level of a list.
#[derive(Clone, Debug, Default)]
pub struct Level {
    pub start: u32,
    pub numeral: Numeral,
    pub custom: bool,
    pub pattern: String,
    pub style: Option<String>,
    /// `w:lvlRestart`: begins anew after this level (1-based), 0 never; none: after every higher one.
    pub restart: Option<u32>,
    /// `w:isLgl`: all numbers in digits.
    pub legal: bool,
    /// `w:suff` says that nothing follows the number.
    pub tight: bool,
}

/// A `w:num`.
#[derive(Default)]
pub struct List {
    pub template: u32,
    pub starts: [Option<u32>; LEVELS],
    pub levels: BTreeMap<u8, Level>,
    used: bool,
}

impl List {
    /// A list as its template has it.
    #[must_use]
    pub fn of(template: u32) -> Self {
        Self { template, ..Self::default() }
    }
}

impl Lists {
    /// The level of this list that is tied to a paragraph style.
    #[must_use]
    pub fn level_of_style(&self, list: u32, style: &str) -> Option<u8> {
        let template = &self.templates[self.template(self.lists.get(&list)?)?];
        let at = template.levels.iter().position(|level| level.style.as_deref() == Some(style))?;
        u8::try_from(at).ok()
    }

    /// Counts a paragraph of this list and writes its number, and what parts it from the text, into `out`.
    pub fn number(&mut self, list: u32, level: u8, out: &mut String) {
        let at = usize::from(level).min(LEVELS - 1);
        let Some(template) = self.lists.get(&list).and_then(|list| self.template(list)) else {
            return;
        };
        let Some(list) = self.lists.get_mut(&list) else { return };
        let Template { levels, counters, .. } = &mut self.templates[template];
        if !std::mem::replace(&mut list.used, true) {
            for (counter, start) in counters.iter_mut().zip(&list.starts) {
                if start.is_some() {
                    *counter = None;
                }
            }
        }
        let definition = |at: usize| {
            u8::try_from(at).ok().and_then(|at| list.levels.get(&at)).unwrap_or(&levels[at])
        };
        let start = |at: usize| list.starts[at].unwrap_or(definition(at).start);
        counters[at] = Some(counters[at].map_or_else(|| start(at), |now| now.saturating_add(1)));
        for (deeper, counter) in counters.iter_mut().enumerate().skip(at + 1) {
            if definition(deeper).restart.is_none_or(|after| at < after as usize) {
                *counter = None;
            }
        }
        let here = definition(at);
        if here.numeral == Numeral::None && !here.pattern.contains('%') {
            // A bullet: it says nothing, and its characters are those of a symbol font.
            return;
        }
        let begin = out.len();
        let mut chars = here.pattern.chars();
        while let Some(char) = chars.next() {
            let shown = match char {
                '%' => chars.as_str().chars().next().and_then(|digit| digit.to_digit(10)),
                _ => None,
            };
            match shown {
                Some(shown @ 1..=9) => {
                    chars.next();
                    let shown = shown as usize - 1;
                    let numeral =
                        if here.legal { Numeral::Decimal } else { definition(shown).numeral };
                    numeral.write(counters[shown].unwrap_or_else(|| start(shown)), out);
                }
                _ => out.push(char),
            }
        }
        let closed = out.ends_with(['、', '，', '．', '：', '）', ')', '】', '〕', ' ', '　']);
        if out.len() > begin && !here.tight && !closed {
            out.push(' ');
        }
    }

    /// Where the template of a list is, links followed.
    fn template(&self, list: &List) -> Option<usize> {
        let at = *self.by_template.get(&list.template)?;
        let linked = self.templates[at].link.as_ref().and_then(|style| self.by_style.get(style));
        Some(linked.copied().unwrap_or(at))
    }
}
