//! A figure in the goals that no indicator takes up.
use super::answers::answers;
use crate::cx::{ProjectCx, RowCx};
use crate::promises::Promise;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_model::{Decimal, Dimension, Field, Severity, Unit};

pub(crate) static RULE: Rule = Rule {
    name: "goal-metric-without-indicator",
    code: "JX413",
    tier: Tier::B,
    severity: Severity::Warning,
    title: Text {
        zh: "目标里的数没有指标承接", en: "A figure of the goals has no indicator"
    },
    messages: &[Message {
        key: "alone",
        zh: "目标写了“{promise}”，指标表里没有一行与它对应。",
        en: "The goal says \"{promise}\"; no indicator takes it up.",
        help_zh: "目标里量化的内容都要有指标考核：请补一行指标。",
        help_en: "What the goals quantify must be measured: add a row.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx413_goal_metric_without_indicator.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    if cx.table.indicators.is_empty() {
        return;
    }
    for (item, promise) in &cx.told().promises {
        if is_output(cx, promise) && !taken_up(cx, promise) {
            sink.push(Draft::at(cx.item(Field::Goals, *item)).arg("promise", &promise.clause));
        }
    }
}

/// A figure that something is measured by; 每月2次, the number of an office or a rule, how many there are
/// already (现有12台) and how long it takes are none.
fn is_output(cx: &ProjectCx<'_>, promise: &Promise) -> bool {
    let context = cx.cx().terms.get("goal-figures").group("context");
    let given = context.stands_in(&promise.clause);
    let span = promise.unit.dimension() == Dimension::Duration;
    let said = promise.clause.chars().filter(|c| c.is_alphabetic()).count();
    let other = ["第", "每", "分", "共同", "占"].iter().any(|word| promise.around.contains(word));
    said >= 3
        && !other
        && !given
        && !span
        && promise.value > Decimal::ONE
        && !promise.terms.is_empty()
}

/// Whether a row is about it: matched by name, of the same figure, or with two shared pairs of characters.
fn taken_up(cx: &ProjectCx<'_>, promise: &Promise) -> bool {
    let same_figure = |row: &RowCx<'_>| {
        let target = row.target();
        let base = target.unit.as_ref().map_or(Decimal::ONE, Unit::factor);
        let values = [target.value, target.upper].into_iter().flatten();
        values.into_iter().any(|value| value.saturating_mul(base) == promise.base())
    };
    let about = |row: &RowCx<'_>| {
        let term = promise.terms.first().map(String::as_str).unwrap_or_default();
        let term = words::shingles(term);
        words::shared(row.facts.shingles(), &term) * 2 >= term.len().max(2)
    };
    !answers(cx.table, promise).is_empty()
        || cx.table.rows().any(|row| same_figure(&row) || about(&row))
}
