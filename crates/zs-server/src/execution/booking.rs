//! Booking an entry: guarded by right and year, kept with its sums, lights and audit entry in one transaction.
use super::{acceptable, light, prove};
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::problem::Answer;
use crate::rights::Action;
use crate::years;
use serde_json::json;
use zs_store::{MoneyKind, NewMoney, Reader, Undertaking};

/// An entry on its way.
pub(crate) struct Booking<'a> {
    pub on: &'a Undertaking,
    pub kind: MoneyKind,
    pub new: NewMoney<'a>,
}

/// The undertaking, if the caller may do this to it and its year is open.
///
/// # Errors
/// `NotFound`, `Forbidden`, `YearClosed`.
pub(crate) async fn undertaking(
    reader: &mut Reader,
    caller: &Caller,
    right: Action,
    id: i64,
) -> Answer<Undertaking> {
    let on = reader.undertaking(id).await?;
    caller.require(right, &on.path)?;
    years::require_open(reader, on.year).await?;
    Ok(on)
}

/// Books what was judged, and gives its number. The lights follow with [`finish`].
///
/// # Errors
/// `Invalid`, `NotFound` for the file.
pub(crate) async fn book(
    deed: &mut Deed<'_>,
    caller: &Caller,
    booking: &Booking<'_>,
) -> Answer<i64> {
    let Booking { on, kind, new } = booking;
    acceptable(new, *kind, on.year, deed.now)?;
    prove(deed, caller, on, new.attachment).await?;
    let kind = Some(*kind);
    let new = NewMoney { undertaking: on.id, kind, actor: caller.account, now: deed.now, ..*new };
    Ok(deed.book(&new).await?)
}

/// Brings the lights up to date and writes the audit entry.
///
/// # Errors
/// `Unavailable`.
pub(crate) async fn finish(deed: &mut Deed<'_>, action: &str, entry: i64) -> Answer<()> {
    let booked = deed.money_entry(entry).await?;
    light(deed, &[booked.undertaking]).await?;
    let detail = json!({ "undertaking": booked.undertaking, "kind": booked.kind.word(),
        "day": booked.day, "number": booked.number, "reason": booked.reason,
        "accepted": booked.accepted, "reverses": booked.reverses });
    let (id, amount) = (entry.to_string(), booked.amount.to_string());
    let told = Told { action, object: "money_entry", id, detail, ..Told::default() };
    deed.audit(Told { after: Some(&amount), ..told }).await
}
