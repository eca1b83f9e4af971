//! A project without the kinds of indicator that its place and year require.
use crate::cx::ProjectCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_catalog::Kind;
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "level2-missing",
    code: "JX111",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "缺少应有的二级指标", en: "Required kind of indicator missing" },
    messages: &[
        Message {
            key: "required",
            zh: "本项目没有{missing}指标（{profile}要求）。",
            en: "The project has no indicator of these kinds: {missing} (required by the profile {profile}).",
            help_zh: "请补上：数量写做多少，质量写做到什么标准，成本写花多少钱，效益写带来什么变化。",
            help_en: "Add them: how much, how well, at what cost, to what effect.",
        },
        Message {
            key: "advised",
            zh: "本项目没有{missing}指标，建议按需要设置（{profile}）。",
            en: "The project has no indicator of these kinds: {missing} (advised by the profile {profile}).",
            help_zh: "有明确期限的工作应写完成时间。",
            help_en: "Work with a fixed term should state its deadline.",
        },
    ],
    basis: Some("财预〔2021〕101号"),
    since: "0.1",
    page: include_str!("jx111_level2_missing.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    // A table without any indicator is field-missing's business, one with unknown names level-unknown's.
    let unknown = |row: &&crate::facts::RowFacts| row.level2.is_none();
    if cx.project.indicators.is_empty() || cx.table.facts.rows.iter().any(|row| unknown(&row)) {
        return;
    }
    let needs = &cx.cx().profile.level2;
    let due = needs.cost_from.is_some_and(|from| cx.cx().likely_year().is_some_and(|y| y >= from));
    let cost = due.then_some(Kind::Cost);
    let required = missing(cx, needs.required.iter().copied().chain(cost));
    let advised = missing(cx, needs.advised.iter().copied());
    if !required.is_empty() {
        let all: Vec<&str> = required.into_iter().chain(advised).collect();
        report(cx, sink, "required", Severity::Warning, &all);
    } else if !advised.is_empty() {
        report(cx, sink, "advised", Severity::Info, &advised);
    }
}

/// The kinds without a row; a 无 row counts as a row, for the office has looked at the kind.
fn missing(cx: &ProjectCx<'_>, kinds: impl Iterator<Item = Kind>) -> Vec<&'static str> {
    let has =
        |kind: Kind| cx.table.facts.rows.iter().filter_map(|r| r.level2).any(|l| kind.covers(l));
    kinds.filter(|kind| !has(*kind)).map(Kind::zh).collect()
}

fn report(
    cx: &ProjectCx<'_>,
    sink: &mut Sink<'_>,
    key: &'static str,
    severity: Severity,
    missing: &[&str],
) {
    let draft = Draft::at(cx.at(Field::Indicators)).message(key).severity(severity);
    sink.push(draft.arg("missing", missing.join("、")).arg("profile", &cx.cx().profile.zh));
}
