//! The budget per person or unit lies far outside what such things cost.
use crate::costs::is_multi_year;
use crate::cx::ProjectCx;
use crate::money;
use crate::quantities::{counted, quantities};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Field, Op, Severity, Unit};

pub(crate) static RULE: Rule = Rule {
    name: "quantity-budget-mismatch",
    code: "JX109",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "数量与预算不匹配", en: "Quantity and budget do not fit" },
    messages: &[Message {
        key: "outside",
        zh: "{sum}，不在{of}的常见范围（每年{low}～{high}元）之内。",
        en: "{sum}: outside the usual range for {of} ({low} to {high} 元 a year).",
        help_zh: "请核对数量和预算：是否沿用了别的年度的数量，或只付一部分。只付一部分的请写明。",
        help_en: "Check quantity and budget: a quantity of another year, or a part payment? Say so if it is one.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx109_quantity_budget_mismatch.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let Some(budget) = cx.table.budget().filter(|_| !is_multi_year(cx.table, None)) else { return };
    let subject = cx.subject();
    let bands = &cx.cx().terms.get("unit-cost-bands").pairs;
    for row in quantities(cx.table) {
        let (Some(count), Some(unit)) = (counted(row), row.target().unit.as_ref()) else {
            continue;
        };
        let Some(each) = budget.yuan().checked_div(count).map(|each| money::round(each, 2)) else {
            continue;
        };
        let Some((of, low, high)) =
            bands.iter().find_map(|(key, band)| fits(key, band, &subject, unit))
        else {
            continue;
        };
        // Too little is too little even if all of it were for this; too much may be for something else.
        let alone =
            quantities(cx.table).count() == 1 && !subject.contains(['、', '，', '及', '和', '等']);
        let ten = Decimal::TEN;
        let (under, over) =
            (each < low, each > high && alone && !matches!(row.target().op, Op::Ge | Op::Gt));
        if under || over {
            let far = each * ten < low || each > high * ten;
            let sum = format!(
                "{budget}{} ÷ {} = 每{}{each}元",
                budget.unit(),
                shown(count, unit),
                unit.base()
            );
            let severity = if far { Severity::Warning } else { Severity::Info };
            let draft = Draft::at(cx.at(Field::Budget)).severity(severity).arg("sum", sum);
            return sink.push(draft.arg("of", of).arg("low", low).arg("high", high));
        }
    }
}

fn shown(count: Decimal, unit: &Unit) -> String {
    format!("{}{}", count.normalize(), unit.base())
}

/// `工资|薪酬/人` = `12000-400000`: one of the words stands in the project's texts, the unit is the row's.
fn fits<'t>(
    key: &'t str,
    band: &str,
    subject: &str,
    unit: &Unit,
) -> Option<(&'t str, Decimal, Decimal)> {
    let (things, per) = key.split_once('/')?;
    let (low, high) = band.split_once('-')?;
    let thing =
        things.split('|').find(|thing| subject.contains(thing)).filter(|_| unit.base() == per)?;
    Some((thing, zs_model::text::decimal(low)?, zs_model::text::decimal(high)?))
}
