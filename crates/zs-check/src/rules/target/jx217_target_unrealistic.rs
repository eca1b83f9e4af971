//! Everybody content is not a realistic target.
use super::reading::percent;
use crate::cx::{CellCx, DocumentCx};
use crate::facts::Head;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words::{figures, sentences};
use zs_model::{Decimal, Field, Op, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "target-unrealistic",
    code: "JX217",
    tier: Tier::C,
    severity: Severity::Info,
    title: Text { zh: "满意度定为100%", en: "Satisfaction of 100 %" },
    messages: &[
        Message {
            key: "row",
            zh: "“{name}”定为 {target}，一个人不满意就不达标，一般不切实际。",
            en: "\"{name}\" is set to {target}: one discontented person fails it.",
            help_zh: "请参考往年调查结果，定一个有依据、可达到的数（如 ≥90%）。",
            help_en: "Set a figure that past surveys support, e.g. ≥90%.",
        },
        Message {
            key: "goal",
            zh: "绩效目标写满意度达到 100%（“{words}”），一般不切实际。",
            en: "The goal says that satisfaction reaches 100 % (\"{words}\"), which is hardly realistic.",
            help_zh: "请参考往年调查结果，定一个有依据、可达到的数（如 90% 以上）。",
            help_en: "Set a figure that past surveys support, e.g. above 90 %.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx217_target_unrealistic.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    for row in cx.rows().filter(|row| row.facts.head == Head::Satisfaction) {
        let ceiling = matches!(row.target().op, Op::Le | Op::Lt);
        if percent(row) == Some(Decimal::ONE_HUNDRED) && !ceiling {
            let draft = Draft::at(row.at(Field::Target)).arg("name", &row.facts.name);
            sink.push(draft.arg("target", row.target_text()));
        }
    }
    let goal = |field| {
        matches!(
            field,
            Field::Goal | Field::Goals | Field::SubGoals | Field::PeriodGoal | Field::AnnualGoal
        )
    };
    let satisfaction = cx.terms.get("name-heads").group("satisfaction");
    let told = |cell: &CellCx<'_>| goal(cell.at.field) && satisfaction.stands_in(cell.squeezed);
    for cell in cx.cells().filter(told) {
        if let Some(words) = sentences(cell.text).find_map(whole) {
            sink.push(Draft::at(cell.at).message("goal").arg("words", words));
        }
    }
}

/// From 满意度 to the first share behind it, if that is 100 %.
fn whole(sentence: &str) -> Option<&str> {
    let start =
        ["满意度", "满意率", "满意程度"].iter().filter_map(|word| sentence.find(word)).min()?;
    let tail = &sentence[start..];
    if let Some(end) = tail.find("百分之百") {
        let before = figures(&tail[..end]).count() == 0;
        return before.then_some(&tail[..end + "百分之百".len()]);
    }
    let figure = figures(tail).find(|figure| figure.after.starts_with(['%', '％']))?;
    let end = tail.len() - figure.after.len() + figure.after.chars().next()?.len_utf8();
    (figure.value == Decimal::ONE_HUNDRED).then(|| &tail[..end])
}
