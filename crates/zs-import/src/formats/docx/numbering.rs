//! numbering.xml: the automatic numbers that stand in front of paragraphs.
use crate::formats::docx::numerals::Numeral;
use crate::formats::xml::{Item, Open, Scanner, Space};
use crate::{Limits, ReadError, ReadErrorKind};
use std::collections::BTreeMap;

/// Levels of a list.
const LEVELS: usize = 9;
/// More lists than any document has; the rest is not looked at.
const MOST_LISTS: usize = 20_000;
/// Longest pattern of a level, in bytes; real ones have about ten.
const LONGEST_PATTERN: usize = 256;

/// The lists of a document and where each has counted to.
#[derive(Default)]
pub struct Lists {
    templates: Vec<Template>,
    by_template: BTreeMap<u32, usize>,
    by_style: BTreeMap<String, usize>,
    lists: BTreeMap<u32, List>,
}

/// A `w:abstractNum`: its lists count on together.
#[derive(Default)]
struct Template {
    levels: [Level; LEVELS],
    /// `w:numStyleLink`: the template is defined where this style is.
    link: Option<String>,
    counters: [Option<u32>; LEVELS],
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    numeral: Numeral,
    custom: bool,
    pattern: String,
    style: Option<String>,
    /// `w:lvlRestart`: begins anew after this level (1-based), 0 never; none: after every higher one.
    restart: Option<u32>,
    /// `w:isLgl`: all numbers in digits.
    legal: bool,
    /// `w:suff` says that nothing follows the number.
    tight: bool,
}

/// A `w:num`.
#[derive(Default)]
struct List {
    template: u32,
    starts: [Option<u32>; LEVELS],
    levels: BTreeMap<u8, Level>,
    used: bool,
}

impl Lists {
    /// Reads numbering.xml; what is damaged in it is left out.
    ///
    /// # Errors
    /// `Forbidden` and `TooLarge`, as for every part.
    pub fn read(text: &str, limits: &Limits) -> Result<Self, ReadError> {
        let mut lists = Self::default();
        match Reading::default().scan(text, limits, &mut lists) {
            Err(error) if error.kind != ReadErrorKind::Damaged => Err(error),
            _ => Ok(lists),
        }
    }

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

/// Where the scan of numbering.xml stands.
#[derive(Default)]
struct Reading {
    list: Option<u32>,
    template: Option<usize>,
    level: Option<u8>,
    path: Vec<Vec<u8>>,
}

impl Reading {
    fn scan(&mut self, text: &str, limits: &Limits, lists: &mut Lists) -> Result<(), ReadError> {
        let mut scanner = Scanner::new(text, "numbering.xml", limits);
        loop {
            match scanner.item()? {
                Item::Open(open) => {
                    if open.space == Space::Word {
                        self.open(&open, lists);
                    }
                    self.path.push(open.local().to_vec());
                }
                Item::Close => match self.path.pop().as_deref() {
                    Some(b"abstractNum") => self.template = None,
                    Some(b"num") => self.list = None,
                    Some(b"lvl" | b"lvlOverride") => self.level = None,
                    _ => {}
                },
                Item::End => return Ok(()),
                Item::Text(_) | Item::Char(_) => {}
            }
        }
    }

    fn open(&mut self, open: &Open, lists: &mut Lists) {
        let number = |name: &str| open.attribute(name).and_then(|id| id.trim().parse::<u32>().ok());
        match open.local() {
            b"abstractNum" if lists.templates.len() < MOST_LISTS => {
                let Some(id) = number("abstractNumId") else { return };
                lists.by_template.insert(id, lists.templates.len());
                self.template = Some(lists.templates.len());
                lists.templates.push(Template::default());
            }
            b"num" if lists.lists.len() < MOST_LISTS => {
                self.list = number("numId");
                if let Some(id) = self.list {
                    lists.lists.insert(id, List::default());
                }
            }
            b"lvl" => {
                self.level = number("ilvl").and_then(|level| u8::try_from(level).ok());
                if let Some(level) = self.level(lists) {
                    *level = Level::default();
                }
            }
            b"lvlOverride" => self.level = number("ilvl").and_then(|l| u8::try_from(l).ok()),
            _ => self.property(open, lists),
        }
    }

    /// The level that is being read.
    fn level<'a>(&self, lists: &'a mut Lists) -> Option<&'a mut Level> {
        let level = self.level.filter(|level| usize::from(*level) < LEVELS)?;
        if let Some(at) = self.template {
            return Some(&mut lists.templates[at].levels[usize::from(level)]);
        }
        Some(lists.lists.get_mut(&self.list?)?.levels.entry(level).or_default())
    }

    fn property(&self, open: &Open, lists: &mut Lists) {
        let val = open.val();
        match (open.local(), self.template, self.list) {
            (b"abstractNumId", None, Some(list)) => {
                if let (Some(list), Some(id)) = (lists.lists.get_mut(&list), open.number()) {
                    list.template = id;
                }
            }
            (b"startOverride", None, Some(list)) => {
                if let (Some(list), Some(level)) = (lists.lists.get_mut(&list), self.level)
                    && let Some(start) = list.starts.get_mut(usize::from(level))
                {
                    *start = open.number();
                }
            }
            (b"styleLink", Some(at), _) => {
                lists.by_style.insert(val.unwrap_or_default().into_owned(), at);
            }
            (b"numStyleLink", Some(at), _) => {
                lists.templates[at].link = val.map(|style| style.into_owned());
            }
            (name, ..) => {
                // A property of a level, and of nothing else by the same name.
                let inside = self.path.iter().rev().take(3).any(|parent| parent == b"lvl");
                if inside && let Some(level) = self.level(lists) {
                    level.set(name, val.as_deref(), open);
                }
            }
        }
    }
}

impl Level {
    fn set(&mut self, name: &[u8], val: Option<&str>, open: &Open) {
        match name {
            b"start" => self.start = open.number().unwrap_or(0),
            b"numFmt" if !self.custom => {
                // Word writes a custom format beside a plain one for older programs.
                self.custom = val == Some("custom");
                self.numeral =
                    Numeral::named(val.unwrap_or("decimal"), open.attribute("format").as_deref());
            }
            b"lvlText" => {
                let text = val.unwrap_or("");
                self.pattern = text[..text.floor_char_boundary(LONGEST_PATTERN)].to_owned();
            }
            b"pStyle" => self.style = val.map(str::to_owned),
            b"lvlRestart" => self.restart = open.number(),
            b"isLgl" => self.legal = open.on(),
            b"suff" => self.tight = val == Some("nothing"),
            _ => {}
        }
    }
}
