//! Text as rules compare it: normal form, list marks, sentences, shingles, likeness.
use std::borrow::Cow;
use zs_model::Decimal;
use zs_model::text::{half_width_char, is_layout};

/// Two neighbouring characters of a text; the unit in which likeness is measured.
pub type Shingle = [char; 2];

/// White space dropped, full width as half width, Latin letters small, list mark in front and full stop
/// behind dropped. Chinese punctuation inside stays.
#[must_use]
pub fn normal(text: &str) -> String {
    normal_form(text).into_owned()
}

/// As `normal`, borrowed where only the ends go.
#[must_use]
pub fn normal_form(text: &str) -> Cow<'_, str> {
    fn core(flat: &str) -> &str {
        without_mark(flat).trim_end_matches(['。', ';', '.', ',', '、', ':'])
    }
    match if is_surely_plain(text) { Cow::Borrowed(text) } else { flat(text) } {
        Cow::Borrowed(flat) => Cow::Borrowed(core(flat)),
        Cow::Owned(flat) if core(&flat).len() == flat.len() => Cow::Owned(flat),
        Cow::Owned(flat) => Cow::Owned(core(&flat).to_owned()),
    }
}

/// The text without layout, full width as half width, Latin letters small; what lies between is copied as it is.
fn flat(text: &str) -> Cow<'_, str> {
    let mut odd = text.char_indices().filter(|(_, c)| !is_plain(*c)).peekable();
    if odd.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let (mut flat, mut done) = (String::with_capacity(text.len()), 0);
    for (at, c) in odd {
        flat.push_str(&text[done..at]);
        done = at + c.len_utf8();
        if !is_layout(c) {
            flat.push(half_width_char(c).to_ascii_lowercase());
        }
    }
    flat.push_str(&text[done..]);
    Cow::Owned(flat)
}

/// Whether all characters surely are plain: told by a look at the bytes, which is several times faster.
fn is_surely_plain(text: &str) -> bool {
    zs_model::text::is_plain(text) && !text.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// A character that the normal form keeps as it is: nearly every one of a form.
fn is_plain(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '!'..='@' | '['..='~' | '\u{3001}'..='\u{303f}')
}

/// The characters of a text as `flat` has them, but with its line breaks: parts of different fields are no
/// neighbours. Most are Chinese and stay as they are.
fn plain(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(|c| match c {
        '\u{4e00}'..='\u{9fff}' | '\n' => Some(c),
        _ if is_layout(c) => None,
        _ => Some(half_width_char(c).to_ascii_lowercase()),
    })
}

/// The text without a list mark in front: `1.` `（一）` `①` `一是` `第一，`.
#[must_use]
pub fn without_mark(text: &str) -> &str {
    let sign = |c: char| matches!(c, '①'..='⑳' | '•' | '·' | '●' | '-' | '—');
    let numeral = |c: char| {
        let han = matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
        han || c.is_ascii_digit()
    };
    if !text.starts_with(|c| sign(c) || numeral(c) || matches!(c, '(' | '（')) {
        return text;
    }
    let rest = text.trim_start_matches(sign);
    let open = rest.strip_prefix(['(', '（']);
    let body = open.unwrap_or(rest);
    let tail = body.trim_start_matches(numeral);
    if tail.len() == body.len() || body.len() - tail.len() > 9 {
        return rest;
    }
    let marks: &[char] =
        if open.is_some() { &[')', '）'] } else { &['.', '、', '．', ')', '）', '是'] };
    match tail.strip_prefix(marks) {
        // 1.5万元 is a figure, not item 1 of a list.
        Some(after)
            if !(tail.starts_with('.') && after.starts_with(|c: char| c.is_ascii_digit())) =>
        {
            after
        }
        _ => rest,
    }
}

/// Whether it opens or closes what `without_brackets` drops.
#[must_use]
pub const fn is_bracket(c: char) -> bool {
    is_open(c) || matches!(c, ')' | '）' | '〕' | ']' | '】')
}

const fn is_open(c: char) -> bool {
    matches!(c, '(' | '（' | '〔' | '[' | '【')
}

/// The name without brackets and what they hold.
#[must_use]
pub fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut bare = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if is_open(c) => depth += 1,
            _ if is_bracket(c) => depth = depth.saturating_sub(1),
            c if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare
}

/// The text without any of these words: all places of the first go, then what is left of the next.
#[must_use]
pub fn without_words(text: String, words: &[&str]) -> String {
    // Most words are not there, which their bytes tell.
    let mut bytes = [false; 256];
    text.bytes().for_each(|byte| bytes[usize::from(byte)] = true);
    let may_hold = |word: &str| word.bytes().all(|byte| bytes[usize::from(byte)]);
    let drop = |text: String, word: &&str| {
        if may_hold(word) && text.contains(word) { text.replace(word, "") } else { text }
    };
    words.iter().fold(text, drop)
}

