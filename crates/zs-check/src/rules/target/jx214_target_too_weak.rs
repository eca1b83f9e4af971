//! Less than 100 % where law or acceptance asks for all.
use super::reading::{is_floor, measured, percent};
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "target-too-weak",
    code: "JX214",
    tier: Tier::A,
    severity: Severity::Info,
    title: Text { zh: "指标值偏低", en: "Target too weak" },
    messages: &[
        Message {
            key: "law",
            zh: "“{name}”依法应当做到 100%，{target} 等于允许一部分不合规。",
            en: "By law \"{name}\" is 100 %; {target} allows for breaches.",
            help_zh: "请改为 100%。",
            help_en: "State 100 %.",
        },
        Message {
            key: "accepted",
            zh: "“{name}”不足 100% 就不能验收（或发放），{target} 偏低。",
            en: "With less than 100 % of \"{name}\" there is no acceptance (or payment); {target} is weak.",
            help_zh: "一般应为 100%；允许不合格的请说明理由。",
            help_en: "Usually it is 100 %; else say why less will do.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx214_target_too_weak.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let weak = percent(*cx).is_some_and(|percent| percent < Decimal::ONE_HUNDRED);
    if !weak || !is_floor(cx.target().op) {
        return;
    }
    let terms = cx.cx().terms.get("must-be-whole");
    let name = measured(*cx);
    let (key, severity) = if terms.group("law").end_of(name).is_some() {
        ("law", Severity::Warning)
    } else if terms.group("acceptance").end_of(name).is_some() && !name.contains("一次") {
        ("accepted", Severity::Info)
    } else {
        return;
    };
    let draft = Draft::at(cx.at(Field::Target)).message(key).severity(severity);
    let draft = draft.arg("name", name).arg("target", cx.target_text());
    sink.push(draft.fix(cx.at(Field::Target), "100%"));
}
