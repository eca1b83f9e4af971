//! Goals without anything to measure: half a sentence, a duty, or no figure in the whole document.
use super::subject::{goals, length};
use crate::cx::{DocumentCx, ProjectCx};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "goal-not-measurable",
    code: "JX416",
    tier: Tier::B,
    severity: Severity::Warning,
    title: Text { zh: "绩效目标无法衡量", en: "Goals cannot be measured" },
    messages: &[
        Message {
            key: "short",
            zh: "目标只有一句“{goal}”，没有数量、质量和时限。",
            en: "The whole goal is \"{goal}\": no quantity, quality or date.",
            help_zh: "请写明做多少、做到什么程度、什么时候完成。",
            help_en: "Say how much, how well, by when.",
        },
        Message {
            key: "duty",
            zh: "目标“{goal}”是职责，没有要达到的结果。",
            en: "The goal \"{goal}\" is a duty, not a result.",
            help_zh: "请写本年要达到的结果。",
            help_en: "Write the result of this year.",
        },
        Message {
            key: "all",
            zh: "{goal}个项目的绩效目标没有一个写了数字。",
            en: "Not one of the goals of {goal} projects has a figure.",
            help_zh: "目标要细化量化：主要产出的数量、质量标准和完成时限写进目标。",
            help_en: "Put the main quantities, standards and dates into the goals.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx416_goal_not_measurable.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let (mut told, mut bare) = (0, 0);
    for project in cx.projects() {
        let goals = goals(&project);
        told += usize::from(!goals.is_empty());
        if goals.is_empty() || has_figure(goals) {
            continue;
        }
        bare += 1;
        one(&project, goals, sink);
    }
    if told >= 3 && bare == told {
        sink.push(
            Draft::at(cx.at(Field::Goals))
                .text("")
                .message("all")
                .severity(Severity::Info)
                .arg("goal", told),
        );
    }
}

fn one(project: &ProjectCx<'_>, goals: &str, sink: &mut Sink<'_>) {
    let said = words::normal(goals);
    if length(&said) < 12 {
        sink.push(Draft::at(project.item(Field::Goals, 1)).arg("goal", &said));
    }
    let period = project.project.period_goal.as_ref().and_then(Option::as_deref);
    let all =
        period.map(|goal| (Field::PeriodGoal, goal)).into_iter().chain([(Field::Goals, goals)]);
    for (field, goal) in all {
        let goal = words::normal(goal);
        if ["负责", "承办", "承担"].iter().any(|word| goal.starts_with(word)) && !has_figure(&goal)
        {
            let draft = Draft::at(project.at(field)).message("duty").severity(Severity::Info);
            sink.push(draft.arg("goal", goal));
        }
    }
}

/// A figure that is not a year or a list mark.
fn has_figure(text: &str) -> bool {
    let lines: Vec<String> = text.lines().map(words::normal).collect();
    lines.iter().any(|line| words::figures(line).any(|figure| !figure.after.starts_with('年')))
}
