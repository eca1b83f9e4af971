//! An amount that the overall part states for a project is not that project's budget.
use super::stated::{own, stated};
use crate::cx::DocumentCx;
use crate::money;
use crate::names::meant;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_model::{Decimal, Field, FieldRef, Money, Scope, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "overall-amount-mismatch",
    code: "JX107",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text {
        zh: "总体部分的金额与项目表不符",
        en: "Overall part and project table state different amounts",
    },
    messages: &[
        Message {
            key: "project",
            zh: "这里写 {stated}，项目{project}“{name}”的预算数是 {budget}。",
            en: "Here it is {stated}; the budget of project {project} ({name}) is {budget}.",
            help_zh: "按名称对应到该项目；请核对两处金额，改成一致。",
            help_en: "Matched by name; check both amounts and make them agree.",
        },
        Message {
            key: "all",
            zh: "这里写项目支出 {stated}，{project}个项目的预算数合计 {budget}（{name}）。",
            en: "Here the projects are {stated}; the {project} budgets sum to {budget} ({name}).",
            help_zh: "请核对项目支出总额与各项目预算数。",
            help_en: "Check the total against the project budgets.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx107_overall_amount_mismatch.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let overall = &cx.document.overall;
    let at = |field, item| FieldRef::item(Scope::Overall, field, item);
    for (item, text) in (1..).zip(&overall.sub_goals) {
        judge(cx, sink, at(Field::SubGoals, item), text);
    }
    for sentence in overall.goal.iter().flat_map(|goal| words::sentences(goal)) {
        judge(cx, sink, at(Field::Goal, 0), sentence);
    }
}

fn judge(cx: &DocumentCx<'_>, sink: &mut Sink<'_>, at: FieldRef, text: &str) {
    let amounts = stated(text);
    if amounts.is_empty() {
        return;
    }
    if let Some((_, all)) = amounts.iter().find(|(f, _)| f.before.ends_with("项目支出")) {
        total(cx, sink, at, *all);
    }
    let Some(project) = meant(cx, text) else { return };
    let Some(budget) = project.table.budget() else { return };
    let differ = |a: Money, b: Money| money::differ(a.yuan(), b) && money::differ(b.yuan(), a);
    // One sentence may give what all projects cost and then name them: that sum is nobody's own.
    let all = sum(cx);
    let is_sum = |own: Money| all.is_some_and(|all| !money::differ(all, own));
    let wrong = |own: &Money| differ(*own, budget) && !is_sum(*own);
    if let Some(wrong) = own(&amounts, project).into_iter().find(wrong) {
        let draft = Draft::at(at).arg("stated", format!("{wrong}{}", wrong.unit()));
        let draft = draft.arg("project", project.project.ordinal).arg("name", project.table.name());
        sink.push(draft.arg("budget", format!("{budget}{}", budget.unit())));
    }
}

/// What all projects cost together, in 元.
fn sum(cx: &DocumentCx<'_>) -> Option<Decimal> {
    cx.projects().map(|project| Some(project.table.budget()?.yuan())).sum()
}

fn total(cx: &DocumentCx<'_>, sink: &mut Sink<'_>, at: FieldRef, stated: Money) {
    let budgets: Option<Vec<Money>> = cx.projects().map(|project| project.table.budget()).collect();
    let Some(budgets) = budgets.filter(|budgets| budgets.len() > 1) else { return };
    let sum: Decimal = budgets.iter().map(|budget| budget.yuan()).sum();
    if money::differ(sum, stated) {
        let figures: Vec<String> = budgets.iter().map(Money::to_string).collect();
        let draft =
            Draft::at(at).message("all").arg("stated", format!("{stated}{}", stated.unit()));
        let draft = draft.arg("project", budgets.len()).arg("name", figures.join(" + "));
        sink.push(draft.arg("budget", money::show(sum, stated.unit())));
    }
}
