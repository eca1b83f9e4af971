//! The year of a document number stands in hexagonal brackets.
use crate::cx::CellCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words::is_han;
use zs_model::Severity;

pub(crate) static RULE: Rule = Rule {
    name: "doc-number-brackets",
    code: "JX310",
    tier: Tier::A,
    severity: Severity::Info,
    title: Text {
        zh: "发文字号的年份没有用六角括号", en: "Document number with other brackets"
    },
    messages: &[Message {
        key: "brackets",
        zh: "发文字号“{found}”的年份应当用六角括号：“{right}”。",
        en: "The year of the document number \"{found}\" takes the brackets 〔〕: \"{right}\".",
        help_zh: "按《党政机关公文格式》（GB/T 9704），年份用六角括号〔〕。",
        help_en: "GB/T 9704 asks for the brackets 〔〕 around the year.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx310_doc_number_brackets.md"),
    check: Check::Cell(check),
};

const PAIRS: &[(char, char)] =
    &[('[', ']'), ('［', '］'), ('【', '】'), ('(', ')'), ('（', '）'), ('﹝', '﹞'), ('{', '}')];

fn check(cx: &CellCx<'_>, sink: &mut Sink<'_>) {
    if !cx.cx.terms.get("basis-words").group("number").stands_in(cx.squeezed) {
        return;
    }
    let found = cx.text.char_indices().filter_map(|(at, c)| number(cx.text, at, c));
    let mut found = found.peekable();
    if found.peek().is_none() {
        return;
    }
    let mut text = cx.text.to_owned();
    let mut first = None;
    for found in found {
        let right: String = found.chars().map(six).collect();
        text = text.replace(found, &right);
        first = first.or(Some((found, right)));
    }
    if let Some((found, right)) = first {
        let draft = Draft::at(cx.at).text(found).arg("found", found).arg("right", right);
        sink.push(draft.fix(cx.at, text));
    }
}

/// The year in wrong brackets with the number behind it, if a bracket opens one here.
fn number(text: &str, at: usize, open: char) -> Option<&str> {
    let (_, close) = PAIRS.iter().find(|(c, _)| *c == open)?;
    let rest = &text[at + open.len_utf8()..];
    let (year, behind) = rest.split_once(*close)?;
    let dated = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    let digits = |c: char| c.is_ascii_digit();
    let tail = behind.strip_prefix('第').unwrap_or(behind).trim_start_matches(digits);
    let numbered = tail.len() < behind.len() && !tail.is_empty() && tail.starts_with('号');
    let named = text[..at].ends_with(is_han);
    let all = dated && numbered && named && year.chars().all(digits);
    all.then(|| &text[at..text.len() - tail.len() + '号'.len_utf8()])
}

fn six(c: char) -> char {
    if PAIRS.iter().any(|(open, _)| *open == c) {
        return '〔';
    }
    if PAIRS.iter().any(|(_, close)| *close == c) { '〕' } else { c }
}
