//! The same odd count for two different populations.
use crate::cx::{DocumentCx, RowCx};
use crate::quantities::{counted, quantities};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use std::collections::BTreeMap;
use zs_model::{Decimal, Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "number-copied",
    code: "JX408",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "不同对象用了同一个数", en: "One count for different things" },
    messages: &[Message {
        key: "same",
        zh: "“{name}”（{description}）是 {target}，与项目{other}的“{twin}”（{other_description}）一个数不差，而两处说的不是同一批。",
        en: "\"{name}\" ({description}) is {target}, exactly as \"{twin}\" ({other_description}) of project {other}, though they count different things.",
        help_zh: "请核对这个数是否从另一个项目复制而来。",
        help_en: "Check whether the figure was copied from the other project.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx408_number_copied.md"),
    check: Check::Document(check),
};

/// Counts of the calendar: months, weeks, working days.
const CALENDAR: &[i64] = &[12, 24, 36, 48, 52, 104, 249, 251, 252, 366, 730];

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let mut first: BTreeMap<(Decimal, &str), RowCx<'_>> = BTreeMap::new();
    for row in cx.projects().flat_map(|project| quantities(project.table)) {
        let Some(value) = counted(row).filter(|value| is_odd(*value)) else { continue };
        let Some(unit) = row.target().unit.as_ref() else { continue };
        match first.get(&(value, unit.base())) {
            None => {
                first.insert((value, unit.base()), row);
            }
            Some(other) if other.table.index != row.table.index && differ(*other, row) => {
                let draft = Draft::at(row.at(Field::Target)).arg("name", &row.facts.name);
                let draft = draft.arg("description", &row.facts.description);
                let draft = draft.arg("target", row.target_text()).arg("twin", &other.facts.name);
                let draft = draft.arg("other_description", &other.facts.description);
                sink.push(draft.arg("other", other.table.project.map_or(0, |p| p.ordinal)));
            }
            Some(_) => {}
        }
    }
}

/// A figure that two different things hardly share by chance.
fn is_odd(value: Decimal) -> bool {
    let round = (value % Decimal::from(5)).is_zero();
    let calendar = CALENDAR.iter().any(|day| value == Decimal::from(*day));
    value > Decimal::from(30) && !round && !calendar
}

/// Two projects, and nothing of what one row counts stands in the other (在职教师 in both is one population).
fn differ(a: RowCx<'_>, b: RowCx<'_>) -> bool {
    let terms = a.cx().terms;
    let told = !a.facts.description.is_empty() && !b.facts.description.is_empty();
    let shared = words::shared(a.facts.content(terms), b.facts.content(terms));
    told && shared == 0
        && a.facts.description != b.facts.description
        && a.table.core() != b.table.core()
}
