//! Two rows of one table have the same 三级指标 name.
use crate::cx::TableCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use std::collections::BTreeMap;
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "level3-duplicate-name",
    code: "JX313",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text {
        zh: "同一项目内三级指标重名", en: "Same indicator name twice in a project"
    },
    messages: &[Message {
        key: "same",
        zh: "三级指标“{name}”在本表出现{count}次（第{rows}行），从名称上分不出来。",
        en: "The indicator \"{name}\" stands {count} times in this table (rows {rows}); the names do not tell them apart.",
        help_zh: "请在名称里写明各自的对象；若是重复填报，删去一行。",
        help_en: "Name the object of each; delete a row that was copied.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx313_level3_duplicate_name.md"),
    check: Check::Table(check),
};

fn check(cx: &TableCx<'_>, sink: &mut Sink<'_>) {
    let mut names: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for row in cx.rows().filter(|row| !row.facts.is_none()) {
        names.entry(row.facts.name.as_str()).or_default().push(row.index);
    }
    for (name, rows) in names.into_iter().filter(|(_, rows)| rows.len() > 1) {
        let Some(second) = rows.get(1).and_then(|row| cx.row(*row)) else { continue };
        let numbers: Vec<String> = rows.iter().map(|row| (row + 1).to_string()).collect();
        let draft = Draft::at(second.at(Field::Level3)).arg("name", name);
        sink.push(draft.arg("count", rows.len()).arg("rows", numbers.join("、")));
    }
}
