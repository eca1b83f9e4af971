//! The texts of a project count a and b people; the indicator has only one of them.
use super::headcounts::{counts, people, same};
use crate::cx::{DocumentCx, ProjectCx, RowCx};
use crate::names;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_model::{Decimal, Field, Op, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "headcount-mismatch",
    code: "JX407",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "人数与文字说明不一致", en: "Headcount differs from the text" },
    messages: &[
        Message {
            key: "part",
            zh: "文字里写 {parts}，合计 {sum}人，而指标“{name}”是 {target}：是否漏了一部分人？",
            en: "The text counts {parts} ({sum} people), the indicator {name} is {target}: were some left out?",
            help_zh: "请核对人数口径；已经包含在内的，请在文字里写“其中”。",
            help_en: "Check who is counted; if the larger number includes the other, say so (其中).",
        },
        Message {
            key: "other",
            zh: "文字里写 {parts}，而指标“{name}”是 {target}（相差 {sum}人）。",
            en: "The text says {parts}, the indicator {name} is {target} ({sum} people apart).",
            help_zh: "请核对人数，改成一致。",
            help_en: "Check the headcount and make both agree.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx407_headcount_mismatch.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    // Which project an overall item means is looked up once, and only for items that count people.
    let items = cx.document.overall.sub_goals.iter();
    let people =
        items.filter(|item| words::figures(item).any(|f| f.after.starts_with(['人', '名', '位'])));
    let meant = |item: &'_ String| names::meant(cx, item).map(|project| project.project.ordinal);
    let items: Vec<(u32, &String)> = people.filter_map(|item| Some((meant(item)?, item))).collect();
    cx.projects().for_each(|project| one(project, &items, sink));
}

fn one(cx: ProjectCx<'_>, items: &[(u32, &String)], sink: &mut Sink<'_>) {
    let rows: Vec<RowCx<'_>> = cx.table.rows().filter(|row| people(*row).is_some()).collect();
    let [row] = rows[..] else { return };
    let Some(value) = people(row) else { return };
    let counts = counts(cx, items);
    let text: Vec<String> = counts.iter().map(|(n, around)| format!("{around}（{n}人）")).collect();
    let sum: Decimal = counts.iter().map(|(n, _)| *n).sum();
    let draft = Draft::at(row.at(Field::Target)).arg("parts", text.join("、"));
    let draft = draft.arg("name", &row.facts.name).arg("target", row.target_text());
    match counts[..] {
        [(a, _), (b, _)] if value == a || value == b => sink.push(draft.arg("sum", sum)),
        [(a, ref around)] if a != value && row.target().op == Op::Eq && same(row, around) => {
            sink.push(draft.message("other").arg("sum", (a - value).abs()));
        }
        _ => {}
    }
}
