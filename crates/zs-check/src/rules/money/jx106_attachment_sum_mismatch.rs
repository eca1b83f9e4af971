//! Totals of the department form and the summary that are not the sum of their parts.
use super::parts::{parts, summary_rows};
use crate::cx::DocumentCx;
use crate::money;
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
        let kinds = [
            (Field::ByIncome, "资金总额（按收入）", &form.by_income),
            (Field::ByExpense, "资金总额（按支出）", &form.by_expense),
        ];
        for (field, of, amounts) in kinds {
            compare(sink, FieldRef::new(Scope::Department, field), of, form.total, &parts(amounts));
        }
    }
    summary(cx, sink);
}

fn summary(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let Some(form) = &cx.document.summary_form else { return };
    let amounts: Vec<Money> = form.rows.iter().filter_map(|row| row.amount).collect();
    compare(sink, FieldRef::new(Scope::Summary, Field::Total), "合计", form.total, &amounts);
    for (at, amount, project, budget) in summary_rows(cx, form) {
        if money::differ(amount.yuan(), budget) && money::differ(budget.yuan(), amount) {
            let draft = Draft::at(FieldRef::new(Scope::SummaryRow(at), Field::Amount));
            let draft = draft.message("project").arg("project", project.project.ordinal);
            let draft = draft.arg("name", project.table.name());
            push(sink, draft, amount, budget.yuan(), format!("{budget}{}", budget.unit()));
        }
    }
}

fn compare(sink: &mut Sink<'_>, at: FieldRef, of: &str, total: Option<Money>, parts: &[Money]) {
    let Some(total) = total.filter(|_| !parts.is_empty()) else { return };
    let parts: Vec<Decimal> = parts.iter().map(|part| part.yuan()).collect();
    let sum = parts.iter().sum();
    if money::differ(sum, total) {
        let shown = money::sum(&parts, total.unit());
        push(sink, Draft::at(at).arg("of", of), total, sum, shown);
    }
}

fn push(sink: &mut Sink<'_>, draft: Draft, total: Money, sum: Decimal, shown: String) {
    let gap = money::show((total.yuan() - sum).abs(), total.unit());
    let draft = draft.arg("total", format!("{total}{}", total.unit()));
    sink.push(draft.arg("sum", shown).arg("gap", gap));
}
