//! The department promises more than the project that has to deliver it.
use super::shares::{alike, is_share, measures};
use super::weaker::weaker;
use crate::cx::{DocumentCx, RowCx, TableCx};
use crate::names;
use crate::promises::promises;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, FieldRef, Scope, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "overall-project-target-conflict",
    code: "JX405",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "整体指标高于项目指标", en: "Overall target above the project's" },
    messages: &[Message {
        key: "above",
        zh: "整体部分要求“{name}”{overall}，承担它的项目{project}（{title}）只要求 {target}。",
        en: "The overall part asks for {overall} ({name}); project {project} ({title}), which delivers it, only for {target}.",
        help_zh: "整体指标靠项目实现，两处标准要一致；对象不同的，请在名称里写明各自的对象。",
        help_en: "Projects deliver the overall targets: make both agree, or name the different objects.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx405_overall_project_target_conflict.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let department = || cx.tables().filter(|table| table.project.is_none()).flat_map(TableCx::rows);
    let own = || department().filter(|row| is_share(*row));
    let compared = own().next().is_some();
    let rows = cx.projects().flat_map(|project| project.table.rows()).filter(|row| is_share(*row));
    // What each share of a project is about is told once, and only where an overall one is to be compared.
    let shares: Vec<(RowCx<'_>, Vec<String>)> =
        rows.filter(|_| compared).map(|row| (row, measures(row))).collect();
    for overall in own() {
        let names = measures(overall);
        let about = |others: &[String]| others.iter().any(|m| names.iter().any(|n| alike(m, n)));
        let same = shares.iter().filter(|(_, others)| about(others)).map(|(row, _)| *row);
        let same: Vec<RowCx<'_>> = same.collect();
        // A project that carries the promise in full keeps it; the others are about other things.
        let kept =
            |row: &RowCx<'_>| row.facts.name == overall.facts.name && !is_below(row, &overall);
        let weak = same.iter().find(|row| is_below(row, &overall));
        if let Some(row) = weak.filter(|_| !same.iter().any(kept)) {
            report(
                sink,
                overall.at(Field::Target),
                &overall.facts.name,
                overall.target_text(),
                *row,
            );
        }
    }
    let goal = cx.document.overall.goal.iter().map(|goal| (Field::Goal, 0, goal));
    let subs =
        (1..).zip(&cx.document.overall.sub_goals).map(|(item, goal)| (Field::SubGoals, item, goal));
    for (field, item, text) in goal.chain(subs) {
        let told = promises(cx.terms, text);
        let mut shares = told.iter().filter(|promise| promise.is_ratio()).peekable();
        let project = shares.peek().and_then(|_| names::meant(cx, text));
        for promise in shares {
            if let Some(row) = weaker(cx, promise, project) {
                let at = FieldRef::item(Scope::Overall, field, item);
                report(sink, at, &promise.clause, "", row);
            }
        }
    }
}

fn is_below(row: &RowCx<'_>, overall: &RowCx<'_>) -> bool {
    row.target().value < overall.target().value
}

fn report(sink: &mut Sink<'_>, at: FieldRef, name: &str, overall: &str, row: RowCx<'_>) {
    let draft = Draft::at(at).arg("name", name).arg("overall", overall);
    let draft = draft.arg("target", format!("{} {}", row.facts.name, row.target_text()));
    let project = row.table.project.map_or(0, |project| project.ordinal);
    sink.push(draft.arg("project", project).arg("title", row.table.name()));
}
