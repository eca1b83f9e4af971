//! styles.xml: which styles are headings, carry list numbers or hide their text.
use crate::formats::word::headings::{heading_level, named_level};
use crate::formats::word::lists::Lists;
use crate::formats::xml::{Item, Open, Scanner, Space};
use crate::{Limits, ReadError, ReadErrorKind};
use std::collections::BTreeMap;

/// More styles than any document has; the rest is not looked at.
const MOST_STYLES: usize = 20_000;
/// Longest element that is leapt over without reading it.
const LONGEST_LEAP: usize = 64 << 10;
/// Longest chain of styles based on each other.
const LONGEST_CHAIN: usize = 32;

/// What a style gives to its paragraphs or runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Heading level, 1 is the highest.
    pub heading: Option<u8>,
    /// List and level.
    pub number: Option<(u32, u8)>,
    /// Whether the text is hidden.
    pub hidden: bool,
}

/// The styles of a document by id.
#[derive(Default)]
pub struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    pub default: Style,
}

#[derive(Default)]
struct Raw {
    id: String,
    based_on: Option<String>,
    named_level: Option<u8>,
    /// `w:outlineLvl`, 9 is body text.
    outline: Option<u32>,
    list: Option<u32>,
    list_level: Option<u8>,
    hidden: Option<bool>,
    default: bool,
}

impl Styles {
    /// Reads styles.xml; what is damaged in it is left out.
    ///
    /// # Errors
    /// `Forbidden` and `TooLarge`, as for every part.
    pub fn read(text: &str, lists: &Lists, limits: &Limits) -> Result<Self, ReadError> {
        let mut raw = Vec::new();
        match scan(text, limits, &mut raw) {
            Err(error) if error.kind != ReadErrorKind::Damaged => return Err(error),
            _ => {}
        }
        let by_name: BTreeMap<&str, usize> =
            raw.iter().enumerate().map(|(at, style)| (style.id.as_str(), at)).collect();
        let mut styles = Self::default();
        for style in &raw {
            let resolved = resolve(style, &raw, &by_name, lists);
            if style.default {
                styles.default = resolved;
            }
            styles.by_id.insert(style.id.clone(), resolved);
        }
        Ok(styles)
    }

    /// The style with this id. A heading whose style is missing is still told by a customary id.
    #[must_use]
    pub fn get(&self, id: &str) -> Style {
        self.by_id
            .get(id)
            .copied()
            .unwrap_or_else(|| Style { heading: named_level(id), ..Style::default() })
    }
}

/// The elements of styles.xml that are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Other,
    Style,
    ParagraphProps,
    RunProps,
    NumberProps,
}

fn scan(text: &str, limits: &Limits, raw: &mut Vec<Raw>) -> Result<(), ReadError> {
    let mut scanner = Scanner::new(text, "styles.xml", limits);
    let mut path: Vec<Tag> = Vec::new();
    let mut wanted = false;
    loop {
        match scanner.item()? {
            Item::Open(open) => {
                let parent = path.last().copied().unwrap_or(Tag::Other);
                let above = path.iter().rev().nth(1).copied().unwrap_or(Tag::Other);
                path.push(if open.space == Space::Word { tag(&open) } else { Tag::Other });
                if open.space != Space::Word {
                    continue;
                }
                if open.local() == b"style" {
                    let style = begin(&open).filter(|_| raw.len() < MOST_STYLES);
                    wanted = style.is_some();
                    raw.extend(style);
                    if !wanted {
                        scanner.leap(&open, LONGEST_LEAP, |_| false);
                    }
                } else if open.local() == b"latentStyles" {
                    scanner.leap(&open, LONGEST_LEAP, |_| false);
                } else if open.local() == b"rPr" {
                    scanner.leap(&open, LONGEST_LEAP, |local| local == b"vanish");
                } else if let Some(style) = raw.last_mut().filter(|_| wanted) {
                    property(style, above, parent, &open);
                }
            }
            Item::Close => {
                path.pop();
            }
            Item::End => return Ok(()),
            Item::Text(_) | Item::Char(_) => {}
        }
    }
}

fn tag(open: &Open) -> Tag {
    match open.local() {
        b"style" => Tag::Style,
        b"pPr" => Tag::ParagraphProps,
        b"rPr" => Tag::RunProps,
        b"numPr" => Tag::NumberProps,
        _ => Tag::Other,
    }
}

/// A style that begins; `None` for styles of tables and lists.
fn begin(open: &Open) -> Option<Raw> {
    let kind = open.attribute("type");
    if matches!(kind.as_deref(), Some("table" | "numbering")) {
        return None;
    }
    let on = matches!(open.attribute("default").as_deref(), Some("1" | "true" | "on"));
    Some(Raw {
        id: open.attribute("styleId").map_or_else(String::new, |id| id.into_owned()),
        default: on && kind.as_deref() == Some("paragraph"),
        ..Raw::default()
    })
}

fn property(style: &mut Raw, above: Tag, parent: Tag, open: &Open) {
    match (above, parent, open.local()) {
        (_, Tag::Style, b"name") => style.named_level = open.val().and_then(|n| named_level(&n)),
        (_, Tag::Style, b"basedOn") => style.based_on = open.val().map(|id| id.into_owned()),
        (Tag::Style, Tag::ParagraphProps, b"outlineLvl") => style.outline = open.number(),
        (Tag::ParagraphProps, Tag::NumberProps, b"numId") => style.list = open.number(),
        (Tag::ParagraphProps, Tag::NumberProps, b"ilvl") => {
            style.list_level = open.number().and_then(|level| u8::try_from(level).ok());
        }
        (Tag::Style, Tag::RunProps, b"vanish") => style.hidden = Some(open.on()),
        _ => {}
    }
}

fn resolve(style: &Raw, raw: &[Raw], by_id: &BTreeMap<&str, usize>, lists: &Lists) -> Style {
    let mut heading: Option<Option<u8>> = None;
    let mut list = None;
    let mut level = None;
    let mut hidden = None;
    let mut next = Some(style);
    for _ in 0..LONGEST_CHAIN {
        let Some(now) = next else { break };
        if heading.is_none() {
            heading = match now.outline {
                Some(outline) => Some(heading_level(outline)),
                None => now.named_level.map(Some),
            };
        }
        if list.is_none() && now.list.is_some() {
            list = now.list;
            level = level
                .or(now.list_level)
                .or_else(|| lists.level_of_style(list?, &style.id))
                .or_else(|| lists.level_of_style(list?, &now.id));
        }
        level = level.or(if list.is_none() { now.list_level } else { level });
        hidden = hidden.or(now.hidden);
        next = now.based_on.as_deref().and_then(|id| by_id.get(id)).map(|at| &raw[*at]);
    }
    Style {
        heading: heading.flatten(),
        number: list.map(|list| (list, level.unwrap_or(0))),
        hidden: hidden.unwrap_or(false),
    }
}
