//! Expressions that do not belong into a performance document.
use crate::cx::CellCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::Severity;

pub(crate) static RULE: Rule = Rule {
    name: "improper-expression",
    code: "JX505",
    tier: Tier::C,
    severity: Severity::Info,
    title: Text { zh: "不宜的说法", en: "Improper expression" },
    messages: &[Message {
        key: "improper",
        zh: "“{word}”不宜写进绩效文本，可改为：{right}。",
        en: "\"{word}\" does not belong into a performance document; instead: {right}.",
        help_zh: "请改用规范、可核实的说法。",
        help_en: "Use a proper wording that can be verified.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx505_improper_expression.md"),
    check: Check::Cell(check),
};

fn check(cx: &CellCx<'_>, sink: &mut Sink<'_>) {
    let (text, terms) = (cx.squeezed, cx.cx.terms.get("improper-expressions"));
    if !terms.keys.stands_in(text) {
        return;
    }
    // Of two that stand in the text the longer one says more.
    let hits = terms.pairs.iter().filter(|(word, _)| text.contains(word.as_str()));
    if let Some((word, right)) = hits.max_by_key(|(word, _)| word.len()) {
        sink.push(Draft::at(cx.at).text(word).arg("word", word).arg("right", right));
    }
}
