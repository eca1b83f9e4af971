//! A date, a share or a count where the name asks for another.
use super::reading::{dimension, is_percent, is_share_name, measured, ratio_word, says_when};
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Dimension, Field, Op, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "value-form-mismatch",
    code: "JX204",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text {
        zh: "指标值与指标名称的类型不符", en: "Value does not fit the name"
    },
    messages: &[
        Message {
            key: "time",
            zh: "“{name}”说的是时间，指标值却是比率 {target}。",
            en: "\"{name}\" is a time, but the target {target} is a share.",
            help_zh: "请填日期或时长（如 2026年11月底前、≤30天）；要填比率就把名称改为“……及时率”。",
            help_en: "State a date or a span; or rename it to a rate.",
        },
        Message {
            key: "share",
            zh: "“{name}”是比率，指标值“{target}”却不是百分比。",
            en: "\"{name}\" is a rate, but the target \"{target}\" is no percentage.",
            help_zh: "请填百分比，或把名称改为与指标值一致。",
            help_en: "State a percentage, or rename the indicator.",
        },
        Message {
            key: "bare",
            zh: "“{name}”是比率，指标值“{target}”没有写百分号。",
            en: "\"{name}\" is a rate, but \"{target}\" lacks the percent sign.",
            help_zh: "请补上“%”。",
            help_en: "Add the percent sign.",
        },
        Message {
            key: "count",
            zh: "“{name}”是个数，指标值“{target}”却是时限。",
            en: "\"{name}\" is a count, but the target \"{target}\" is a deadline.",
            help_zh: "请填数量和单位；时限另设时效指标。",
            help_en: "State a number with its unit; put the deadline into a row of its own.",
        },
        Message {
            key: "thing",
            zh: "“{name}”说的是时间，指标值却是 {target}。",
            en: "\"{name}\" is a time, but the target is {target}.",
            help_zh: "请填日期或时长。",
            help_en: "State a date or a span.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx204_value_form_mismatch.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    if cx.facts.is_none() || matches!(cx.target().op, Op::None | Op::Unparsable) {
        return;
    }
    let Some(key) = time(*cx).or_else(|| share(*cx)).or_else(|| count(*cx)) else { return };
    let draft = Draft::at(cx.at(Field::Target)).message(key);
    let draft = draft.arg("name", &cx.facts.name).arg("target", cx.target_text());
    let fix = format!("{}%", cx.target_text());
    sink.push(if key == "bare" { draft.fix(cx.at(Field::Target), fix) } else { draft });
}

/// A time with a share or a count.
fn time(row: RowCx<'_>) -> Option<&'static str> {
    let forms = row.cx().terms.get("value-forms");
    let name = measured(row);
    let is_time =
        forms.group("time").end_of(name).is_some() || forms.group("deadline").stands_in(name);
    let compared = forms.group("time-ratio").stands_in(name);
    if !is_time || compared || is_share_name(row) {
        return None;
    }
    match dimension(row)? {
        Dimension::Ratio => ratio_word(row, &row.facts.description).is_none().then_some("time"),
        Dimension::Money | Dimension::Area | Dimension::Electricity => Some("thing"),
        _ => None,
    }
}

/// A share that is none.
fn share(row: RowCx<'_>) -> Option<&'static str> {
    let target = row.target();
    if !is_share_name(row) || is_percent(row) {
        return None;
    }
    match dimension(row) {
        Some(Dimension::Rate | Dimension::Other | Dimension::Points) => None,
        None if target.op.is_comparison() => {
            let share =
                target.value > Some(Decimal::ONE) && target.value <= Some(Decimal::ONE_HUNDRED);
            share.then_some("bare")
        }
        None if target.op == Op::Between => None,
        // 下降 beside a rate is vague, not a time: target-qualitative's.
        None if target.op == Op::Qualitative => says_when(row).then_some("share"),
        _ => Some("share"),
    }
}

/// A count with a deadline.
fn count(row: RowCx<'_>) -> Option<&'static str> {
    let counts = row.cx().terms.get("value-forms").group("count");
    let due = row.target().op == Op::By && counts.end_of(measured(row)).is_some();
    due.then_some("count")
}
