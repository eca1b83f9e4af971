//! A cell's text as the model keeps it: layout white space removed, numbered lists taken apart.
use std::borrow::Cow;
use zs_model::text::{half_width_char, is_layout, is_plain};

/// Text without layout white space; one space stays beside a word in Latin letters.
pub(super) fn prose(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !text.chars().any(is_layout) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut last = '\0';
    for c in text.chars() {
        if is_layout(c) {
            gap |= c == ' ' || c == '\u{a0}';
            continue;
        }
        let letters = last.is_ascii_alphabetic() || c.is_ascii_alphabetic();
        let words = letters && last.is_ascii_graphic() && c.is_ascii_graphic();
        if gap && words {
            out.push(' ');
        }
        gap = false;
        out.push(c);
        last = c;
    }
    Cow::Owned(out)
}

/// As `prose`, `None` for a blank.
pub(super) fn filled(text: &str) -> Option<String> {
    Some(prose(text)).filter(|text| !text.is_empty()).map(Cow::into_owned)
}

/// How a list is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// `1.` `1、`
    Arabic,
    /// `（1）` `1)`
    Bracketed,
    /// `①`
    Circled,
    /// `目标1：`
    Named,
    /// `一、`
    Chinese,
    /// `（一）`
    BracketedChinese,
    /// `一是` `第一，`
    Spoken,
}

const CHINESE: &str = "一二三四五六七八九十";

/// The number in front of `text`: its style, its value (0 where it is not needed) and its length in bytes.
pub(crate) fn number_at(text: &str) -> Option<(Numbering, u32, usize)> {
    let first = text.chars().next()?;
    if !may_number(first) {
        return None;
    }
    if ('①'..='⑳').contains(&first) {
        return Some((Numbering::Circled, first as u32 - '①' as u32 + 1, first.len_utf8()));
    }
    if let Some(rest) = text.strip_prefix("目标") {
        let (value, digits) = arabic(rest)?;
        let mark = rest[digits..].chars().next().filter(|c| "：:、.．".contains(*c))?;
        return Some((Numbering::Named, value, "目标".len() + digits + mark.len_utf8()));
    }
    if "（(".contains(first) {
        return bracketed(text, first.len_utf8());
    }
    if let Some((value, digits)) = arabic(text) {
        return after_arabic(text, value, digits);
    }
    spoken_or_chinese(text)
}

/// Whether a number may begin with this character: most characters of a text tell at once that none does.
fn may_number(first: char) -> bool {
    matches!(
        first,
        '0'..='9' | '０'..='９' | '(' | '（' | '①'..='⑳' | '第' | '目' | '一' | '二' | '三' | '四' | '五'
        | '六' | '七' | '八' | '九' | '十'
    )
}

fn bracketed(text: &str, open: usize) -> Option<(Numbering, u32, usize)> {
    let inner = &text[open..];
    let (style, value, length) = if let Some((value, digits)) = arabic(inner) {
        (Numbering::Bracketed, value, digits)
    } else {
        let (value, length) = chinese(inner)?;
        (Numbering::BracketedChinese, value, length)
    };
    let close = inner[length..].chars().next().filter(|c| "）)".contains(*c))?;
    Some((style, value, open + length + close.len_utf8()))
}

fn after_arabic(text: &str, value: u32, digits: usize) -> Option<(Numbering, u32, usize)> {
    let mut rest = text[digits..].chars();
    let mark = rest.next()?;
    let length = digits + mark.len_utf8();
    if "）)".contains(mark) {
        return Some((Numbering::Bracketed, value, length));
    }
    let decimal = rest.next().is_some_and(|c| half_width_char(c).is_ascii_digit());
    let number = ".．、".contains(mark) && (!decimal || begins_with_year(&text[length..]));
    number.then_some((Numbering::Arabic, value, length))
}

/// `1.2026年…` is the first item about a year, not the figure 1.2026.
fn begins_with_year(text: &str) -> bool {
    let mut chars = text.chars().map(half_width_char).filter(|c| !is_layout(*c));
    let digits = chars.by_ref().take(4).filter(char::is_ascii_digit).count();
    digits == 4 && chars.next() == Some('年')
}

fn spoken_or_chinese(text: &str) -> Option<(Numbering, u32, usize)> {
    let (rest, ordinal) = match text.strip_prefix('第') {
        Some(rest) => (rest, '第'.len_utf8()),
        None => (text, 0),
    };
    let (value, length) = chinese(rest)?;
    let mark = rest[length..].chars().next()?;
    let end = ordinal + length + mark.len_utf8();
    match mark {
        '、' | '.' | '．' if ordinal == 0 => Some((Numbering::Chinese, value, end)),
        '是' if ordinal == 0 => Some((Numbering::Spoken, value, end)),
        '，' | ',' | '、' if ordinal > 0 => Some((Numbering::Spoken, value, end)),
        _ => None,
    }
}

