//! About so many, some, before such a month.
use crate::cx::RowCx;
use crate::words::figures;
use zs_model::{Field, FieldRef, Op, Severity};

/// Words before a figure that make it vague.
const ABOUT: [&str; 5] = ["大约", "约", "大概", "近", "大致"];
/// Words for a number that is none.
const SOME: [&str; 14] = [
    "若干",
    "多次",
    "数次",
    "不定期",
    "适量",
    "适时",
    "尽快",
    "部分",
    "多名",
    "多台",
    "一批",
    "一定数量",
    "大量",
    "少量",
];
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};

pub(crate) static RULE: Rule = Rule {
    name: "target-ambiguous",
    code: "JX216",
    tier: Tier::C,
    severity: Severity::Info,
    title: Text { zh: "指标值含糊", en: "Ambiguous target" },
    messages: &[
        Message {
            key: "about",
            zh: "“{words}”只是约数，不好考核。",
            en: "\"{words}\" is only about; it is hard to assess.",
            help_zh: "请写“≥”“≤”加确定的数。",
            help_en: "State ≥ or ≤ and a figure.",
        },
        Message {
            key: "month",
            zh: "“{words}”是到上月末还是到本月末说不清。",
            en: "\"{words}\": the end of that month or of the one before?",
            help_zh: "请写到日，或写“……月底前”。",
            help_en: "State the day, or 月底前.",
        },
        Message {
            key: "some",
            zh: "“{words}”没有数，不好考核。",
            en: "\"{words}\" has no figure and cannot be assessed.",
            help_zh: "请写出具体的数。",
            help_en: "State a figure.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx216_target_ambiguous.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    if let Some((at, key, severity, words)) = vague(*cx) {
        sink.push(Draft::at(at).message(key).severity(severity).arg("words", words));
    }
}

fn vague(row: RowCx<'_>) -> Option<(FieldRef, &'static str, Severity, String)> {
    let (target, text) = (row.target(), row.target_text());
    let at = row.at(Field::Target);
    if target.approximate {
        return Some((at, "about", Severity::Info, text.to_owned()));
    }
    let month = || {
        ["月前", "月之前", "月以前"]
            .iter()
            .any(|end| text.ends_with(end) || text.contains(&format!("{end}完成")))
    };
    if target.op == Op::By && month() {
        return Some((at, "month", Severity::Info, text.to_owned()));
    }
    let some = SOME.iter().find(|word| target.op == Op::Qualitative && text.contains(*word));
    if some.is_some() {
        return Some((at, "some", Severity::Info, text.to_owned()));
    }
    let words = about(&row.facts.name)?;
    Some((row.at(Field::Level3), "about", Severity::Warning, words))
}

/// 大约35 in a name; 2024年 and 110 without such a word are no counts.
fn about(name: &str) -> Option<String> {
    figures(name).find_map(|figure| {
        let word = ABOUT[..3].iter().find(|word| figure.before.ends_with(*word))?;
        let year = figure.after.starts_with('年');
        (!year && !figure.before.ends_with("节约") && !figure.before.ends_with("预约"))
            .then(|| format!("{word}{}", figure.value.normalize()))
    })
}
