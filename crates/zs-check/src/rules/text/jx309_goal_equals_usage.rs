//! The goals together say the same as the purpose.
use crate::cx::ProjectCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "goal-equals-usage",
    code: "JX309",
    tier: Tier::A,
    severity: Severity::Info,
    title: Text { zh: "绩效目标照抄资金用途", en: "Goal repeats the purpose" },
    messages: &[Message {
        key: "same",
        zh: "绩效目标与资金用途相同（相似度 {likeness}%）：“{goal}”。",
        en: "The goal repeats the purpose (likeness {likeness}%): \"{goal}\".",
        help_zh: "用途写钱花在哪里，目标写做成什么、达到什么程度；请补写数量、质量和完成时间。",
        help_en: "The purpose says what is paid; the goal says what is achieved: add quantity, quality and date.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx309_goal_equals_usage.md"),
    check: Check::Project(check),
};

/// Likeness in percent from which two texts are the same.
const SAME: u32 = 95;
/// Shorter texts say nothing.
const SHORTEST: usize = 8;

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let goals: Vec<String> = cx.project.goals.iter().map(|goal| bare(goal)).collect();
    let (goal, purpose) = (goals.concat(), bare(cx.project.purpose.as_deref().unwrap_or_default()));
    let sizes = (goal.chars().count(), purpose.chars().count());
    if sizes.0.min(sizes.1) < SHORTEST || sizes.0.abs_diff(sizes.1) > 4 {
        return;
    }
    let likeness = if goal == purpose { 100 } else { words::likeness(&goal, &purpose) };
    if likeness >= SAME {
        let shown = cx.project.goals.join("");
        sink.push(Draft::at(cx.at(Field::Goals)).arg("likeness", likeness).arg("goal", shown));
    }
}

/// Characters only, without 用于 in front.
fn bare(text: &str) -> String {
    let text: String =
        words::normal(text).chars().filter(|c| words::is_han(*c) || c.is_alphanumeric()).collect();
    let rest = text.trim_start_matches("主要").trim_start_matches("用于");
    rest.to_owned()
}
