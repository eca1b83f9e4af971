//! An indicator without a value cannot be assessed.
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Op, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "target-missing",
    code: "JX201",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "指标没有指标值", en: "Target missing" },
    messages: &[
        Message {
            key: "blank",
            zh: "指标“{name}”没有填指标值。",
            en: "The indicator \"{name}\" has no target.",
            help_zh: "请填写可衡量的指标值（数量、比率、时限或分级标准）；不需要这个指标就删去整行。",
            help_en: "State a measurable target, or drop the row.",
        },
        Message {
            key: "none",
            zh: "指标“{name}”的指标值填的是“{target}”，等于没有指标值。",
            en: "The target of \"{name}\" says \"{target}\", which is none.",
            help_zh: "请填写可衡量的指标值；不需要这个指标就删去整行。",
            help_en: "State a measurable target, or drop the row.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx201_target_missing.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    if cx.facts.is_none() || cx.target().op != Op::None {
        return;
    }
    let draft = Draft::at(cx.at(Field::Target)).arg("name", &cx.facts.name);
    match cx.target_text() {
        "" => sink.push(draft),
        text => sink.push(draft.message("none").arg("target", text)),
    }
}
