//! The last filled share of the spending plan is not 100 %.
use crate::costs::is_multi_year;
use crate::cx::ProjectCx;
use crate::money;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "plan-not-complete",
    code: "JX132",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "支出计划没有到100%", en: "Spending plan does not end at 100 %" },
    messages: &[
        Message {
            key: "short",
            zh: "支出计划最后一个数是 {percent}%（{month}月底），没有到 100%。",
            en: "The plan ends at {percent}% (end of month {month}), not at 100%.",
            help_zh: "年底的累计进度应为 100%；跨年度的项目请在用途里写明。",
            help_en: "The cumulative share at the end of the year is 100%; a project of several years should say so.",
        },
        Message {
            key: "above",
            zh: "支出计划写了 {percent}%（{month}月底），超过 100%。",
            en: "The plan says {percent}% (end of month {month}), above 100%.",
            help_zh: "累计进度不能超过 100%，请改正。",
            help_en: "A cumulative share cannot be above 100%.",
        },
        Message {
            key: "shares",
            zh: "支出计划各数相加是 100%，最后一个数是 {percent}%（{month}月底），像是填成了各期数。",
            en: "The plan's figures sum to 100% and end at {percent}% (end of month {month}): they look like shares of each period.",
            help_zh: "请改为累计数：逐期相加，最后是 100%。",
            help_en: "State cumulative shares: add them up, ending at 100%.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx132_plan_not_complete.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let filled =
        (1..).zip(&cx.project.plan.0).filter_map(|(at, p)| Some((at, p.month, p.percent?)));
    let filled: Vec<(u32, u8, Decimal)> = filled.collect();
    let hundred = Decimal::ONE_HUNDRED;
    let sum: Decimal = money::total(filled.iter().map(|(_, _, percent)| *percent));
    let Some(last) = filled.last().copied() else { return };
    let above = filled.iter().find(|(_, _, percent)| *percent > hundred).copied();
    let (key, (at, month, percent)) = match above {
        Some(above) => ("above", above),
        None if last.2 == hundred => return,
        None if sum == hundred && filled.len() > 1 => ("shares", last),
        // All of it fallen is plan-not-cumulative's business; several years may end lower.
        None if is_multi_year(cx.table, None) => return,
        None => ("short", last),
    };
    let draft = Draft::at(cx.item(Field::Plan, at)).message(key);
    sink.push(draft.arg("percent", percent.normalize()).arg("month", month));
}
