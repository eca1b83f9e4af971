//! Two measures in one row with one value.
use super::measures;
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_catalog::TermFile;
use zs_model::{Field, Op, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "indicator-compound",
    code: "JX235",
    tier: Tier::B,
    severity: Severity::Info,
    title: Text { zh: "一行里有几个指标", en: "Several indicators in one row" },
    messages: &[
        Message {
            key: "measures",
            zh: "“{name}”里有 {count} 个量（{parts}），指标值只有一个（{target}）。",
            en: "\"{name}\" holds {count} measures ({parts}) and one target ({target}).",
            help_zh: "请拆成几行，各写指标值。",
            help_en: "Split it into rows of one target each.",
        },
        Message {
            key: "figures",
            zh: "名称里写着 {parts}，指标值却只有“{target}”，名称里的数没有列为指标值。",
            en: "The name states {parts}, but the only target is \"{target}\".",
            help_zh: "请拆成几行，把数写进各自的指标值。",
            help_en: "Split it into rows and move the figures to their targets.",
        },
        Message {
            key: "described",
            zh: "描述里有 {count} 个量（{parts}），指标值只有一个（{target}）。",
            en: "The description holds {count} measures ({parts}) and there is one target ({target}).",
            help_zh: "请拆成几行，或说明合计的口径。",
            help_en: "Split it, or say how they are added up.",
        },
        Message {
            key: "works",
            zh: "“{name}”把几项工作合计成一个数（{target}），不能分别考核。",
            en: "\"{name}\" adds several kinds of work into one count ({target}); none can be assessed alone.",
            help_zh: "确需分别考核的请拆开。",
            help_en: "Split it if they are to be assessed by themselves.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx235_indicator_compound.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    if cx.facts.is_none() || cx.target().op == Op::None {
        return;
    }
    let terms = cx.cx().terms.get("indicator-names");
    let Some((key, severity, field, parts)) = compound(*cx, terms) else { return };
    let draft = Draft::at(cx.at(field)).message(key).severity(severity);
    let draft = draft.arg("name", &cx.facts.name).arg("target", cx.target_text());
    sink.push(draft.arg("count", parts.len()).arg("parts", parts.join("、")));
}

/// Message, severity, field and the measures found.
fn compound(
    row: RowCx<'_>,
    terms: &TermFile,
) -> Option<(&'static str, Severity, Field, Vec<String>)> {
    let (name, text) = (&row.facts.bare_name, &row.facts.description);
    let counted = measures::counted(row, name, terms);
    if counted.len() >= 2 {
        return Some(("figures", Severity::Error, Field::Level3, counted));
    }
    let measured = measures::measures(name, terms);
    if measured.len() >= 2 {
        return Some(("measures", Severity::Warning, Field::Level3, measured));
    }
    let described = measures::measures(text, terms);
    // A formula names its terms; what is compared is one measure.
    let formula = text.contains(['/', '÷', '=', '＝', '×', '占', '比', '除']);
    if described.len() >= 2 && !formula {
        return Some(("described", Severity::Info, Field::Description, described));
    }
    let works = measures::works(row, name, terms);
    (works.len() >= 2).then_some(("works", Severity::Info, Field::Level3, works))
}
