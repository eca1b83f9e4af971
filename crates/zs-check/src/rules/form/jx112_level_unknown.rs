//! A 一级 or 二级指标 name that neither the common list nor the place's profile knows.
use super::levels::{LEVEL1, LEVEL2, nearest};
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_model::{Field, FieldRef, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "level-unknown",
    code: "JX112",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "不认识的一级或二级指标", en: "Unknown level name" },
    messages: &[Message {
        key: "unknown",
        zh: "“{name}”不是规定的{level}名称，最接近的是“{nearest}”。",
        en: "\"{name}\" is not a known name of {level}; the nearest is \"{nearest}\".",
        help_zh: "请改用规定的名称；如果本地确有这一类，请在要求档案（profiles）里登记。",
        help_en: "Use a known name; if this place has such a kind, register it in its profile.",
    }],
    basis: Some("财预〔2021〕101号"),
    since: "0.1",
    page: include_str!("jx112_level_unknown.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let names = &cx.cx().profile.names;
    if cx.facts.level1.is_none() {
        judge(cx, sink, Field::Level1, LEVEL1, &names.level1);
    }
    // Under 满意度 any name is read as a group of respondents; 公众满意度 is one wherever it stands.
    let respondents = || cx.indicator.level2.as_deref().is_some_and(|name| name.contains("满意"));
    if cx.facts.level2.is_none() && !respondents() {
        judge(cx, sink, Field::Level2, LEVEL2, &names.level2);
    }
}

fn judge(
    cx: &RowCx<'_>,
    sink: &mut Sink<'_>,
    field: Field,
    known: &[&'static str],
    local: &[String],
) {
    let name_of = |row: &zs_model::Indicator| match field {
        Field::Level1 => row.level1.clone(),
        _ => row.level2.clone(),
    };
    let Some(name) = name_of(cx.indicator) else { return };
    let seen =
        || cx.table.indicators[..cx.index].iter().any(|row| name_of(row).as_ref() == Some(&name));
    if words::normal(&name).is_empty() || local.contains(&name) || seen() {
        return;
    }
    let level = if field == Field::Level1 { "一级指标" } else { "二级指标" };
    let nearest = nearest(&name, known);
    let at = cx.at(field);
    sink.push(
        Draft::at(at)
            .arg("name", &name)
            .arg("level", level)
            .arg("nearest", nearest)
            .fix(FieldRef { ..at }, nearest),
    );
}
