//! The check character of a Hebei code does not fit the twenty before it.
use crate::cx::ProjectCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{CodeError, Field, ProjectCode, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "project-code-checksum",
    code: "JX142",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "项目编码校验位不符", en: "Check character of the code is wrong" },
    messages: &[
        Message {
            key: "check",
            zh: "项目编码 {code} 的校验位是 {found}，按前 20 位应为 {expected}：有一位写错，或两位写颠倒。",
            en: "The code {code} ends in {found}; its first 20 characters ask for {expected}: one is wrong or two are swapped.",
            help_zh: "请到预算管理一体化系统核对编码。",
            help_en: "Look the code up in the budget system.",
        },
        Message {
            key: "letter",
            zh: "项目编码 {code} 里有不用的字母（{found}）；编码只用数字和除 {expected} 以外的大写字母。",
            en: "The code {code} holds a letter that is never used ({found}); {expected} are left out.",
            help_zh: "O 多半是 0，I 多半是 1，S 多半是 5，Z 多半是 2；请核对。",
            help_en: "O is most likely 0, I 1, S 5, Z 2; look it up.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx142_project_code_checksum.md"),
    check: Check::Project(check),
};

/// The letters that Hebei codes leave out.
const UNUSED: [char; 5] = ['I', 'O', 'S', 'V', 'Z'];

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let Some(code) = cx.project.code.as_deref().and_then(|code| ProjectCode::parse(code).ok())
    else {
        return;
    };
    let ProjectCode::Unified { class, text, .. } = &code else { return };
    let (key, expected, found) = match code.verify() {
        Ok(()) => return,
        Err(CodeError::Checksum { expected, found }) => {
            ("check", expected.to_string(), found.to_string())
        }
        Err(CodeError::Pattern) => {
            let found: String = text.chars().filter(|c| UNUSED.contains(c)).collect();
            ("letter", String::from_iter(UNUSED), found)
        }
    };
    // The rule was computed on codes of class P alone.
    let severity = if *class == 'P' { Severity::Error } else { Severity::Warning };
    let draft = Draft::at(cx.at(Field::Code)).message(key).severity(severity);
    sink.push(draft.arg("code", text).arg("expected", expected).arg("found", found));
}
