//! A description that says no more than the name.
use crate::cx::RowCx;
use crate::facts::Head;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "description-equals-name",
    code: "JX308",
    tier: Tier::A,
    severity: Severity::Info,
    title: Text { zh: "描述照抄指标名称", en: "Description repeats the name" },
    messages: &[
        Message {
            key: "same",
            zh: "描述“{description}”只是重复指标名称“{name}”，没有说明怎么算。",
            en: "The description \"{description}\" repeats the name \"{name}\" and does not say how it is measured.",
            help_zh: "请写明口径：统计什么、分子分母是什么、从哪里取数。",
            help_en: "State the scope: what is counted, numerator and denominator, where the figure comes from.",
        },
        Message {
            key: "undefined",
            zh: "“{name}”光看名称不知道怎么算，描述“{description}”没有作出说明。",
            en: "The name \"{name}\" does not say how it is measured, and neither does the description \"{description}\".",
            help_zh: "请写明口径：统计什么、分子分母是什么、从哪里取数。",
            help_en: "State the scope: what is counted, numerator and denominator, where the figure comes from.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx308_description_equals_name.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let (name, description) = (&cx.facts.name, &cx.facts.description);
    if cx.facts.is_none() || description.is_empty() {
        return;
    }
    let size = |text: &str| text.chars().count();
    let shorter = size(description) <= 4
        && size(description) < size(name)
        && name.ends_with(description.as_str());
    let longer = size(description) <= size(name) + 2
        && description.contains(name.as_str())
        && !defines(description);
    if !shorter && !longer {
        return;
    }
    let name_only = &cx.facts.bare_name;
    let known = cx.cx().terms.words("self-explanatory").end_of(name_only);
    let stem = known.map(|known| &name_only[..name_only.len() - known.len()]);
    let known = stem.is_some_and(|stem| !matches!(stem, "" | "正常" | "有效" | "总体" | "综合"));
    let open = matches!(cx.facts.head, Head::Rate | Head::Degree) && !known;
    let draft =
        Draft::at(cx.at(Field::Description)).arg("name", name).arg("description", description);
    let undefined = shorter || (open && name == description);
    sink.push(if undefined {
        draft.message("undefined").severity(Severity::Warning)
    } else {
        draft
    });
}

/// Words that make the little that is added a definition.
fn defines(description: &str) -> bool {
    ["占", "÷", "/", "=", "除以", "比"].iter().any(|word| description.contains(word))
}
