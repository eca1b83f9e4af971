//! The budget per person or unit lies far outside what such things cost.
use super::bands::{Outside, outside, thin};
use crate::costs::is_multi_year;
use crate::cx::ProjectCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "quantity-budget-mismatch",
    code: "JX109",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "数量与预算不匹配", en: "Quantity and budget do not fit" },
    messages: &[
        Message {
            key: "outside",
            zh: "{sum}，不在{of}的常见范围（每年{low}～{high}元）之内。",
            en: "{sum}: outside the usual range for {of} ({low} to {high} 元 a year).",
            help_zh: "请核对数量和预算：是否沿用了别的年度的数量，或只付一部分。只付一部分的请写明。",
            help_en: "Check quantity and budget: a quantity of another year, or a part payment? Say so if it is one.",
        },
        Message {
            key: "thin",
            zh: "{budget}要支付{count}项常年服务（{services}），每项不到1万元。",
            en: "{budget} is to pay {count} services that run all the year ({services}), less than 1万元 each.",
            help_zh: "请核对预算数，或把用途改成这笔钱实际支付的内容（如上年尾款）。",
            help_en: "Check the budget, or state what this money really pays (a balance of last year, say).",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx109_quantity_budget_mismatch.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let Some(budget) = cx.table.budget().filter(|_| !is_multi_year(cx.table, None)) else { return };
    let draft = Draft::at(cx.at(Field::Budget));
    if let Some(Outside { of, band: (low, high), far, sum }) = outside(*cx, budget) {
        let severity = if far { Severity::Warning } else { Severity::Info };
        let draft = draft.severity(severity).arg("sum", sum).arg("of", of);
        sink.push(draft.arg("low", low).arg("high", high));
    } else if let Some(services) = thin(*cx, budget) {
        let draft = draft.message("thin").arg("budget", format!("{budget}{}", budget.unit()));
        sink.push(draft.arg("count", services.len()).arg("services", services.join("、")));
    }
}
