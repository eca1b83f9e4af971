//! Formulas in words: X=A-B/C, 甲占乙的比例, 甲/乙.
use crate::words::{self, is_han};

/// The right side with brackets, if it subtracts outside brackets before it divides.
pub(super) fn wrong_order(formula: &str) -> Option<String> {
    if !formula.contains(['-', '−', '—', '–']) {
        return None;
    }
    let flat = formula.replace("除以", "/").replace('÷', "/").replace(['−', '—', '–'], "-");
    let (mut depth, mut minus) = (0_i32, None);
    for (at, c) in flat.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '-' if depth == 0 && between_words(&flat, at) => minus = minus.or(Some(at)),
            // A/B-1 divides first.
            '/' if depth == 0 => {
                let minus = minus?;
                let first = flat[..minus].trim();
                let one = first.is_empty() || first.chars().all(|c| c.is_ascii_digit() || c == '%');
                return (!one).then(|| format!("({}){}", &flat[..at], &flat[at..]));
            }
            _ => {}
        }
    }
    None
}

/// `(甲-乙)/甲`: the divisor is one of the two.
pub(super) fn divides_a_part(right: &str) -> bool {
    let Some((difference, divisor)) = right.split_once(")/") else { return false };
    let divisor: String = divisor.chars().take_while(|c| is_han(*c)).collect();
    let mut parts = difference.trim_start_matches('(').split('-');
    !divisor.is_empty() && parts.any(|part| part.ends_with(&divisor))
}

/// A minus between two quantities, not a dash between two years.
fn between_words(text: &str, at: usize) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| is_han(c) || matches!(c, '(' | ')'));
    word(text[..at].chars().next_back()) && word(text[at + 1..].chars().next())
}

/// Numerator and denominator of 甲占乙的比例 or 甲/乙, without words that change nothing.
pub(super) fn share(text: &str) -> Option<(String, String)> {
    const ENDS: &[&str] = &["比例", "比率", "比重", "百分比"];
    if let Some((part, rest)) = text.split_once('占') {
        let end = ENDS.iter().find_map(|end| rest.strip_suffix(end))?;
        let whole = end.trim_end_matches('的');
        let clean = !rest.contains(['占', '，', ',', '、']) && !part.ends_with(['所', '侵']);
        return clean.then(|| (core(part), core(whole)));
    }
    let (_, formula) = text.split_once('=').unwrap_or(("", text));
    let (part, whole) = formula.split_once('/').or(formula.split_once('÷'))?;
    let whole = whole.split(['×', '*', 'x', '(', '）', ')']).next().unwrap_or_default();
    let clean =
        part.chars().chain(whole.chars()).all(is_han) && !part.is_empty() && !whole.is_empty();
    clean.then(|| (core(part), core(whole)))
}

fn core(text: &str) -> String {
    let same = ["所有", "全部", "当年", "本年", "年度", "全年", "的", "总"];
    words::without_words(text.to_owned(), &same)
}
