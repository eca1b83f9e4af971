//! Words of the confusion list, 得 for 的, and one odd character in a phrase that the document writes otherwise.
use super::alike::alike;
use super::misspelt::{Lists, de, listed, unit};
use crate::cx::DocumentCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_catalog::Words;
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "typo",
    code: "JX501",
    tier: Tier::C,
    severity: Severity::Error,
    title: Text { zh: "错别字", en: "Wrong character" },
    messages: &[
        Message {
            key: "listed",
            zh: "“{wrong}”应为“{right}”。",
            en: "\"{wrong}\" should be \"{right}\".",
            help_zh: "请改正。",
            help_en: "Correct it.",
        },
        Message {
            key: "de",
            zh: "“{wrong}”里的“得”应为“的”：“{right}”。",
            en: "In \"{wrong}\" the character 得 should be 的: \"{right}\".",
            help_zh: "请改正。",
            help_en: "Correct it.",
        },
        Message {
            key: "alike",
            zh: "“{wrong}”疑为“{right}”：本文别处写作“{right}”。",
            en: "\"{wrong}\" is probably \"{right}\", as the document writes elsewhere.",
            help_zh: "请核对，改成一致。",
            help_en: "Check and make them agree.",
        },
        Message {
            key: "unit",
            zh: "名称“{wrong}”末尾多出了单位，应为“{right}”。",
            en: "The name \"{wrong}\" ends with a stray unit; it should be \"{right}\".",
            help_zh: "单位写在指标值里。",
            help_en: "The unit belongs to the target.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx501_typo.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let terms = cx.terms.get("confusions");
    let (lists, alike) = (Lists::of(terms), alike(cx, terms));
    let odd = Words::new(alike.iter().map(|(wrong, _)| wrong.clone()));
    for cell in cx.cells() {
        let text = cell.squeezed;
        let name = cell.at.field == Field::Level3;
        let found = listed(text, &lists).map(|found| ("listed", Severity::Error, found));
        let found = found.or_else(|| de(text, &lists).map(|found| ("de", Severity::Error, found)));
        let found = found.or_else(|| {
            let wrong = odd.find_in(text)?;
            let hit = alike.iter().find(|(listed, _)| listed == wrong)?;
            Some(("alike", Severity::Error, hit.clone()))
        });
        let stray = || {
            name.then(|| unit(text, &lists))
                .flatten()
                .map(|found| ("unit", Severity::Warning, found))
        };
        let Some((key, severity, (wrong, right))) = found.or_else(stray) else { continue };
        let draft = Draft::at(cell.at).message(key).severity(severity).text(&wrong);
        let draft = draft.arg("wrong", &wrong).arg("right", &right);
        let sure = key != "alike" && cell.text.contains(&wrong);
        sink.push(if sure { draft.fix(cell.at, cell.text.replace(&wrong, &right)) } else { draft });
    }
}
