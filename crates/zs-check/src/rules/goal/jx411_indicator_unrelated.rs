//! A row that has nothing to do with its project and stands in others word for word.
use super::subject::purpose;
use crate::content::content;
use crate::costs::is_cost_row;
use crate::cx::{ProjectCx, RowCx, TableCx};
use crate::facts::Head;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_model::{Field, Level1, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "indicator-unrelated",
    code: "JX411",
    tier: Tier::B,
    severity: Severity::Warning,
    title: Text { zh: "指标与项目无关", en: "Indicator about something else" },
    messages: &[Message {
        key: "unrelated",
        zh: "指标“{name}”（{description}）与项目名称、用途和目标没有共同的内容，项目{others}里也有同样一行。",
        en: "The indicator {name} ({description}) shares nothing with name, purpose or goals; project {others} has the same row.",
        help_zh: "请换成说明本项目产出或效果的指标。",
        help_en: "Choose an indicator for what this project delivers.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx411_indicator_unrelated.md"),
    check: Check::Table(check),
};

fn check(cx: &TableCx<'_>, sink: &mut Sink<'_>) {
    let Some(project) = cx.project.map(|project| ProjectCx { project, table: *cx }) else { return };
    let terms = cx.cx.terms;
    // Copied goals cannot vouch for copied rows: they count only where there is no purpose.
    let whole = || format!("{}\n{}", cx.name(), project.project.goals.join("\n"));
    let bare = purpose(&project).unwrap_or_default().is_empty();
    let goals = bare.then(|| content(terms, &whole()));
    let known = goals.as_ref().unwrap_or(&project.told().about_subject.pairs);
    for row in cx.rows().filter(|row| can_judge(*row) && known.len() >= 3) {
        // Most rows stand nowhere else, which is soon told.
        let others = same_elsewhere(row);
        if others.is_empty() {
            continue;
        }
        let own = row.facts.content(terms);
        if own.is_empty() || words::shared(own, known) > 0 {
            continue;
        }
        if !in_goals(row, own) {
            let output = matches!(row.facts.level1, Some(Level1::Output));
            let draft = Draft::at(row.at(Field::Level3)).arg("name", &row.facts.name);
            let draft =
                draft.arg("description", &row.facts.description).arg("others", others.join("、"));
            sink.push(draft.severity(if output { Severity::Warning } else { Severity::Info }));
        }
    }
}

/// Cost, time and satisfaction are asked of any project.
fn can_judge(row: RowCx<'_>) -> bool {
    let usual = matches!(row.facts.head, Head::Satisfaction | Head::Time | Head::Money);
    // What more than half of the projects have is the habit of the office, not a slip of this one.
    let all = row.cx().document.projects.len();
    let rare = || all < 4 || (row.sibling_count() + 1) * 2 <= all;
    !row.facts.is_none() && !usual && !is_cost_row(row) && rare()
}

/// Up to eight projects with the same name and description.
fn same_elsewhere(row: RowCx<'_>) -> Vec<String> {
    let same =
        row.siblings().take(20).filter(|other| other.facts.description == row.facts.description);
    same.filter_map(|other| Some(other.table.project?.ordinal.to_string())).take(8).collect()
}

/// Whether goals that no other project has speak of it.
fn in_goals(row: RowCx<'_>, own: &[words::Shingle]) -> bool {
    let goals = row.table.project.map(|project| project.goals.as_slice()).unwrap_or_default();
    let elsewhere = |goal: &String| {
        let near = row.siblings().take(8).filter_map(|other| other.table.project);
        near.into_iter().any(|other| other.goals.contains(goal))
    };
    goals
        .iter()
        .any(|goal| words::shared(own, &content(row.cx().terms, goal)) > 0 && !elsewhere(goal))
}
