//! An indicator from another sector's library: patients in an office's project.
use crate::cx::{RowCx, TableCx};
use crate::facts::Head;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use std::cell::LazyCell;
use zs_model::{Field, Project, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "indicator-library-misuse",
    code: "JX404",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "套用别的行业的指标", en: "Indicator of another sector" },
    messages: &[Message {
        key: "sector",
        zh: "指标“{name}”说的是“{word}”，而项目名称、用途和目标都与此无关。",
        en: "The indicator {name} is about \"{word}\"; nothing in name, purpose or goals of the project is.",
        help_zh: "多半是从指标库里误选的：请换成说明本项目产出或效果的指标；项目确有这项内容的，请写进用途和目标。",
        help_en: "Probably picked from a library by mistake; choose one for this project, or name this work in purpose and goals.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx404_indicator_library_misuse.md"),
    check: Check::Table(check),
};

fn check(cx: &TableCx<'_>, sink: &mut Sink<'_>) {
    let Some(project) = cx.project else { return };
    // Read together only where a row has a sector's word.
    let subject = LazyCell::new(|| subject(*cx, project));
    for row in cx.rows().filter(|row| !row.facts.is_none()) {
        if let Some(word) = foreign(row, &subject) {
            sink.push(
                Draft::at(row.at(Field::Level3)).arg("name", &row.facts.name).arg("word", word),
            );
        }
    }
}

/// What a project says of itself; a project that says nothing cannot be judged.
fn subject(cx: TableCx<'_>, project: &Project) -> Option<String> {
    let document = &cx.cx.document;
    let texts =
        [&project.name, &project.title, &project.purpose, &project.unit_name, &document.department];
    let period = project.period_goal.iter().flatten();
    let texts = texts.into_iter().flatten().chain(&project.goals).chain(period);
    // 危险化学品 has nothing to do with schools.
    let subject = texts.map(String::as_str).collect::<Vec<_>>().join("\n").replace("化学", "");
    (subject.chars().count() >= 15).then_some(subject)
}

/// The word of a sector that the subject has nothing of. Office money is judged by the name alone, for
/// any description may speak of it; whose satisfaction it is says the name alone too.
fn foreign<'a>(row: RowCx<'a>, subject: &Option<String>) -> Option<&'a str> {
    let sectors = row.cx().terms.get("sector-words");
    let only_name = row.facts.head == Head::Satisfaction;
    let home = |sector: &str| sectors.group(&format!("{sector}-home"));
    let sector = |(sector, words): (&'a str, &'a zs_catalog::Words)| {
        let described = (!only_name && sector != "office-money").then_some(&row.facts.description);
        let texts = std::iter::once(&row.facts.name).chain(described);
        let word = texts.into_iter().find_map(|text| words.find_in(text))?;
        (!home(sector).stands_in(subject.as_ref()?)).then_some(word)
    };
    sectors.groups.iter().filter(|(name, _)| !name.ends_with("-home")).find_map(sector)
}
