//! Tells headings, entries of a table of contents, numbered paragraphs and page numbers by their wording.
use zs_model::text::{half_width, squeeze};

/// Longest line that can be a heading, in characters without white space.
const LONGEST: usize = 60;

/// The shortest prefix that can decide; keeps the checks cheap on endless lines.
fn start(text: &str) -> Option<String> {
    let short: String = text.chars().take(LONGEST * 4).collect();
    let squeezed = squeeze(&short);
    (short.len() == text.len() && squeezed.chars().count() <= LONGEST).then_some(squeezed)
}

/// A line that ends a table wherever it stands: the title of a form, a part, an annex.
pub(in crate::formats) fn is_title(text: &str) -> bool {
    let Some(text) = start(text) else { return false };
    let sentence = text.contains(['。', '；', '，']);
    let form = text.contains("绩效") && text.ends_with('表') || text.contains("绩效目标表");
    let annex = ["附件", "附表"].iter().any(|a| {
        text.strip_prefix(a).is_some_and(|n| {
            n.is_empty() || n.starts_with(is_ordinal) || n.starts_with(['：', ':'])
        })
    });
    !sentence && (form || annex || is_part(&text) || matches!(text.as_str(), "目录" | "目次"))
}

/// 第一部分, 第2章.
fn is_part(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('第') else { return false };
    let after = rest.trim_start_matches(is_ordinal);
    after.len() < rest.len() && ["部分", "章", "编"].iter().any(|p| after.starts_with(p))
}

fn is_ordinal(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十百".contains(c)
}

/// A line that stands below a table and never continues a cell: notes, signatures.
pub(in crate::formats) fn is_note(text: &str) -> bool {
    let text = text.trim_start();
    [
        "注：",
        "注:",
        "备注：",
        "备注:",
        "说明：",
        "填报人",
        "填表人",
        "审核人",
        "负责人",
        "联系人",
        "制表人",
    ]
    .iter()
    .any(|n| text.starts_with(n))
}

/// The way a paragraph is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Numbering {
    /// 一、
    Han,
    /// （一）
    HanInBrackets,
    /// 1、 1. 1．
    Digits,
    /// （1）
    DigitsInBrackets,
    /// ①
    Circled,
}

/// The number at the beginning of a paragraph.
pub(in crate::formats) fn numbered(text: &str) -> Option<(Numbering, u32)> {
    let text: String = text.trim_start().chars().take(8).collect();
    let text = half_width(&text);
    let first = text.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        return Some((Numbering::Circled, first as u32 - '①' as u32 + 1));
    }
    let inner = text.strip_prefix('(');
    let body = inner.unwrap_or(&text);
    let end = body.find(|c| !is_ordinal(c))?;
    let (number, rest) = body.split_at(end);
    let digits = number.parse().ok();
    let number = digits.or_else(|| han_number(number))?;
    match (inner.is_some(), digits.is_some()) {
        (true, true) if rest.starts_with(')') => Some((Numbering::DigitsInBrackets, number)),
        (true, false) if rest.starts_with(')') => Some((Numbering::HanInBrackets, number)),
        (false, false) if rest.starts_with(['、', '.']) => Some((Numbering::Han, number)),
        (false, true) if rest.starts_with('、') => Some((Numbering::Digits, number)),
        // `1.5万元` is a figure, not the first paragraph.
        (false, true) if rest.starts_with('.') => {
            let next = rest.chars().nth(1);
            (!next.is_some_and(|n| n.is_ascii_digit())).then_some((Numbering::Digits, number))
        }
        _ => None,
    }
}

/// 一 to 九十九.
fn han_number(text: &str) -> Option<u32> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|p| p as u32 + 1);
    let (tens, ones) = match text.split_once('十') {
        Some((tens, ones)) => (Some(tens), ones),
        None => (None, text),
    };
    let one = |part: &str, empty: u32| {
        let mut chars = part.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Some(empty),
            (Some(c), None) => digit(c),
            _ => None,
        }
    };
    match tens {
        Some(tens) => Some(one(tens, 1)? * 10 + one(ones, 0)?),
        None => one(ones, 0).filter(|n| *n > 0),
    }
}

/// `- 3 -`, `— 3 —`, `第 3 页`, `第3页 共20页`, `第3页/共20页`.
pub(in crate::formats) fn is_page_number(text: &str) -> bool {
    if text.len() > 80 {
        return false;
    }
    let text = half_width(&squeeze(text));
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '―' | '－' | '─');
    let inner = text.trim_matches(dash);
    let dashed = text.starts_with(dash) && text.ends_with(dash);
    if dashed && is_bare_number(inner) {
        return true;
    }
    let Some((page, rest)) = text.strip_prefix('第').and_then(|t| t.split_once('页')) else {
        return false;
    };
    let rest = rest.trim_start_matches([',', '/', '、']);
    let total = rest.strip_prefix('共').and_then(|t| t.strip_suffix('页'));
    is_bare_number(page) && (rest.is_empty() || total.is_some_and(is_bare_number))
}

/// One to four digits and nothing else.
pub(in crate::formats) fn is_bare_number(text: &str) -> bool {
    let text = text.trim();
    (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// An entry of a table of contents: leader dots, or a tab before the page number of a numbered title.
pub(in crate::formats) fn is_contents_entry(line: &str) -> bool {
    let Some((title, page)) = line.rsplit_once('\t') else { return false };
    if !is_bare_number(page) || title.contains('\t') || title.is_empty() {
        return false;
    }
    let led = title.ends_with("...") || title.ends_with('…') || title.ends_with("···");
    led || is_title(title) || (numbered(title).is_some() && title.contains("绩效"))
}
