//! Text of cells: line breaks, character references and escapes turned into what the reader sees.
use std::borrow::Cow;

/// Undoes what writers do to text: CR LF, `_x000D_` escapes (when `escapes`), references such as
/// `&#20135;` that were escaped twice.
pub(super) fn clean(text: &str, escapes: bool) -> Cow<'_, str> {
    // One look that tells of nearly every text that nothing is to be done.
    let may_hide = |byte: u8| matches!(byte, b'_' | b'&' | b'\r' | b'\0');
    if !text.bytes().fold(false, |found, byte| found | may_hide(byte)) {
        return Cow::Borrowed(text);
    }
    let mut text = Cow::Borrowed(text);
    if escapes && text.contains("_x") {
        text = Cow::Owned(unescape(&text));
    }
    if text.contains("&#") {
        text = Cow::Owned(dereference(&text));
    }
    if text.contains(['\r', '\0']) {
        text = Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', ""));
    }
    text
}

/// Undoes `_xHHHH_`, the way in which workbooks write UTF-16 units that XML does not allow.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, tail) = rest.split_at(at);
        if !before.is_empty() {
            flush(&mut units, &mut out);
            out.push_str(before);
        }
        if let Some(unit) = escaped_unit(tail) {
            units.push(unit);
            rest = &tail[7..];
        } else {
            flush(&mut units, &mut out);
            out.push_str("_x");
            rest = &tail[2..];
        }
    }
    flush(&mut units, &mut out);
    out.push_str(rest);
    out
}

fn escaped_unit(text: &str) -> Option<u16> {
    let body = text.strip_prefix("_x")?;
    let digits = body.get(..4)?;
    let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    (hex && body[4..].starts_with('_')).then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}

fn flush(units: &mut Vec<u16>, out: &mut String) {
    out.extend(char::decode_utf16(units.drain(..)).map(|unit| unit.unwrap_or('\u{FFFD}')));
}

/// Undoes decimal and hexadecimal references to characters beyond ASCII.
fn dereference(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("&#") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let stop = rest.bytes().take(10).position(|byte| byte == b';');
        let found = stop.and_then(|stop| Some((referred(rest.get(2..stop)?)?, stop)));
        let (character, length) = found.map_or(('&', 1), |(character, stop)| (character, stop + 1));
        out.push(character);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

fn referred(digits: &str) -> Option<char> {
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(number).filter(|character| !character.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn escapes_and_references_are_undone() {
        assert_eq!(clean("甲_x000D_\n乙", true), "甲\n乙");
        assert_eq!(clean("_x4EA7__xD83D__xDE00_x", true), "产😀x");
        assert_eq!(clean("_x005F_x000D_", true), "_x000D_");
        assert_eq!(clean("_x12_ _x", true), "_x12_ _x");
        assert_eq!(clean("_x000D_", false), "_x000D_");
        assert_eq!(clean("&#20135;&#x51FA;&#65;&#;&", true), "产出&#65;&#;&");
        assert_eq!(clean("a\r\nb\rc", true), "a\nb\nc");
    }
}
