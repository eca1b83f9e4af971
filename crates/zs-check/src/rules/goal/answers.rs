//! Which indicator rows answer a promise of the goals, and whether they are weaker than it.
use crate::content::content;
use crate::cx::{RowCx, TableCx};
use crate::facts::Head;
use crate::promises::{Promise, canonical};
use crate::words;
use zs_model::{Decimal, Dimension, Op, Unit};

/// The rows of a table that are about what the promise is about, in the same dimension.
pub(in crate::rules) fn answers<'a>(table: TableCx<'a>, promise: &Promise) -> Vec<RowCx<'a>> {
    table.rows().filter(|row| is_answer(*row, promise)).collect()
}

/// Whether a row is about what the promise is about, in the same dimension.
pub(in crate::rules) fn is_answer(row: RowCx<'_>, promise: &Promise) -> bool {
    let fits = |unit: &Unit| {
        if promise.is_ratio() {
            unit.dimension() == Dimension::Ratio && same_measure(promise, row)
        } else {
            unit.base() == promise.unit.base() && same_thing(promise, row)
        }
    };
    !row.facts.is_none() && row.target().unit.as_ref().is_some_and(fits)
}

/// A row that asks for less than the promise.
pub(in crate::rules) fn is_weaker(promise: &Promise, row: RowCx<'_>) -> bool {
    let target = row.target();
    let factor = target.unit.as_ref().map_or(Decimal::ONE, Unit::factor);
    let base = |value: Option<Decimal>| value.map(|value| value.saturating_mul(factor));
    let (low, high) = (base(target.value), base(target.upper.or(target.value)));
    if promise.ceiling {
        let compares = matches!(target.op, Op::Le | Op::Lt | Op::Eq | Op::Between);
        compares && high.is_some_and(|value| value > promise.base())
    } else {
        let compares = matches!(target.op, Op::Ge | Op::Gt | Op::Eq | Op::Between);
        compares && low.is_some_and(|value| value < promise.base())
    }
}

/// Shares: equal names, or one that ends with the other; a change only with a row about a change.
fn same_measure(promise: &Promise, row: RowCx<'_>) -> bool {
    let file = row.cx().terms.get("goal-figures");
    if let Some(object) = row.facts.changed.get_or_init(|| changed(row)) {
        return promise.change && !object.is_empty() && promise.around.contains(object);
    }
    if promise.change {
        return false;
    }
    let name = row.facts.canonical(row.cx().terms);
    let label = row.target().label.as_deref().map(|label| canonical(file, &words::normal(label)));
    let same = |term: &String| {
        alike(term, name)
            || label.as_ref().is_some_and(|label| alike(term, label))
            || described(term, row)
    };
    promise.terms.iter().any(same)
        || is_only_satisfaction(promise, row)
        || promise.terms.iter().any(|term| is_only_thing(term, row))
}

fn alike(a: &str, b: &str) -> bool {
    let long = |text: &str| text.chars().count() >= 4;
    a == b && !a.is_empty() || (a.ends_with(b) && long(b)) || (b.ends_with(a) && long(a))
}

/// A row that is called 情况 or 程度 and says in its description what share it is.
fn described(term: &str, row: RowCx<'_>) -> bool {
    let vague = matches!(row.facts.head, Head::Degree | Head::Other);
    vague
        && term.chars().count() >= 4
        && term.ends_with('率')
        && row.facts.description.contains(term)
}

/// What a row about a change saves or adds: 电 of 节电量, 门诊量 of 门诊量增长率.
fn changed(row: RowCx<'_>) -> Option<String> {
    let file = row.cx().terms.get("goal-figures");
    let name = &row.facts.bare_name;
    let word = ["down", "up"].iter().find_map(|group| file.group(group).find_in(name));
    let word = word.or_else(|| name.starts_with('节').then_some("节"))?;
    let rest = name.replacen(word, "", 1);
    let measures = ['率', '量', '比', '例', '幅', '度', '用', '额'];
    Some(rest.trim_end_matches(measures).trim_start_matches("用").to_owned())
}

/// Both are about satisfaction, it is the only such row, and one of them does not say whose.
fn is_only_satisfaction(promise: &Promise, row: RowCx<'_>) -> bool {
    let is = |row: &RowCx<'_>| row.facts.head == Head::Satisfaction;
    if !is(&row) || row.table.rows().filter(|row| is(row)).count() != 1 {
        return false;
    }
    let anyone = row.cx().terms.get("goal-figures").group("anyone");
    let whose = |name: &str| name.rsplit_once("满意").map(|(who, _)| who.to_owned());
    let open = |who: &str| who.is_empty() || anyone.has(who);
    promise
        .terms
        .iter()
        .filter_map(|term| whose(term))
        .any(|term| open(&term) || whose(&row.facts.bare_name).is_none_or(|who| open(&who)))
}

/// The goal speaks of 设备 or 设施 and means what the project is named after: 设备完好率 is 信号灯完好率 in
/// 信号灯维护, if no other row states a 完好率.
fn is_only_thing(term: &str, row: RowCx<'_>) -> bool {
    let file = row.cx().terms.get("goal-figures");
    let Some(any) = file.group("anything").start_of(term) else { return false };
    let measure = &term[any.len()..];
    let is = |row: &RowCx<'_>| row.facts.bare_name.ends_with(measure);
    let thing = row.facts.bare_name.strip_suffix(measure).unwrap_or_default();
    measure.chars().count() >= 3
        && thing.chars().count() >= 2
        && row.table.name().contains(thing)
        && row.table.rows().filter(is).count() == 1
}

/// Counts: the words around the figure and the row share content, and neither is per month or piece.
fn same_thing(promise: &Promise, row: RowCx<'_>) -> bool {
    let (terms, facts) = (row.cx().terms, row.facts);
    let per = facts.name.contains('每') || facts.description.contains('每');
    promise.around.contains('每') == per
        && words::shared(&content(terms, &promise.around), facts.content(terms)) > 0
}
