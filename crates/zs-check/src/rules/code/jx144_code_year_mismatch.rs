//! The year inside a project's code is not the document's.
use crate::cx::ProjectCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, ProjectCode, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "code-year-mismatch",
    code: "JX144",
    tier: Tier::A,
    severity: Severity::Info,
    title: Text {
        zh: "项目编码年份与预算年度不同", en: "Year in the code is not the fiscal year"
    },
    messages: &[
        Message {
            key: "earlier",
            zh: "项目编码 {code} 的年份是 {code_year}，预算年度是 {year}，文中没有说明是结转项目。",
            en: "The code {code} is of {code_year}, the fiscal year is {year}; nothing says that the project is carried over.",
            help_zh: "结转项目可以沿用原编码，请在用途里写明“结转”；否则请核对编码。",
            help_en: "A carried-over project keeps its code; say so in the purpose, else check the code.",
        },
        Message {
            key: "later",
            zh: "项目编码 {code} 的年份是 {code_year}，晚于预算年度 {year}。",
            en: "The code {code} is of {code_year}, later than the fiscal year {year}.",
            help_zh: "请核对编码和文本的年度。",
            help_en: "Check the code and the document's year.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx144_code_year_mismatch.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let code = cx.project.code.as_deref().and_then(|code| ProjectCode::parse(code).ok());
    let stated = code.as_ref().and_then(ProjectCode::year).zip(cx.cx().document.fiscal_year);
    let Some((code_year, year)) = stated.filter(|(code_year, year)| code_year != year) else {
        return;
    };
    let explained = ["结转", "延续", "上年", "跨年"].iter().any(|word| cx.subject().contains(word));
    if explained && code_year < year {
        return;
    }
    let draft =
        Draft::at(cx.at(Field::Code)).message(if code_year < year { "earlier" } else { "later" });
    let draft = draft.arg("code", cx.project.code.as_deref().unwrap_or_default());
    sink.push(draft.arg("code_year", code_year).arg("year", year));
}
