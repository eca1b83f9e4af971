//! Taking an entry back: an entry of the opposite amount that names it, once and no more than it was.
use super::{Booking, book, finish, undertaking};
use crate::caller::Caller;
use crate::deed::Deed;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::rights::Action;
use zs_store::{MoneyEntry, MoneyKind, NewMoney};

/// How an entry is taken back.
pub(crate) struct Reversing<'a> {
    pub day: &'a str,
    /// How much of it, in 分 above zero; all that is left without it.
    pub fen: Option<i64>,
    pub number: Option<&'a str>,
    pub reason: &'a str,
    pub attachment: Option<i64>,
}

fn refused(kind: ProblemKind, zh: &str, en: &str) -> Problem {
    Problem::new(kind).because(zh, en)
}

/// Takes an entry back, wholly or in part, and gives the number of the new entry.
///
/// # Errors
/// `NotFound`, `Forbidden`, `YearClosed`, `WrongState` for what cannot be taken back, `Invalid`.
pub(crate) async fn reverse(
    deed: &mut Deed<'_>,
    caller: &Caller,
    id: i64,
    how: &Reversing<'_>,
) -> Answer<i64> {
    let entry = deed.money_entry(id).await?;
    let right = match entry.kind {
        MoneyKind::Payment => Action::WritePayments,
        MoneyKind::Allocation | MoneyKind::Adjustment => Action::WriteBudgets,
    };
    let on = undertaking(deed, caller, right, entry.undertaking).await?;
    let left = left(deed, &entry).await?;
    let amount = how.fen.unwrap_or(left.saturating_abs());
    if amount <= 0 || amount > left.saturating_abs() {
        let yuan = zs_model::Decimal::new(left.saturating_abs(), 2);
        let zh = format!("冲销金额应大于零，且不超过尚未冲销的 {yuan} 元。");
        let en = format!("take back more than nothing and at most the {yuan} yuan that are left");
        return Err(refused(ProblemKind::Invalid, &zh, &en).with("left_fen", left));
    }
    if how.day < entry.day.as_str() {
        let zh = "冲销日期不能早于原账目的日期。";
        let en = "an entry is not taken back before its own day";
        return Err(refused(ProblemKind::Invalid, zh, en));
    }
    let new = NewMoney {
        day: how.day,
        amount: if entry.amount > 0 { -amount } else { amount },
        number: how.number.or(entry.number.as_deref()),
        source: entry.source.as_deref(),
        payee: entry.payee.as_deref(),
        economic_class: entry.economic_class.as_deref(),
        reason: Some(how.reason),
        attachment: how.attachment,
        reverses: Some(id),
        ..NewMoney::default()
    };
    let reversal = book(deed, caller, &Booking { on: &on, kind: entry.kind, new }).await?;
    finish(deed, "money.reverse", reversal).await?;
    Ok(reversal)
}

/// What is left of an entry, with its sign.
async fn left(deed: &mut Deed<'_>, entry: &MoneyEntry) -> Answer<i64> {
    if entry.reverses.is_some() {
        let (zh, en) = ("冲销账目不能再冲销。", "what takes back an entry is not taken back");
        return Err(refused(ProblemKind::WrongState, zh, en));
    }
    let by_document = entry.source.as_deref() == Some(MoneyKind::BY_DOCUMENT);
    if entry.kind == MoneyKind::Adjustment && by_document {
        let zh = "随批复文本产生的调整不能冲销；请调整文本。";
        let en = "an approved version made this adjustment; adjust the document instead";
        return Err(refused(ProblemKind::WrongState, zh, en));
    }
    let back = deed.reversals_of(entry.id).await?;
    let left = back.iter().fold(entry.amount, |left, one| left.saturating_add(one.amount));
    if left == 0 {
        let (zh, en) = ("该账目已全部冲销。", "the entry was taken back as a whole already");
        return Err(refused(ProblemKind::WrongState, zh, en));
    }
    Ok(left)
}
