//! A total in 元 in a table of 万元, or a figure whose unit slipped by ten thousand.
use crate::costs::{Cost, cost};
use crate::cx::RowCx;
use crate::money;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Field, MoneyUnit, Severity, Unit};

pub(crate) static RULE: Rule = Rule {
    name: "money-unit-mixed",
    code: "JX108",
    tier: Tier::A,
    severity: Severity::Info,
    title: Text { zh: "金额单位混用", en: "Mixed units of money" },
    messages: &[
        Message {
            key: "mixed",
            zh: "表头单位是{unit}，这里写 {target}（＝{converted}）。",
            en: "The table is in {unit}, this cell says {target} (= {converted}).",
            help_zh: "同一张表的总额请用同一个单位；单价可以用元。",
            help_en: "State totals of one table in one unit; unit prices may be in 元.",
        },
        Message {
            key: "slip",
            zh: "{target} 换算后是 {converted}，数字与预算数 {unit} 相同而单位不同，多半是单位写错。",
            en: "{target} is {converted}: the same figure as the budget {unit} in another unit, most likely a wrong unit.",
            help_zh: "请核对单位：元还是万元。",
            help_en: "Check the unit: 元 or 万元.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx108_money_unit_mixed.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let Some(cost) = cost(*cx).filter(|cost| cost.cost != Cost::UnitPrice) else { return };
    let unit = cx.table.money_unit();
    let Some(printed) = cx.target().unit.as_ref().and_then(|u| MoneyUnit::parse(u.text())) else {
        return;
    };
    if printed == unit || cost.yuan.is_zero() {
        return;
    }
    let budget = cx.table.budget();
    // 5.47元 beside a budget of 5.47万元: the figure is the budget's, the unit is not.
    let ratio = Decimal::from(unit.fen()) / Decimal::from(printed.fen());
    let slipped = budget
        .filter(|b| cost.yuan.checked_mul(ratio).is_some_and(|yuan| !money::differ(yuan, *b)));
    let draft = Draft::at(cx.at(Field::Target)).arg("target", cx.target_text());
    let draft = draft.arg("converted", money::show(cost.yuan, unit));
    match slipped {
        Some(budget) => {
            let draft = draft.message("slip").severity(Severity::Error);
            sink.push(draft.arg("unit", format!("{budget}{}", budget.unit())));
        }
        // Small items of a few thousand 元 read better in 元.
        None if cost.cost == Cost::Total || money::in_unit(cost.yuan, unit) >= Decimal::ONE => {
            let text = format!("{}{unit}", money::in_unit(cost.yuan, unit));
            let op =
                cx.target_text().split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
            let end =
                cx.target_text().rsplit(cx.target().unit.as_ref().map_or("", Unit::text)).next();
            let fix = format!("{op}{text}{}", end.unwrap_or_default());
            sink.push(draft.arg("unit", unit).fix(cx.at(Field::Target), fix));
        }
        None => {}
    }
}
