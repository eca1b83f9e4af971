//! A ceiling on cost above the project's budget promises money that is not there.
use crate::costs::{Cost, cost, is_multi_year};
use crate::cx::RowCx;
use crate::money;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "cost-cap-exceeds-budget",
    code: "JX101",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "成本上限超过预算", en: "Cost ceiling above the budget" },
    messages: &[Message {
        key: "above",
        zh: "成本“{name}”的指标值 {target}（{ceiling}）超过预算 {budget}：{sum}。",
        en: "The cost target {target} ({ceiling}) of \"{name}\" is above the budget {budget}: {sum}.",
        help_zh: "成本指标不能高于本项目预算数。请核对是不是沿用了往年或其他项目的数，或者单位写错。",
        help_en: "A cost target may not be above the project's budget. Check for a figure of another year or project, or a wrong unit.",
    }],
    basis: Some("财预〔2021〕101号"),
    since: "0.1",
    page: include_str!("jx101_cost_cap_exceeds_budget.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let (Some(cost), Some(budget)) = (cost(*cx), cx.table.budget()) else { return };
    let price = cost.cost == Cost::UnitPrice;
    if price || !money::exceeds(cost.yuan, budget) || is_multi_year(cx.table, Some(*cx)) {
        return;
    }
    let unit = cx.table.money_unit();
    let (ceiling, of) = (money::in_unit(cost.yuan, unit), money::in_unit(budget.yuan(), unit));
    let sum = match ceiling.checked_div(of) {
        Some(times) => format!("{ceiling} ÷ {of} ≈ {} 倍", money::round(times, 2)),
        None => format!("{ceiling} − {of} = {}", ceiling - of),
    };
    sink.push(
        Draft::at(cx.at(Field::Target))
            .arg("name", &cx.facts.name)
            .arg("target", cx.target_text())
            .arg("ceiling", money::show(cost.yuan, unit))
            .arg("budget", format!("{budget}{}", budget.unit()))
            .arg("sum", sum),
    );
}
