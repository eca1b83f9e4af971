//! Quantities times unit prices do not come to the budget, though the project pays for nothing else.
use super::scope::pays_for_more;
use crate::costs::{Cost, costs, is_multi_year};
use crate::cx::ProjectCx;
use crate::money;
use crate::quantities::{Pair, Span, pairs};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Field, Op, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "quantity-price-mismatch",
    code: "JX103",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text {
        zh: "数量乘单价与预算不符", en: "Quantity times price misses the budget"
    },
    messages: &[Message {
        key: "misses",
        zh: "数量×单价：{sum}，与预算 {budget} 相差 {gap}（{share}%）。",
        en: "Quantity × price: {sum}; the budget is {budget}, off by {gap} ({share}%).",
        help_zh: "请核对数量、单价和预算；如果还有别的支出，请写进资金用途和成本指标。",
        help_en: "Check quantities, prices and the budget; name other spending in the purpose and the cost indicators.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx103_quantity_price_mismatch.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let (Some(pairs), Some(budget)) = (pairs(cx.table), cx.table.budget()) else { return };
    if pairs.is_empty() || is_multi_year(cx.table, None) || pays_for_more(cx, &pairs) {
        return;
    }
    let items: Vec<_> = costs(cx.table).filter(|cost| cost.cost == Cost::Item).collect();
    let start = Span { low: Decimal::ZERO, high: Some(Decimal::ZERO) };
    let item = |yuan| Span { low: Decimal::ZERO, high: Some(yuan) };
    let spans: Option<Vec<Span>> = pairs.iter().map(Pair::span).collect();
    let Some(spans) = spans else { return };
    let span = spans.into_iter().chain(items.iter().map(|i| item(i.yuan))).fold(start, Span::plus);
    let products: Option<Vec<Decimal>> = pairs.iter().map(Pair::product).collect();
    let Some(products) = products else { return };
    let sum: Decimal = products.iter().chain(items.iter().map(|item| &item.yuan)).sum();
    let (paid, two) = (budget.yuan(), Decimal::new(2, 2));
    let low = span.low - span.low * two > paid;
    let high = span.high.is_some_and(|high| high + high * two < paid);
    // ≥20台 is how minimum plans are written: a budget far above them is still worth a question.
    let open = pairs.iter().any(|p| matches!(p.quantity.target().op, Op::Ge | Op::Gt));
    let (fifth, half) = (Decimal::new(12, 1), Decimal::new(15, 1));
    // Without a purpose nobody can say that this is all.
    let told = cx.project.purpose.as_deref().is_some_and(|text| !text.trim().is_empty());
    let related = told && pairs.iter().all(Pair::is_named_alike);
    // Ceilings may stay unused, yet ceilings that allow a fifth more than the budget limit nothing.
    let loose = !open && sum > paid * fifth;
    let far = (span.high.is_none() && open && related && sum * half < paid) || loose;
    if sum.is_zero() || !(low || high || far) {
        return;
    }
    let unit = cx.table.money_unit();
    let formulas = pairs.iter().map(Pair::formula);
    let formulas = formulas.chain(items.iter().map(|i| money::show(i.yuan, unit)));
    let formulas = formulas.collect::<Vec<_>>().join(" + ");
    let gap = (paid - sum).abs();
    sink.push(
        Draft::at(cx.at(Field::Budget))
            .severity(if far && !high && !low { Severity::Warning } else { Severity::Error })
            .arg("sum", format!("{formulas} = {}", money::show(money::round(sum, 2), unit)))
            .arg("budget", format!("{budget}{}", budget.unit()))
            .arg("gap", money::show(money::round(gap, 2), unit))
            .arg("share", money::round(gap * Decimal::ONE_HUNDRED / paid.max(Decimal::ONE), 1)),
    );
}
