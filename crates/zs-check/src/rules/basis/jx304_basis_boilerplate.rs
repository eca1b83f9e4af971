//! Nine of ten rows of a project have the same basis.
use super::shared::list;
use crate::cx::{RowCx, TableCx};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use std::collections::BTreeMap;
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "basis-boilerplate",
    code: "JX304",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "各行依据千篇一律", en: "One basis for every row" },
    messages: &[Message {
        key: "same",
        zh: "{count}行指标中有{same}行的依据都是“{basis}”，看不出每个指标值各自从哪里来。",
        en: "{same} of {count} rows have the same basis \"{basis}\"; where each target comes from cannot be seen.",
        help_zh: "请逐行写明各自的依据：数量依据名册或合同，质量依据标准，成本依据报价或预算批复，满意度依据上年调查。",
        help_en: "State for each row its own basis: register or contract, standard, quotation or approval, last year's survey.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx304_basis_boilerplate.md"),
    check: Check::Table(check),
};

/// Fewest rows that make a pattern.
const ROWS: usize = 4;
/// Words that make one basis good for all rows.
const GENUINE: &[&str] = &["合同", "协议", "号", "《", "方案", "批复", "规划"];

fn check(cx: &TableCx<'_>, sink: &mut Sink<'_>) {
    let filled = |row: &RowCx<'_>| !row.facts.basis.is_empty() && !row.facts.is_none();
    let rows: Vec<RowCx<'_>> = cx.rows().filter(filled).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        *times.entry(row.facts.basis.as_str()).or_default() += 1;
    }
    let Some((basis, same)) = times.into_iter().max_by_key(|(_, times)| *times) else { return };
    let Some(first) = rows.iter().find(|row| row.facts.basis.as_str() == basis) else { return };
    let vague = list(first, "vague").has(basis) || list(first, "values").has(basis);
    if rows.len() < ROWS
        || same * 10 < rows.len() * 9
        || vague
        || GENUINE.iter().any(|word| basis.contains(word))
    {
        return;
    }
    let draft = Draft::at(first.at(Field::Basis)).arg("basis", basis);
    sink.push(draft.arg("same", same).arg("count", rows.len()));
}
