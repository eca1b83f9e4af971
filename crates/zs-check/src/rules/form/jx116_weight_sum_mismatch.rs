//! Points that do not add up: of a level's rows to the points behind its name, or of the table.
use super::points::{in_brackets, level1, level2, weight, written};
use crate::cx::TableCx;
use crate::money;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Field, Indicator, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "weight-sum-mismatch",
    code: "JX116",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "分值合计不符", en: "Points do not add up" },
    messages: &[
        Message {
            key: "table",
            zh: "指标分值合计 {sum}，应为 {total} 分。",
            en: "The indicators' points sum to {sum}; {total} are due.",
            help_zh: "请调整各指标分值；目标表一般合计 90 分，另 10 分是预算执行率。",
            help_en: "Adjust the points; goal tables usually sum to 90, the other 10 are for execution.",
        },
        Message {
            key: "level",
            zh: "“{name}”写 {total} 分，所属指标分值合计 {sum}。",
            en: "\"{name}\" says {total} points, its rows sum to {sum}.",
            help_zh: "请核对这一级的分值和所属指标的分值。",
            help_en: "Check the points of this level and of its rows.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx116_weight_sum_mismatch.md"),
    check: Check::Table(check),
};

fn check(cx: &TableCx<'_>, sink: &mut Sink<'_>) {
    let points: Vec<Decimal> = cx.indicators.iter().filter_map(weight).collect();
    if points.is_empty() {
        return;
    }
    for (field, level) in
        [(Field::Level1, level1 as fn(&Indicator) -> &str), (Field::Level2, level2)]
    {
        judge_level(cx, sink, field, level);
    }
    let sum: Decimal = money::total(points.iter().copied());
    let known = &cx.cx.profile.weights.totals;
    let totals: &[u32] = if known.is_empty() { &[90, 100] } else { known };
    // Shares of one (0.15) are points of a hundred.
    let fits =
        |total: &u32| sum == Decimal::from(*total) || sum == Decimal::new(i64::from(*total), 2);
    if !totals.iter().any(fits) {
        let totals: Vec<String> = totals.iter().map(u32::to_string).collect();
        let draft = Draft::at(cx.at(Field::Indicators)).message("table");
        sink.push(draft.arg("sum", written(&points)).arg("total", totals.join(" 或 ")));
    }
}

/// Every level name with points in brackets: 产出指标（50分）.
fn judge_level(cx: &TableCx<'_>, sink: &mut Sink<'_>, field: Field, level: fn(&Indicator) -> &str) {
    // 经济效益（10分） under one level 1 is not that under another.
    let group = |row: &Indicator| (level1(row).to_owned(), level(row).to_owned());
    for (at, row) in cx.indicators.iter().enumerate() {
        let first = cx.indicators.iter().position(|other| group(other) == group(row)) == Some(at);
        let Some(stated) = in_brackets(level(row)).filter(|_| first) else { continue };
        let own =
            cx.indicators.iter().filter(|other| group(other) == group(row)).filter_map(weight);
        let own: Vec<Decimal> = own.collect();
        if let Some(cell) = cx.row(at).filter(|_| money::total(own.iter().copied()) != stated) {
            let draft = Draft::at(cell.at(field)).message("level").arg("name", level(row));
            sink.push(draft.arg("total", stated.normalize()).arg("sum", written(&own)));
        }
    }
}
