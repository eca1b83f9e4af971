//! Legacy form fields, which show their value without a result text: check boxes and drop-down lists.
use crate::formats::little::{u16_at, u32_at};

/// A value that says: as the field begins.
const AS_DEFINED: u16 = 25;

/// What a form field at this place of the data stream shows; `None` for text and for what is no form field.
pub(super) fn shown(data: &[u8], at: u32) -> Option<String> {
    let field = data.get(at as usize..)?;
    let length = u32_at(field, 0)? as usize;
    let field = field.get(usize::from(u16_at(field, 4)?)..length.min(field.len()))?;
    if u32_at(field, 0)? != u32::MAX {
        return None;
    }
    let bits = u16_at(field, 4)?;
    let mut rest = skip_text(field.get(10..)?)?;
    let (kind, value) = (bits & 3, bits >> 2 & 0x1F);
    let value = if value == AS_DEFINED { u16_at(rest, 0)? } else { value };
    match kind {
        1 => Some(if value == 0 { "☐" } else { "☑" }.to_owned()),
        2 => {
            rest = rest.get(2..)?;
            // Format, help, status, two macros.
            for _ in 0..5 {
                rest = skip_text(rest)?;
            }
            entry(rest, value)
        }
        _ => None,
    }
}

/// What follows a text: its length, its characters, a zero.
fn skip_text(rest: &[u8]) -> Option<&[u8]> {
    rest.get(2 + usize::from(u16_at(rest, 0)?) * 2 + 2..)
}

/// An entry of a list: three numbers, then each entry behind its length.
fn entry(list: &[u8], wanted: u16) -> Option<String> {
    let mut rest = list.get(6..)?;
    for at in 0..=wanted.min(u16_at(list, 2)?) {
        let length = usize::from(u16_at(rest, 0)?) * 2;
        let text = rest.get(2..2 + length)?;
        if at == wanted {
            let units: Vec<u16> = text.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)).collect();
            return Some(String::from_utf16_lossy(&units));
        }
        rest = &rest[2 + length..];
    }
    None
}
