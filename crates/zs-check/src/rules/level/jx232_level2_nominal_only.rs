//! A 二级指标 whose every row belongs elsewhere.
use super::category;
use crate::cx::TableCx;
use zs_model::{Field, Level2, Severity};

/// Why a row leaves its level empty.
const PROCESS: [&str; 4] = ["payment", "procedure", "budget", "not-satisfaction"];
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};

pub(crate) static RULE: Rule = Rule {
    name: "level2-nominal-only",
    code: "JX232",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "二级指标有名无实", en: "Level filled in name only" },
    messages: &[Message {
        key: "nominal",
        zh: "“{level}”下的 {count} 行（{names}）都不是这一类指标，这一类实际空缺。",
        en: "None of the {count} rows under {level} ({names}) is of that kind; it is empty in fact.",
        help_zh: "请补一个真正反映{level}的指标，现有各行移到应在的类别。",
        help_en: "Add an indicator that is of that kind ({level}), and move the present ones.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx232_level2_nominal_only.md"),
    check: Check::Table(check),
};

fn check(cx: &TableCx<'_>, sink: &mut Sink<'_>) {
    use Level2::{ClientSatisfaction, Ecological, Economic, Social, Sustainability};
    for level2 in [Economic, Social, Ecological, Sustainability, ClientSatisfaction] {
        let mut rows = cx.rows_of(level2).peekable();
        let Some(first) = rows.peek().copied() else { continue };
        // A benefit of another kind is still a benefit; process is none at all.
        let process = |row| category::of(row).is_some_and(|found| PROCESS.contains(&found.why));
        if !rows.all(process) {
            continue;
        }
        let mut names: Vec<&str> = cx.rows_of(level2).map(|row| row.facts.name.as_str()).collect();
        let count = names.len();
        names.dedup();
        let level = first.indicator.level2.as_deref().unwrap_or("满意度指标");
        let draft = Draft::at(first.at(Field::Level2)).arg("level", level).arg("count", count);
        sink.push(draft.arg("names", names.join("、")));
    }
}
