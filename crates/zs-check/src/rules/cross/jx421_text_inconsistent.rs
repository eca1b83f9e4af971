//! The same field in the summary and in the project's own form, with different words.
use crate::cx::{DocumentCx, ProjectCx};
use crate::names;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use std::collections::BTreeMap;
use zs_model::{Field, FieldRef, Scope, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "text-inconsistent",
    code: "JX421",
    tier: Tier::B,
    severity: Severity::Warning,
    title: Text {
        zh: "汇总表与项目表文字不一致", en: "Summary and project form differ"
    },
    messages: &[
        Message {
            key: "words",
            zh: "汇总表写“{here}”，项目{project}的同一栏写“{there}”。",
            en: "The summary says \"{here}\"; the same field of project {project} says \"{there}\".",
            help_zh: "同一栏两处应当一字不差，请以项目表为准改成一致。",
            help_en: "Both must be the same: copy the text of the project form.",
        },
        Message {
            key: "figures",
            zh: "汇总表写“{here}”，项目{project}的同一栏写“{there}”，数字不同。",
            en: "The figures differ: \"{here}\" in the summary, \"{there}\" in project {project}.",
            help_zh: "请核对数字，改成一致。",
            help_en: "Check the figures and make both agree.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx421_text_inconsistent.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let Some(form) = &cx.document.summary_form else { return };
    let projects: BTreeMap<&str, ProjectCx<'_>> =
        cx.projects().map(|p| (p.table.core(), p)).collect();
    for (at, row) in (1..).zip(&form.rows) {
        let core = names::core(row.name.as_deref().unwrap_or_default());
        let Some(project) = projects.get(core.as_str()).filter(|_| !core.is_empty()) else {
            continue;
        };
        let period =
            project.project.period_goal.as_ref().and_then(Option::as_deref).unwrap_or_default();
        let goals = project.project.goals.join("");
        let pairs = [
            (Field::PeriodGoal, &row.period_goal, period),
            (Field::AnnualGoal, &row.annual_goal, goals.as_str()),
        ];
        for (field, here, there) in pairs {
            let Some(here) = here.as_deref().filter(|_| !there.is_empty()) else { continue };
            if flat(here) != flat(there) {
                let figures =
                    |text: &str| words::figures(text).map(|f| f.value).collect::<Vec<_>>();
                let key = if figures(here) == figures(there) { "words" } else { "figures" };
                let draft = Draft::at(FieldRef::new(Scope::SummaryRow(at), field)).message(key);
                let draft = draft.fix(FieldRef::new(Scope::SummaryRow(at), field), there);
                sink.push(
                    draft
                        .arg("here", here)
                        .arg("there", there)
                        .arg("project", project.project.ordinal),
                );
            }
        }
    }
}

/// Letters and digits alone: punctuation and list marks make no difference.
fn flat(text: &str) -> String {
    let lines = words::sentences(text).map(words::normal);
    lines
        .flat_map(|line| line.chars().collect::<Vec<_>>())
        .filter(|c| c.is_alphanumeric())
        .collect()
}
