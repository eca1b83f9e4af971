//! The lists of a document (PlfLst, PlfLfo): the automatic numbers that stand in front of paragraphs.
use super::container::Streams;
use super::fib::Part;
use crate::formats::little::{u16_at, u32_at};
use crate::formats::word::lists::{LEVELS, Level, List, Lists, MOST_LISTS, Template};
use crate::formats::word::numerals::Numeral;

/// Most characters of a level's pattern; real ones have about ten.
const LONGEST_PATTERN: usize = 64;

/// Reads the lists; what is damaged in them is left out.
pub(super) fn read(streams: &Streams) -> Lists {
    let mut lists = Lists::default();
    let _ = templates(streams, &mut lists);
    let _ = overrides(streams, &mut lists);
    lists
}

/// The templates: fixed fields of each, then the levels of all.
fn templates(streams: &Streams, lists: &mut Lists) -> Option<()> {
    let part = streams.fib.part(Part::Lists, &streams.table);
    let count = usize::from(u16_at(part, 0)?).min(MOST_LISTS);
    let mut levels = streams.fib.behind(Part::Lists, &streams.table);
    // Some programs count the levels to the part.
    if part.len() > 2 + count * 28 {
        levels = part.get(2 + count * 28..)?;
    }
    for at in 0..count {
        let fixed = part.get(2 + at * 28..)?;
        let simple = fixed.get(26)? & 1 != 0;
        let mut template = Template::default();
        let filled = if simple { 1 } else { LEVELS };
        for (number, level) in template.levels.iter_mut().enumerate().take(filled) {
            *level = take_level(&mut levels)?;
            let style = u16_at(fixed, 8 + number * 2)?;
            level.style = (style != 0x0FFF).then(|| style.to_string());
        }
        lists.by_template.insert(u32_at(fixed, 0)?, lists.templates.len());
        lists.templates.push(template);
    }
    Some(())
}

/// The lists that paragraphs name: each uses a template and may change levels of it.
fn overrides(streams: &Streams, lists: &mut Lists) -> Option<()> {
    let part = streams.fib.part(Part::ListOverrides, &streams.table);
    let count = (u32_at(part, 0)? as usize).min(MOST_LISTS);
    let mut rest = part.get(4 + count * 16..).unwrap_or_default();
    for at in 0..count {
        let fixed = part.get(4 + at * 16..4 + at * 16 + 16)?;
        let mut list = List::of(u32_at(fixed, 0)?);
        let changed = usize::from(fixed[12]);
        rest = rest.get(4..).unwrap_or_default();
        for _ in 0..changed {
            if change(&mut rest, &mut list).is_none() {
                break;
            }
        }
        lists.lists.insert(u32::try_from(at).ok()? + 1, list);
    }
    Some(())
}

/// A changed level: another start, or another level altogether.
fn change(rest: &mut &[u8], list: &mut List) -> Option<()> {
    let (start, bits) = (u32_at(rest, 0)?, u32_at(rest, 4)?);
    *rest = rest.get(8..)?;
    let at = u8::try_from(bits & 0xF).ok()?;
    let level = if bits & 0x20 != 0 { Some(take_level(rest)?) } else { None };
    if bits & 0x10 != 0 {
        let start = level.as_ref().map_or(start, |level| level.start);
        if let Some(place) = list.starts.get_mut(usize::from(at)) {
            *place = Some(start);
        }
    }
    if let Some(level) = level {
        list.levels.insert(at, level);
    }
    Some(())
}

/// A level: fixed fields, properties that do not matter, the pattern.
fn take_level(rest: &mut &[u8]) -> Option<Level> {
    let fixed = rest.get(..28)?;
    let flags = fixed[5];
    let properties = usize::from(fixed[24]) + usize::from(fixed[25]);
    let text = rest.get(28 + properties..)?;
    let length = usize::from(u16_at(text, 0)?);
    let units = text.get(2..2 + length * 2)?.chunks_exact(2);
    let units: Vec<u16> = units.take(LONGEST_PATTERN).filter_map(|unit| u16_at(unit, 0)).collect();
    let mut pattern = String::new();
    for char in char::decode_utf16(units).flatten() {
        // The number of a level stands for its counter.
        match char as u32 {
            level @ 0..=8 => pattern.push_str(&format!("%{}", level + 1)),
            _ => pattern.push(char),
        }
    }
    *rest = &text[2 + length * 2..];
    Some(Level {
        start: u32_at(fixed, 0)?,
        numeral: Numeral::numbered(fixed[4]),
        pattern,
        restart: (flags & 0x08 != 0).then(|| u32::from(fixed[26])),
        legal: flags & 0x04 != 0,
        tight: fixed[15] == 2,
        ..Level::default()
    })
}
