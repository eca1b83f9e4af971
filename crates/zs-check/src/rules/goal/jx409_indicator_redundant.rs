//! Two rows of one project that measure the same thing under two names.
use crate::cx::{RowCx, TableCx};
use crate::facts::Head;
use crate::promises::canonical;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use std::borrow::Cow;
use zs_model::{Field, Severity, Unit};

pub(crate) static RULE: Rule = Rule {
    name: "indicator-redundant",
    code: "JX409",
    tier: Tier::B,
    severity: Severity::Info,
    title: Text { zh: "两个指标说的是一回事", en: "Two indicators for one thing" },
    messages: &[Message {
        key: "same",
        zh: "“{name}”与第{row}行“{other}”说的是一回事（指标值 {target} 和 {other_target}）。",
        en: "\"{name}\" and row {row} ({other}) measure the same thing ({target} and {other_target}).",
        help_zh: "请合并，或写明两行各自的对象。",
        help_en: "Merge them, or say what tells them apart.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx409_indicator_redundant.md"),
    check: Check::Table(check),
};

fn check(cx: &TableCx<'_>, sink: &mut Sink<'_>) {
    let rows: Vec<RowCx<'_>> = cx.rows().filter(|row| !row.facts.is_none()).take(60).collect();
    let names: Vec<Cow<'_, str>> = rows.iter().map(|row| usual(*row)).collect();
    for (at, row) in rows.iter().enumerate() {
        let earlier = rows[..at].iter().zip(&names);
        let mut twins = earlier.filter(|(other, name)| same(**other, *row, *name == &names[at]));
        let Some((other, _)) = twins.next() else { continue };
        let empty = row.facts.head == Head::Satisfaction && row.target().raw == other.target().raw;
        let draft = Draft::at(row.at(Field::Level3)).arg("name", &row.facts.name);
        let draft = draft.arg("row", other.number()).arg("other", &other.facts.name);
        let draft = draft.arg("target", row.target_text()).arg("other_target", other.target_text());
        sink.push(draft.severity(if empty { Severity::Warning } else { Severity::Info }));
    }
}

fn same<'a>(a: RowCx<'a>, b: RowCx<'a>, same_name: bool) -> bool {
    if a.facts.level1 != b.facts.level1 || a.facts.name == b.facts.name {
        return false;
    }
    let satisfied = |row: RowCx<'_>| row.facts.head == Head::Satisfaction;
    if satisfied(a) && satisfied(b) {
        return says_nobody(a) || says_nobody(b);
    }
    let unit = |row: RowCx<'a>| row.target().unit.as_ref().map(Unit::base);
    same_name && unit(a) == unit(b)
}

/// 服务对象满意度 without a word on who they are.
fn says_nobody(row: RowCx<'_>) -> bool {
    let anyone = row.cx().terms.get("goal-figures").group("anyone");
    let who = row.facts.bare_name.split("满意").next().unwrap_or_default();
    let words = ["满意度", "满意率", "满意", "服务", "的", "对", who];
    let rest = words.iter().filter(|word| !word.is_empty());
    let told = rest.fold(row.facts.description.to_string(), |text, word| text.replace(word, ""));
    (who.is_empty() || anyone.has(who)) && told.is_empty()
}

/// The name in usual words: 款项支付比例 and 款项拨付率 are one.
fn usual(row: RowCx<'_>) -> Cow<'_, str> {
    let file = row.cx().terms.get("goal-figures");
    if !file.group("unusual").stands_in(&row.facts.bare_name) {
        return Cow::Borrowed(row.facts.canonical(row.cx().terms));
    }
    let mut name = row.facts.bare_name.replace(['的', '得'], "");
    for (word, usual) in [("支付", "拨付"), ("付款", "拨付"), ("通过率", "合格率")] {
        if name.contains(word) {
            name = name.replace(word, usual);
        }
    }
    // 水质检测合格率 is 水质合格率.
    let short =
        ["检测合格率", "检验合格率", "抽检合格率"].iter().find_map(|e| name.strip_suffix(e));
    Cow::Owned(match short {
        Some(stem) => canonical(file, &format!("{stem}合格率")),
        None => canonical(file, &name),
    })
}
