//! What a project of this kind must deliver is measured by no output row.
use super::goods::{buys, counts_goods};
use super::outputs::{is_output, measured};
use super::subject::purpose;
use crate::cx::{ProjectCx, RowCx};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "core-output-missing",
    code: "JX410",
    tier: Tier::B,
    severity: Severity::Warning,
    title: Text { zh: "缺少核心产出指标", en: "The core output is not measured" },
    messages: &[Message {
        key: "missing",
        zh: "项目包含“{words}”，产出指标里却没有{missing}。",
        en: "The project covers {words}, but no output row measures it (expected: {missing}).",
        help_zh: "请补上反映这笔钱主要产出的数量和质量指标，使预算能够测算。",
        help_en: "Add quantity and quality rows for what the money buys, so that the budget can be computed.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx410_core_output_missing.md"),
    check: Check::Project(check),
};

/// Kinds that the name alone decides, and those that purpose and goals show as well.
const BY_NAME: &[&str] =
    &["energy", "heating", "guarding", "lease", "works", "catering", "training", "audit"];

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let list = cx.cx().terms.get("core-outputs");
    let rows: Vec<RowCx<'_>> = cx.table.rows().filter(|row| !row.facts.is_none()).collect();
    if rows.len() < 2 {
        return;
    }
    let (name, subject) = (cx.table.name(), cx.subject());
    let has = |kind: &str, only_outputs: bool| {
        let need = list.group(&format!("{kind}-need"));
        let mut rows = rows.iter().filter(|row| !only_outputs || is_output(row));
        rows.any(|row| need.stands_in(&measured(*row, kind)))
    };
    let mut found: Vec<(&str, String)> = Vec::new();
    let mut miss = |kind: &'static str, word: Option<&str>, is_measured: &dyn Fn() -> bool| {
        found.extend(word.filter(|_| !is_measured()).map(|word| (kind, word.to_owned())));
    };
    // 前期工作费 pays for papers about the works, not for the works.
    let papers = list.group("papers").stands_in(name);
    // 供热管网维修 repairs pipes; it does not pay for heat.
    let built =
        ["管网", "维修", "改造", "工程", "设备", "更换"].iter().any(|word| name.contains(word));
    let other = |kind: &str| (kind == "works" && papers) || (kind == "heating" && built);
    for kind in BY_NAME.iter().filter(|kind| !other(kind)) {
        miss(kind, list.group(kind).find_in(name), &|| has(kind, true));
    }
    let people = |row: &RowCx<'_>| {
        row.target().unit.as_ref().is_some_and(|unit| matches!(unit.base(), "人" | "名"))
    };
    let wages = || rows.iter().any(people) || has("wages", true);
    miss("wages", list.group("wages").find_in(subject), &wages);
    miss("buying", buys(list, name, subject), &|| rows.iter().any(|row| counts_goods(list, *row)));
    let canteen = || {
        let need = list.group("canteen-need");
        has("canteen", false) || cx.project.goals.iter().any(|g| need.stands_in(g))
    };
    // 食堂人员 are people to be paid, not meals.
    let spent = purpose(cx).unwrap_or_default().replace("食堂人员", "");
    miss("canteen", list.group("canteen").find_in(&spent), &canteen);
    if !found.is_empty() {
        let missing: Vec<&str> = found
            .iter()
            .filter_map(|(kind, _)| list.pairs.get(*kind))
            .map(String::as_str)
            .collect();
        let words: Vec<String> = found.iter().map(|(_, word)| word.clone()).collect();
        let draft = Draft::at(cx.at(Field::Indicators)).arg("missing", missing.join("；"));
        sink.push(draft.arg("words", words.join("、")));
    }
}
