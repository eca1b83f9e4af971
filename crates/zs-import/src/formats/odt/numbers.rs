//! Automatic numbers of lists and headings: what the list styles say, and where each list has counted to.
use crate::formats::word::lists::{
    LEVELS, LONGEST_PATTERN, Level, List, Lists, MOST_LISTS, Template,
};
use crate::formats::word::numerals::{Numeral, Series};
use crate::formats::xml::{Item, Open, Scanner};
use crate::{Limits, ReadError, ReadErrorKind};
use std::collections::{BTreeMap, BTreeSet};

/// The name under which the numbers of headings are kept; no list style can have it.
const OUTLINE: &str = "";

/// All list styles and the lists that use them.
#[derive(Default)]
pub struct Numbers {
    lists: Lists,
    /// Number of the style and of the list that counted last, by the style's name.
    styles: BTreeMap<String, (u32, u32)>,
    next: u32,
    /// Text styles that hide what is set in them.
    hidden: BTreeSet<String>,
}

impl Numbers {
    /// Takes the styles of a part; what is damaged in it is left out.
    ///
    /// # Errors
    /// `Forbidden` and `TooLarge`, as for every part.
    pub fn read(&mut self, text: &str, part: &str, limits: &Limits) -> Result<(), ReadError> {
        match self.scan(text, part, limits) {
            Err(error) if error.kind != ReadErrorKind::Damaged => Err(error),
            _ => Ok(()),
        }
    }

    fn scan(&mut self, text: &str, part: &str, limits: &Limits) -> Result<(), ReadError> {
        let mut scanner = Scanner::new(text, part, limits);
        let mut open: Option<usize> = None;
        let mut style = String::new();
        loop {
            match scanner.item()? {
                Item::Open(tag) => match tag.local() {
                    // Styles stand in front of the text.
                    b"body" => return Ok(()),
                    b"list-style" => {
                        open = self.begin(&tag.attribute("name").unwrap_or_default());
                    }
                    b"outline-style" => open = self.begin(OUTLINE),
                    b"style" => style = tag.attribute("name").unwrap_or_default().into_owned(),
                    b"text-properties"
                        if tag.attribute("display").as_deref() == Some("none")
                            && self.hidden.len() < MOST_LISTS =>
                    {
                        self.hidden.insert(std::mem::take(&mut style));
                    }
                    b"list-level-style-number" | b"outline-level-style" => {
                        if let Some(template) = open {
                            level(&tag, &mut self.lists.templates[template].levels);
                        }
                    }
                    b"list-level-style-bullet" | b"list-level-style-image" => {
                        if let (Some(template), Some(at)) = (open, depth(&tag)) {
                            let bullet = Level { numeral: Numeral::None, ..Level::default() };
                            self.lists.templates[template].levels[at] = bullet;
                        }
                    }
                    _ => {}
                },
                Item::End => return Ok(()),
                _ => {}
            }
        }
    }

    fn begin(&mut self, name: &str) -> Option<usize> {
        let at = self.lists.templates.len();
        if at >= MOST_LISTS {
            return None;
        }
        let style = u32::try_from(at).ok()?;
        let mut template = Template::default();
        for level in &mut template.levels {
            *level = Level { numeral: Numeral::None, ..Level::default() };
        }
        self.lists.templates.push(template);
        self.lists.by_template.insert(style, at);
        let list = self.list(style);
        self.styles.insert(name.to_owned(), (style, list));
        Some(at)
    }

    /// A list of this style that has not counted yet.
    fn list(&mut self, style: u32) -> u32 {
        let number = self.next;
        self.next = self.next.saturating_add(1);
        self.lists.lists.insert(number, List::of(style));
        number
    }

    /// The list that a `text:list` of this style counts in: a new one, or that which counted last.
    pub fn open(&mut self, style: &str, goes_on: bool) -> Option<u32> {
        let (template, last) = *self.styles.get(style)?;
        if goes_on || self.lists.lists.len() >= MOST_LISTS {
            return Some(last);
        }
        let number = self.list(template);
        if let Some(list) = self.lists.lists.get_mut(&number) {
            let levels = &self.lists.templates[usize::try_from(template).ok()?].levels;
            for (start, level) in list.starts.iter_mut().zip(levels) {
                *start = Some(level.start);
            }
        }
        self.styles.insert(style.to_owned(), (template, number));
        Some(number)
    }

    /// Counts a paragraph of a list and writes its number in front of it.
    pub fn number(&mut self, list: u32, level: u8, out: &mut String) {
        self.lists.number(list, level, out);
    }

    /// Whether what is set in this text style is not shown.
    pub fn hides(&self, style: &str) -> bool {
        self.hidden.contains(style)
    }

    /// Counts a heading, if headings are numbered.
    pub fn heading(&mut self, level: u8, out: &mut String) {
        if let Some((_, list)) = self.styles.get(OUTLINE).copied() {
            self.lists.number(list, level.saturating_sub(1), out);
        }
    }
}

/// The level that a tag defines, from 0.
fn depth(tag: &Open<'_>) -> Option<usize> {
    let level: usize = tag.attribute("level")?.trim().parse().ok()?;
    level.checked_sub(1).filter(|level| *level < LEVELS)
}

fn level(tag: &Open<'_>, levels: &mut [Level; LEVELS]) {
    let Some(at) = depth(tag) else { return };
    let value = |name: &str| tag.attribute(name).unwrap_or_default();
    let count = |name: &str| value(name).trim().parse::<u32>().ok();
    let format = value("num-format");
    let numeral = numeral(&format);
    let shown = count("display-levels").and_then(|shown| usize::try_from(shown).ok()).unwrap_or(1);
    let first = at + 1 - shown.clamp(1, at + 1);
    let numbers: Vec<String> = (first..=at).map(|level| format!("%{}", level + 1)).collect();
    let pattern = match numeral {
        Numeral::None => String::new(),
        _ => format!("{}{}{}", value("num-prefix"), numbers.join("."), value("num-suffix")),
    };
    let pattern = pattern[..pattern.floor_char_boundary(LONGEST_PATTERN)].to_owned();
    levels[at] =
        Level { start: count("start-value").unwrap_or(1), numeral, pattern, ..Level::default() };
}

/// The format that counts like this: the format names its first numbers.
fn numeral(format: &str) -> Numeral {
    match format.chars().next() {
        None => Numeral::None,
        Some('a') => Numeral::Letter { upper: false },
        Some('A') => Numeral::Letter { upper: true },
        Some('i') => Numeral::Roman { upper: false },
        Some('I') => Numeral::Roman { upper: true },
        Some('一') => Numeral::CountingThousand,
        Some('壹') => Numeral::Legal,
        Some('①') => Numeral::Series(Series::Circle),
        Some('甲') => Numeral::Series(Series::Stem),
        Some('子') => Numeral::Series(Series::Branch),
        Some('１') => Numeral::FullWidth,
        Some(_) => Numeral::Decimal,
    }
}
