//! A figure without ≥ or ≤.
use super::reading::{Better, better, dimension, measured, percent};
use crate::costs::{Cost, cost};
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Dimension, Field, Op, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "target-operator-missing",
    code: "JX206",
    tier: Tier::A,
    severity: Severity::Info,
    title: Text { zh: "指标值缺比较符", en: "Target without a sign" },
    messages: &[
        Message {
            key: "share",
            zh: "“{name}”的指标值 {target} 没有比较符，高一点低一点是否达标说不清。",
            en: "The target {target} of \"{name}\" has no sign: is more or less still right?",
            help_zh: "请写“≥{figure}”或“≤{figure}”。",
            help_en: "Write ≥{figure} or ≤{figure}.",
        },
        Message {
            key: "money",
            zh: "“{name}”的指标值 {target} 没有比较符，一般应写上限。",
            en: "The cost target {target} of \"{name}\" has no sign; usually it is a ceiling.",
            help_zh: "请写“≤{figure}”。",
            help_en: "Write ≤{figure}.",
        },
        Message {
            key: "exact",
            zh: "“{name}”的指标值 {target} 没有比较符。",
            en: "The target {target} of \"{name}\" has no sign.",
            help_zh: "确数可以不改；允许多做的写“≥{figure}”，收费标准可以写“＝{figure}”。",
            help_en: "An exact figure may stay; else write ≥{figure}, or ={figure} for a tariff.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx206_target_operator_missing.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let target = cx.target();
    let bare =
        target.op == Op::Eq && target.op_implied && !target.value.is_none_or(|v| v.is_zero());
    if !bare || cx.facts.is_none() {
        return;
    }
    let Some((key, severity, sign)) = kind(*cx) else { return };
    let draft = Draft::at(cx.at(Field::Target)).message(key).severity(severity);
    let draft = draft.arg("name", &cx.facts.name).arg("target", cx.target_text());
    // The label (保洁率 in front of 90%) stays in front of the sign.
    let label = target.label.as_deref().unwrap_or_default();
    let figure = cx.target_text().strip_prefix(label).unwrap_or(cx.target_text());
    let draft = draft.arg("figure", figure);
    match sign {
        "" => sink.push(draft),
        sign => sink.push(draft.fix(cx.at(Field::Target), format!("{label}{sign}{figure}"))),
    }
}

/// Message, severity and the sign that is surely meant, if one is.
fn kind(row: RowCx<'_>) -> Option<(&'static str, Severity, &'static str)> {
    let polarity = row.cx().terms.get("polarity");
    match dimension(row) {
        Some(Dimension::Ratio) => {
            let fixed = polarity.group("fixed-share").end_of(measured(row)).is_some();
            // 下降10% and 70%左右 say by themselves how the figure is meant.
            let said = polarity.group("growth").stands_in(row.target_text())
                || ["左右", "上下"].iter().any(|word| row.target_text().contains(word));
            let open = percent(row).is_some_and(|percent| percent < Decimal::ONE_HUNDRED);
            let open = open && !fixed && !said;
            let sign = match better(row) {
                Some(Better::Higher) => "≥",
                Some(Better::Lower) => "≤",
                None => "",
            };
            open.then_some(("share", Severity::Warning, sign))
        }
        Some(Dimension::Money | Dimension::Rate) => match cost(row)?.cost {
            Cost::UnitPrice => Some(("exact", Severity::Info, "")),
            Cost::Total | Cost::Item => Some(("money", Severity::Warning, "≤")),
        },
        Some(Dimension::Count | Dimension::Amount | Dimension::Electricity | Dimension::Area) => {
            Some(("exact", Severity::Info, ""))
        }
        _ => None,
    }
}
