//! A target with figures that no reading fits.
use crate::cx::RowCx;
use zs_model::{Field, Op, Severity, Target};

/// Longer cells are prose.
const PROSE: usize = 40;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};

pub(crate) static RULE: Rule = Rule {
    name: "target-unparsable",
    code: "JX202",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "指标值无法识别", en: "Target cannot be read" },
    messages: &[
        Message {
            key: "split",
            zh: "“{target}”是两个指标值连在一起：{parts}。",
            en: "\"{target}\" is two targets run together: {parts}.",
            help_zh: "请拆成两行，各写一个指标值；第一个留在本行。",
            help_en: "Split it into two rows of one target each; the first stays here.",
        },
        Message {
            key: "read",
            zh: "指标值“{target}”无法识别：有数字，但不是一个完整的数值、时限或等级。",
            en: "The target \"{target}\" cannot be read: it holds figures but is no number, date or grade.",
            help_zh: "请写成“比较符＋数字＋单位”，如 ≥95%、≤12万元、2026年6月底前。",
            help_en: "Write sign, number and unit: ≥95%, ≤12万元, 2026年6月底前.",
        },
        Message {
            key: "prose",
            zh: "指标值是一段话，不是一个值。",
            en: "The target is a paragraph, not a value.",
            help_zh: "请把说明移到指标描述，指标值只写一个数值、时限或等级。",
            help_en: "Move the text to the description; state one value here.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx202_target_unparsable.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    if cx.target().op != Op::Unparsable || is_list_of_dates(cx.target_text()) {
        return;
    }
    let (at, text) = (cx.at(Field::Target), cx.target_text());
    let draft = Draft::at(at).arg("target", text);
    let parts = cx.target().split_proposals();
    let texts: Vec<&str> = parts.iter().filter_map(|part| part.raw.as_deref()).collect();
    match texts.first() {
        Some(first) => sink.push(draft.arg("parts", texts.join(" 和 ")).fix(at, *first)),
        None if text.chars().count() > PROSE => sink.push(draft.message("prose")),
        None => sink.push(draft.message("read")),
    }
}

/// 6月底、12月底前: two dates of one kind of thing, each of which can be read.
fn is_list_of_dates(text: &str) -> bool {
    let text = text.trim_start_matches('=');
    let dated = |part: &str| {
        part.contains(['月', '日', '季']) && Target::parse(part.trim()).op != Op::Unparsable
    };
    text.contains(['、', '和']) && text.split(['、', '和']).all(dated)
}
