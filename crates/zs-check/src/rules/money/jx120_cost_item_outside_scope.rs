//! A cost item for something that neither purpose, goals nor any other indicator speaks of.
use super::scope::{head, means_the_same, scope, shares};
use crate::costs::{Cost, cost};
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "cost-item-outside-scope",
    code: "JX120",
    tier: Tier::B,
    severity: Severity::Warning,
    title: Text { zh: "成本分项超出资金用途", en: "Cost item outside the purpose" },
    messages: &[Message {
        key: "outside",
        zh: "成本分项“{name}”（{target}）在资金用途、绩效目标和产出指标里都没有提到（“{head}”）。",
        en: "The cost item \"{name}\" ({target}) is mentioned by neither purpose, goals nor output indicators (\"{head}\").",
        help_zh: "请在用途和产出指标里写明这项支出，或删去这一行。",
        help_en: "Name this spending in the purpose and the output, or drop the row.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx120_cost_item_outside_scope.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    if cost(*cx).is_none_or(|cost| cost.cost != Cost::Item) {
        return;
    }
    let subject = scope(cx.table);
    let Some(head) = head(cx).filter(|_| subject.chars().count() >= 20) else { return };
    if subject.contains(&head) || shares(&subject, cx) || means_the_same(cx, &subject) {
        return;
    }
    sink.push(
        Draft::at(cx.at(Field::Level3))
            .arg("name", &cx.facts.name)
            .arg("target", cx.target_text())
            .arg("head", head),
    );
}
