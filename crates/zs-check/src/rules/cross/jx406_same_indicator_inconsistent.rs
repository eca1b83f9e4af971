//! One indicator under different kinds in different projects.
use crate::cx::{DocumentCx, RowCx};
use crate::facts::Head;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use std::collections::BTreeMap;
use zs_model::{Field, Level2, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "same-indicator-inconsistent-across-projects",
    code: "JX406",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text {
        zh: "同一指标各项目归类不一", en: "One indicator under different kinds"
    },
    messages: &[Message {
        key: "kinds",
        zh: "“{name}”在各项目里归入不同的二级指标：{uses}。",
        en: "\"{name}\" stands under different kinds: {uses}.",
        help_zh: "同一指标只有一个归类，请统一；名称相同而所指不同的，请把名称写具体。",
        help_en: "An indicator has one kind: make them agree, or give different things different names.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx406_same_indicator_inconsistent.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let place = |row: &RowCx<'_>| (row.table.index, row.index);
    let is_first = |row: &RowCx<'_>| row.namesakes().next().map(|r| place(&r)) == Some(place(row));
    let rows = cx.rows().filter(|row| is_measure(*row)).filter(is_first);
    let found = rows.filter_map(|row| Some((row.facts.name.as_str(), uses(row)?)));
    let mut found: Vec<(&str, String)> = found.collect();
    found.sort_unstable();
    for (name, uses) in found {
        let draft = Draft::at(cx.at(Field::Level2)).text(name).arg("name", name);
        sink.push(draft.arg("uses", uses));
    }
}

/// The rows of the same name by their levels, if these differ between tables.
fn uses(first: RowCx<'_>) -> Option<String> {
    let mut uses: BTreeMap<Level2, Vec<RowCx<'_>>> = BTreeMap::new();
    for row in first.namesakes() {
        if let Some(level2) = row.facts.level2 {
            uses.entry(level2).or_default().push(row);
        }
    }
    let mut tables = uses.values().flatten().map(|row| row.table.index);
    let first = tables.next()?;
    if uses.len() < 2 || tables.all(|table| table == first) {
        return None;
    }
    Some(uses.values().map(|rows| show(rows)).collect::<Vec<_>>().join("；"))
}

/// Names that say what is measured; 保障正常运转 may well be quality here and benefit there.
fn is_measure(row: RowCx<'_>) -> bool {
    matches!(
        row.facts.head,
        Head::Rate | Head::Satisfaction | Head::Count | Head::Time | Head::Money
    ) && row.facts.name.chars().count() >= 4
}

/// `质量指标（项目3 ≥90%、项目4 ≥95%）`.
fn show(rows: &[RowCx<'_>]) -> String {
    let place = |row: &RowCx<'_>| match row.table.project {
        Some(project) => format!("项目{} {}", project.ordinal, row.target_text()),
        None => format!("部门整体 {}", row.target_text()),
    };
    let places: Vec<String> = rows.iter().take(6).map(place).collect();
    let kind = rows.first().and_then(|row| row.indicator.level2.as_deref()).unwrap_or_default();
    format!("{kind}（{}）", places.join("、"))
}
