//! A row that says that there is no such indicator.
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "indicator-none",
    code: "JX233",
    tier: Tier::A,
    severity: Severity::Info,
    title: Text { zh: "三级指标填“无”", en: "Indicator that says none" },
    messages: &[Message {
        key: "none",
        zh: "“{level}”的三级指标填“{name}”。",
        en: "The indicator under {level} says \"{name}\".",
        help_zh: "不需要的指标请删去整行；固定表格可以保留。",
        help_en: "Drop the row; in a fixed form it may stay.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx233_indicator_none.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    if cx.facts.is_none() && !cx.facts.name.is_empty() {
        let level = cx.indicator.level2.as_deref().unwrap_or_default();
        sink.push(Draft::at(cx.at(Field::Level3)).arg("name", &cx.facts.name).arg("level", level));
    }
}
