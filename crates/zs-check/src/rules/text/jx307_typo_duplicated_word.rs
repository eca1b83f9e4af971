//! The same word twice in a row inside one cell.
use super::shared::doubled;
use crate::cx::CellCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "typo-duplicated-word",
    code: "JX307",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "字词重复", en: "Word doubled" },
    messages: &[
        Message {
            key: "doubled",
            zh: "“{word}”重复，应为“{right}”。",
            en: "\"{word}\" is doubled; it should be \"{right}\".",
            help_zh: "请删去多出的一个。",
            help_en: "Delete one of the two.",
        },
        Message {
            key: "around",
            zh: "“{word}”里同一个词说了两遍。",
            en: "\"{word}\" says the same word twice.",
            help_zh: "请删去多出的一个。",
            help_en: "Delete one of the two.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx307_typo_duplicated_word.md"),
    check: Check::Cell(check),
};

fn check(cx: &CellCx<'_>, sink: &mut Sink<'_>) {
    let terms = cx.cx.terms.get("doubled-words");
    let has = |group: &str| terms.group(group).stands_in(cx.squeezed);
    let (may_twin, twice) = (has("twins"), has("around"));
    for line in cx.lines() {
        if let Some((word, right)) = doubled(&line, may_twin, terms) {
            let draft = Draft::at(cx.at).arg("word", &word).arg("right", &right).text(&word);
            let fixed = cx.text.replacen(&word, &right, 1);
            let known = cx.text.contains(&word) && cx.at.field != Field::Name;
            sink.push(if known { draft.fix(cx.at, fixed) } else { draft });
            return;
        }
        if twice && let Some(word) = words::clauses(&line).find_map(around) {
            sink.push(Draft::at(cx.at).message("around").arg("word", word).text(word));
            return;
        }
    }
}

/// 甲满意度对乙的满意度, 开展活动某某活动: the object of the clause stands twice.
fn around(clause: &str) -> Option<&str> {
    let again = |rest: &str, word: &str, most: usize| {
        let inside = rest.strip_suffix(word)?;
        let parts = inside.contains(['、', '和', '及', '与', '或', '的', '（', '(']) && most < 9;
        (!parts && (1..=most).contains(&inside.chars().count())).then_some(())
    };
    let satisfied = clause.split_once("满意度对").and_then(|(_, rest)| again(rest, "满意度", 40));
    let held = clause.split_once("开展活动").and_then(|(_, rest)| again(rest, "活动", 6));
    satisfied.or(held).map(|()| clause)
}
