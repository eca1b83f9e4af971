//! A basis cell that holds a target: a figure or a qualitative value.
use super::shared::list;
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Dimension, Field, Severity, Target, Unit};

pub(crate) static RULE: Rule = Rule {
    name: "basis-value-swapped",
    code: "JX302",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "依据栏填的是指标值", en: "Basis holds a target" },
    messages: &[
        Message {
            key: "value",
            zh: "依据栏填的是“{basis}”，这是指标值，不是依据；本行指标值是 {target}。",
            en: "The basis cell says \"{basis}\", which is a target and no basis; the target of this row is {target}.",
            help_zh: "请核对是否填错了栏：指标值移到指标值栏，依据栏写文件、合同、标准或上年数据。",
            help_en: "Check the columns: move the value to the target, and state a document, contract, standard or last year's figure here.",
        },
        Message {
            key: "sibling",
            zh: "依据栏填的“{basis}”正是项目{project}同名指标的指标值；本行指标值是 {target}。",
            en: "The basis \"{basis}\" is the target that project {project} states for the same indicator; the target of this row is {target}.",
            help_zh: "请核对是否填错了栏：指标值移到指标值栏，依据栏写文件、合同、标准或上年数据。",
            help_en: "Check the columns: move the value to the target, and state a document, contract, standard or last year's figure here.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx302_basis_value_swapped.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let basis = &cx.facts.basis;
    if basis.is_empty() || cx.facts.is_none() {
        return;
    }
    let sourced = list(cx, "sources").stands_in(basis);
    let anywhere = !sourced && cx.cx().facts.targets.get(basis.as_str()).is_some();
    let aimed = anywhere.then(|| cx.cx().rows_aimed(&cx.facts.name, basis));
    let sibling = aimed.into_iter().flatten().find(|row| row.table.index != cx.table.index);
    let draft = || {
        let draft = Draft::at(cx.at(Field::Basis)).arg("basis", basis);
        draft.arg("target", cx.target_text())
    };
    if let Some(number) = sibling.and_then(|row| row.table.project).map(|p| p.ordinal) {
        sink.push(draft().message("sibling").arg("project", number));
    } else if list(cx, "values").has(basis) || (!sourced && is_value(basis)) {
        sink.push(draft());
    }
}

/// Figures in words.
const NUMERALS: &[char] = &[
    '零', '〇', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万',
    '亿', '半', '全',
];

/// A figure with a comparator or a unit, and no date.
fn is_value(basis: &str) -> bool {
    let dated = basis.contains(['年', '月', '日']) || basis.chars().count() > 14;
    if dated || !basis.contains(|c: char| c.is_numeric() || NUMERALS.contains(&c)) {
        return false;
    }
    let target = Target::parse(basis);
    let compared = basis.contains(['≥', '≤', '>', '<', '=']);
    // 12315平台规则 begins with the name of a hotline; what follows is no unit.
    let known =
        |unit: &Unit| unit.dimension() != Dimension::Other && unit.text().chars().count() <= 4;
    target.value.is_some() && (target.unit.as_ref().is_some_and(known) || compared)
}
