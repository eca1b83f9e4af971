//! What a cost row limits: the whole project, one item, a price per unit, or nothing in money.
use crate::cx::{RowCx, TableCx};
use crate::money;
use zs_catalog::Words;
use zs_model::{Decimal, Dimension, Level1, Level2, Op};

/// What a cost row limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// The whole project.
    Total,
    /// One item of it.
    Item,
    /// A price per unit.
    UnitPrice,
}

/// A cost row with its amount.
#[derive(Clone, Copy)]
pub struct CostRow<'a> {
    /// The row.
    pub row: RowCx<'a>,
    /// What it limits.
    pub cost: Cost,
    /// Its (upper) figure in 元.
    pub yuan: Decimal,
}

/// Whether a row stands among the cost indicators.
#[must_use]
pub fn is_cost_row(row: RowCx<'_>) -> bool {
    match row.facts.level2 {
        Some(level2) => level2 == Level2::Cost,
        None => row.facts.level1 == Some(Level1::Cost),
    }
}

/// Whether the name says that the row is about the whole project's cost.
#[must_use]
pub fn says_total(row: RowCx<'_>) -> bool {
    let names = row.cx().terms.get("cost-names");
    let name = &row.facts.bare_name;
    let exact = name.trim_start_matches(['年', '度', '全', '本']).trim_end_matches('额');
    names.group("total").stands_in(name)
        || names.group("total-exact").has(name)
        || names.group("total-exact").has(exact)
}

/// A row that is called 总成本 or 总费用 under another kind of output; benefits in money are no cost.
fn is_misplaced_total(row: RowCx<'_>) -> bool {
    let output = matches!(
        row.facts.level2,
        None | Some(Level2::Quantity | Level2::Quality | Level2::Timeliness)
    );
    output && row.cx().terms.get("cost-names").group("misplaced").stands_in(&row.facts.name)
}

/// The row's amount, if it is a cost in money; a saving or a share is none.
#[must_use]
pub fn cost(row: RowCx<'_>) -> Option<CostRow<'_>> {
    let (cost, yuan) = (*row.facts.cost.get_or_init(|| judged(row)))?;
    Some(CostRow { row, cost, yuan })
}

fn judged(row: RowCx<'_>) -> Option<(Cost, Decimal)> {
    if !is_cost_row(row) && !is_misplaced_total(row) {
        return None;
    }
    let names = row.cx().terms.get("cost-names");
    let facts = row.facts;
    let other = |group: &str| names.group(group).stands_in(&facts.name);
    if other("saved") || other("part") || matches!(row.target().op, Op::Ge | Op::Gt) {
        return None;
    }
    if is_unit_price(row) {
        return Some((Cost::UnitPrice, price(row)?));
    }
    let yuan = money::upper_yuan(row.target())?;
    let is_budget = row.table.budget().is_some_and(|budget| !money::differ(yuan, budget));
    Some((if says_total(row) || is_budget { Cost::Total } else { Cost::Item }, yuan))
}

/// The price per unit in 元: `7.38元`, `0.6元/度`, `2万元/台`.
fn price(row: RowCx<'_>) -> Option<Decimal> {
    let target = row.target();
    let unit = target.unit.as_ref()?;
    let paid = unit.text().split('/').next().map(zs_model::Unit::new)?;
    (paid.dimension() == Dimension::Money).then_some(())?;
    target.upper.or(target.value)?.checked_mul(paid.factor()).and_then(money::sane)
}

/// Whether the row states a price per unit. 单位 in front means a unit of measure only beside 元: with
/// 万元 it is the office (单位运行成本). A description that says 每月 may speak of payment, unless the
/// figure is in 元.
#[must_use]
pub fn is_unit_price(row: RowCx<'_>) -> bool {
    let Some(unit) = row.target().unit.as_ref() else { return false };
    let names = row.cx().terms.get("cost-names");
    let (price, each) = (names.group("unit-price"), names.group("each"));
    let (name, text) = (&row.facts.name, &row.facts.description);
    let named = price.stands_in(name) || each.stands_in(name);
    let small = unit.text() == "元";
    let described = price.stands_in(text) || (small && each.stands_in(text));
    let by_unit = unit.text().contains('/') || (small && name.starts_with("单位"));
    by_unit || named || (described && !says_total(row))
}

/// All cost rows of a table that state an amount.
pub fn costs(table: TableCx<'_>) -> impl Iterator<Item = CostRow<'_>> {
    table.rows().filter_map(cost)
}

/// Whether the project, or a text of it, speaks of more than one year.
#[must_use]
pub fn is_multi_year(table: TableCx<'_>, row: Option<RowCx<'_>>) -> bool {
    let words = table.cx.terms.words("multi-year");
    let said = |row: RowCx<'_>| {
        [&row.facts.name, &row.facts.description].iter().any(|text| words.stands_in(text))
    };
    row.is_some_and(said) || *table.facts.multi_year.get_or_init(|| runs_on(table, words))
}

/// Whether name, purpose or period of a project do.
fn runs_on(table: TableCx<'_>, words: &Words) -> bool {
    let Some(project) = table.project else { return false };
    let period = project.period.as_ref().and_then(Option::as_deref);
    let mut texts = [&project.name, &project.purpose].into_iter().flatten();
    texts.any(|text| words.stands_in(text))
        || period.is_some_and(|period| words.stands_in(period) || years(period) > 1)
}

/// How many different years a text names.
fn years(text: &str) -> usize {
    let digits: Vec<char> = text.chars().map(zs_model::text::half_width_char).collect();
    let runs = digits.split(|c| !c.is_ascii_digit()).filter(|run| run.len() == 4);
    let mut years: Vec<&[char]> = runs.filter(|run| run.starts_with(&['2', '0'])).collect();
    years.sort_unstable();
    years.dedup();
    years.len()
}
