//! A quantity indicator whose value is a share.
use super::reading::{is_percent, measured};
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Level2, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "quantity-with-percent",
    code: "JX205",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "数量指标填成比率", en: "Quantity given as a share" },
    messages: &[
        Message {
            key: "count",
            zh: "“{name}”是数量，指标值却是比率 {target}。",
            en: "\"{name}\" is a quantity, but the target {target} is a share.",
            help_zh: "请填个数和单位（台、次、人、平方米……）；比率应另设质量或时效指标。",
            help_en: "State a number with its unit; a rate belongs under quality or timeliness.",
        },
        Message {
            key: "rate",
            zh: "“{name}”是比率（{target}），不宜作数量指标。",
            en: "\"{name}\" is a rate ({target}) and no quantity.",
            help_zh: "数量指标请写做多少、给多少人做；比率移到质量指标。",
            help_en: "Say how much is done, or for how many; move the rate to quality.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx205_quantity_with_percent.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    if cx.facts.level2 != Some(Level2::Quantity) || cx.facts.is_none() || !is_percent(*cx) {
        return;
    }
    let counts = cx.cx().terms.get("value-forms").group("count");
    let counted = counts.end_of(measured(*cx)).is_some();
    let (key, severity) =
        if counted { ("count", Severity::Error) } else { ("rate", Severity::Warning) };
    let draft = Draft::at(cx.at(Field::Target)).message(key).severity(severity);
    sink.push(draft.arg("name", measured(*cx)).arg("target", cx.target_text()));
}
