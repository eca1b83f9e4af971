//! The table of contents and the project tables do not list the same projects.
use super::contents::compared;
use crate::cx::DocumentCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, FieldRef, Scope, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "contents-mismatch",
    code: "JX113",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "目录与项目表不符", en: "Contents and project tables differ" },
    messages: &[
        Message {
            key: "name",
            zh: "目录里是“{entry}”，表的名称是“{name}”。",
            en: "The contents say \"{entry}\", the table says \"{name}\".",
            help_zh: "请改成一致，注意错别字。",
            help_en: "Make them agree; mind misspellings.",
        },
        Message {
            key: "no-table",
            zh: "目录里有“{entry}”，后面没有这个项目的表{name}。",
            en: "The contents list \"{entry}\", but there is no such table{name}.",
            help_zh: "请补上项目表，或更新目录。",
            help_en: "Add the table or update the contents.",
        },
        Message {
            key: "no-entry",
            zh: "项目“{name}”有表，目录里没有{entry}。",
            en: "The project \"{name}\" has a table but no line in the contents{entry}.",
            help_zh: "请更新目录。",
            help_en: "Update the contents.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx113_contents_mismatch.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let (entries, tables) = (&cx.document.contents, cx.document.projects.len());
    if entries.is_empty() {
        return;
    }
    let (open, renamed) = compared(cx);
    let same = entries.len() - open.lines.len() - renamed.len();
    // An extract holds few of the listed tables, or its contents are of something else.
    if same * 2 < entries.len().min(tables) {
        return;
    }
    for (line, at) in renamed {
        push(sink, at_line(line), "name", &entries[line].name, printed(cx, at));
    }
    let extract = open.lines.len() * 2 > entries.len();
    for line in open.lines.into_iter().filter(|_| !extract) {
        push(sink, at_line(line), "no-table", &entries[line].name, "");
    }
    for at in open.projects {
        let scope = Scope::Project(cx.document.projects[at].ordinal);
        push(sink, FieldRef::new(scope, Field::Title), "no-entry", "", printed(cx, at));
    }
}

fn at_line(line: usize) -> FieldRef {
    FieldRef::item(Scope::Document, Field::Contents, u32::try_from(line + 1).unwrap_or(u32::MAX))
}

fn printed<'a>(cx: &DocumentCx<'a>, at: usize) -> &'a str {
    let project = &cx.document.projects[at];
    project.title.as_deref().or(project.name.as_deref()).unwrap_or_default()
}

fn push(sink: &mut Sink<'_>, at: FieldRef, key: &'static str, entry: &str, name: &str) {
    sink.push(Draft::at(at).message(key).arg("entry", entry).arg("name", name));
}
