//! Nothing in the document says for which year it is.
use crate::cx::DocumentCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words::figures;
use zs_model::{Decimal, Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "fiscal-year-missing",
    code: "JX115",
    tier: Tier::A,
    severity: Severity::Info,
    title: Text { zh: "没有预算年度", en: "Fiscal year not stated" },
    messages: &[Message {
        key: "none",
        zh: "标题、总体部分、项目名称和编码里都没有年度。",
        en: "Title, overall part, project names and codes state no year.",
        help_zh: "请在封面或标题写明预算年度，否则无法判断依据是否过期、时限是否在本年。",
        help_en: "State the fiscal year on the cover or in the title; without it neither bases nor deadlines can be judged.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx115_fiscal_year_missing.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let document = cx.document;
    let form_year = document.department_form.as_ref().and_then(|form| form.year);
    if cx.likely_year().or(form_year).is_some() || cx.facts.tables.is_empty() {
        return;
    }
    let overall = &document.overall;
    let prose = overall.goal.iter().chain(&overall.sub_goals).chain(&overall.safeguards);
    let heads = document.projects.iter().flat_map(|p| [&p.title, &p.name]).flatten();
    let periods = document.projects.iter().filter_map(|p| p.period.as_ref()?.as_ref());
    if !prose.chain(heads).chain(periods).any(|text| names_a_year(text)) {
        sink.push(Draft::at(cx.at(Field::FiscalYear)));
    }
}

/// 2026年, 2026年度, or the name's bare 2026; not the year inside a document number (〔2026〕12号).
fn names_a_year(text: &str) -> bool {
    let flat: String = text.chars().map(zs_model::text::half_width_char).collect();
    let year = |value: Decimal| value >= Decimal::from(2000) && value < Decimal::from(2100);
    let number = |before: &str| before.ends_with(['〔', '[', '【', '(', '［']);
    figures(&flat).any(|f| f.value.scale() == 0 && year(f.value) && !number(f.before))
}
