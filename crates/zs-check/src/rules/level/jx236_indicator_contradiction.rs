//! Two targets that cannot both come true.
use crate::cx::{RowCx, TableCx};
use crate::facts::Head;
use crate::money;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Dimension, Field, Op, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "indicator-contradiction",
    code: "JX236",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "指标互相矛盾", en: "Indicators that contradict each other" },
    messages: &[
        Message {
            key: "spent",
            zh: "“{name}”{target} 与“{other}”{opposite} 不能同时做到：{sum}，超过 100%。",
            en: "\"{name}\" {target} and \"{other}\" {opposite} cannot both come true: {sum}, more than 100 %.",
            help_zh: "节约的钱就是没有花的钱。请改其中一个。",
            help_en: "What is saved is not spent; change one of them.",
        },
        Message {
            key: "bounds",
            zh: "“{name}”这里要求 {target}，{where}同名指标要求 {opposite}，不能同时成立。",
            en: "\"{name}\" asks for {target} here and for {opposite} in {where}; both cannot hold.",
            help_zh: "请核对哪个是对的；年度或对象不同的，在名称里写明。",
            help_en: "Check which is right; name the year or the population if they differ.",
        },
        Message {
            key: "twice",
            zh: "同一项目里“{name}”名称和描述都相同，却有 {target} 和 {opposite} 两个指标值（{where}）。",
            en: "In one project \"{name}\" stands twice with the same description, as {target} and {opposite} ({where}).",
            help_zh: "请删去一行，或在名称里写明区别。",
            help_en: "Drop one row, or name the difference.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx236_indicator_contradiction.md"),
    check: Check::Table(check),
};

fn check(cx: &TableCx<'_>, sink: &mut Sink<'_>) {
    let saved = cx.rows().filter_map(|row| Some((row, saving(row)?)));
    for (row, rate) in saved {
        let spent = cx.rows().filter_map(|other| Some((other, spending(other)?))).next();
        let Some((other, share)) = spent.filter(|(_, share)| rate + share > Decimal::ONE_HUNDRED)
        else {
            continue;
        };
        let sum = format!(
            "{}% + {}% = {}%",
            rate.normalize(),
            share.normalize(),
            (rate + share).normalize()
        );
        push(sink, row, other, "spent", Severity::Error, ("sum", sum));
    }
    for row in cx.rows().filter(|row| !row.facts.is_none()) {
        let earlier = row.table.rows().take(row.index).filter(|other| same(row, *other));
        let here = earlier.filter(|other| unequal(row, *other)).last();
        // Reported once, where the floor stands.
        let floor = matches!(row.target().op, Op::Ge | Op::Gt);
        let clash = |other: &RowCx<'_>| floor && same(row, *other) && apart(row, *other);
        let elsewhere = || row.siblings().find(clash);
        if let Some(other) = here {
            let key = if apart(row, other) { "bounds" } else { "twice" };
            let severity = if key == "bounds" { Severity::Error } else { Severity::Warning };
            push(sink, row, other, key, severity, ("where", format!("第 {} 行", other.number())));
        } else if let Some(other) = elsewhere() {
            let place =
                other.table.project.map_or_else(String::new, |p| format!("项目{}", p.ordinal));
            push(sink, row, other, "bounds", Severity::Warning, ("where", place));
        }
    }
}

fn push(
    sink: &mut Sink<'_>,
    row: RowCx<'_>,
    other: RowCx<'_>,
    key: &'static str,
    severity: Severity,
    more: (&'static str, String),
) {
    let draft = Draft::at(row.at(Field::Target)).message(key).severity(severity);
    let draft = draft.arg("name", &row.facts.name).arg("target", row.target_text());
    let draft = draft.arg("other", &other.facts.name).arg("opposite", other.target_text());
    sink.push(draft.arg(more.0, more.1));
}

/// The least share of the money that is to be saved.
fn saving(row: RowCx<'_>) -> Option<Decimal> {
    let terms = row.cx().terms.get("saving-rates");
    let name = &row.facts.bare_name;
    let rate = row.facts.head == Head::Rate && terms.group("saving").find_in(name).is_some();
    let money = terms.group("formula").find_in(&row.facts.description).is_some()
        || (terms.group("money").find_in(name).is_some()
            && terms.group("energy").find_in(name).is_none());
    (rate && money).then(|| floor(row)).flatten()
}

/// The least share of the budget that is to be spent: an execution rate, or a floor equal to the budget.
fn spending(row: RowCx<'_>) -> Option<Decimal> {
    let budget = row.cx().terms.get("indicator-categories").group("budget");
    if budget.end_of(&row.facts.bare_name).is_some() {
        return floor(row);
    }
    let whole = row.table.budget()?;
    let least = matches!(row.target().op, Op::Ge | Op::Gt) && row.facts.head == Head::Money;
    let equal = money::yuan(row.target()).is_some_and(|yuan| !money::differ(yuan, whole));
    (least && equal).then_some(Decimal::ONE_HUNDRED)
}

fn floor(row: RowCx<'_>) -> Option<Decimal> {
    let least = matches!(row.target().op, Op::Ge | Op::Gt | Op::Eq);
    row.target().threshold_percent().filter(|rate| least && *rate <= Decimal::ONE_HUNDRED)
}

/// Same name, same description, same level, of one unit, in figures of the same kind.
fn same(a: RowCx<'_>, b: RowCx<'_>) -> bool {
    let office = |row: RowCx<'_>| row.table.project.and_then(|p| p.unit_code.clone());
    let base =
        |row: RowCx<'_>| row.target().unit.as_ref().map(|u| (u.base().to_owned(), u.dimension()));
    let figures = a.target().op.is_comparison() && b.target().op.is_comparison();
    let texts = a.facts.name == b.facts.name && a.facts.description == b.facts.description;
    let known = !a.facts.description.is_empty()
        && base(a).is_some_and(|(_, kind)| kind != Dimension::Money);
    texts
        && known
        && figures
        && base(a) == base(b)
        && a.facts.level2 == b.facts.level2
        && office(a) == office(b)
}

fn value(row: RowCx<'_>) -> Option<Decimal> {
    row.target().value?.checked_mul(row.target().unit.as_ref()?.factor())
}

fn unequal(a: RowCx<'_>, b: RowCx<'_>) -> bool {
    value(a) != value(b) || a.target().op != b.target().op
}

/// At least so many here, at most fewer there.
fn apart(a: RowCx<'_>, b: RowCx<'_>) -> bool {
    let (Some(x), Some(y)) = (value(a), value(b)) else { return false };
    let (low, high) = (|op| matches!(op, Op::Ge | Op::Gt), |op| matches!(op, Op::Le | Op::Lt));
    let clash = |a: Op, x: Decimal, b: Op, y: Decimal| low(a) && high(b) && x > y;
    clash(a.target().op, x, b.target().op, y) || clash(b.target().op, y, a.target().op, x)
}
