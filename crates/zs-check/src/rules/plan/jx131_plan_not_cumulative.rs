//! The spending plan is cumulative, so no percentage may be lower than one before it.
use crate::cx::ProjectCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "plan-not-cumulative",
    code: "JX131",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "支出计划不是累计数", en: "Spending plan falls" },
    messages: &[Message {
        key: "falls",
        zh: "{month}月底的累计支出进度 {percent}% 低于 {before_month}月底的 {before}%。",
        en: "The cumulative plan falls from {before}% (end of month {before_month}) to {percent}% (end of month {month}).",
        help_zh: "支出计划填累计进度，后面的数不能小于前面的数；若填的是各期数，请逐期相加。",
        help_en: "The plan holds cumulative shares; if these are shares of each period, add them up.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx131_plan_not_cumulative.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let filled =
        (1..).zip(&cx.project.plan.0).filter_map(|(at, p)| Some((at, p.month, p.percent?)));
    let filled: Vec<_> = filled.collect();
    for pair in filled.windows(2) {
        let [(_, before_month, before), (at, month, percent)] = pair else { continue };
        if percent < before {
            sink.push(
                Draft::at(cx.item(Field::Plan, *at))
                    .arg("month", month)
                    .arg("percent", percent.normalize())
                    .arg("before_month", before_month)
                    .arg("before", before.normalize()),
            );
        }
    }
}
