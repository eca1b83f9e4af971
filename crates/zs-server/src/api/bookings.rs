//! Booking 指标下达, 预算调整 and 支付, one by one; and taking entries back.
use crate::api::execution::{EntryRow, ExecutionRow};
use crate::app::App;
use crate::caller::Caller;
use crate::deed::Deed;
use crate::execution::{
    Booking, Judged, Reversing, acceptable, book, finish, funds, judge, judge_cut, month_ended,
    reverse, undertaking,
};
use crate::input::{Body, Path};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::Action;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{MoneyKind, NewMoney};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(create_allocation))
        .routes(routes!(create_adjustment))
        .routes(routes!(create_payment))
        .routes(routes!(create_reversal))
}

/// 指标下达.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewAllocation {
    /// `YYYY-MM-DD`.
    day: String,
    /// In 分, above zero.
    amount_fen: i64,
    /// 文号.
    number: Option<String>,
    /// 资金来源.
    source: Option<String>,
    reason: Option<String>,
    /// A file of the document, or one of the caller's that waits.
    attachment: Option<i64>,
}

/// 预算调整.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewAdjustment {
    /// `YYYY-MM-DD`.
    day: String,
    /// In 分; below zero for a cut.
    amount_fen: i64,
    /// 文号.
    number: String,
    /// Why.
    reason: String,
    attachment: Option<i64>,
    /// The doubts that are accepted, by their keys: `budget-below-paid`.
    #[serde(default)]
    accept: Vec<String>,
}

/// 支付.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewPayment {
    /// `YYYY-MM-DD`.
    day: String,
    /// In 分, above zero.
    amount_fen: i64,
    /// 凭证号.
    number: Option<String>,
    /// 收款人.
    payee: String,
    /// 支出经济分类.
    economic_class: Option<String>,
    /// 用途.
    reason: Option<String>,
    attachment: Option<i64>,
    /// The doubts that are accepted, by their keys: `payment-twice`, `payment-above-remaining`.
    #[serde(default)]
    accept: Vec<String>,
}

/// How an entry is taken back.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewReversal {
    /// `YYYY-MM-DD`, not before the entry's own day.
    day: String,
    /// How much of it in 分, above zero; all that is left without it.
    amount_fen: Option<i64>,
    /// 凭证号 or 文号 of the correction; that of the entry without it.
    number: Option<String>,
    /// Why.
    reason: String,
    attachment: Option<i64>,
}

/// What was booked, and how its undertaking stands now.
#[derive(Serialize, ToSchema)]
pub(crate) struct Booked {
    entry: EntryRow,
    execution: ExecutionRow,
}

