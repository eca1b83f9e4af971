//! A blank between two filled cells of the spending plan.
use crate::cx::ProjectCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "plan-blank-gap",
    code: "JX133",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "支出计划中间断档", en: "Gap in the spending plan" },
    messages: &[Message {
        key: "gap",
        zh: "{month}月底空白，前面是 {before}%，后面是 {after}%。",
        en: "The end of month {month} is blank between {before}% and {after}%.",
        help_zh: "请填这一期的累计进度；没有变化就填 {before}。",
        help_en: "State the cumulative share; if nothing is paid it is {before}.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx133_plan_blank_gap.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let points = &cx.project.plan.0;
    for (at, point) in points.iter().enumerate().filter(|(_, point)| point.percent.is_none()) {
        let before = points[..at].iter().rev().find_map(|point| point.percent);
        let after = points[at..].iter().find_map(|point| point.percent);
        let (Some(before), Some(after)) = (before, after) else { continue };
        // Before the first payment a blank is zero; behind 100 it is plan-blank-after-100's.
        if before.is_zero() || before >= Decimal::ONE_HUNDRED {
            continue;
        }
        let item = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let draft = Draft::at(cx.item(Field::Plan, item)).arg("month", point.month);
        sink.push(draft.arg("before", before.normalize()).arg("after", after.normalize()));
    }
}