fn arabic(text: &str) -> Option<(u32, usize)> {
    let mut value = 0;
    let mut length = 0;
    for (at, c) in text.char_indices() {
        let Some(digit) = half_width_char(c).to_digit(10) else { break };
        if at > 6 {
            return None;
        }
        value = value * 10 + digit;
        length = at + c.len_utf8();
    }
    (length > 0 && value < 100).then_some((value, length))
}

fn chinese(text: &str) -> Option<(u32, usize)> {
    let mut value = 0;
    let mut length = 0;
    for c in text.chars().take(4) {
        let Some(at) = CHINESE.chars().position(|numeral| numeral == c) else { break };
        let digit = u32::try_from(at).ok()? + 1;
        value = match (digit, value) {
            (10, 0) => 10,
            (10, tens) => tens * 10,
            (digit, so_far) => so_far + digit,
        };
        length += c.len_utf8();
    }
    (length > 0).then_some((value, length))
}

/// Takes a numbered text apart, numbers removed; text without numbers is one item.
///
/// A number counts at the beginning of a line or sentence, or run in between Chinese characters, and
/// only if it is the next one in the order that the first number began.
pub(super) fn items(text: &str) -> Vec<String> {
    let text = text.trim_matches(is_layout);
    let Some((style, first, length)) = number_at(text).filter(|(_, first, _)| *first == 1) else {
        return lead_and_items(text);
    };
    let mark = text[..length].chars().next_back();
    let mut found = Vec::new();
    let mut begin = length;
    let mut due = first + 1;
    let mut last = None;
    for (at, c) in text.char_indices() {
        if at >= begin
            && may_begin(last, c)
            && let Some((next, value, length)) = number_at(&text[at..])
            && next == style
            && value == due
            && (style == Numbering::Circled || follows(&text[at..], length, last, mark))
        {
            found.push(&text[begin..at]);
            begin = at + length;
            due += 1;
        }
        last = Some(c);
    }
    found.push(&text[begin..]);
    found.into_iter().filter_map(filled).collect()
}

/// Unnumbered text in front of a numbered list is an item of its own.
fn lead_and_items(text: &str) -> Vec<String> {
    let list = text.match_indices('\n').map(|(at, _)| at + 1).find(|at| {
        let line = text[*at..].trim_start_matches(is_layout);
        number_at(line).is_some_and(|(style, value, _)| value == 1 && style != Numbering::Spoken)
    });
    match list {
        Some(at) => filled(&text[..at]).into_iter().chain(items(&text[at..])).collect(),
        None => filled(text).into_iter().collect(),
    }
}

fn may_begin(last: Option<char>, c: char) -> bool {
    let digit_run = last.is_some_and(|l| half_width_char(l).is_ascii_alphanumeric() || l == '.');
    let inside_number = digit_run && half_width_char(c).is_ascii_digit();
    !inside_number && !is_layout(c)
}

fn follows(text: &str, length: usize, last: Option<char>, mark: Option<char>) -> bool {
    let clear = last.is_none_or(|l| is_layout(l) || "。；;！!？?，,".contains(l));
    let same_mark = text[..length].chars().next_back() == mark;
    let chinese_next = text[length..].chars().next().is_some_and(|c| c as u32 >= 0x4e00);
    clear || (same_mark && chinese_next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_lists_come_apart() {
        assert_eq!(items("1.换灯 2.修泵"), ["换灯", "修泵"]);
        assert_eq!(items("1、换灯。\n\n2、修泵1.5吨"), ["换灯。", "修泵1.5吨"]);
        assert_eq!(items("1.换灯2.修泵"), ["换灯", "修泵"]);
        assert_eq!(items("（1）换灯；（2）修泵"), ["换灯；", "修泵"]);
        assert_eq!(items("①换灯②修泵"), ["换灯", "修泵"]);
        assert_eq!(items("目标1：换灯\n目标2：修泵"), ["换灯", "修泵"]);
        assert_eq!(items("1.2026 年换灯 2.修泵"), ["2026年换灯", "修泵"]);
        assert_eq!(items("全年目标\n1.换灯\n2.修泵"), ["全年目标", "换灯", "修泵"]);
    }

    #[test]
    fn figures_are_no_numbers_of_a_list() {
        assert_eq!(items("1.节电达到2.5万度，第2、3季度完成"), ["节电达到2.5万度，第2、3季度完成"]);
        assert_eq!(items("一是换灯；二是修泵"), ["换灯；", "修泵"]);
        assert_eq!(items("2026年换灯"), ["2026年换灯"]);
    }

    #[test]
    fn layout_white_space_goes_and_latin_words_stay_apart() {
        assert_eq!(prose("2026 年 度\n换灯 ETC Windows Server"), "2026年度换灯ETC Windows Server");
        assert_eq!(prose("采购 Windows 11 终端 30 台"), "采购Windows 11终端30台");
    }
}
