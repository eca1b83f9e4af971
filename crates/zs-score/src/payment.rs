//! What is doubtful about a payment before it is entered: given twice, above the budget, a wrong reversal.
use crate::line::{Arg, Line};
use crate::{Funds, Say};
use zs_model::Deadline;

/// One payment (支付凭证). A correction is a payment of the opposite amount that names what it reverses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The caller's id.
    pub id: String,
    /// 凭证号.
    pub voucher: Option<String>,
    /// 支付日期.
    pub day: Deadline,
    /// 分; below zero for a reversal.
    pub fen: i64,
    /// 收款人.
    pub payee: String,
    /// The id of the payment that this one takes back.
    pub reverses: Option<String>,
}

impl Payment {
    /// The entry that takes this payment back as a whole.
    #[must_use]
    pub fn reversal(&self, id: String, day: Deadline) -> Self {
        Self {
            id,
            day,
            fen: self.fen.saturating_neg(),
            reverses: Some(self.id.clone()),
            ..self.clone()
        }
    }

    /// The same voucher, or the same day, payee and amount without a voucher that tells them apart.
    fn repeats(&self, other: &Self) -> bool {
        match (&self.voucher, &other.voucher) {
            (Some(one), Some(two)) => one == two && self.fen == other.fen,
            _ => self.day == other.day && self.payee == other.payee && self.fen == other.fen,
        }
    }
}

/// What is doubtful about a new payment. `funds` is the project's money before it; `like` are the known payments that
/// may be the same: those of the same voucher, of the same day and payee, and the one that is reversed.
#[must_use]
pub fn doubts(new: &Payment, funds: &Funds, like: &[Payment]) -> Vec<Line> {
    let mut doubts = Vec::new();
    if let Some(reversed) = &new.reverses {
        doubts.extend(reversal_doubt(new, reversed, like));
        return doubts;
    }
    let taken_back = |known: &Payment| {
        like.iter().any(|other| other.reverses.as_deref() == Some(known.id.as_str()))
    };
    let twin = |known: &&Payment| {
        known.id != new.id && known.reverses.is_none() && new.repeats(known) && !taken_back(known)
    };
    if let Some(twin) = like.iter().find(twin) {
        let voucher = twin.voucher.clone().unwrap_or_else(|| "—".to_owned());
        let args = [
            ("day", Arg::Text(twin.day.to_string())),
            ("payee", Arg::Text(twin.payee.clone())),
            ("amount", Arg::Money(twin.fen)),
            ("voucher", Arg::Text(voucher)),
        ];
        doubts.push(Line::new(Say::PaymentTwice, args));
    }
    if new.fen <= 0 {
        doubts.push(Line::new(Say::PaymentNotPositive, [("amount", Arg::Money(new.fen))]));
    }
    let remaining = funds.adjusted.saturating_sub(funds.paid);
    if new.fen > remaining {
        let args = [("amount", Arg::Money(new.fen)), ("remaining", Arg::Money(remaining))];
        doubts.push(Line::new(Say::PaymentAboveRemaining, args));
    }
    doubts
}

/// A reversal takes back exactly one known payment, once, and no more than it was.
fn reversal_doubt(new: &Payment, reversed: &str, like: &[Payment]) -> Option<Line> {
    let Some(first) = like.iter().find(|known| known.id == reversed && known.reverses.is_none())
    else {
        return Some(Line::new(Say::ReversalUnknown, []));
    };
    let others = like.iter().filter(|known| known.id != new.id);
    let earlier: i64 = others
        .filter(|known| known.reverses.as_deref() == Some(reversed))
        .fold(0, |sum, known| sum.saturating_add(known.fen));
    let left = first.fen.saturating_add(earlier);
    let fits = new.fen < 0 && new.fen.saturating_add(left) >= 0;
    (!fits).then(|| {
        let args = [("amount", Arg::Money(new.fen)), ("left", Arg::Money(left))];
        Line::new(Say::ReversalTooMuch, args)
    })
}