/// Book 指标下达 on an undertaking.
#[utoipa::path(post, path = "/execution/{undertaking}/allocations", tag = "execution",
    params(("undertaking" = i64, Path)), request_body = NewAllocation, responses(
    (status = 201, description = "booked", body = Booked),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_allocation(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(wanted): Body<NewAllocation>,
) -> Answer {
    let mut deed = Deed::begin(&app, &caller).await?;
    let on = undertaking(&mut deed, &caller, Action::WriteBudgets, id).await?;
    let new = NewMoney {
        day: &wanted.day,
        amount: wanted.amount_fen,
        number: wanted.number.as_deref(),
        source: wanted.source.as_deref(),
        reason: wanted.reason.as_deref(),
        attachment: wanted.attachment,
        ..NewMoney::default()
    };
    let booking = Booking { on: &on, kind: MoneyKind::Allocation, new };
    let entry = book(&mut deed, &caller, &booking).await?;
    finish(&mut deed, "allocation.create", entry).await?;
    told(deed, entry).await
}

/// Book a change of the budget. One that would leave less than was paid needs a word (`doubtful`).
#[utoipa::path(post, path = "/execution/{undertaking}/adjustments", tag = "execution",
    params(("undertaking" = i64, Path)), request_body = NewAdjustment, responses(
    (status = 201, description = "booked", body = Booked),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_adjustment(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(wanted): Body<NewAdjustment>,
) -> Answer {
    let mut deed = Deed::begin(&app, &caller).await?;
    let on = undertaking(&mut deed, &caller, Action::WriteBudgets, id).await?;
    let funds = funds(&on, &deed.month_ends(id).await?);
    let accepted = judge_cut(wanted.amount_fen, &funds)?.settle(&wanted.accept)?;
    let new = NewMoney {
        day: &wanted.day,
        amount: wanted.amount_fen,
        number: Some(&wanted.number),
        reason: Some(&wanted.reason),
        accepted: accepted.as_deref(),
        attachment: wanted.attachment,
        ..NewMoney::default()
    };
    let booking = Booking { on: &on, kind: MoneyKind::Adjustment, new };
    let entry = book(&mut deed, &caller, &booking).await?;
    finish(&mut deed, "adjustment.create", entry).await?;
    told(deed, entry).await
}

/// Book a payment. The same voucher, day and amount again is refused (`duplicate`); one that looks like another or
/// that is above the remaining budget needs a word (`doubtful`, with `doubts`).
#[utoipa::path(post, path = "/execution/{undertaking}/payments", tag = "execution",
    params(("undertaking" = i64, Path)), request_body = NewPayment, responses(
    (status = 201, description = "booked", body = Booked),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_payment(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(wanted): Body<NewPayment>,
) -> Answer {
    let mut deed = Deed::begin(&app, &caller).await?;
    let on = undertaking(&mut deed, &caller, Action::WritePayments, id).await?;
    let new = NewMoney {
        undertaking: id,
        day: &wanted.day,
        amount: wanted.amount_fen,
        number: wanted.number.as_deref(),
        payee: Some(&wanted.payee),
        economic_class: wanted.economic_class.as_deref(),
        reason: wanted.reason.as_deref(),
        attachment: wanted.attachment,
        ..NewMoney::default()
    };
    acceptable(&new, MoneyKind::Payment, on.year, deed.now)?;
    let funds = funds(&on, &deed.month_ends(id).await?);
    let judged: Judged = judge(&mut deed, &new, &funds, &[]).await?;
    let accepted = judged.settle(&wanted.accept)?;
    let new = NewMoney { accepted: accepted.as_deref(), ..new };
    let booking = Booking { on: &on, kind: MoneyKind::Payment, new };
    let entry = book(&mut deed, &caller, &booking).await?;
    finish(&mut deed, "payment.create", entry).await?;
    told(deed, entry).await
}

/// Take an entry back, wholly or in part: an entry of the opposite amount that names it.
#[utoipa::path(post, path = "/entries/{entry}/reversals", tag = "execution",
    params(("entry" = i64, Path)), request_body = NewReversal, responses(
    (status = 201, description = "taken back", body = Booked),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_reversal(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(wanted): Body<NewReversal>,
) -> Answer {
    let mut deed = Deed::begin(&app, &caller).await?;
    let how = Reversing {
        day: &wanted.day,
        fen: wanted.amount_fen,
        number: wanted.number.as_deref(),
        reason: &wanted.reason,
        attachment: wanted.attachment,
    };
    let entry = reverse(&mut deed, &caller, id, &how).await?;
    told(deed, entry).await
}

async fn told(mut deed: Deed<'_>, entry: i64) -> Answer {
    let entry = deed.money_entry(entry).await?;
    let on = deed.undertaking(entry.undertaking).await?;
    let month = month_ended(on.year, deed.now);
    let ends = deed.month_ends(on.id).await?;
    let end = ends.iter().find(|end| end.month == month);
    let end = end.ok_or_else(|| Problem::new(ProblemKind::Internal))?;
    let body = Booked { entry: entry.into(), execution: ExecutionRow::of(on, end) };
    deed.done(StatusCode::CREATED, &body).await
}
