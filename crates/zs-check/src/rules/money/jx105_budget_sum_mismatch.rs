//! The budget is not the sum of its sources.
use crate::cx::ProjectCx;
use crate::money;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Field, Money, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "budget-sum-mismatch",
    code: "JX105",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text {
        zh: "预算数与资金来源之和不符", en: "Budget is not the sum of its sources"
    },
    messages: &[Message {
        key: "sum",
        zh: "预算数 {total}，资金来源合计 {sum}，差 {gap}。",
        en: "The budget is {total}, its sources sum to {sum}; the gap is {gap}.",
        help_zh: "预算数应等于财政资金加其他资金，请核对三个数。",
        help_en: "The budget is fiscal plus other funds; check the three figures.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx105_budget_sum_mismatch.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let budget = &cx.project.budget;
    let Some(total) = budget.total else { return };
    let parts: Vec<Money> = [budget.fiscal, budget.other].into_iter().flatten().collect();
    let sum: Decimal = parts.iter().map(|part| part.yuan()).sum();
    if parts.is_empty() || !money::differ(sum, total) {
        return;
    }
    let unit = total.unit();
    let figures: Vec<String> = parts.iter().map(Money::to_string).collect();
    sink.push(
        Draft::at(cx.at(Field::Budget))
            .arg("total", format!("{total}{unit}"))
            .arg("sum", format!("{} = {}", figures.join(" + "), money::show(sum, unit)))
            .arg("gap", money::show((total.yuan() - sum).abs(), unit)),
    );
}
