//! Fonts: what codes of a text mean, and how far each moves on.
use super::cmap;
use super::file::File;
use super::object::{Dict, Object};
use crate::ReadError;
use crate::formats::page::letters::of_name;
use crate::formats::page::matrix::Real;
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use hayro_cmap::CMap;
use std::collections::BTreeMap;

/// A font, ready to read texts.
pub(super) struct Font {
    to_unicode: Option<CMap>,
    kind: Kind,
    /// Whether texts run downwards.
    pub vertical: bool,
    /// Whether its glyphs are drawings in the file (Type 3).
    drawn: bool,
    /// How long a unit of glyph space is, in units of text: 1/1000, but for fonts drawn in the file.
    unit: Real,
    /// How high an em is, in font sizes.
    pub em: Real,
}

enum Kind {
    Simple(Simple),
    Composite(Box<Composite>),
}

/// Codes of one byte.
struct Simple {
    first: usize,
    widths: Vec<Real>,
    missing: Real,
    letters: BTreeMap<u8, char>,
    base: &'static Encoding,
}

/// Codes of several bytes, which stand for glyph numbers.
struct Composite {
    codes: CMap,
    collection: Option<CMap>,
    widths: Widths,
}

#[derive(Default)]
struct Widths {
    each: BTreeMap<u32, Real>,
    ranges: Vec<(u32, u32, Real)>,
    default: Real,
}

/// One code of a text.
pub(super) struct Code {
    /// How far it moves on, in font sizes.
    pub advance: Real,
    /// Whether it is the single byte 32, which word spacing widens.
    pub is_space: bool,
    /// Whether anything says which characters it is.
    pub known: bool,
}

impl Font {
    pub fn read(file: &File<'_>, dict: &Dict) -> Result<Self, ReadError> {
        let to_unicode = match file.value(dict, "ToUnicode")? {
            Object::Stream(stream) => cmap::of_stream(file, &stream)?,
            _ => None,
        };
        let mut font = match dict.get("Subtype").name() {
            Some(b"Type0") => Self::composite(file, dict)?,
            _ => Self::simple(file, dict)?,
        };
        font.to_unicode = to_unicode;
        Ok(font)
    }

    fn composite(file: &File<'_>, dict: &Dict) -> Result<Self, ReadError> {
        let below = file.value(dict, "DescendantFonts")?;
        let below = file.resolve(below.array().first().unwrap_or(&Object::Null))?;
        let empty = Dict::default();
        let below = below.dict().unwrap_or(&empty);
        let encoding = file.value(dict, "Encoding")?;
        let (codes, vertical) = match &encoding {
            Object::Stream(stream) => {
                let down = file.value(&stream.dict, "WMode")?.integer() == Some(1);
                (cmap::of_stream(file, stream)?, down)
            }
            other => {
                let name = other.name().unwrap_or(b"Identity-H");
                (cmap::known(file, name)?, name.ends_with(b"-V"))
            }
        };
        let mut info = file.value(below, "CIDSystemInfo")?;
        if let Object::Dict(parts) = &mut info {
            for part in parts.values_mut() {
                *part = file.resolve(part)?;
            }
        }
        let kind = Kind::Composite(Box::new(Composite {
            codes: codes.unwrap_or_else(CMap::identity_h),
            collection: cmap::collection(file, &info)?,
            widths: cid_widths(file, below)?,
        }));
        Ok(Self { to_unicode: None, kind, vertical, drawn: false, unit: 0.001, em: 1.0 })
    }

    fn simple(file: &File<'_>, dict: &Dict) -> Result<Self, ReadError> {
        let mut widths = Vec::new();
        for width in file.value(dict, "Widths")?.array().iter().take(256) {
            widths.push(file.resolve(width)?.number().unwrap_or(0.0));
        }
        let first = file.value(dict, "FirstChar")?.integer().unwrap_or(0);
        let descriptor = file.value(dict, "FontDescriptor")?;
        let missing = match descriptor.dict() {
            Some(descriptor) => file.value(descriptor, "MissingWidth")?.number(),
            None => None,
        };
        let name = dict.get("BaseFont").name().unwrap_or_default();
        let (letters, base) = encoding(file, dict)?;
        let kind = Kind::Simple(Simple {
            first: usize::try_from(first).unwrap_or(0),
            missing: missing.unwrap_or(if widths.is_empty() { usual_width(name) } else { 0.0 }),
            widths,
            letters,
            base,
        });
        let (mut unit, mut em) = (0.001, 1.0);
        let drawn = dict.get("Subtype").name() == Some(b"Type3");
        if drawn {
            let matrix = file.value(dict, "FontMatrix")?;
            let side = |at: usize| matrix.array().get(at).and_then(Object::number);
            unit = side(0).unwrap_or(unit);
            em = side(3).map_or(1.0, |d| (d * 1000.0).abs());
        }
        Ok(Self { to_unicode: None, kind, vertical: false, drawn, unit, em })
    }

