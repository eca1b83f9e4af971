//! Two different projects with the same goal, word for word.
use crate::content::related;
use crate::cx::{DocumentCx, ProjectCx};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use std::collections::BTreeMap;
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "goal-cloned",
    code: "JX402",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "绩效目标照抄别的项目", en: "Goal copied from another project" },
    messages: &[Message {
        key: "same",
        zh: "这条目标与项目{others}的目标逐字相同：“{goal}”。",
        en: "Word for word a goal of project {others}: \"{goal}\".",
        help_zh: "请按本项目的内容写目标：做多少、做到什么程度、什么时候完成。",
        help_en: "Write what this project does: how much, how well, by when.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx402_goal_cloned.md"),
    check: Check::Document(check),
};

/// A goal and the projects that have it.
type Uses<'a> = BTreeMap<String, Vec<(u32, ProjectCx<'a>)>>;

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let mut uses = Uses::new();
    for project in cx.projects() {
        for (item, goal) in (1..).zip(&project.project.goals) {
            uses.entry(words::normal(goal)).or_default().push((item, project));
        }
    }
    let mut first = BTreeMap::new();
    for (goal, uses) in uses.iter().filter(|(goal, _)| goal.chars().count() >= 8) {
        let mut cores: Vec<&str> = uses.iter().map(|(_, p)| p.table.core()).collect();
        cores.sort_unstable();
        cores.dedup();
        // One project in two tables (a balance of the year before) may keep its goal; so may a standard
        // that any contract has (满意率达到95%) beside goals of its own.
        if cores.len() < 2
            || (goal.contains('%') && uses.iter().any(|(_, p)| p.project.goals.len() > 1))
        {
            continue;
        }
        for (at, (item, project)) in uses.iter().enumerate() {
            let own = at == 0 && related(cx.terms, goal, project.table.name());
            if !own {
                first.entry(project.project.ordinal).or_insert((*item, *project, goal, uses));
            }
        }
    }
    for (ordinal, (item, project, goal, uses)) in first {
        let others = uses.iter().map(|(_, p)| p.project.ordinal).filter(|other| *other != ordinal);
        let others: Vec<String> = others.take(8).map(|other| other.to_string()).collect();
        let draft = Draft::at(project.item(Field::Goals, item)).arg("goal", goal);
        sink.push(draft.arg("others", others.join("、")));
    }
}
