//! numbering.xml: the automatic numbers that stand in front of paragraphs.
use crate::formats::word::lists::{
    LEVELS, LONGEST_PATTERN, Level, List, Lists, MOST_LISTS, Template,
};
use crate::formats::word::numerals::Numeral;
use crate::formats::xml::{Item, Open, Scanner, Space};
use crate::{Limits, ReadError, ReadErrorKind};

/// Reads numbering.xml; what is damaged in it is left out.
///
/// # Errors
/// `Forbidden` and `TooLarge`, as for every part.
pub fn read(text: &str, limits: &Limits) -> Result<Lists, ReadError> {
    let mut lists = Lists::default();
    match Reading::default().scan(text, limits, &mut lists) {
        Err(error) if error.kind != ReadErrorKind::Damaged => Err(error),
        _ => Ok(lists),
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
                    set(level, name, val.as_deref(), open);
                }
            }
        }
    }
}

/// Takes a property of a level.
fn set(level: &mut Level, name: &[u8], val: Option<&str>, open: &Open) {
    match name {
        b"start" => level.start = open.number().unwrap_or(0),
        b"numFmt" if !level.custom => {
            // Word writes a custom format beside a plain one for older programs.
            level.custom = val == Some("custom");
            level.numeral =
                Numeral::named(val.unwrap_or("decimal"), open.attribute("format").as_deref());
        }
        b"lvlText" => {
            let text = val.unwrap_or("");
            level.pattern = text[..text.floor_char_boundary(LONGEST_PATTERN)].to_owned();
        }
        b"pStyle" => level.style = val.map(str::to_owned),
        b"lvlRestart" => level.restart = open.number(),
        b"isLgl" => level.legal = open.on(),
        b"suff" => level.tight = val == Some("nothing"),
        _ => {}
    }
}
