//! Two projects of one document share a code.
use crate::cx::DocumentCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use std::collections::BTreeMap;
use zs_model::text::squeeze;
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "project-code-duplicated",
    code: "JX143",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "项目编码重复", en: "Project code used twice" },
    messages: &[Message {
        key: "twice",
        zh: "项目编码 {code} 与项目{other}“{name}”的编码相同。",
        en: "The code {code} is also that of project {other} ({name}).",
        help_zh: "一个项目一个编码。请到预算管理一体化系统核对这两个项目的编码。",
        help_en: "Each project has a code of its own; look both up in the budget system.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx143_project_code_duplicated.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let mut first = BTreeMap::new();
    for project in cx.projects() {
        let code =
            squeeze(project.project.code.as_deref().unwrap_or_default()).to_ascii_uppercase();
        if code.is_empty() {
            continue;
        }
        match first.get(&code) {
            None => {
                first.insert(code, project);
            }
            Some(other) => sink.push(
                Draft::at(project.at(Field::Code))
                    .arg("code", code)
                    .arg("other", other.project.ordinal)
                    .arg("name", other.table.name()),
            ),
        }
    }
}
