//! Formulas of BIFF that are only a literal, turned back into what the author typed.
use super::{double, strings};
use crate::formats::little::{u16_at, u64_at};
use crate::formats::sheet::number;

/// The formula without `=`, if its tokens are one literal, possibly signed or with `%`.
pub(super) fn literal(tokens: &[u8]) -> Option<String> {
    let mut text = String::new();
    let mut rest = tokens;
    while let Some((token, tail)) = rest.split_first() {
        rest = tail;
        match token {
            0x17 if text.is_empty() => {
                let characters = usize::from(*rest.first()?);
                let string = strings::plain(rest.get(1..)?, characters)?;
                let wide = usize::from(rest.get(1)? & 1) + 1;
                rest = rest.get(2 + characters * wide..)?;
                text = format!("\"{}\"", string.replace('"', "\"\""));
            }
            0x1E if text.is_empty() => {
                text = u16_at(rest, 0)?.to_string();
                rest = rest.get(2..)?;
            }
            0x1F if text.is_empty() => {
                text = number::general(&double::digits(u64_at(rest, 0)?)?);
                rest = rest.get(8..)?;
            }
            0x13 if !text.is_empty() => text.insert(0, '-'),
            0x14 if !text.is_empty() => text.push('%'),
            // A plus sign, brackets.
            0x12 | 0x15 if !text.is_empty() => {}
            _ => return None,
        }
    }
    (!text.is_empty()).then_some(text)
}
