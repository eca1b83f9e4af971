//! A percentage on a state or a degree without a formula.
use super::reading::{is_percent, is_share_name, measured, percent, ratio_word};
use crate::cx::RowCx;
use crate::facts::Head;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Field, Level2, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "pseudo-quantified",
    code: "JX209",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "给状态套百分比", en: "A share of what is no share" },
    messages: &[
        Message {
            key: "state",
            zh: "“{name}”是状态或程度，套上 {target} 没有计算口径。",
            en: "\"{name}\" is a state or degree; {target} of it cannot be computed.",
            help_zh: "请改成可计算的比率并写明分子、分母，或改为数量、等级。",
            help_en: "Use a rate with numerator and denominator, a count, or a grade.",
        },
        Message {
            key: "quality",
            zh: "“{name}”写成 {target}，没有说明怎么计算。",
            en: "\"{name}\" is {target} without saying how it is computed.",
            help_zh: "请在描述里写明分子、分母，名称改为“……率”。",
            help_en: "State numerator and denominator, and name it a rate.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx209_pseudo_quantified.md"),
    check: Check::Row(check),
};

/// Smaller shares of something that rises or falls are rates of change.
const CHANGE: i64 = 50;

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let Some(value) = percent(*cx).filter(|_| is_percent(*cx) && !cx.facts.is_none()) else {
        return;
    };
    let Some((key, severity)) = state(*cx) else { return };
    let growth = cx.cx().terms.get("polarity").group("growth");
    let texts = [&cx.facts.name, &cx.facts.description];
    let change = value < Decimal::from(CHANGE) && texts.iter().any(|text| growth.stands_in(text));
    if change || is_computed(*cx) {
        return;
    }
    let draft = Draft::at(cx.at(Field::Target)).message(key).severity(severity);
    sink.push(draft.arg("name", measured(*cx)).arg("target", cx.target_text()));
}

/// Whether the name is a state or degree.
fn state(row: RowCx<'_>) -> Option<(&'static str, Severity)> {
    let forms = row.cx().terms.get("value-forms");
    let name = measured(row);
    let has = |group: &str| forms.group(group).stands_in(name);
    let ends = |group: &str| forms.group(group).end_of(name).is_some();
    let measurable =
        matches!(row.facts.head, Head::Satisfaction | Head::Money | Head::Count | Head::Time);
    let other = matches!(
        row.facts.level2,
        Some(Level2::ClientSatisfaction | Level2::Cost | Level2::Quantity)
    );
    if is_share_name(row) || measurable || has("state-not") || (other && !ends("state-end")) {
        return None;
    }
    if ends("quality-end") {
        return Some(("quality", Severity::Info));
    }
    let state = ends("state-end") || (row.facts.head == Head::Other && has("state-word"));
    state.then_some(("state", Severity::Warning))
}

/// The description says how the share is computed, or names a rate of the field (合格率).
fn is_computed(row: RowCx<'_>) -> bool {
    let text = &row.facts.description;
    let polarity = row.cx().terms.get("polarity");
    let rate = ["higher", "lower"].iter().any(|group| polarity.group(group).stands_in(text));
    ratio_word(row, text).is_some() || rate
}
