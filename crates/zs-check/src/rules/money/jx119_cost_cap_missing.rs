//! Cost rows that set no ceiling in money for the whole project.
use crate::costs::{Cost, CostRow, costs, is_cost_row};
use crate::cx::TableCx;
use crate::money;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "cost-cap-missing",
    code: "JX119",
    tier: Tier::B,
    severity: Severity::Info,
    title: Text { zh: "没有总成本上限", en: "No ceiling on the total cost" },
    messages: &[
        Message {
            key: "ratios",
            zh: "成本指标只有比率或文字，没有一个金额上限（预算 {budget}）。",
            en: "The cost indicators are ratios or words only; none is a ceiling in money (budget {budget}).",
            help_zh: "请加一行总成本上限，不超过预算数。",
            help_en: "Add a row with a ceiling on the total, not above the budget.",
        },
        Message {
            key: "items",
            zh: "成本指标只有分项，没有总成本上限（预算 {budget}）。",
            en: "The cost indicators are items only; there is no ceiling on the total (budget {budget}).",
            help_zh: "请加一行总成本上限，不超过预算数。",
            help_en: "Add a row with a ceiling on the total, not above the budget.",
        },
    ],
    basis: Some("财预〔2021〕101号"),
    since: "0.1",
    page: include_str!("jx119_cost_cap_missing.md"),
    check: Check::Table(check),
};

fn check(cx: &TableCx<'_>, sink: &mut Sink<'_>) {
    let Some(budget) = cx.budget() else { return };
    // Without any cost row level2-missing speaks.
    if !cx.rows().any(|row| is_cost_row(row) && !row.facts.is_none()) {
        return;
    }
    let costs: Vec<CostRow<'_>> = costs(*cx).collect();
    let has = |kind: Cost| costs.iter().any(|cost| cost.cost == kind);
    let sum: Decimal = costs.iter().map(|cost| cost.yuan).sum();
    if has(Cost::Total)
        || has(Cost::UnitPrice)
        || (!costs.is_empty() && !money::differ(sum, budget))
    {
        return;
    }
    let key = if costs.is_empty() { "ratios" } else { "items" };
    let draft = Draft::at(cx.at(Field::Indicators)).message(key);
    sink.push(draft.arg("budget", format!("{budget}{}", budget.unit())));
}
