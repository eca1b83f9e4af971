//! Blank cells behind 100 % in the spending plan: the meaning is clear, the cell should say it.
use crate::cx::ProjectCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "plan-blank-after-100",
    code: "JX134",
    tier: Tier::A,
    severity: Severity::Info,
    title: Text { zh: "支出计划到100%后留空", en: "Blank behind 100 % in the plan" },
    messages: &[Message {
        key: "blank",
        zh: "{month}月底已到 100%，后面的格子空着。",
        en: "The plan reaches 100% at the end of month {month}; the cells behind are blank.",
        help_zh: "后面各期请填 100。",
        help_en: "State 100 in the cells behind.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx134_plan_blank_after_100.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let points = &cx.project.plan.0;
    let Some(full) = points.iter().position(|p| p.percent == Some(Decimal::ONE_HUNDRED)) else {
        return;
    };
    let blank = (1..).zip(points).skip(full + 1).filter(|(_, point)| point.percent.is_none());
    let blank: Vec<u32> = blank.map(|(item, _)| item).collect();
    let Some(first) = blank.first() else { return };
    let draft = Draft::at(cx.item(Field::Plan, *first)).arg("month", points[full].month);
    let fixed = |draft: Draft, item: &u32| draft.fix(cx.item(Field::Plan, *item), "100%");
    sink.push(blank.iter().fold(draft, fixed));
}
