//! Goals that have nothing to do with what the project is called and pays for.
use super::subject::{length, purpose};
use crate::content::{Matter, content};
use crate::cx::ProjectCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "goal-unrelated",
    code: "JX412",
    tier: Tier::B,
    severity: Severity::Error,
    title: Text { zh: "绩效目标与项目无关", en: "Goals about something else" },
    messages: &[Message {
        key: "unrelated",
        zh: "绩效目标与项目“{name}”和资金用途“{purpose}”没有一个共同的实词。",
        en: "The goals share no word of content with the project ({name}) or its purpose ({purpose}).",
        help_zh: "请围绕这笔钱办的事写目标。",
        help_en: "Write goals for what this money pays for.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx412_goal_unrelated.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    if is_unrelated(cx) {
        let purpose = purpose(cx).unwrap_or_default();
        let draft = Draft::at(cx.at(Field::Goals)).arg("name", cx.table.name());
        sink.push(draft.arg("purpose", purpose));
    }
}

/// Whether goals of some length share nothing with name and purpose, not even a single character that
/// is not of common use (路灯 and 照明道路 share 路).
pub(super) fn is_unrelated(cx: &ProjectCx<'_>) -> bool {
    let (terms, told) = (cx.cx().terms, cx.told());
    let (goals, subject) = (&told.about_goals, &told.about_subject);
    // A short name alone says little: then only a goal that another project has too is foreign.
    let least = if told.purpose.is_some() || is_copied(cx) { 2 } else { 4 };
    if length(&told.goals) < 12
        || goals.pairs.len() < 3
        || subject.pairs.len() < least
        || goals.is_related(terms, subject)
        || is_bridged(cx, goals, subject)
    {
        return false;
    }
    let usual = "一二三四五六七八九十的和与及等之在为市县区乡镇年月日费用人单位员工大小新中高公置处设化力能成完提升改工程";
    let told = |c: char| c.is_alphabetic() && !usual.contains(c) && goals.text.contains(c);
    !subject.text.chars().any(told)
}

/// Whether another project has one of the goals.
fn is_copied(cx: &ProjectCx<'_>) -> bool {
    let others = cx.cx().document.projects.iter().filter(|p| p.ordinal != cx.project.ordinal);
    let mut goals = cx.project.goals.iter();
    others.take(500).any(|other| goals.clone().any(|goal| other.goals.contains(goal)))
        && goals.next().is_some()
}

/// Whether the indicators speak of both: two shared pairs of characters with each text.
pub(super) fn is_bridged(cx: &ProjectCx<'_>, goals: &Matter, subject: &Matter) -> bool {
    let terms = cx.cx().terms;
    let rows = cx.table.facts.rows.iter();
    let rows: String = rows.map(|row| format!("{}\n{}\n", row.name, row.description)).collect();
    let rows = content(terms, &rows);
    let near = |matter: &Matter| words::shared(&rows, &matter.pairs) >= 2;
    near(goals) && near(subject)
}
