//! The style sheet (STSH): which styles are headings, carry list numbers or hide their text.
use super::sprms::Sprms;
use crate::formats::little::u16_at;
use crate::formats::word::headings::{heading_level, named_level};
use crate::formats::word::lists::Lists;

/// Longest chain of styles based on each other.
const LONGEST_CHAIN: usize = 32;
/// The number of no style.
const NONE: u16 = 0x0FFF;

/// What a style gives to its paragraphs or characters.
#[derive(Clone, Copy, Default)]
pub(super) struct Style {
    /// Heading level, 1 is the highest.
    pub(super) heading: Option<u8>,
    /// List and level.
    pub(super) number: Option<(u16, u8)>,
    /// Whether the text is hidden.
    pub(super) hidden: bool,
}

/// The styles by number.
#[derive(Default)]
pub(super) struct Styles(Vec<Style>);

/// A style as it is written.
#[derive(Default)]
struct Raw {
    based_on: Option<u16>,
    named_level: Option<u8>,
    outline: Option<u8>,
    list: Option<u16>,
    list_level: Option<u8>,
    hidden: Option<bool>,
}

impl Styles {
    /// Reads the style sheet; what is damaged in it is left out.
    pub(super) fn read(part: &[u8], lists: &Lists) -> Self {
        let raw = read(part).unwrap_or_default();
        let resolved = (0..raw.len()).map(|at| resolve(at, &raw, lists)).collect();
        Self(resolved)
    }

    /// A style; one without meaning where there is none of this number.
    pub(super) fn get(&self, number: u16) -> Style {
        self.0.get(usize::from(number)).copied().unwrap_or_default()
    }
}

fn read(part: &[u8]) -> Option<Vec<Raw>> {
    let head = usize::from(u16_at(part, 0)?);
    let (count, base) = (usize::from(u16_at(part, 2)?), usize::from(u16_at(part, 4)?));
    let mut rest = part.get(2 + head..)?;
    let mut styles = Vec::new();
    while styles.len() < count {
        let Some(length) = u16_at(rest, 0).map(usize::from) else { break };
        let Some(style) = rest.get(2..2 + length) else { break };
        styles.push(raw(style, base).unwrap_or_default());
        rest = rest.get(2 + length + length % 2..).unwrap_or_default();
    }
    Some(styles)
}

/// One style: fixed fields, the name, then its properties, each group behind its length and evened out.
fn raw(style: &[u8], base: usize) -> Option<Raw> {
    let built_in = u16_at(style, 0)? & 0x0FFF;
    let kind_and_base = u16_at(style, 2)?;
    let letters = usize::from(u16_at(style, base)?);
    let name: Vec<u16> =
        (0..letters.min(64)).map_while(|at| u16_at(style, base + 2 + at * 2)).collect();
    let based_on = kind_and_base >> 4;
    let mut raw = Raw {
        based_on: (based_on != NONE).then_some(based_on),
        named_level: match u8::try_from(built_in) {
            Ok(level @ 1..=9) => Some(level),
            _ => named_level(&String::from_utf16_lossy(&name)),
        },
        ..Raw::default()
    };
    let mut rest = style.get(base + 2 + letters * 2 + 2..).unwrap_or_default();
    // Paragraph styles have paragraph properties behind their own number, then character properties.
    let paragraph = kind_and_base & 0xF == 1;
    for group in 0..(if paragraph { 2 } else { 1 }) {
        let Some(length) = u16_at(rest, 0).map(usize::from) else { break };
        let Some(properties) = rest.get(2..2 + length) else { break };
        let skipped = if paragraph && group == 0 { 2 } else { 0 };
        raw.apply(properties.get(skipped..).unwrap_or_default());
        rest = rest.get(2 + length + length % 2..).unwrap_or_default();
    }
    Some(raw)
}

impl Raw {
    fn apply(&mut self, properties: &[u8]) {
        for sprm in Sprms(properties) {
            match sprm.code {
                0x2640 => self.outline = Some(sprm.byte()),
                0x460B => self.list = Some(sprm.word()),
                0x260A => self.list_level = Some(sprm.byte()),
                0x083C => self.hidden = Some(sprm.byte() & 1 != 0),
                _ => {}
            }
        }
    }
}

/// A style with what it takes over from those that it is based on.
fn resolve(at: usize, raw: &[Raw], lists: &Lists) -> Style {
    let (mut heading, mut list, mut level, mut hidden) = (None, None, None, None);
    let mut next = Some(at);
    for _ in 0..LONGEST_CHAIN {
        let Some((number, now)) = next.and_then(|number| Some((number, raw.get(number)?))) else {
            break;
        };
        if heading.is_none() {
            heading = match now.outline {
                Some(outline) => Some(heading_level(u32::from(outline))),
                None => now.named_level.map(Some),
            };
        }
        if list.is_none() {
            list = now.list;
            let tied = list.and_then(|list| {
                let of = |style: usize| lists.level_of_style(u32::from(list), &style.to_string());
                of(at).or_else(|| of(number))
            });
            level = level.or(now.list_level).or(tied);
        }
        hidden = hidden.or(now.hidden);
        next = now.based_on.map(usize::from);
    }
    Style {
        heading: heading.flatten(),
        number: list.map(|list| (list, level.unwrap_or(0))),
        hidden: hidden.unwrap_or(false),
    }
}
