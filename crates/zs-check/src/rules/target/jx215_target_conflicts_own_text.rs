//! Description or basis asks for all, the target for less.
use super::reading::{is_floor, percent, ratio_word};
use crate::cx::RowCx;
use crate::facts::Head;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words::figures;
use zs_catalog::Scanned;
use zs_model::{Decimal, Field, Level2, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "target-conflicts-own-text",
    code: "JX215",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "指标值与本行文字矛盾", en: "Target conflicts with its own row" },
    messages: &[
        Message {
            key: "whole",
            zh: "{where}写“{words}”，就是 100%，指标值却是 {target}。",
            en: "The {where} says \"{words}\", which is 100 %, but the target is {target}.",
            help_zh: "请统一：改指标值，或改{where}。",
            help_en: "Make them agree: change the target, or the {where}.",
        },
        Message {
            key: "figure",
            zh: "{where}写“{words}”，指标值却是 {target}。",
            en: "The {where} says \"{words}\", but the target is {target}.",
            help_zh: "请统一：改指标值，或改{where}。",
            help_en: "Make them agree: change the target, or the {where}.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx215_target_conflicts_own_text.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let satisfied =
        cx.facts.head == Head::Satisfaction || cx.facts.level2 == Some(Level2::ClientSatisfaction);
    let Some(target) = percent(*cx).filter(|_| is_floor(cx.target().op)) else { return };
    let texts =
        [("描述", &cx.facts.description), ("依据", &cx.facts.basis), ("名称", &cx.facts.name)];
    let whole =
        texts[..2].iter().find_map(|(field, text)| Some((*field, whole(*cx, text)?.to_owned())));
    let whole = whole.filter(|_| target < Decimal::ONE_HUNDRED && !satisfied);
    let figure =
        || texts.iter().find_map(|(field, text)| Some((*field, figure(*cx, text, target)?)));
    let found = whole.map(|hit| ("whole", hit)).or_else(|| Some(("figure", figure()?)));
    let Some((key, (field, words))) = found else { return };
    let draft = Draft::at(cx.at(Field::Target)).message(key).arg("where", field);
    sink.push(draft.arg("words", words).arg("target", cx.target_text()));
}

/// A word that means all of it; not where the text says how a share is computed.
fn whole<'a>(row: RowCx<'a>, text: &Scanned<'_>) -> Option<&'a str> {
    let words = row.cx().terms.get("must-be-whole");
    // 全部工单按时办结 says so too; 全部工单的办结情况 only names what is measured.
    let all = || words.group("all").start_of(text).filter(|_| !text.contains('的'));
    let all = || all().filter(|_| words.group("all-done").stands_in(text));
    let said = words.group("whole").find_in(text).or_else(all);
    said.filter(|_| ratio_word(row, text).is_none())
}

/// Another percentage that the text says is to be reached: 合格率达到98%以上 beside ≥95%.
fn figure(row: RowCx<'_>, text: &str, target: Decimal) -> Option<String> {
    let reach = row.cx().terms.get("must-be-whole").group("reach");
    let mut shares = figures(text).filter(|f| f.after.starts_with(['%', '％']));
    let only = shares.next().filter(|_| shares.next().is_none())?;
    let word = reach.end_of(only.before)?;
    // 比上年提高到 and scores of a survey speak of something else.
    let other =
        ["上年", "去年", "往年", "目前", "现有", "×", "*", "得分", "国家", "全省", "全国", "其中"];
    let same = only.value == target || other.iter().any(|mark| text.contains(mark));
    (!same).then(|| format!("{word}{}%", only.value.normalize()))
}
