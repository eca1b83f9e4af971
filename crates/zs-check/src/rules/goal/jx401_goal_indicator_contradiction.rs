//! An indicator that asks for less than the goal of the same project promises.
use super::answers::{answers, is_weaker};
use crate::cx::{ProjectCx, RowCx};
use crate::promises::Promise;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "goal-indicator-contradiction",
    code: "JX401",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "指标低于绩效目标", en: "Indicator weaker than the goal" },
    messages: &[Message {
        key: "weaker",
        zh: "目标{item}承诺“{promise}”，而指标“{name}”只要求 {target}。",
        en: "Goal {item} promises \"{promise}\"; the indicator {name} asks only for {target}.",
        help_zh: "同一件事目标和指标要一致：按实际能做到的改其中一处（与目标一致时应为 {expected}）。",
        help_en: "Goal and indicator must agree; change one of them (to agree with the goal: {expected}).",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx401_goal_indicator_contradiction.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let promised = &cx.told().promises;
    let mut seen = Vec::new();
    for (item, promise) in promised {
        let rows = answers(cx.table, promise);
        // Several counts of one unit: nobody can tell which figure belongs to which row.
        let same = |(_, other): &&(u32, Promise)| other.unit.base() == promise.unit.base();
        let unclear =
            !promise.is_ratio() && (rows.len() > 1 || promised.iter().filter(same).count() > 1);
        for row in rows.into_iter().filter(|row| !unclear && is_weaker(promise, *row)) {
            if !seen.contains(&row.index) {
                seen.push(row.index);
                report(sink, *item, promise, row);
            }
        }
    }
}

fn report(sink: &mut Sink<'_>, item: u32, promise: &Promise, row: RowCx<'_>) {
    let severity = if promise.hedged { Severity::Warning } else { Severity::Error };
    let sign = if promise.ceiling { "≤" } else { "≥" };
    let expected = format!("{sign}{}{}", promise.value, promise.unit.text());
    let draft = Draft::at(row.at(Field::Target)).severity(severity).arg("item", item);
    let draft = draft.arg("promise", &promise.clause).arg("name", &row.facts.name);
    sink.push(draft.arg("target", row.target_text()).arg("expected", expected));
}
