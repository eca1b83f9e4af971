//! A target of several years in the table of one.
use super::reading::measured;
use crate::costs::is_multi_year;
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_catalog::Searched;
use zs_model::{Decimal, Field, Level2, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "period-mismatch",
    code: "JX213",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text {
        zh: "年度目标写成几年的目标", en: "Target of several years in an annual form"
    },
    messages: &[
        Message {
            key: "years",
            zh: "年度绩效目标里写“{words}”，年底无法考核。",
            en: "\"{words}\" in the targets of one year cannot be assessed at its end.",
            help_zh: "请写本年度要达到的阶段目标；多年的目标写在实施期绩效目标里。",
            help_en: "State what this year brings; targets of several years belong to those of the period.",
        },
        Message {
            key: "long",
            zh: "“{name}”的指标值 {target} 超过一年，年度预算里无法考核。",
            en: "The target {target} of \"{name}\" is more than a year and cannot be assessed in an annual budget.",
            help_zh: "请写本年度要完成的阶段和时限；跨年项目写明实施期。",
            help_en: "State the stage due this year; for a longer project state its period.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx213_period_mismatch.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    if cx.facts.is_none()
        || is_multi_year(cx.table, None)
        || cx.facts.level2 == Some(Level2::Sustainability)
    {
        return;
    }
    let texts = [(Field::Level3, &cx.facts.name), (Field::Description, &cx.facts.description)];
    let hit = texts.into_iter().find_map(|(field, text)| Some((field, years(*cx, text)?)));
    let hit = hit.or_else(|| Some((Field::Target, years(*cx, cx.target_text())?)));
    if let Some((field, words)) = hit {
        sink.push(Draft::at(cx.at(field)).arg("words", words));
    } else if is_long(*cx) {
        let draft = Draft::at(cx.at(Field::Target)).message("long").arg("name", &cx.facts.name);
        sink.push(draft.arg("target", cx.target_text()));
    }
}

/// 三年内, 五年累计; not 近三年, 质保三年内, 三年行动计划.
fn years<'a>(row: RowCx<'a>, text: &(impl Searched + ?Sized)) -> Option<&'a str> {
    let terms = row.cx().terms.get("period-words");
    let words = terms.group("years").find_in(text)?;
    let around = text.text().replace(words, "");
    (!terms.group("other").stands_in(&around)).then_some(words)
}

/// A time to complete of more than twelve months.
fn is_long(row: RowCx<'_>) -> bool {
    let ends = row.cx().terms.get("period-words").group("duration").end_of(measured(row)).is_some();
    let Some((value, unit)) = row.target().value.zip(row.target().unit.as_ref()) else {
        return false;
    };
    let year = match unit.base() {
        "年" => Decimal::ONE,
        "月" => Decimal::from(12),
        "天" => Decimal::from(366),
        _ => return false,
    };
    ends && value > year && value < Decimal::from(1900)
}
