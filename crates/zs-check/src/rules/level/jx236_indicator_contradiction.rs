//! Two targets that cannot both come true.
use super::clash::{apart, same, saving, spending, unequal};
use crate::cx::{RowCx, TableCx};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Field, Op, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "indicator-contradiction",
    code: "JX236",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "指标互相矛盾", en: "Indicators that contradict each other" },
    messages: &[
        Message {
            key: "spent",
            zh: "“{name}”{target} 与“{other}”{opposite} 不能同时做到：{sum}，超过 100%。",
            en: "\"{name}\" {target} and \"{other}\" {opposite} cannot both come true: {sum}, more than 100 %.",
            help_zh: "节约的钱就是没有花的钱。请改其中一个。",
            help_en: "What is saved is not spent; change one of them.",
        },
        Message {
            key: "bounds",
            zh: "“{name}”这里要求 {target}，{where}同名指标要求 {opposite}，不能同时成立。",
            en: "\"{name}\" asks for {target} here and for {opposite} in {where}; both cannot hold.",
            help_zh: "请核对哪个是对的；年度或对象不同的，在名称里写明。",
            help_en: "Check which is right; name the year or the population if they differ.",
        },
        Message {
            key: "twice",
            zh: "同一项目里“{name}”名称和描述都相同，却有 {target} 和 {opposite} 两个指标值（{where}）。",
            en: "In one project \"{name}\" stands twice with the same description, as {target} and {opposite} ({where}).",
            help_zh: "请删去一行，或在名称里写明区别。",
            help_en: "Drop one row, or name the difference.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx236_indicator_contradiction.md"),
    check: Check::Table(check),
};

fn check(cx: &TableCx<'_>, sink: &mut Sink<'_>) {
    let saved = cx.rows().filter_map(|row| Some((row, saving(row)?)));
    for (row, rate) in saved {
        let spent = cx.rows().filter_map(|other| Some((other, spending(other)?))).next();
        let Some((other, share)) = spent.filter(|(_, share)| rate + share > Decimal::ONE_HUNDRED)
        else {
            continue;
        };
        let sum = format!(
            "{}% + {}% = {}%",
            rate.normalize(),
            share.normalize(),
            (rate + share).normalize()
        );
        push(sink, row, other, "spent", Severity::Error, ("sum", sum));
    }
    for row in cx.rows().filter(|row| !row.facts.is_none()) {
        let earlier = row.table.rows().take(row.index).filter(|other| same(row, *other));
        let here = earlier.filter(|other| unequal(row, *other)).last();
        // Reported once, where the floor stands.
        let floor = matches!(row.target().op, Op::Ge | Op::Gt);
        let clash = |other: &RowCx<'_>| floor && same(row, *other) && apart(row, *other);
        let ceilings = || row.ceilings().filter(|_| floor);
        let elsewhere =
            || ceilings().filter(|other| other.table.index != row.table.index).find(clash);
        if let Some(other) = here {
            let key = if apart(row, other) { "bounds" } else { "twice" };
            let severity = if key == "bounds" { Severity::Error } else { Severity::Warning };
            push(sink, row, other, key, severity, ("where", format!("第 {} 行", other.number())));
        } else if let Some(other) = elsewhere() {
            let place =
                other.table.project.map_or_else(String::new, |p| format!("项目{}", p.ordinal));
            push(sink, row, other, "bounds", Severity::Warning, ("where", place));
        }
    }
}

fn push(
    sink: &mut Sink<'_>,
    row: RowCx<'_>,
    other: RowCx<'_>,
    key: &'static str,
    severity: Severity,
    more: (&'static str, String),
) {
    let draft = Draft::at(row.at(Field::Target)).message(key).severity(severity);
    let draft = draft.arg("name", &row.facts.name).arg("target", row.target_text());
    let draft = draft.arg("other", &other.facts.name).arg("opposite", other.target_text());
    sink.push(draft.arg(more.0, more.1));
}
