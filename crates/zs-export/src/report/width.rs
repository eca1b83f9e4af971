//! Columns of a terminal: Chinese characters and full-width signs take two.

/// How many columns a character takes.
pub(super) fn of_char(c: char) -> usize {
    let wide = matches!(c as u32,
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x2_0000..=0x3_fffd | 0x1_f300..=0x1_faff);
    // Signs that Chinese fonts draw wide although they are narrow by the letter of the standard.
    let drawn_wide =
        matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '≥' | '≤' | '×' | '÷' | '①'..='⑳');
    if c.is_control() { 0 } else { 1 + usize::from(wide || drawn_wide) }
}

/// How many columns a text takes.
pub(super) fn of(text: &str) -> usize {
    text.chars().map(of_char).sum()
}

/// The text cut to `most` columns, with … where something is missing.
pub(super) fn cut(text: &str, most: usize) -> String {
    if of(text) <= most {
        return text.to_owned();
    }
    let mut used = 2;
    let kept: String = text
        .chars()
        .take_while(|c| {
            used += of_char(*c);
            used <= most
        })
        .collect();
    kept + "…"
}
