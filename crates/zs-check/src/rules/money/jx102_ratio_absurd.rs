//! A saving rate so high that most of the budget would not be spent.
use crate::cx::RowCx;
use crate::facts::Head;
use crate::money;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Dimension, Field, Op, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "ratio-absurd",
    code: "JX102",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "节约率不合情理", en: "Absurd saving rate" },
    messages: &[
        Message {
            key: "half",
            zh: "“{name}”{target} 意味着预算 {budget} 只花 {left}：{sum}。",
            en: "\"{name}\" {target} means that of the budget {budget} only {left} is spent: {sum}.",
            help_zh: "节约率＝（预算−支出）÷预算。如果想说支出控制在预算内，请改为“预算执行率”或“成本控制率”，或把节约率改为可信的数。",
            help_en: "A saving rate is (budget − spent) ÷ budget. If the budget is to be kept, state a ceiling; else a credible rate.",
        },
        Message {
            key: "plan",
            zh: "“{name}”{target} 意味着预算 {budget} 最多花 {left}（{sum}），而支出计划要花到 {percent}%。",
            en: "\"{name}\" {target} means that of the budget {budget} at most {left} is spent ({sum}), but the plan spends {percent}%.",
            help_zh: "节约率和支出计划不能同时做到，请改其中一个。",
            help_en: "The saving and the spending plan cannot both come true; change one of them.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx102_ratio_absurd.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let target = cx.target();
    let at_least = matches!(target.op, Op::Ge | Op::Gt | Op::Eq);
    let ratio = target.unit.as_ref().is_some_and(|u| u.dimension() == Dimension::Ratio);
    let (Some(rate), true) = (target.value, at_least && ratio && is_money_saving(cx)) else {
        return;
    };
    let hundred = Decimal::ONE_HUNDRED;
    let plan = cx.table.project.and_then(|p| p.plan.last()).and_then(|point| point.percent);
    let key = match plan {
        _ if rate > hundred => return,
        _ if rate >= Decimal::from(50) => "half",
        Some(percent) if rate >= Decimal::from(20) && hundred - rate < percent => "plan",
        _ => return,
    };
    let Some(budget) = cx.table.budget() else { return };
    let left = money::round(budget.printed() * (hundred - rate) / hundred, 6);
    let draft = Draft::at(cx.at(Field::Target)).message(key);
    let draft = if key == "plan" { draft.severity(Severity::Warning) } else { draft };
    let draft = draft.arg("name", &cx.facts.name).arg("target", cx.target_text());
    sink.push(
        draft
            .arg("budget", format!("{budget}{}", budget.unit()))
            .arg("left", format!("{left}{}", budget.unit()))
            .arg("sum", format!("{budget} × (1 − {}%) = {left}", rate.normalize()))
            .arg("percent", plan.unwrap_or_default().normalize()),
    );
}

/// 节约率 of money: the name or its formula speaks of money; savings of energy may well be high.
fn is_money_saving(cx: &RowCx<'_>) -> bool {
    let terms = cx.cx().terms.get("saving-rates");
    let (name, text) = (&cx.facts.bare_name, &cx.facts.description);
    let saving = cx.facts.head == Head::Rate && terms.group("saving").stands_in(name);
    let formula = terms.group("formula").stands_in(text);
    let money = terms.group("money").stands_in(name);
    let energy = terms.group("energy").stands_in(name);
    saving && (formula || (money && !energy))
}
