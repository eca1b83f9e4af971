//! A target in words without a standard.
use super::reading::is_share_name;
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_model::{Field, Op, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "target-qualitative",
    code: "JX208",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "定性指标值不可衡量", en: "Target that cannot be measured" },
    messages: &[
        Message {
            key: "vague",
            zh: "指标值“{target}”没有标准，无法判断是否达到。",
            en: "The target \"{target}\" states no standard; nobody can tell whether it is met.",
            help_zh: "请改为数值（比率、次数、时限），或写明分级标准（优、良、中、差）。",
            help_en: "State a figure, or graded levels (优, 良, 中, 差).",
        },
        Message {
            key: "incomplete",
            zh: "指标值“{target}”话没有说完，无法判断。",
            en: "The target \"{target}\" is not even a whole statement.",
            help_zh: "请写出可衡量的数值或等级。",
            help_en: "State a figure or a grade.",
        },
        Message {
            key: "base",
            zh: "指标值“{target}”没有基数，也没有幅度。",
            en: "The target \"{target}\" states neither the base nor by how much.",
            help_zh: "请写明上年实际数和要达到的数，如“比上年（320件）下降≥5%”。",
            help_en: "State last year's figure and the change.",
        },
        Message {
            key: "name",
            zh: "指标值“{target}”只是重复名称，无法判断是否达到。",
            en: "The target \"{target}\" merely repeats the name; nobody can tell whether it is met.",
            help_zh: "请改为数值，或写明分级标准。",
            help_en: "State a figure, or graded levels.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx208_target_qualitative.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    if cx.target().op != Op::Qualitative || cx.facts.is_none() {
        return;
    }
    let Some((key, severity)) = fault(*cx) else { return };
    let draft = Draft::at(cx.at(Field::Target)).message(key).severity(severity);
    sink.push(draft.arg("target", cx.target_text()));
}

fn fault(row: RowCx<'_>) -> Option<(&'static str, Severity)> {
    let terms = row.cx().terms.get("vague-values");
    let value = words::normal(row.target_text());
    let has = |group: &str| terms.group(group).stands_in(&value);
    if terms.group("incomplete").has(&value) {
        return Some(("incomplete", Severity::Error));
    }
    if has("no-base") && !value.contains(|c: char| c.is_ascii_digit()) {
        return Some(("base", Severity::Warning));
    }
    // Said of a rate it is value-form-mismatch's.
    let graded = has("graded") || terms.group("scale").stands_in(&row.facts.description);
    if graded || has("timed") && (is_share_name(row) || !has("vague")) {
        return None;
    }
    if has("timed") && value.ends_with("完成") {
        return None;
    }
    let repeats = value.chars().count() >= 3 && row.facts.name.contains(&value);
    if repeats {
        return Some(("name", Severity::Warning));
    }
    has("vague").then_some(("vague", Severity::Warning))
}
