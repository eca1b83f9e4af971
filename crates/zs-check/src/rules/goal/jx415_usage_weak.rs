//! A purpose that does not say what the money is spent on.
use super::subject::{length, purpose};
use crate::cx::ProjectCx;
use crate::names;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "usage-weak",
    code: "JX415",
    tier: Tier::B,
    severity: Severity::Warning,
    title: Text { zh: "资金用途没有说清", en: "Purpose says too little" },
    messages: &[
        Message {
            key: "vague",
            zh: "资金用途“{purpose}”没有写明花在哪些支出上。",
            en: "The purpose \"{purpose}\" names nothing that the money is spent on.",
            help_zh: "请列出主要支出项目，最好带数量和单价。",
            help_en: "List the main items, best with quantities and prices.",
        },
        Message {
            key: "name",
            zh: "资金用途“{purpose}”只是重复项目名称。",
            en: "The purpose \"{purpose}\" only repeats the name of the project.",
            help_zh: "请写明对象、数量和标准。",
            help_en: "Say for whom or what, how many, at which price.",
        },
        Message {
            key: "duties",
            zh: "资金用途照抄了部门职责：“{purpose}”。",
            en: "The purpose is copied from the duties of the department: \"{purpose}\".",
            help_zh: "职责不是用途：请写这笔钱买什么、付给谁。",
            help_en: "Duties are no purpose: say what is bought and who is paid.",
        },
        Message {
            key: "open",
            zh: "项目名称“{purpose}”边界不清，资金用途也没有写。",
            en: "The name \"{purpose}\" is open-ended and no purpose is stated.",
            help_zh: "请写明包括哪些支出。",
            help_en: "Say which spending is included.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx415_usage_weak.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let list = cx.cx().terms.get("usage-words");
    let Some(purpose) = purpose(cx).filter(|purpose| !purpose.is_empty()) else {
        if list.group("open-names").stands_in(cx.table.name()) {
            let draft = Draft::at(cx.at(Field::Name)).message("open");
            sink.push(draft.arg("purpose", cx.table.name()));
        }
        return;
    };
    let spending = list.group("nouns").stands_in(purpose);
    let vague = list.group("vague").stands_in(purpose);
    let (key, severity) = if repeats_name(cx, purpose) {
        ("name", Severity::Info)
    } else if copies_duties(cx, purpose) {
        ("duties", Severity::Warning)
    } else if !spending && (length(purpose) < 8 || (vague && length(purpose) < 25)) {
        ("vague", Severity::Warning)
    } else {
        return;
    };
    let draft = Draft::at(cx.at(Field::Purpose)).message(key).severity(severity);
    sink.push(draft.arg("purpose", purpose));
}

/// 支付 … and the name, nothing else.
fn repeats_name(cx: &ProjectCx<'_>, purpose: &str) -> bool {
    let bare = |text: &str| names::core(text).replace(['的', '费'], "");
    let said = bare(purpose.trim_start_matches("支付").trim_start_matches("拨付"));
    !said.is_empty() && said == bare(cx.table.name())
}

/// A clause of some length that stands word for word among duties or overall goals.
fn copies_duties(cx: &ProjectCx<'_>, purpose: &str) -> bool {
    let duties = cx.cx().document.department_form.iter().filter_map(|form| form.duties.as_deref());
    let said = words::normal(purpose);
    length(&said) >= 15 && duties.map(words::normal).any(|duties| duties.contains(&said))
}
