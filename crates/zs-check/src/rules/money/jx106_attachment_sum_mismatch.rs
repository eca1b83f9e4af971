//! Totals of the department form and the summary that are not the sum of their parts.
use crate::cx::DocumentCx;
use crate::money;
use crate::names::meant;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Field, FieldRef, Money, Scope, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "attachment-sum-mismatch",
    code: "JX106",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "附表合计不符", en: "Totals of the attachments do not add up" },
    messages: &[
        Message {
            key: "sum",
            zh: "{of} {total}，各项合计 {sum}，差 {gap}。",
            en: "{of} is {total}, its parts sum to {sum}; the gap is {gap}.",
            help_zh: "请核对合计与各项金额。",
            help_en: "Check the total and its parts.",
        },
        Message {
            key: "project",
            zh: "汇总表的金额 {total} 与项目{project}“{name}”的金额 {sum} 不同，差 {gap}。",
            en: "The summary says {total}, the table of project {project} ({name}) says {sum}; the gap is {gap}.",
            help_zh: "汇总表与项目表应一致，请核对。",
            help_en: "The summary and the project's table must agree; check both.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx106_attachment_sum_mismatch.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    if let Some(form) = &cx.document.department_form {
        let at = |field| FieldRef::new(Scope::Department, field);
        compare(
            sink,
            at(Field::ByIncome),
            "资金总额（按收入性质）",
            form.total,
            &filled(&form.by_income),
        );
        compare(
            sink,
            at(Field::ByExpense),
            "资金总额（按支出性质）",
            form.total,
            &filled(&form.by_expense),
        );
    }
    let Some(form) = &cx.document.summary_form else { return };
    let amounts: Vec<Money> = form.rows.iter().filter_map(|row| row.amount).collect();
    compare(sink, FieldRef::new(Scope::Summary, Field::Total), "合计", form.total, &amounts);
    for (at, row) in (1..).zip(&form.rows) {
        let (Some(amount), Some(name)) = (row.amount, row.name.as_deref()) else { continue };
        let Some(project) = meant(cx, name) else { continue };
        let Some(budget) = project.table.budget() else { continue };
        if money::differ(amount.yuan(), budget) && money::differ(budget.yuan(), amount) {
            let draft =
                Draft::at(FieldRef::new(Scope::SummaryRow(at), Field::Amount)).message("project");
            let draft =
                draft.arg("project", project.project.ordinal).arg("name", project.table.name());
            push(sink, draft, amount, budget.yuan(), format!("{budget}{}", budget.unit()));
        }
    }
}

/// The amounts that make up the total: a sum that stands beside its parts (财政拨款, 基本支出) counts alone.
fn filled(amounts: &[(String, Option<Money>)]) -> Vec<Money> {
    const PARTS: &[(&str, &[&str])] = &[
        ("财政拨款", &["一般公共预算拨款", "政府性基金拨款", "国有资本经营预算拨款"]),
        ("基本支出", &["人员经费", "公用经费", "人员类", "公用类", "运转类"]),
    ];
    let has = |name: &str| amounts.iter().any(|(label, amount)| label == name && amount.is_some());
    let part =
        |label: &str| PARTS.iter().any(|(whole, parts)| parts.contains(&label) && has(whole));
    amounts.iter().filter(|(label, _)| !part(label)).filter_map(|(_, amount)| *amount).collect()
}

fn compare(sink: &mut Sink<'_>, at: FieldRef, of: &str, total: Option<Money>, parts: &[Money]) {
    let Some(total) = total.filter(|_| !parts.is_empty()) else { return };
    let sum: Decimal = parts.iter().map(|part| part.yuan()).sum();
    if money::differ(sum, total) {
        let figures: Vec<String> = parts.iter().map(Money::to_string).collect();
        let shown = format!("{} = {}", figures.join(" + "), money::show(sum, total.unit()));
        push(sink, Draft::at(at).arg("of", of), total, sum, shown);
    }
}

fn push(sink: &mut Sink<'_>, draft: Draft, total: Money, sum: Decimal, shown: String) {
    let gap = money::show((total.yuan() - sum).abs(), total.unit());
    sink.push(
        draft.arg("total", format!("{total}{}", total.unit())).arg("sum", shown).arg("gap", gap),
    );
}
