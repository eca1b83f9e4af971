//! Patterns that are always ungrammatical, and some that read badly.
use super::shared::{find, may_stand, units};
use crate::cx::CellCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "grammar",
    code: "JX502",
    tier: Tier::C,
    severity: Severity::Warning,
    title: Text { zh: "语病", en: "Faulty sentence" },
    messages: &[
        Message {
            key: "error",
            zh: "“{found}”搭配不当或前后矛盾，可写作“{right}”。",
            en: "\"{found}\" is ungrammatical or contradicts itself; write \"{right}\".",
            help_zh: "请改写这一句。",
            help_en: "Rewrite the sentence.",
        },
        Message {
            key: "weak",
            zh: "“{found}”欠通顺，可写作“{right}”。",
            en: "\"{found}\" reads badly; write \"{right}\".",
            help_zh: "请改写这一句。",
            help_en: "Rewrite the sentence.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx502_grammar.md"),
    check: Check::Cell(check),
};

fn check(cx: &CellCx<'_>, sink: &mut Sink<'_>) {
    if cx.at.field == Field::Target {
        return;
    }
    let terms = cx.cx.terms;
    let lists = [
        (terms.get("grammar-errors"), "error", Severity::Warning),
        (terms.get("grammar-weak"), "weak", Severity::Info),
    ];
    for (list, key, severity) in lists {
        let hit = list.pairs_in(cx.squeezed).into_iter().find_map(|(pattern, right)| {
            if !may_stand(pattern, cx.squeezed) {
                return None;
            }
            let units = units(cx.text, pattern);
            units.iter().find_map(|unit| Some((find(pattern, unit)?.to_owned(), right)))
        });
        if let Some((found, right)) = hit {
            let draft = Draft::at(cx.at).message(key).severity(severity).text(&found);
            sink.push(draft.arg("found", &found).arg("right", right));
            return;
        }
    }
}
