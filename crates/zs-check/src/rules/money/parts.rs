//! The parts of a total in the department form; the summary's rows beside their projects.
use crate::cx::{DocumentCx, ProjectCx};
use crate::names::meant;
use zs_model::{Money, SummaryForm};

/// The amounts that make up the total: a sum that stands beside its parts (财政拨款, 基本支出) counts alone.
pub(super) fn parts(amounts: &[(String, Option<Money>)]) -> Vec<Money> {
    const PARTS: &[(&str, &[&str])] = &[
        ("财政拨款", &["一般公共预算拨款", "政府性基金拨款", "国有资本经营预算拨款"]),
        ("基本支出", &["人员经费", "公用经费", "人员类", "公用类", "运转类"]),
    ];
    let has = |name: &str| amounts.iter().any(|(label, amount)| label == name && amount.is_some());
    let part =
        |label: &str| PARTS.iter().any(|(whole, parts)| parts.contains(&label) && has(whole));
    amounts.iter().filter(|(label, _)| !part(label)).filter_map(|(_, amount)| *amount).collect()
}

/// Each row of the summary (1-based) with its amount, the project that it names, and that one's budget.
pub(super) fn summary_rows<'a>(
    cx: &'a DocumentCx<'a>,
    form: &SummaryForm,
) -> Vec<(u32, Money, ProjectCx<'a>, Money)> {
    let rows = (1..).zip(&form.rows).filter_map(|(at, row)| {
        let project = meant(cx, row.name.as_deref()?)?;
        Some((at, row.amount?, project, project.table.budget()?))
    });
    rows.collect()
}
