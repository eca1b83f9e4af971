//! Something in the file that the reader could not place; its findings come from the reader.
use crate::rule::{Check, Message, Rule, Text, Tier};
use zs_model::Severity;

pub(crate) static RULE: Rule = Rule {
    name: "unrecognised-content",
    code: "JX117",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "没有认出的内容", en: "Unrecognised content" },
    messages: &[Message {
        key: "unrecognised",
        zh: "没有认出这段内容，未参加检查：“{text}”。",
        en: "This was not recognised and not checked: \"{text}\".",
        help_zh: "请看它是不是某个字段的另一种写法；装饰性的表格和文字可以不管。",
        help_en: "See whether it is a field under another name; decoration can be left alone.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx117_unrecognised_content.md"),
    check: Check::Reader,
};
