//! Text as forms print it: layout white space, full-width characters, printed figures.
use rust_decimal::Decimal;
use std::borrow::Cow;

/// Removes all white space, also the ideographic and zero-width kinds.
#[must_use]
pub fn squeeze(text: &str) -> String {
    squeezed(text).into_owned()
}

/// As `squeeze`, borrowed where there is surely none.
#[must_use]
pub fn squeezed(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    out.extend(text.chars().filter(|c| !is_layout(*c)));
    Cow::Owned(out)
}

/// White space, control characters (cell marks of old Word files) and invisible characters that only lay text out.
#[must_use]
pub fn is_layout(c: char) -> bool {
    // Nearly every character of a form stands in these two ranges; none of them is layout.
    if matches!(c, '!'..='~' | '\u{3001}'..='\u{fefe}') {
        return false;
    }
    let is_invisible = matches!(
        c,
        '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    c.is_whitespace() || c.is_control() || is_invisible
}

/// Whether the text surely holds neither layout nor full-width characters. A look at its bytes, which is
/// several times faster than one at its characters; some other text, rare in forms, is not called plain.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| PLAIN[usize::from(byte)])
}

/// The bytes that neither are nor begin layout or a full-width character; a table, for most texts are too short for
/// the processor to look at many bytes at once.
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut control = 0;
    while control <= b' ' {
        plain[control as usize] = false;
        control += 1;
    }
    let others = [0x7f, 0xc2, 0xe1, 0xe2, 0xe3, 0xef];
    let mut at = 0;
    while at < others.len() {
        plain[others[at]] = false;
        at += 1;
    }
    plain
};

/// Full-width ASCII (Ａ１％＝) as half width; other characters stay.
#[must_use]
pub fn half_width(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    out.extend(text.chars().map(half_width_char));
    out
}

/// One full-width ASCII character as half width; any other stays.
#[must_use]
pub fn half_width_char(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Reads a printed decimal: half-width digits, optional sign, optional thousands separators in
/// groups of three. `None` for anything else, also for more digits than an exact decimal holds.
#[must_use]
pub fn decimal(figure: &str) -> Option<Decimal> {
    let unsigned = figure.strip_prefix(['+', '-']).unwrap_or(figure);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) || !is_grouped(whole) {
        return None;
    }
    if unsigned.len() == figure.len() && figure.len() <= SHORT {
        return short_decimal(figure);
    }
    let plain: String = figure.chars().filter(|c| *c != ',' && *c != '+').collect();
    Decimal::from_str_exact(&plain).ok()
}

/// Longest figure whose digits surely fit into an `i64`.
const SHORT: usize = 18;

/// A checked figure without a sign, of at most `SHORT` characters: nearly every figure of a form.
fn short_decimal(figure: &str) -> Option<Decimal> {
    let digits = figure.bytes().filter(u8::is_ascii_digit);
    let number = digits.fold(0, |number, digit| number * 10 + i64::from(digit - b'0'));
    let scale = figure.find('.').map_or(0, |point| figure.len() - point - 1);
    Some(Decimal::new(number, u32::try_from(scale).ok()?))
}

fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let digits = |g: &str| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit());
    let mut rest = groups.peekable();
    let head_fits = rest.peek().is_none() || first.len() <= 3;
    digits(first) && head_fits && rest.all(|g| g.len() == 3 && digits(g))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(figure: &str) -> Option<String> {
        decimal(figure).map(|value| value.to_string())
    }

    #[test]
    fn a_decimal_keeps_its_printed_scale() {
        for (figure, value) in [
            ("433.50", "433.50"),
            ("0", "0"),
            ("-5.0", "-5.0"),
            ("+7", "7"),
            ("007", "7"),
            ("1,402", "1402"),
            ("1,234,567.890", "1234567.890"),
        ] {
            assert_eq!(read(figure).as_deref(), Some(value));
        }
    }

    #[test]
    fn what_is_no_decimal_is_refused() {
        for figure in [
            "",
            ".",
            "-",
            "+-1",
            "1.",
            ".5",
            "1.2.3",
            "1,23",
            "1234,567",
            ",123",
            "1,,234",
            "1.234,5",
            "5%",
            "１",
            "1e5",
            "12345678901234567890123456789012",
            "0.12345678901234567890123456789012",
        ] {
            assert_eq!(read(figure), None, "{figure}");
        }
    }

    #[test]
    fn plain_text_never_holds_what_is_folded_or_removed() {
        let folded = |c: &char| is_layout(*c) || half_width_char(*c) != *c;
        let wrong = ('\0'..=char::MAX).filter(folded).find(|c| is_plain(&c.to_string()));
        assert_eq!(wrong, None);
        assert!(is_plain("绩效目标95%"));
    }

    #[test]
    fn layout_is_removed_and_nothing_else() {
        assert_eq!(
            squeeze("13070024P00000\u{3000}61001\t2M\u{7}\u{200b}\u{a0}"),
            "13070024P00000610012M"
        );
        assert_eq!(squeeze("≥95％（含）"), "≥95％（含）");
        assert_eq!(half_width("Ａ１％＝～　、。"), "A1%=~ 、。");
    }
}
