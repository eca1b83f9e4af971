//! Ceilings where more is better, floors where less is better.
use super::reading::{Better, better, dimension, measured};
use crate::cx::RowCx;
use crate::facts::Head;
use zs_model::{Decimal, Dimension, Level2, Severity};

pub(super) fn wrong_ceiling(row: RowCx<'_>) -> Option<(&'static str, Severity)> {
    let terms = row.cx().terms.get("polarity");
    let name = measured(row);
    let has = |group: &str| terms.group(group).stands_in(name);
    let ends = |group: &str| terms.group(group).end_of(name).is_some();
    // Spending may well be limited: 预算执行率≤100%.
    let spent = || ["预算", "成本", "经费", "费用", "资金"].iter().any(|word| name.contains(word));
    let ceiling = || ["执行率", "控制率", "使用率", "支付率"].iter().any(|end| name.ends_with(end));
    let cost = row.facts.level2 == Some(Level2::Cost) || (spent() && ceiling());
    let kind = dimension(row);
    if kind == Some(Dimension::Ratio) && row.target().value <= Some(Decimal::ONE_HUNDRED) {
        return (better(row) == Some(Better::Higher) && !cost)
            .then_some(("ceiling", Severity::Warning));
    }
    if ends("service-time") && !has("service-not") && kind == Some(Dimension::Duration) {
        return Some(("service", Severity::Warning));
    }
    let counted = kind == Some(Dimension::Count) && row.facts.level2 == Some(Level2::Quantity);
    let people = ends("headcount") && !has("headcount-not");
    let output = row.facts.head == Head::Count && has("output") && !has("output-not");
    (counted && (people || output)).then_some(("output", Severity::Info))
}

pub(super) fn wrong_floor(row: RowCx<'_>) -> Option<(&'static str, Severity)> {
    let terms = row.cx().terms.get("polarity");
    let name = measured(row);
    let money = dimension(row) == Some(Dimension::Money)
        && terms.group("cost").end_of(name).is_some()
        && !terms.group("money-good").stands_in(name)
        && row.facts.level2 == Some(Level2::Cost);
    // A delay of at least so long only where the figure is a span; 零 and 0 are no floors.
    let lower =
        better(row) == Some(Better::Lower) && row.target().value.is_some_and(|v| !v.is_zero());
    (money || lower).then_some(("floor", Severity::Warning))
}
