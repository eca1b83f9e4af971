//! Those who are asked are not those who are served.
use crate::cx::RowCx;
use crate::facts::Head;
use zs_catalog::{Searched, TermFile};
use zs_model::{Field, Level2, Severity};

/// Kinds of people who can be asked.
const KINDS: [&str; 5] = ["public", "staff", "student", "patient", "company"];
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};

pub(crate) static RULE: Rule = Rule {
    name: "satisfaction-object-mismatch",
    code: "JX237",
    tier: Tier::B,
    severity: Severity::Info,
    title: Text { zh: "满意度对象不对", en: "Satisfaction of the wrong people" },
    messages: &[
        Message {
            key: "row",
            zh: "名称问的是“{asked}”，描述说的是“{described}”。",
            en: "The name asks \"{asked}\", the description \"{described}\".",
            help_zh: "请统一为实际接受服务的人。",
            help_en: "Name those who are served, in both.",
        },
        Message {
            key: "inside",
            zh: "满意度对象写“{asked}”，而本项目服务的是{described}。",
            en: "The ones asked are \"{asked}\", but the project serves {described}.",
            help_zh: "请改为实际接受服务的人（如机关职工、用车单位）。",
            help_en: "Ask those who are served.",
        },
        Message {
            key: "provider",
            zh: "“{asked}”是提供服务的人，不是服务对象（{described}）。",
            en: "\"{asked}\" provide the service; they are not those served ({described}).",
            help_zh: "请改为接受服务的人。",
            help_en: "Ask those who are served.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx237_satisfaction_object_mismatch.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    if cx.facts.level2 != Some(Level2::ClientSatisfaction) && cx.facts.head != Head::Satisfaction {
        return;
    }
    if let Some((key, asked, described)) = fault(*cx, cx.cx().terms.get("respondents")) {
        let draft = Draft::at(cx.at(Field::Level3)).message(key);
        sink.push(draft.arg("asked", asked).arg("described", described));
    }
}

fn fault<'a>(row: RowCx<'a>, terms: &'a TermFile) -> Option<(&'static str, &'a str, String)> {
    let (name, text) = (&row.facts.bare_name, &row.facts.description);
    if let Some(word) = terms
        .group("provider")
        .start_of(name)
        .filter(|_| !terms.group("of-service").stands_in(name))
    {
        let subject = row.table.project.and_then(|p| p.purpose.clone()).unwrap_or_default();
        // Where they are the ones paid or trained, they are served.
        let serves = terms.group("of-service");
        let served = serves.stands_in(&subject) || serves.stands_in(text);
        return (!served).then(|| ("provider", word, row.table.name().to_string()));
    }
    let asked = kinds(name, terms);
    let (_, word) = *asked.first()?;
    // 职工对窗口服务的满意度: who is asked stands before 对.
    let who = text.split('对').next().unwrap_or(text);
    let near = kinds(who, terms);
    let described = if near.is_empty() { kinds(text, terms) } else { near };
    if let Some((_, other)) = described.first() {
        let disjoint = described.iter().all(|(kind, _)| asked.iter().all(|(k, _)| k != kind));
        if disjoint {
            return Some(("row", word, (*other).to_owned()));
        }
    }
    let project = row.table.project?;
    let texts = [&project.name, &project.purpose].into_iter().flatten().chain(&project.goals);
    let subject = texts.map(String::as_str).collect::<Vec<_>>().join("，");
    let inside = terms
        .group("inside")
        .find_in(&subject)
        .filter(|_| !terms.group("open").stands_in(&subject))?;
    let public = asked.iter().all(|(kind, _)| *kind == "public")
        && !terms.group("open").stands_in(&text.replace(word, ""));
    public.then(|| ("inside", word, format!("机关内部（{inside}）")))
}

/// The kinds of people that a text names, each with its word.
fn kinds<'a>(text: &(impl Searched + ?Sized), terms: &'a TermFile) -> Vec<(&'static str, &'a str)> {
    KINDS.iter().filter_map(|kind| Some((*kind, terms.group(kind).find_in(text)?))).collect()
}
