//! Text as forms print it: layout white space, full-width characters, printed figures.
use rust_decimal::Decimal;

/// Removes all white space, also the ideographic and zero-width kinds.
#[must_use]
pub fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !is_layout(*c)).collect()
}

/// White space and invisible characters that only lay text out.
#[must_use]
pub fn is_layout(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}')
}

/// Full-width ASCII (Ａ１％＝) as half width; other characters stay.
#[must_use]
pub fn half_width(text: &str) -> String {
    text.chars().map(half_width_char).collect()
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
    let plain: String = figure.chars().filter(|c| *c != ',' && *c != '+').collect();
    Decimal::from_str_exact(&plain).ok()
}

fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let digits = |g: &str| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit());
    let mut rest = groups.peekable();
    let head_fits = rest.peek().is_none() || first.len() <= 3;
    digits(first) && head_fits && rest.all(|g| g.len() == 3 && digits(g))
}
