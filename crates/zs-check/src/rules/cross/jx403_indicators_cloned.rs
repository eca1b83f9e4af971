//! An indicator table that is largely a copy of another project's.
use super::sets::Index;
use crate::cx::{DocumentCx, ProjectCx};
use crate::facts::{Head, RowFacts};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Level2, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "indicators-cloned",
    code: "JX403",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text {
        zh: "指标整套照抄别的项目", en: "Indicators copied from another project"
    },
    messages: &[Message {
        key: "same",
        zh: "有{shared}行的二级指标、名称和描述与项目{other}“{name}”相同（占两表全部指标的{percent}%）：{rows}。",
        en: "{shared} rows are those of project {other} ({name}) by level, name and description ({percent}% of both tables): {rows}.",
        help_zh: "请按本项目的内容重设指标；确是同类项目或结转的，请在备注里说明。",
        help_en: "Set indicators for this project; if both are of one kind or one continues the other, say so in the notes.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx403_indicators_cloned.md"),
    check: Check::Document(check),
};

type Key<'a> = (Option<Level2>, &'a str, &'a str);

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let (mut index, mut seen) = (Index::new(), Vec::new());
    for project in cx.projects() {
        let mut keys: Vec<Key<'_>> = project.table.facts.rows.iter().filter_map(key).collect();
        keys.sort();
        keys.dedup();
        if let Some(alike) =
            index.add(&keys).filter(|alike| alike.percent >= 40 && alike.shared >= 2)
        {
            let (other, others): &(ProjectCx<'_>, Vec<Key<'_>>) = &seen[alike.other];
            let same = keys.iter().filter(|key| others.contains(key));
            let names: Vec<&str> = same.map(|(_, name, _)| *name).collect();
            // Of one matter in two tables the smaller one, often last year's balance, is the copy.
            let continued = project.table.core() == other.table.core();
            let smaller = continued
                && other.table.budget().map(|b| b.fen()) < project.table.budget().map(|b| b.fen());
            let (copy, model) = if smaller { (other, &project) } else { (&project, other) };
            let weak = alike.shared < 3;
            let draft = Draft::at(copy.at(Field::Indicators)).arg("shared", alike.shared);
            let draft = draft.arg("other", model.project.ordinal).arg("name", model.table.name());
            let draft = draft.arg("percent", alike.percent).arg("rows", names.join("、"));
            sink.push(draft.severity(if weak { Severity::Info } else { Severity::Warning }));
        }
        seen.push((project, keys));
    }
}

/// What tells a row from others; nothing for rows that any project has (完成时间, 满意度 without a word more).
fn key<'a>(row: &'a RowFacts<'_>) -> Option<Key<'a>> {
    let bare = row.description.is_empty() || row.description == row.name;
    let usual = bare && (row.head == Head::Satisfaction || row.name.chars().count() <= 8);
    (!row.is_none() && !usual).then(|| (row.level2, row.name.as_str(), row.description.as_str()))
}
