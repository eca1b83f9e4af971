//! A row of a form with a basis column must say where its target comes from.
use super::shared::projects_have_column;
use crate::cx::{DocumentCx, RowCx};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "basis-blank",
    code: "JX301",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "指标值确定依据空白", en: "Basis missing" },
    messages: &[
        Message {
            key: "blank",
            zh: "“{name}”的指标值 {target} 没有填写确定依据。",
            en: "The target {target} of \"{name}\" has no basis.",
            help_zh: "请填写依据：文件名和文号、标准、合同、计划或上年实际数。",
            help_en: "State a document with its number, a standard, a contract, a plan or last year's figure.",
        },
        Message {
            key: "none",
            zh: "“{name}”的指标值 {target} 的确定依据填了“{basis}”，等于没有填。",
            en: "The basis of \"{name}\" ({target}) says \"{basis}\", which is no basis.",
            help_zh: "请填写依据：文件名和文号、标准、合同、计划或上年实际数。",
            help_en: "State a document with its number, a standard, a contract, a plan or last year's figure.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx301_basis_blank.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let projects = projects_have_column(cx);
    for table in cx.tables() {
        let own = || table.indicators.iter().any(|row| row.basis.is_some());
        if (table.project.is_some() && projects) || own() {
            table.rows().for_each(|row| judge(&row, sink));
        }
    }
}

fn judge(row: &RowCx<'_>, sink: &mut Sink<'_>) {
    let basis = row.facts.basis.as_str();
    let none = matches!(basis, "无" | "暂无" | "/" | "略" | "没有" | "无依据");
    if row.facts.is_none() || !(basis.is_empty() || none) {
        return;
    }
    let draft = Draft::at(row.at(Field::Basis)).arg("name", &row.facts.name);
    let draft = draft.arg("target", row.target_text()).arg("basis", basis);
    sink.push(if none { draft.message("none") } else { draft });
}
