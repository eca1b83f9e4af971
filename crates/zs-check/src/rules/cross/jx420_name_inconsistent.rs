//! One office, payee or project under two names.
use super::offices::alike;
use super::payees::doubled;
use crate::cx::{DocumentCx, ProjectCx};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_model::{Field, FieldRef, Scope, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "name-inconsistent",
    code: "JX420",
    tier: Tier::B,
    severity: Severity::Warning,
    title: Text { zh: "同一对象前后名称不一", en: "One thing under two names" },
    messages: &[Message {
        key: "two",
        zh: "“{a}”和“{b}”两种叫法混用，看不出是不是同一个。",
        en: "\"{a}\" and \"{b}\" are both used; are they the same?",
        help_zh: "请统一为全称；确是两个的，请写明区别。",
        help_en: "Use one full name; if they are two, say how they differ.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx420_name_inconsistent.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    for project in cx.projects() {
        if let Some((title, name)) = titled_otherwise(project) {
            report(sink, project.at(Field::Title), title, name);
        }
        for [a, b] in doubled(project) {
            report(sink, project.at(Field::Purpose), &a, &b);
        }
    }
    tasks(cx, sink);
    for (at, name, other) in alike(cx.document) {
        report(sink, at, &name, &other);
    }
}

/// Key tasks, rows of the summary and projects, when they are as many: one to one, where one name is
/// the beginning of the other.
fn tasks(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let rows = cx.document.summary_form.iter().flat_map(|form| &form.rows);
    let rows: Vec<String> = rows.filter_map(|row| row.name.as_deref().map(words::normal)).collect();
    let names: Vec<String> = cx.projects().map(|p| words::normal(p.table.name())).collect();
    if rows.len() != names.len() {
        return;
    }
    for (at, (row, name)) in (1..).zip(rows.iter().zip(&names)) {
        let related = row.starts_with(name.as_str()) || name.starts_with(row.as_str());
        if row != name && related && !name.is_empty() && !row.is_empty() {
            report(sink, FieldRef::new(Scope::SummaryRow(at), Field::Name), row, name);
        }
    }
}

/// A heading that calls the project otherwise than its table does: alike, and neither within the other.
fn titled_otherwise(project: ProjectCx<'_>) -> Option<(&str, &str)> {
    let (title, name) = (project.project.title.as_deref()?, project.project.name.as_deref()?);
    let [a, b] = project.table.facts.names.as_slice() else { return None };
    let within = a.core.contains(&b.core) || b.core.contains(&a.core);
    (!within && words::shared(&a.shingles, &b.shingles) > 0).then_some((title, name))
}

fn report(sink: &mut Sink<'_>, at: FieldRef, a: &str, b: &str) {
    sink.push(Draft::at(at).arg("a", a).arg("b", b));
}
