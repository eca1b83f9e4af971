//! Overall goals without anything to measure: slogans, headings, duties.
use super::subject::length;
use crate::cx::DocumentCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_model::{Field, FieldRef, Scope, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "overall-goal-not-measurable",
    code: "JX417",
    tier: Tier::B,
    severity: Severity::Warning,
    title: Text { zh: "整体绩效目标无法衡量", en: "Overall goals cannot be measured" },
    messages: &[
        Message {
            key: "no-figure",
            zh: "总体绩效目标全段没有一个数字，无法衡量。",
            en: "The overall goal has not one figure.",
            help_zh: "请写明本年主要工作的数量、标准和完成时限。",
            help_en: "State quantities, standards and dates of the main work of the year.",
        },
        Message {
            key: "headings",
            zh: "分项绩效目标只有标题或职责，没有要达到的数量、标准和时限。",
            en: "The sub-goals are headings or duties, without quantities, standards or dates.",
            help_zh: "请给每个分项写出绩效目标和绩效指标。",
            help_en: "Give each item its goal and its indicators.",
        },
        Message {
            key: "duties",
            zh: "重点工作的目标照抄部门职责，没有要达到的结果。",
            en: "The goal of this key task is copied from the duties; it states no result.",
            help_zh: "请写本年要达到的结果。",
            help_en: "Write the result of this year.",
        },
        Message {
            key: "safeguard",
            zh: "这一条保障措施没有具体内容。",
            en: "This safeguard says nothing concrete.",
            help_zh: "请写明制度、责任人、监督和资金安排。",
            help_en: "Name rules, people in charge, supervision and funding.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx417_overall_goal_not_measurable.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let overall = &cx.document.overall;
    let figures = overall.sub_goals.iter().any(|goal| has_figure(goal));
    let at = |field, item| FieldRef::item(Scope::Overall, field, item);
    if overall.goal.as_deref().is_some_and(|goal| length(goal) >= 10 && !has_figure(goal)) {
        let severity = if figures { Severity::Info } else { Severity::Warning };
        sink.push(Draft::at(at(Field::Goal, 0)).severity(severity));
    }
    let hollow = |goal: &String| length(&words::normal(goal)) <= 25 || is_duty(goal);
    if !figures && !overall.sub_goals.is_empty() && overall.sub_goals.iter().all(hollow) {
        sink.push(Draft::at(at(Field::SubGoals, 1)).message("headings"));
    }
    for (item, text) in (1..).zip(&overall.safeguards) {
        if length(&words::normal(text)) < 8 {
            sink.push(
                Draft::at(at(Field::Safeguards, item))
                    .message("safeguard")
                    .severity(Severity::Info),
            );
        }
    }
    let Some(form) = &cx.document.department_form else { return };
    let duties = form.duties.as_deref().map(words::normal).unwrap_or_default();
    for (item, task) in (1..).zip(&form.key_tasks) {
        let copied = |clause: &str| length(clause) >= 12 && duties.contains(clause);
        let goal = task.goal.as_deref().map(words::normal).unwrap_or_default();
        if !has_figure(&goal) && words::sentences(&goal).flat_map(|s| s.split(',')).any(copied) {
            sink.push(
                Draft::at(FieldRef::item(Scope::Department, Field::KeyTasks, item))
                    .message("duties"),
            );
        }
    }
}

/// 负责…, 做好… in every sentence.
fn is_duty(goal: &str) -> bool {
    let duty = |s: &str| {
        ["负责", "承办", "承担", "做好", "组织", "指导", "协调"]
            .iter()
            .any(|w| words::normal(s).starts_with(w))
    };
    words::sentences(goal).all(duty)
}

/// A figure that is not a year.
fn has_figure(text: &str) -> bool {
    words::figures(&words::normal(text)).any(|figure| !figure.after.starts_with('年'))
}
