//! An indicator under a 二级指标 that it does not belong to.
use super::category;
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "indicator-wrong-category",
    code: "JX231",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "指标归类不当", en: "Indicator under the wrong kind" },
    messages: &[
        Message {
            key: "payment",
            zh: "“{name}”是资金收付的过程，不是{level}。",
            en: "\"{name}\" is about paying, not {level}.",
            help_zh: "请移到{to}，或换一个真正反映{level}的指标。",
            help_en: "Move it to {to}, or choose one that fits {level}.",
        },
        Message {
            key: "procedure",
            zh: "“{name}”是程序和合同的执行，属产出，不是{level}。",
            en: "\"{name}\" is procedure, an output, not {level}.",
            help_zh: "请移到{to}，或换一个真正反映{level}的指标。",
            help_en: "Move it to {to}, or choose one that fits {level}.",
        },
        Message {
            key: "budget",
            zh: "“{name}”是预算执行情况（单独评分），不是{level}。",
            en: "\"{name}\" is budget execution (scored by itself), not {level}.",
            help_zh: "请移到{to}，或换一个真正反映{level}的指标。",
            help_en: "Move it to {to}, or choose one that fits {level}.",
        },
        Message {
            key: "not-satisfaction",
            zh: "“{name}”没有说谁对什么满意，不是{level}。",
            en: "\"{name}\" does not say who is content with what; it is not {level}.",
            help_zh: "请移到{to}，或换一个真正反映{level}的指标。",
            help_en: "Move it to {to}, or choose one that fits {level}.",
        },
        Message {
            key: "satisfaction",
            zh: "“{name}”是满意度，放在{level}下不当。",
            en: "\"{name}\" is satisfaction and does not belong under {level}.",
            help_zh: "请移到{to}，或换一个真正反映{level}的指标。",
            help_en: "Move it to {to}, or choose one that fits {level}.",
        },
        Message {
            key: "area",
            zh: "“{name}”的描述说的是面积，是数量，不是{level}。",
            en: "The description of \"{name}\" is an area, a quantity, not {level}.",
            help_zh: "请移到{to}，或换一个真正反映{level}的指标。",
            help_en: "Move it to {to}, or choose one that fits {level}.",
        },
        Message {
            key: "count",
            zh: "“{name}”是个数，不是{level}。",
            en: "\"{name}\" is a count, not {level}.",
            help_zh: "请移到{to}，或换一个真正反映{level}的指标。",
            help_en: "Move it to {to}, or choose one that fits {level}.",
        },
        Message {
            key: "due",
            zh: "“{name}”是时限，不是{level}。",
            en: "\"{name}\" is a time limit, not {level}.",
            help_zh: "请移到{to}，或换一个真正反映{level}的指标。",
            help_en: "Move it to {to}, or choose one that fits {level}.",
        },
        Message {
            key: "cost",
            zh: "“{name}”是成本，不是{level}。",
            en: "\"{name}\" is a cost, not {level}.",
            help_zh: "请移到{to}，或换一个真正反映{level}的指标。",
            help_en: "Move it to {to}, or choose one that fits {level}.",
        },
        Message {
            key: "saved",
            zh: "“{name}”说的是省钱，不是{level}。",
            en: "\"{name}\" is about saving money, not {level}.",
            help_zh: "请移到{to}，或换一个真正反映{level}的指标。",
            help_en: "Move it to {to}, or choose one that fits {level}.",
        },
        Message {
            key: "indoor",
            zh: "“{name}”说的不是自然环境，不是{level}。",
            en: "\"{name}\" is not about the natural environment, not {level}.",
            help_zh: "请移到{to}，或换一个真正反映{level}的指标。",
            help_en: "Move it to {to}, or choose one that fits {level}.",
        },
        Message {
            key: "usage",
            zh: "“{name}”反映使用情况，一般不作{level}。",
            en: "\"{name}\" tells how much something is used; usually it is not {level}.",
            help_zh: "请移到{to}，或换一个真正反映{level}的指标。",
            help_en: "Move it to {to}, or choose one that fits {level}.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx231_indicator_wrong_category.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let Some(misplaced) = category::of(*cx) else { return };
    let level =
        cx.indicator.level2.as_deref().or(cx.indicator.level1.as_deref()).unwrap_or_default();
    let draft = Draft::at(cx.at(Field::Level3)).message(misplaced.why).severity(misplaced.severity);
    let draft = draft.arg("name", &cx.facts.name).arg("level", level);
    sink.push(draft.arg("to", misplaced.to));
}
