//! What is doubtful about an entry: the same voucher again, more than is left, a budget below what was paid.
use crate::problem::{Answer, Problem, ProblemKind};
use serde_json::{Value, json};
use zs_engine::scoring::{Funds, Line, Payment, doubts};
use zs_model::Deadline;
use zs_store::{MoneyEntry, MonthEnd, NewMoney, PaymentLike, Reader, Undertaking};

/// What is to be said about an entry before it is booked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judged {
    /// The number of the entry (or `row 3` of a sheet) that it repeats: such a payment is never booked.
    pub twin: Option<String>,
    /// What needs an explicit word.
    pub doubts: Vec<Doubt>,
}

/// One doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Doubt {
    /// A stable word; whoever accepts the doubt sends it back.
    pub key: &'static str,
    pub zh: String,
    pub en: String,
}

impl From<&Line> for Doubt {
    fn from(line: &Line) -> Self {
        Self { key: line.key(), zh: line.zh(), en: line.en() }
    }
}

impl Doubt {
    fn wire(&self) -> Value {
        json!({ "key": self.key, "zh": self.zh, "en": self.en })
    }
}

impl Judged {
    /// Refuses what was not accepted, and gives what was, as the entry keeps it.
    ///
    /// # Errors
    /// `Duplicate`, `Doubtful` with all doubts.
    pub fn settle(&self, accept: &[String]) -> Answer<Option<String>> {
        if let Some(twin) = &self.twin {
            let zh = format!("同一凭证号、日期和金额的支付已经登记（{twin}）。");
            let en =
                format!("a payment of this voucher, day and amount is booked already ({twin})");
            let problem = Problem::new(ProblemKind::Duplicate).because(zh, en);
            return Err(problem.with("entry", twin.parse::<i64>().ok()));
        }
        let open = self.doubts.iter().filter(|doubt| !accept.iter().any(|word| word == doubt.key));
        let open: Vec<&Doubt> = open.collect();
        if open.is_empty() {
            let keys: Vec<&str> = self.doubts.iter().map(|doubt| doubt.key).collect();
            return Ok((!keys.is_empty()).then(|| keys.join(" ")));
        }
        let say = |of: fn(&Doubt) -> &String| {
            open.iter().map(|doubt| of(doubt).as_str()).collect::<Vec<_>>().join(" ")
        };
        let problem = Problem::new(ProblemKind::Doubtful).because(say(|d| &d.zh), say(|d| &d.en));
        let all: Vec<Value> = self.doubts.iter().map(Doubt::wire).collect();
        Err(problem.with("doubts", all))
    }
}

/// The whole year's money of an undertaking.
pub(crate) fn funds(on: &Undertaking, ends: &[MonthEnd]) -> Funds {
    let (adjusted, paid) = ends.last().map_or((0, 0), |end| (end.adjusted, end.paid));
    Funds { initial: Some(on.initial), adjusted, paid }
}

/// A payment as the judgement takes it; `None` for a day that is none.
pub(crate) fn payment(new: &NewMoney<'_>, id: String) -> Option<Payment> {
    Some(Payment {
        id,
        voucher: new.number.map(str::to_owned),
        day: Deadline::parse(new.day)?,
        fen: new.amount,
        payee: new.payee.unwrap_or_default().to_owned(),
        reverses: new.reverses.map(|id| id.to_string()),
    })
}

fn known(entry: &MoneyEntry) -> Option<Payment> {
    let new = NewMoney {
        day: &entry.day,
        amount: entry.amount,
        number: entry.number.as_deref(),
        payee: entry.payee.as_deref(),
        reverses: entry.reverses,
        ..NewMoney::default()
    };
    payment(&new, entry.id.to_string())
}

/// Judges a payment against what is booked, and against `besides` (what stands before it in the same sheet).
///
/// # Errors
/// `Unavailable`.
pub(crate) async fn judge(
    reader: &mut Reader,
    new: &NewMoney<'_>,
    funds: &Funds,
    besides: &[Payment],
) -> Answer<Judged> {
    let Some(paid) = payment(new, "new".to_owned()) else { return Ok(Judged::default()) };
    let (undertaking, day, amount) = (new.undertaking, new.day, new.amount);
    let like = PaymentLike { undertaking, day, amount, number: new.number };
    let entries = reader.payments_alike(&like).await?;
    let mut alike: Vec<Payment> = entries.iter().filter_map(known).collect();
    let here: Vec<String> = entries
        .iter()
        .filter(|entry| entry.undertaking == undertaking)
        .map(|entry| entry.id.to_string())
        .chain(besides.iter().map(|other| other.id.clone()))
        .collect();
    alike.extend_from_slice(besides);
    let taken_back =
        |one: &Payment| alike.iter().any(|other| other.reverses.as_deref() == Some(&*one.id));
    let is_twin = |one: &&Payment| {
        let same = one.voucher == paid.voucher && one.day == paid.day && one.fen == paid.fen;
        same && paid.voucher.is_some() && here.contains(&one.id) && !taken_back(one)
    };
    let twin = alike.iter().find(is_twin).map(|twin| twin.id.clone());
    let doubts = doubts(&paid, funds, &alike).iter().map(Doubt::from).collect();
    Ok(Judged { twin, doubts })
}

/// Judges a cut of the budget.
///
/// # Errors
/// `Invalid` where less than nothing would be left.
pub(crate) fn judge_cut(amount: i64, funds: &Funds) -> Answer<Judged> {
    let left = funds.adjusted.saturating_add(amount);
    if left < 0 {
        let (zh, en) = ("调减后预算不能小于零。", "a budget is never below zero");
        return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
    }
    let doubt = Doubt {
        key: "budget-below-paid",
        zh: "调减后的预算小于已支付金额。".to_owned(),
        en: "the budget would be below what was paid".to_owned(),
    };
    let below = amount < 0 && left < funds.paid;
    Ok(Judged { twin: None, doubts: below.then_some(doubt).into_iter().collect() })
}
