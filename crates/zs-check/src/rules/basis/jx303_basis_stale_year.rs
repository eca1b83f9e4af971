//! A basis must not be a plan or a budget of an earlier year.
use crate::cx::{RowCx, TableCx};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "basis-stale-year",
    code: "JX303",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "依据是以前年度的计划或预算", en: "Basis of an earlier year" },
    messages: &[Message {
        key: "stale",
        zh: "本文本是{year}年的，依据引用的却是以前年度的计划或预算：{rows}。",
        en: "The document is for {year}, yet the basis is a plan or budget of an earlier year: {rows}.",
        help_zh: "请改用{year}年的计划、预算或测算；确是跨年计划的，写明起止年份。",
        help_en: "Use the plan, budget or estimate of {year}; for a plan of several years state its first and last year.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx303_basis_stale_year.md"),
    check: Check::Table(check),
};

fn check(cx: &TableCx<'_>, sink: &mut Sink<'_>) {
    let Some(year) = cx.cx.likely_year() else { return };
    let stale: Vec<RowCx<'_>> = cx.rows().filter(|row| is_stale(row, u32::from(year))).collect();
    let Some(first) = stale.first() else { return };
    let line = |row: &RowCx<'_>| format!("第{}行“{}”", row.number(), row.facts.basis);
    let rows: Vec<String> = stale.iter().map(line).collect();
    let draft = Draft::at(first.at(Field::Basis)).text(first.facts.basis.as_str());
    sink.push(draft.arg("year", year).arg("rows", rows.join("、")));
}

/// A clause that names an earlier year with a plan word behind it, and neither this year nor something settled.
fn is_stale(row: &RowCx<'_>, year: u32) -> bool {
    let words = row.cx().terms.get("basis-words");
    let basis = &row.facts.basis;
    if !basis.contains("20") {
        return false;
    }
    let this = basis.contains(&year.to_string());
    let mut clauses = words::clauses(basis).flat_map(|clause| clause.split('、'));
    !this
        && clauses.any(|clause| {
            let planned =
                earlier(clause, year).is_some_and(|rest| words.group("plans").stands_in(rest));
            planned && !words.group("settled").stands_in(clause)
        })
}

/// What stands behind the year, if it is one to three years before.
fn earlier(clause: &str, year: u32) -> Option<&str> {
    let mut years =
        clause.match_indices("20").filter_map(|(at, _)| Some((at, clause.get(at..at + 4)?)));
    let (at, _) =
        years.find(|(_, four)| four.parse().is_ok_and(|y: u32| y < year && y + 3 >= year))?;
    let digit = |c: char| c.is_ascii_digit();
    let alone = !clause[..at].ends_with(digit);
    clause[at + 4..]
        .strip_prefix('年')
        .filter(|rest| alone && !rest.starts_with(['-', '—', '至', '~']))
}
