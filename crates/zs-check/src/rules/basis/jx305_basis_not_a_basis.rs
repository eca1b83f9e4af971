//! A basis names a source; experience, the actual situation or the row's own words are none.
use super::shared::{core, list};
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words::Likeness;
use std::cell::OnceCell;
use zs_catalog::Scanned;
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "basis-not-a-basis",
    code: "JX305",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "依据不成其为依据", en: "Basis that is none" },
    messages: &[
        Message {
            key: "vague",
            zh: "依据“{basis}”是空话，不能说明指标值 {target} 从哪里来。",
            en: "The basis \"{basis}\" says nothing about where the target {target} comes from.",
            help_zh: "请写明文件名和文号、标准、合同、计划或上年实际数。",
            help_en: "State a document with its number, a standard, a contract, a plan or last year's figure.",
        },
        Message {
            key: "weak",
            zh: "依据“{basis}”只有名目，没有文号、条款或数字，支持不了指标值 {target}。",
            en: "The basis \"{basis}\" has no number, clause or figure that supports the target {target}.",
            help_zh: "请写明哪一份：文号、条款、合同或测算过程。",
            help_en: "Say which one: number, clause, contract or computation.",
        },
        Message {
            key: "repeats",
            zh: "依据“{basis}”只是重复了{what}，没有说明指标值 {target} 从哪里来。",
            en: "The basis \"{basis}\" only repeats the row ({what}) and does not say where the target {target} comes from.",
            help_zh: "请写明文件名和文号、标准、合同、计划或上年实际数。",
            help_en: "State a document with its number, a standard, a contract, a plan or last year's figure.",
        },
        Message {
            key: "states",
            zh: "依据“{basis}”说的是要做什么、要做到什么，不是指标值 {target} 的出处。",
            en: "The basis \"{basis}\" says what is to be done, not where the target {target} comes from.",
            help_zh: "请写明文件名和文号、标准、合同、计划或上年实际数。",
            help_en: "State a document with its number, a standard, a contract, a plan or last year's figure.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx305_basis_not_a_basis.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let basis = &cx.facts.basis;
    // A value in the wrong column is another rule's.
    if basis.is_empty() || cx.facts.is_none() || list(cx, "values").has(basis) {
        return;
    }
    let Some((key, severity, what)) = judge(cx, basis) else { return };
    let draft = Draft::at(cx.at(Field::Basis)).message(key).severity(severity);
    sink.push(draft.arg("basis", basis).arg("target", cx.target_text()).arg("what", what));
}

fn judge(cx: &RowCx<'_>, basis: &Scanned<'_>) -> Option<(&'static str, Severity, &'static str)> {
    let any = |group: &str| list(cx, group).stands_in(basis);
    let (starts, ends) =
        (list(cx, "demands").start_of(basis), list(cx, "action_ends").end_of(basis));
    let acts = list(cx, "actions").start_of(basis).is_some() || ends.is_some();
    let timed = || if any("deadlines") { Severity::Info } else { Severity::Warning };
    let core = core(cx);
    if list(cx, "vague").has(core) || list(cx, "vague").has(basis) {
        return Some(("vague", Severity::Warning, ""));
    }
    if list(cx, "weak").has(core) {
        return Some(("weak", Severity::Info, ""));
    }
    let sourced = any("sources") || list(cx, "source_ends").end_of(basis).is_some();
    if let Some(what) = repeated(cx, basis, sourced) {
        return Some(("repeats", timed(), what));
    }
    if (starts.is_some() && !any("demand_sources")) || (acts && !sourced) {
        return Some(("states", timed(), ""));
    }
    let pays = list(cx, "payments").stands_in(basis);
    (pays && !sourced).then_some(("states", Severity::Info, ""))
}

/// Whether a text is like the basis, 80 in 100 or more; the basis is taken apart once.
fn is_like(text: &str, basis: &str, told: &OnceCell<Likeness>) -> bool {
    told.get_or_init(|| Likeness::to(basis)).of(text) >= 80
}

/// What the basis repeats; a basis that names a source must repeat it whole and at length.
fn repeated(cx: &RowCx<'_>, basis: &str, sourced: bool) -> Option<&'static str> {
    let size = basis.chars().count();
    let facts = cx.facts;
    let told = OnceCell::new();
    let texts =
        [("指标名称", &facts.name), ("指标描述", &facts.description), ("指标值", &facts.target)];
    let near = |text: &str| {
        // A text of another size by far is no repetition.
        let alike = || size >= 6 && text.len() <= basis.len() * 3 && is_like(text, basis, &told);
        !sourced && size >= 4 && (text.contains(basis) || alike())
    };
    let same = |text: &str| text == basis && size >= if sourced { 10 } else { 4 };
    texts.into_iter().find(|(_, text)| same(text) || near(text)).map(|(what, _)| what)
}