/// The sentences and clauses of a text: cut at 。；;！？ and line breaks.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['。', '；', ';', '！', '？', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// The clauses of a sentence: cut also at commas.
pub fn clauses(text: &str) -> impl Iterator<Item = &str> {
    sentences(text)
        .flat_map(|s| s.split(['，', ',']))
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// Whether a character is a common Chinese one.
#[must_use]
pub fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// A letter or a Chinese character that carries content of its own.
fn is_content(c: char) -> bool {
    match c {
        '的' | '了' | '和' | '与' | '及' | '或' | '等' | '为' | '对' | '于' | '在' | '按'
        | '由' | '将' | '各' | '其' | '项' | '年' | '月' | '日' | '度' => false,
        '\u{4e00}'..='\u{9fff}' => true,
        '\u{3000}'..='\u{303f}' => false,
        _ => c.is_alphanumeric() && !c.is_ascii_digit(),
    }
}

/// All pairs of neighbouring content characters, sorted, each once. Digits, punctuation and empty
/// words separate.
#[must_use]
pub fn shingles(text: &str) -> Vec<Shingle> {
    let mut pairs = Vec::with_capacity(text.len() / 3);
    let mut before = None;
    for c in plain(text) {
        let this = is_content(c).then_some(c);
        if let (Some(a), Some(b)) = (before, this) {
            pairs.push([a, b]);
        }
        before = this;
    }
    // As one number they are compared faster.
    pairs.sort_unstable_by_key(|[a, b]| (u64::from(*a) << 32) | u64::from(*b));
    pairs.dedup();
    pairs
}

/// How many shingles two sorted lists share.
#[must_use]
pub fn shared(a: &[Shingle], b: &[Shingle]) -> usize {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                both += 1;
                i += 1;
                j += 1;
            }
        }
    }
    both
}

/// Likeness of two texts in percent: shared shingles of all (Jaccard). Two texts without shingles
/// are alike only when equal.
#[must_use]
pub fn likeness(a: &str, b: &str) -> u32 {
    Likeness::to(b).of(a)
}

/// A text with which others are compared.
pub struct Likeness {
    normal: String,
    shingles: Vec<Shingle>,
}

impl Likeness {
    /// To this text.
    #[must_use]
    pub fn to(text: &str) -> Self {
        Self { normal: normal(text), shingles: shingles(text) }
    }

    /// `likeness` of another text to it.
    #[must_use]
    pub fn of(&self, text: &str) -> u32 {
        if normal(text) == self.normal {
            return 100;
        }
        let other = shingles(text);
        let both = shared(&other, &self.shingles);
        percent(both, other.len() + self.shingles.len() - both)
    }
}

/// `part` of `whole` in percent, rounded down; 0 of 0 is 0.
#[must_use]
pub fn percent(part: usize, whole: usize) -> u32 {
    u32::try_from((part * 100).checked_div(whole).unwrap_or(0)).unwrap_or(u32::MAX)
}

/// A figure inside a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure<'a> {
    /// Its value.
    pub value: Decimal,
    /// The text before it in the same sentence.
    pub before: &'a str,
    /// The text right behind it: unit and more.
    pub after: &'a str,
}

/// Every printed figure of a text, in order; thousands separators are read, dates are not told apart.
pub fn figures(text: &str) -> impl Iterator<Item = Figure<'_>> {
    // Most texts have no digit, which all bytes together tell fastest.
    let has_digit = text.bytes().fold(false, |found, byte| found | byte.is_ascii_digit());
    let mut from = if has_digit { 0 } else { text.len() };
    std::iter::from_fn(move || {
        loop {
            // A byte below 128 is a character of its own.
            let start = from + text[from..].bytes().position(|byte| byte.is_ascii_digit())?;
            let rest = &text[start..];
            let len = rest
                .bytes()
                .position(|byte| !(byte.is_ascii_digit() || byte == b'.' || byte == b','))
                .unwrap_or(rest.len());
            let printed = rest[..len].trim_end_matches(['.', ',']);
            from = start + len.max(1);
            if let Some(value) = zs_model::text::decimal(printed) {
                let (before, after) = (&text[..start], &text[start + printed.len()..]);
                let before = before.rsplit(['。', '；', ';', '\n']).next().unwrap_or_default();
                return Some(Figure { value, before, after });
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_marks_go_and_figures_stay() {
        assert_eq!(normal("① 采购 数量。"), "采购数量");
        assert_eq!(normal("（三）规范管理"), "规范管理");
        assert_eq!(normal("一是 保障运转；"), "保障运转");
        assert_eq!(normal("1.5万元"), "1.5万元");
        assert_eq!(normal("12月底前完成"), "12月底前完成");
        assert_eq!(normal("三餐厅运转"), "三餐厅运转");
    }

    #[test]
    fn likeness_counts_shared_pairs() {
        assert_eq!(likeness("保洁率", "保洁率。"), 100);
        assert_eq!(likeness("保洁", "安保"), 0);
        assert!(likeness("会议服务满意度", "会议服务满意率") >= 50);
        assert_eq!(likeness("", "甲"), 0);
    }

    #[test]
    fn figures_keep_what_stands_around_them() {
        let all: Vec<_> = figures("用电30万度；单价0.5元，计1,500.00元。").collect();
        let values: Vec<String> = all.iter().map(|f| f.value.to_string()).collect();
        assert_eq!(values, ["30", "0.5", "1500.00"]);
        assert!(all[1].before.ends_with("单价") && !all[1].before.contains("用电"));
        assert!(all[0].after.starts_with("万度"));
    }

    #[test]
    fn brackets_go_with_what_they_hold() {
        assert_eq!(without_brackets("用电量（万度）"), "用电量");
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_the_helpers(text in "\\PC{0,60}", other in "[。；0-9,.()（一是月]{0,20}") {
            for text in [&text, &other] {
                let _ = (normal(text), shingles(text), figures(text).count(), sentences(text).count());
                proptest::prop_assert!(likeness(text, &other) <= 100);
            }
        }
    }
}
