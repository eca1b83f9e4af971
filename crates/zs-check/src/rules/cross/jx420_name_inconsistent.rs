//! One office, payee or project under two names.
use crate::cx::{DocumentCx, ProjectCx};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use std::collections::BTreeSet;
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
    cx.projects().for_each(|project| payees(project, sink));
    tasks(cx, sink);
    offices(cx, sink);
}

/// Two names of one kind of payee in one project, neither part of the other; telecoms compete, so
/// several of them are several.
fn payees(project: ProjectCx<'_>, sink: &mut Sink<'_>) {
    let table = project.table;
    let rows = table
        .rows()
        .map(|row| format!("{}\n{}\n{}", row.facts.name, row.facts.description, row.facts.basis));
    let text =
        std::iter::once(project.subject().to_owned()).chain(rows).collect::<Vec<_>>().join("\n");
    let groups = &project.cx().terms.get("payee-names").groups;
    for names in groups.iter().filter(|(kind, _)| *kind != "telecom").map(|(_, words)| words) {
        let used: Vec<&str> = names.iter().filter(|name| text.contains(name)).collect();
        let part = |name: &&str| !used.iter().any(|other| other != name && other.contains(*name));
        let listed =
            |name: &&str| !used.iter().any(|other| text.contains(&format!("{name}、{other}")));
        let used: Vec<&str> = used.iter().copied().filter(part).filter(listed).collect();
        if let [a, b, ..] = used[..] {
            report(sink, project.at(Field::Purpose), a, b);
        }
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

/// Names of offices that differ in one or two characters in the middle (服务中心, 管理中心).
fn offices(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let document = cx.document;
    let forms = [
        (
            Scope::Department,
            document.department_form.as_ref().and_then(|form| form.department.as_deref()),
        ),
        (
            Scope::Summary,
            document.summary_form.as_ref().and_then(|form| form.department.as_deref()),
        ),
    ];
    let units =
        document.projects.iter().map(|p| (Scope::Project(p.ordinal), p.unit_name.as_deref()));
    let mut seen: BTreeSet<String> =
        document.department.iter().map(|name| words::normal(name)).collect();
    for (scope, name) in forms.into_iter().chain(units) {
        let Some(name) = name.map(words::normal).filter(|name| name.chars().count() >= 5) else {
            continue;
        };
        if seen.insert(name.clone())
            && seen.len() <= 40
            && let Some(other) = seen.iter().find(|other| **other != name && nearly(other, &name))
        {
            let field = if matches!(scope, Scope::Project(_)) {
                Field::UnitName
            } else {
                Field::Department
            };
            report(sink, FieldRef::new(scope, field), &name, other);
        }
    }
}

/// Equal beginning and end, and one to two characters between them that differ; numbers, places and
/// directions (第一中学, 第二中学) tell offices apart.
fn nearly(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let rest = |name: &[char]| name.len().saturating_sub(front + back);
    let middle: Vec<&str> =
        vec!["服务", "管理", "保障", "事务", "事物", "务", "物", "的", "局", "处", "科"];
    let inner = |name: &[char]| -> String { name.iter().skip(front).take(rest(name)).collect() };
    let (x, y) = (inner(&a), inner(&b));
    a.len() == b.len()
        && front >= 4
        && back >= 1
        && rest(&a) <= 2
        && middle.contains(&x.as_str())
        && middle.contains(&y.as_str())
}

fn report(sink: &mut Sink<'_>, at: FieldRef, a: &str, b: &str) {
    sink.push(Draft::at(at).arg("a", a).arg("b", b));
}
