//! Cost items that do not add up to the total cost, or to the budget where no total is stated.
use crate::costs::{Cost, CostRow, costs, is_multi_year};
use crate::cx::TableCx;
use crate::money;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "cost-items-sum-mismatch",
    code: "JX104",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "分项成本与总成本不符", en: "Cost items do not add up" },
    messages: &[
        Message {
            key: "more",
            zh: "分项成本合计 {sum}，超过{of} {total}，多 {gap}。",
            en: "The cost items sum to {sum}, more than {of} {total} by {gap}.",
            help_zh: "分项之和不能超过总额，请核对各项指标值。",
            help_en: "Items may not sum to more than the whole; check the targets.",
        },
        Message {
            key: "less",
            zh: "分项成本合计 {sum}，{of}是 {total}，差 {gap}（{share}%）没有去向。",
            en: "The cost items sum to {sum}, {of} is {total}; {gap} ({share}%) has no item.",
            help_zh: "请补上缺少的分项，或说明差额的用途。",
            help_en: "Add the missing item, or say what the rest is for.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx104_cost_items_sum_mismatch.md"),
    check: Check::Table(check),
};

fn check(cx: &TableCx<'_>, sink: &mut Sink<'_>) {
    let all: Vec<CostRow<'_>> = costs(*cx).collect();
    let of_kind = |kind: Cost| all.iter().filter(move |row| row.cost == kind);
    let items: Vec<&CostRow<'_>> = of_kind(Cost::Item).collect();
    if items.len() < 2
        || is_multi_year(*cx, None)
        || all.iter().any(|row| row.cost == Cost::UnitPrice)
    {
        return;
    }
    let (total, of, at) = match of_kind(Cost::Total).next() {
        Some(row) => (row.yuan, "总成本", row.row.at(Field::Target)),
        None => match cx.budget() {
            Some(budget) => (budget.yuan(), "预算数", cx.at(Field::Indicators)),
            None => return,
        },
    };
    let sum: Decimal = items.iter().map(|item| item.yuan).sum();
    let gap = total - sum;
    let share = (gap * Decimal::ONE_HUNDRED).checked_div(total).unwrap_or_default();
    let severity = match share {
        share if share < Decimal::ZERO => Severity::Error,
        // 1 % of a whole is small change that nobody lists.
        share if share < Decimal::ONE => return,
        share if share <= Decimal::from(5) => Severity::Info,
        _ => Severity::Warning,
    };
    let unit = cx.money_unit();
    let figures: Vec<Decimal> = items.iter().map(|item| item.yuan).collect();
    let draft = Draft::at(at).message(if gap < Decimal::ZERO { "more" } else { "less" });
    let draft = draft.severity(severity).arg("sum", money::sum(&figures, unit)).arg("of", of);
    let draft =
        draft.arg("total", money::show(total, unit)).arg("gap", money::show(gap.abs(), unit));
    sink.push(draft.arg("share", money::round(share.abs(), 1)));
}
