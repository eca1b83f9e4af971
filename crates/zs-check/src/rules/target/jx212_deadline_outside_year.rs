//! A deadline before or after the budget year.
use crate::costs::is_multi_year;
use crate::cx::RowCx;
use crate::words::figures;
use zs_model::{Field, FieldRef, Op, Severity, Target};

/// What says that a project runs on from an earlier year.
const CARRIED: [&str; 6] = ["结转", "尾款", "质保金", "续建", "跨年", "余款"];
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};

pub(crate) static RULE: Rule = Rule {
    name: "deadline-outside-year",
    code: "JX212",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "时限不在预算年度内", en: "Deadline outside the year" },
    messages: &[
        Message {
            key: "early",
            zh: "时限“{target}”早于预算年度 {year} 年，多半沿用了往年的表。",
            en: "The deadline \"{target}\" lies before the budget year {year}; most likely it was copied from an older form.",
            help_zh: "请改为 {year} 年内的日期；确属结转项目的在名称或用途里写明“结转”。",
            help_en: "State a day of {year}; say so if the project is carried over.",
        },
        Message {
            key: "late",
            zh: "时限“{target}”晚于预算年度 {year} 年，年底考核时还没有到期。",
            en: "The deadline \"{target}\" lies after the budget year {year}; it is not due when the year is assessed.",
            help_zh: "请写本年度要完成的阶段和日期；跨年项目写明实施期。",
            help_en: "State what is due within the year; for a longer project state its period.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx212_deadline_outside_year.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let Some(year) = cx.cx().likely_year() else { return };
    let project = cx.table.project;
    let texts = || project.into_iter().flat_map(|p| [&p.name, &p.purpose, &p.title]).flatten();
    let carried = || texts().any(|text| CARRIED.iter().any(|word| text.contains(word)));
    let Some((at, text, due)) = deadline(*cx) else { return };
    let period = project.and_then(|p| p.period.clone().flatten()).unwrap_or_default();
    let within = period_years(&period).is_some_and(|(from, to)| (from..=to).contains(&due));
    if due == year || within || is_multi_year(cx.table, Some(*cx)) {
        return;
    }
    let key = if due < year { "early" } else { "late" };
    if !(due < year && carried()) {
        sink.push(Draft::at(at).message(key).arg("target", text).arg("year", year));
    }
}

/// The year of the deadline in the target, or in the name: 2025年6月底前完成.
fn deadline(row: RowCx<'_>) -> Option<(FieldRef, String, u16)> {
    if row.target().op == Op::By {
        let year = row.indicator.target.deadline?.year?;
        return Some((row.at(Field::Target), row.target_text().to_owned(), year));
    }
    let name = &row.facts.name;
    let start = name.find("20")?;
    let end = start + name[start..].find('前')? + '前'.len_utf8();
    let text = &name[start..end];
    let target = Target::parse(text);
    let year = target.deadline.filter(|_| target.op == Op::By)?.year?;
    Some((row.at(Field::Level3), text.to_owned(), year))
}

/// First and last year that a period names.
fn period_years(period: &str) -> Option<(u16, u16)> {
    let years = || {
        figures(period)
            .filter_map(|figure| u16::try_from(figure.value).ok())
            .filter(|y| (2000..2100).contains(y))
    };
    Some((years().min()?, years().max()?))
}
