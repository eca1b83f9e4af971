//! Usual spending per person, unit or service (catalog/terms/unit-cost-bands.toml, spending-words.toml).
use crate::cx::{ProjectCx, RowCx};
use crate::money;
use crate::quantities::{counted, quantities};
use zs_model::{Decimal, Money, Op, Unit};

/// A budget that does not fit its quantity.
pub(super) struct Outside<'a> {
    /// What the band is for.
    pub of: &'a str,
    /// The band, 元 a year.
    pub band: (Decimal, Decimal),
    /// Outside by ten times and more.
    pub far: bool,
    /// The computation.
    pub sum: String,
}

/// The first quantity row whose share of the budget lies outside its band.
pub(super) fn outside<'a>(cx: ProjectCx<'a>, budget: Money) -> Option<Outside<'a>> {
    let subject = cx.subject();
    // Too little is too little even if all of it were for this; too much may be for something else.
    let alone =
        quantities(cx.table).count() == 1 && !subject.contains(['、', '，', '及', '和', '等']);
    quantities(cx.table).find_map(|row| judged(row, budget, subject, alone))
}

fn judged<'a>(row: RowCx<'a>, budget: Money, subject: &str, alone: bool) -> Option<Outside<'a>> {
    let (count, unit) = (counted(row)?, row.target().unit.as_ref()?);
    let each = money::round(budget.yuan().checked_div(count)?, 2);
    let bands = &row.cx().terms.get("unit-cost-bands").pairs;
    let served = row.cx().terms.get("unit-cost-bands").group("served").stands_in(&row.facts.name);
    let (of, low, high) =
        bands.iter().filter(|_| !served).find_map(|(key, band)| fits(key, band, subject, unit))?;
    let over = each > high && alone && !matches!(row.target().op, Op::Ge | Op::Gt);
    (each < low || over).then(|| Outside {
        of,
        band: (low, high),
        far: each * Decimal::TEN < low || each > high * Decimal::TEN,
        sum: {
            let (count, base) = (count.normalize(), unit.base());
            format!("{budget}{} ÷ {count}{base} = 每{base}{each}元", budget.unit())
        },
    })
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
    if unit.base() != per {
        return None;
    }
    let thing = things.split('|').find(|thing| subject.contains(thing))?;
    Some((thing, zs_model::text::decimal(low)?, zs_model::text::decimal(high)?))
}

/// Services that run all the year, named in purpose and goals, if five or more share less than 1万元 each.
pub(super) fn thin<'a>(cx: ProjectCx<'a>, budget: Money) -> Option<Vec<&'a str>> {
    let subject = cx.subject();
    let services = cx.cx().terms.get("spending-words").group("services");
    if !services.stands_in(subject) {
        return None;
    }
    let named: Vec<&str> = services.iter().filter(|service| subject.contains(service)).collect();
    let share = budget.yuan().checked_div(Decimal::from(named.len()))?;
    (named.len() >= 5 && share < Decimal::from(10_000)).then_some(named)
}
