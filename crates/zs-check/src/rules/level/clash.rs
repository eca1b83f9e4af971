//! Which targets cannot both come true.
use crate::cx::RowCx;
use crate::facts::Head;
use crate::money;
use zs_model::{Decimal, Dimension, Op};

/// The least share of the money that is to be saved.
pub(super) fn saving(row: RowCx<'_>) -> Option<Decimal> {
    let terms = row.cx().terms.get("saving-rates");
    let name = &row.facts.bare_name;
    let rate = row.facts.head == Head::Rate && terms.group("saving").stands_in(name);
    let money = terms.group("formula").stands_in(&row.facts.description)
        || (terms.group("money").stands_in(name) && !terms.group("energy").stands_in(name));
    (rate && money).then(|| floor(row)).flatten()
}

/// The least share of the budget that is to be spent: an execution rate, or a floor equal to the budget.
pub(super) fn spending(row: RowCx<'_>) -> Option<Decimal> {
    let budget = row.cx().terms.get("indicator-categories").group("budget");
    if budget.end_of(&row.facts.bare_name).is_some() {
        return floor(row);
    }
    let whole = row.table.budget()?;
    let least = matches!(row.target().op, Op::Ge | Op::Gt) && row.facts.head == Head::Money;
    let equal = money::yuan(row.target()).is_some_and(|yuan| !money::differ(yuan, whole));
    (least && equal).then_some(Decimal::ONE_HUNDRED)
}

pub(super) fn floor(row: RowCx<'_>) -> Option<Decimal> {
    let least = matches!(row.target().op, Op::Ge | Op::Gt | Op::Eq);
    row.target().threshold_percent().filter(|rate| least && *rate <= Decimal::ONE_HUNDRED)
}

/// Same name, same description, same level, of one unit, in figures of the same kind.
pub(super) fn same<'a>(a: RowCx<'a>, b: RowCx<'a>) -> bool {
    let office = |row: RowCx<'a>| row.table.project.and_then(|p| p.unit_code.as_deref());
    let base = |row: RowCx<'a>| row.target().unit.as_ref().map(|u| (u.base(), u.dimension()));
    let figures = || a.target().op.is_comparison() && b.target().op.is_comparison();
    let known = || {
        !a.facts.description.is_empty() && base(a).is_some_and(|(_, kind)| kind != Dimension::Money)
    };
    a.facts.name == b.facts.name
        && a.facts.description == b.facts.description
        && known()
        && figures()
        && base(a) == base(b)
        && a.facts.level2 == b.facts.level2
        && office(a) == office(b)
}

pub(super) fn value(row: RowCx<'_>) -> Option<Decimal> {
    row.target().value?.checked_mul(row.target().unit.as_ref()?.factor())
}

pub(super) fn unequal(a: RowCx<'_>, b: RowCx<'_>) -> bool {
    value(a) != value(b) || a.target().op != b.target().op
}

/// At least so many here, at most fewer there.
pub(super) fn apart(a: RowCx<'_>, b: RowCx<'_>) -> bool {
    let (Some(x), Some(y)) = (value(a), value(b)) else { return false };
    let (low, high) = (|op| matches!(op, Op::Ge | Op::Gt), |op| matches!(op, Op::Le | Op::Lt));
    let clash = |a: Op, x: Decimal, b: Op, y: Decimal| low(a) && high(b) && x > y;
    clash(a.target().op, x, b.target().op, y) || clash(b.target().op, y, a.target().op, x)
}
