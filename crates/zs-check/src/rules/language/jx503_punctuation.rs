//! Doubled marks, brackets of two kinds, half-width marks between Chinese characters, wrong separators in lists.
use super::marks::{brackets, doubled, half, list, may_be_wrong};
use crate::cx::CellCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "punctuation",
    code: "JX503",
    tier: Tier::C,
    severity: Severity::Info,
    title: Text { zh: "标点不当", en: "Punctuation" },
    messages: &[
        Message {
            key: "doubled",
            zh: "“{found}”处标点重复或连用。",
            en: "Punctuation marks are doubled at \"{found}\".",
            help_zh: "请删去多余的标点。",
            help_en: "Delete the one too many.",
        },
        Message {
            key: "brackets",
            zh: "“{found}”前后括号不是一种。",
            en: "The brackets of \"{found}\" do not match.",
            help_zh: "请用同一种括号。",
            help_en: "Use brackets of one kind.",
        },
        Message {
            key: "half",
            zh: "“{found}”里汉字之间用了半角标点。",
            en: "\"{found}\" has a half-width mark between Chinese characters.",
            help_zh: "请改用全角标点。",
            help_en: "Use the full-width mark.",
        },
        Message {
            key: "list",
            zh: "“{found}”：并列的词语之间用顿号；“和”“及”前不用顿号。",
            en: "\"{found}\": words of a list are separated by 、, and none stands before 和 or 及.",
            help_zh: "请按《标点符号用法》（GB/T 15834）修改。",
            help_en: "See GB/T 15834.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx503_punctuation.md"),
    check: Check::Cell(check),
};

fn check(cx: &CellCx<'_>, sink: &mut Sink<'_>) {
    if cx.at.field == Field::Target {
        return;
    }
    for line in cx.lines() {
        if !may_be_wrong(&line) {
            continue;
        }
        let chars: Vec<char> = line.chars().collect();
        let found = doubled(&chars).map(|found| ("doubled", found));
        let found = found.or_else(|| brackets(&chars).map(|found| ("brackets", found)));
        let found = found.or_else(|| half(&chars).map(|found| ("half", found)));
        let found = found.or_else(|| list(&line, &chars).map(|found| ("list", found)));
        if let Some((key, found)) = found {
            sink.push(Draft::at(cx.at).message(key).text(&found).arg("found", &found));
            return;
        }
    }
}
