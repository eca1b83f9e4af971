//! Overall goals and projects that do not answer each other.
use super::overall::{Topic, lonely_tasks, project_cost};
use crate::cx::{DocumentCx, ProjectCx};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_model::{Field, FieldRef, Scope, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "overall-project-misaligned",
    code: "JX418",
    tier: Tier::B,
    severity: Severity::Warning,
    title: Text { zh: "整体目标与项目不衔接", en: "Overall goals and projects apart" },
    messages: &[
        Message {
            key: "none",
            zh: "分项目标（{goals}）没有一项与项目对应；没有分项承接的项目：{projects}。",
            en: "No sub-goal ({goals}) answers to a project; projects without a sub-goal: {projects}.",
            help_zh: "请按主要项目设分项目标，使“职责—工作活动—项目”对得上。",
            help_en: "Set sub-goals by the main projects, so that duties, work and projects agree.",
        },
        Message {
            key: "some",
            zh: "没有分项目标承接的项目：{projects}。{goals}",
            en: "Projects that no overall goal covers: {projects}. {goals}",
            help_zh: "请在总体部分写明这些项目要达到的目标。",
            help_en: "Say in the overall part what these projects are for.",
        },
        Message {
            key: "task",
            zh: "重点工作“{goals}”在整体绩效指标里没有任何指标。",
            en: "The key task {goals} has no indicator in the overall table.",
            help_zh: "请为每项重点工作设整体指标。",
            help_en: "Give each key task an overall indicator.",
        },
        Message {
            key: "cost",
            zh: "整体成本 {goals} 只是项目支出，部门整体资金总额是 {projects}，漏了基本支出。",
            en: "The overall cost {goals} is the projects' only; the department's total is {projects}: basic spending is left out.",
            help_zh: "整体支出绩效的成本应当包括基本支出。",
            help_en: "The cost of the whole department includes its basic spending.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx418_overall_project_misaligned.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    orphans(cx, sink);
    for (item, name) in lonely_tasks(cx) {
        let at = FieldRef::item(Scope::Department, Field::KeyTasks, item);
        sink.push(Draft::at(at).message("task").severity(Severity::Info).arg("goals", name));
    }
    if let Some((row, total)) = project_cost(cx) {
        let draft = Draft::at(row.at(Field::Target))
            .message("cost")
            .severity(Severity::Info)
            .arg("goals", row.target_text());
        sink.push(draft.arg("projects", format!("{total}{}", total.unit())));
    }
}

fn orphans(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let overall = &cx.document.overall;
    let projects: Vec<ProjectCx<'_>> = cx.projects().collect();
    let goals = &overall.sub_goals;
    if goals.is_empty() || projects.len() < 3 {
        return;
    }
    let all = format!(
        "{}
{}",
        goals.join(
            "
"
        ),
        overall.goal.as_deref().unwrap_or_default()
    );
    let all = Topic::text(cx, &all);
    let topics: Vec<Topic> = projects.iter().map(|p| Topic::name(p.table)).collect();
    let alone = projects.iter().zip(&topics).filter(|(_, topic)| !all.covers(topic));
    let alone: Vec<&str> = alone.map(|(project, _)| project.table.name().as_str()).collect();
    let answered = |goal: &String| {
        let goal = Topic::text(cx, goal);
        topics.iter().any(|topic| goal.covers(topic))
    };
    let none = goals.len() >= 2 && !goals.iter().any(answered);
    if !none && alone.is_empty() {
        return;
    }
    let shown = |names: &[&str]| names.iter().take(8).copied().collect::<Vec<_>>().join("、");
    let heads: Vec<String> =
        goals.iter().map(|g| words::normal(g).chars().take(15).collect()).collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let draft =
        Draft::at(FieldRef::new(Scope::Overall, Field::SubGoals)).arg("projects", shown(&alone));
    if none {
        sink.push(draft.message("none").arg("goals", shown(&heads)));
    } else {
        sink.push(draft.message("some").severity(Severity::Info).arg("goals", ""));
    }
}
