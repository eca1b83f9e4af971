//! A share that cannot be more than the whole.
use super::reading::{Better, better, is_share_name, measured, percent};
use crate::cx::RowCx;
use crate::facts::Head;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "percent-above-100",
    code: "JX211",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "比率超过100%", en: "Share above 100 %" },
    messages: &[Message {
        key: "above",
        zh: "“{name}”是部分占全部的比率，不会超过 100%，指标值却是 {target}。",
        en: "\"{name}\" is a share of a whole and cannot exceed 100 %, but the target is {target}.",
        help_zh: "请改为不超过 100% 的数；说的是增长的，把名称改为“……增长率”。",
        help_en: "State at most 100 %; if growth is meant, name it so.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx211_percent_above_100.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let polarity = cx.cx().terms.get("polarity");
    let over = cx.target().upper.or(percent(*cx)).filter(|_| percent(*cx).is_some());
    if over.is_none_or(|value| value <= Decimal::ONE_HUNDRED) {
        return;
    }
    let name = measured(*cx);
    let growth = polarity.group("growth");
    let grows = growth.stands_in(name) || growth.stands_in(&cx.facts.description);
    let open = polarity.group("above").end_of(name).is_some();
    // What divides by a plan or an earlier year may well pass it.
    let base = ["上年", "去年", "计划", "设计", "基期", "目标", "任务", "预期"];
    let compared = base.iter().any(|word| cx.facts.description.contains(word));
    let higher = better(*cx) == Some(Better::Higher);
    let share = (higher && name.ends_with('度')) || (is_share_name(*cx) && name.ends_with('率'));
    let share = share && (higher || !compared);
    let part = share || cx.facts.head == Head::Satisfaction || name.ends_with("占比");
    if part && !grows && !open {
        let draft = Draft::at(cx.at(Field::Target)).arg("name", name);
        sink.push(draft.arg("target", cx.target_text()));
    }
}
