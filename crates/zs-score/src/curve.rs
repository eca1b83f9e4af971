//! Execution against the plan's curve: what is due at a date, and how far payments are from it.
use crate::{Funds, exact};
use zs_catalog::Base;
use zs_model::{Deadline, Decimal, Plan};

/// The percent of the budget that is due on a day. A point of the plan holds from the end of its month on; a blank
/// point changes nothing; before the first point nothing is due.
#[must_use]
pub fn due_on(plan: &Plan, day: Deadline) -> Decimal {
    exact::figure(plan.due_by(months_ended(day)))
}

/// The percent that is due at the end of a month: by the plan where the base is the plan and there is one, else so
/// many twelfths of the year.
#[must_use]
pub fn due_by(plan: &Plan, base: Base, month: u8) -> Decimal {
    let month = month.min(12);
    match base {
        Base::Plan if plan.last().is_some() => exact::figure(plan.due_by(month)),
        _ => Decimal::from(month) * Decimal::ONE_HUNDRED / Decimal::from(12),
    }
}

/// 支出进度偏差: execution rate minus what is due, in percentage points; `None` without a budget.
#[must_use]
pub fn deviation(funds: &Funds, due: Decimal) -> Option<Decimal> {
    Some(exact::round(funds.rate()? - due, 2))
}

/// How many months of the year have ended on the evening of a day; a month without a day has ended.
fn months_ended(day: Deadline) -> u8 {
    let last = |day_of_month| Deadline::new(day.year, day.month, Some(day_of_month + 1)).is_none();
    // Without a year February has 29 days for us, so its 28th is no last day.
    if day.day.is_none_or(last) { day.month } else { day.month - 1 }
}
