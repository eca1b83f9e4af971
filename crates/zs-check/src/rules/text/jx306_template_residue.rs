//! Prompts and placeholders of the template that were left in.
use crate::cx::CellCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "template-residue",
    code: "JX306",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "样表提示语没有删", en: "Template text left in" },
    messages: &[Message {
        key: "residue",
        zh: "“{word}”是样表里的提示语或占位符，填写后没有删去。",
        en: "\"{word}\" is a prompt or a placeholder of the template that was left in.",
        help_zh: "请换成实际内容，或删去。",
        help_en: "Replace it with the real content or delete it.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx306_template_residue.md"),
    check: Check::Cell(check),
};

fn check(cx: &CellCx<'_>, sink: &mut Sink<'_>) {
    let text = cx.squeezed;
    let terms = cx.cx.terms.get("template-residue");
    let target =
        if cx.at.field == Field::Target { terms.group("targets").find_in(text) } else { None };
    let any = terms.words.stands_in(text);
    let word = terms.words.iter().filter(|_| any).find(|word| stands_alone(text, word)).or(target);
    if let Some(word) = word {
        sink.push(Draft::at(cx.at).arg("word", word));
    }
}

/// A Latin placeholder is none inside a longer Latin word or a model number.
fn stands_alone(text: &str, word: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let bare = word.trim_start_matches(['x', 'X']).is_empty();
    text.match_indices(word).any(|(at, _)| {
        let rest = text[at + word.len()..].trim_start_matches(['x', 'X']);
        let before = text[..at].trim_end_matches(['x', 'X']);
        !bare || !(before.ends_with(latin) || rest.starts_with(latin))
    })
}
