//! Two rows of different names have the same description.
use crate::cx::{RowCx, TableCx};
use crate::facts::Head;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use std::collections::BTreeMap;
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "description-duplicated",
    code: "JX314",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "不同指标用同一描述", en: "Two indicators share one description" },
    messages: &[Message {
        key: "same",
        zh: "“{name}”的描述与第{row}行“{other}”的描述相同：“{description}”。",
        en: "\"{name}\" has the same description as row {row} (\"{other}\"): \"{description}\".",
        help_zh: "请分别说明各自的口径。",
        help_en: "Describe what each of them measures.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx314_description_duplicated.md"),
    check: Check::Table(check),
};

/// Shortest description, in characters, that two rows cannot share by chance.
const LONG: usize = 6;

fn check(cx: &TableCx<'_>, sink: &mut Sink<'_>) {
    let mut seen: BTreeMap<&str, RowCx<'_>> = BTreeMap::new();
    for row in cx.rows().filter(|row| !row.facts.is_none()) {
        let description = row.facts.description.as_str();
        if description.chars().count() < LONG {
            continue;
        }
        let Some(first) = seen.get(description) else {
            seen.insert(description, row);
            continue;
        };
        // Two populations, asked the same.
        let asked = |row: &RowCx<'_>| row.facts.head == Head::Satisfaction;
        if first.facts.name != row.facts.name && !(asked(first) && asked(&row)) {
            let draft = Draft::at(row.at(Field::Description)).arg("name", &row.facts.name);
            let draft = draft.arg("row", first.number()).arg("other", &first.facts.name);
            sink.push(draft.arg("description", description));
        }
    }
}
