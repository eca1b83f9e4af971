//! A rule of this program failed; the runner reports it, all other rules have run.
use crate::rule::{Check, Message, Rule, Text, Tier};
use zs_model::Severity;

pub(crate) static RULE: Rule = Rule {
    name: "internal-rule-failure",
    code: "JX000",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "规则自身出错", en: "A rule failed" },
    messages: &[Message {
        key: "failed",
        zh: "规则 {rule} 运行出错，本文本未经它检查。",
        en: "The rule {rule} failed; this document was not checked by it.",
        help_zh: "请把文本和规则名报告给本系统的维护者；其他规则的结果不受影响。",
        help_en: "Report the document and the rule's name to the maintainers; other rules are not affected.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("internal_rule_failure.md"),
    check: Check::Reader,
};