    /// Reads the first code of `text`: its letters go to `out`. Gives what it is and its length in bytes.
    pub fn next(&self, text: &[u8], out: &mut Vec<char>) -> (Code, usize) {
        match &self.kind {
            Kind::Simple(Simple { first, widths, missing, letters, base }) => {
                let byte = text.first().copied().unwrap_or(0);
                let width = usize::from(byte).checked_sub(*first).and_then(|at| widths.get(at));
                let advance = width.unwrap_or(missing) * self.unit;
                let known = self.listed(u32::from(byte), out) || {
                    let letter = letters.get(&byte).copied().or_else(|| of_byte(base, byte));
                    // The glyphs of a drawn font mean only what the file says.
                    let drawn = self.drawn && !letters.contains_key(&byte);
                    let letter = letter.filter(|letter| !drawn && *letter != '\u{fffd}');
                    out.extend(letter);
                    letter.is_some()
                };
                (Code { advance, is_space: byte == 32, known }, 1)
            }
            Kind::Composite(font) => {
                let Composite { codes, collection, widths } = &**font;
                let (code, length, cid) = split(codes, text);
                let known = self.listed(code, out)
                    || cid
                        .zip(collection.as_ref())
                        .is_some_and(|(cid, table)| cmap::text(table, cid, out));
                let width = cid.map_or(widths.default, |cid| widths.of(cid));
                let advance = if self.vertical { 1.0 } else { width * self.unit };
                (Code { advance, is_space: length == 1 && code == 32, known }, length)
            }
        }
    }

    fn listed(&self, code: u32, out: &mut Vec<char>) -> bool {
        let before = out.len();
        let found = self.to_unicode.as_ref().is_some_and(|table| cmap::text(table, code, out));
        // Some programs list what they do not know as nothing or as U+FFFD.
        let nothing = out[before..].iter().all(|c| matches!(c, '\0' | '\u{fffd}'));
        if nothing {
            out.truncate(before);
        }
        found && !nothing
    }
}

/// The shortest code that the table knows; otherwise two bytes.
fn split(codes: &CMap, text: &[u8]) -> (u32, usize, Option<u32>) {
    let mut code = 0;
    for (length, byte) in (1_u8..=4).zip(text) {
        code = code << 8 | u32::from(*byte);
        if let Some(cid) = codes.lookup_cid_code(code, length) {
            return (code, usize::from(length), Some(cid));
        }
    }
    let length = text.len().min(2);
    let code = text[..length].iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
    (code, length.max(1), None)
}

impl Widths {
    fn of(&self, cid: u32) -> Real {
        let in_range = || {
            let after = self.ranges.partition_point(|(first, _, _)| *first <= cid);
            let range = self.ranges.get(after.checked_sub(1)?)?;
            (cid <= range.1).then_some(range.2)
        };
        self.each.get(&cid).copied().or_else(in_range).unwrap_or(self.default)
    }
}

/// `[1 [500 600] 20 40 500]`: widths one by one, and of ranges.
fn cid_widths(file: &File<'_>, below: &Dict) -> Result<Widths, ReadError> {
    let default = file.value(below, "DW")?.number().unwrap_or(1000.0);
    let mut widths = Widths { default, ..Widths::default() };
    let list = file.value(below, "W")?;
    let cid = |object: &Object| object.integer().and_then(|n| u32::try_from(n).ok());
    let mut items = list.array().iter();
    while let (Some(first), Some(next)) = (items.next(), items.next()) {
        let Some(first) = cid(&file.resolve(first)?) else { break };
        match file.resolve(next)? {
            Object::Array(each) => {
                for (at, width) in (first..).zip(&each) {
                    widths.each.insert(at, width.number().unwrap_or(default));
                }
            }
            last => {
                let width = file.resolve(items.next().unwrap_or(&Object::Null))?;
                let (Some(last), Some(width)) = (cid(&last), width.number()) else { break };
                widths.ranges.push((first, last, width));
            }
        }
    }
    widths.ranges.sort_by_key(|(first, _, _)| *first);
    file.budget.mark(widths.each.len() + widths.ranges.len())?;
    Ok(widths)
}

/// What the font's encoding says about single bytes, and the code page beneath.
fn encoding(
    file: &File<'_>,
    dict: &Dict,
) -> Result<(BTreeMap<u8, char>, &'static Encoding), ReadError> {
    let encoding = file.value(dict, "Encoding")?;
    let name = match &encoding {
        Object::Dict(inner) => file.value(inner, "BaseEncoding")?,
        other => other.clone(),
    };
    let base = if name.name() == Some(b"MacRomanEncoding") { MACINTOSH } else { WINDOWS_1252 };
    let mut letters = BTreeMap::new();
    if let Some(inner) = encoding.dict() {
        let mut byte = 0_u8;
        for item in file.value(inner, "Differences")?.array() {
            match file.resolve(item)? {
                Object::Number(_) => {
                    let at = item.integer().and_then(|n| u8::try_from(n).ok());
                    byte = at.unwrap_or(byte);
                }
                Object::Name(name) => {
                    letters.insert(byte, of_name(&name).unwrap_or('\u{fffd}'));
                    byte = byte.wrapping_add(1);
                }
                _ => {}
            }
        }
    }
    Ok((letters, base))
}

fn of_byte(base: &'static Encoding, byte: u8) -> Option<char> {
    let bytes = [byte];
    let (text, _) = base.decode_without_bom_handling(&bytes);
    text.chars().next().filter(|c| !c.is_control())
}

/// Widths of the fonts that every reader has, roughly: files do not state them.
fn usual_width(name: &[u8]) -> Real {
    if name.starts_with(b"Courier") {
        600.0
    } else if name.starts_with(b"Times") {
        500.0
    } else {
        556.0
    }
}
