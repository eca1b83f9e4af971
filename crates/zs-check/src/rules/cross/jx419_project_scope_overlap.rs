//! Two projects that pay for the same thing.
use super::phrases::{LONG_PHRASE, PHRASE, Said, explained, shared};
use crate::cx::{DocumentCx, ProjectCx};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use std::collections::BTreeMap;
use zs_model::{Field, FieldRef, Scope, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "project-scope-overlap",
    code: "JX419",
    tier: Tier::B,
    severity: Severity::Warning,
    title: Text { zh: "两个项目支出内容重叠", en: "Two projects for the same thing" },
    messages: &[
        Message {
            key: "name",
            zh: "与项目{other}“{name}”只差年份或后缀，没有说明是上年结转还是重复安排。",
            en: "Project {other} ({name}) differs only by year or suffix; nothing says whether one continues the other.",
            help_zh: "是结转、尾款的请写明；否则请合并或写清各自的范围。",
            help_en: "Say so if it is a carry-over or a balance; otherwise merge, or state the scope of each.",
        },
        Message {
            key: "phrase",
            zh: "与项目{other}“{name}”写了同样的支出内容“{phrase}”，边界不清。",
            en: "The same spending as in project {other} ({name}): \"{phrase}\".",
            help_zh: "同一项支出只列一个项目；范围不同的请写明。",
            help_en: "List one spending in one project, or say how they differ.",
        },
        Message {
            key: "item",
            zh: "与第{other}个分项目标写了同样的支出内容“{phrase}”，边界不清。",
            en: "The same spending as in sub-goal {other}: \"{phrase}\".",
            help_zh: "同一项支出只写在一个分项里；范围不同的请写明。",
            help_en: "State one spending in one sub-goal, or say how they differ.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx419_project_scope_overlap.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let mut named: BTreeMap<(&str, &str), ProjectCx<'_>> = BTreeMap::new();
    let (mut projects, mut purposes) = (Vec::new(), Vec::new());
    for project in cx.projects() {
        let unit = project.project.unit_name.as_deref().unwrap_or_default();
        let core = project.table.core();
        let twin = named.get(&(core, unit)).copied().filter(|_| core.chars().count() >= 2);
        match twin {
            Some(other) if !explained(project) && !explained(other) => {
                let other = (other.project.ordinal, other.table.name().as_str());
                report(sink, project.at(Field::Name), "name", other, "");
            }
            Some(_) => {}
            None => {
                let purpose = project.project.purpose.as_deref().unwrap_or_default();
                purposes.push(Said::new(project.project.ordinal, project.table.name(), purpose));
                projects.push(project);
            }
        }
        named.entry((core, unit)).or_insert(project);
    }
    for (at, other, phrase) in shared(cx, &purposes, PHRASE) {
        let (project, other) = (projects[at], &purposes[other]);
        report(sink, project.at(Field::Purpose), "phrase", (other.ordinal, other.name), &phrase);
    }
    let goals = (1..).zip(&cx.document.overall.sub_goals);
    let goals: Vec<Said<'_>> = goals.map(|(item, goal)| Said::new(item, "", goal)).collect();
    for (at, other, phrase) in shared(cx, &goals, LONG_PHRASE) {
        let place = FieldRef::item(Scope::Overall, Field::SubGoals, goals[at].ordinal);
        report(sink, place, "item", (goals[other].ordinal, ""), &phrase);
    }
}

fn report(sink: &mut Sink<'_>, at: FieldRef, key: &'static str, other: (u32, &str), phrase: &str) {
    let draft = Draft::at(at).message(key).arg("other", other.0).arg("name", other.1);
    sink.push(if phrase.is_empty() { draft } else { draft.arg("phrase", phrase) });
}
