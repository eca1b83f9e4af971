//! What any entry must be: a real day that is over, an amount, texts of some length, a file that the caller may give.
use crate::caller::Caller;
use crate::days;
use crate::deed::Deed;
use crate::problem::{Answer, Problem, ProblemKind};
use zs_model::Deadline;
use zs_store::{MoneyKind, NewMoney, Undertaking};

/// The largest amount of one entry: 一万亿元 in 分.
const LARGEST: i64 = 100_000_000_000_000;
/// The longest number, payee or class, in characters.
const LONGEST: usize = 200;
/// The longest reason.
const LONGEST_REASON: usize = 2000;

fn invalid(zh: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(ProblemKind::Invalid).because(zh, en)
}

/// Whether an entry can be booked at all, whatever else is there.
///
/// # Errors
/// `Invalid`.
pub(crate) fn acceptable(new: &NewMoney<'_>, kind: MoneyKind, year: i64, now: i64) -> Answer<()> {
    day(new.day, kind, year, now)?;
    if new.amount == 0 || new.amount.unsigned_abs() > LARGEST.unsigned_abs() {
        return Err(invalid(
            "金额不能为零，也不能超过一万亿元。",
            "an amount is not zero and at most 10^12 yuan",
        ));
    }
    if new.amount < 0 && kind != MoneyKind::Adjustment && new.reverses.is_none() {
        return Err(invalid(
            "金额应大于零；更正请冲销原账目。",
            "an amount is above zero; to correct an entry, reverse it",
        ));
    }
    let short = |text: Option<&str>, most: usize| {
        text.is_none_or(|text| !text.trim().is_empty() && text.chars().count() <= most)
    };
    let texts = [new.number, new.source, new.payee, new.economic_class];
    if !texts.into_iter().all(|text| short(text, LONGEST)) || !short(new.reason, LONGEST_REASON) {
        return Err(invalid(
            format!("文字不能为空，也不能超过 {LONGEST} 字（事由 {LONGEST_REASON} 字）。"),
            format!(
                "texts are not blank and at most {LONGEST} characters, reasons {LONGEST_REASON}"
            ),
        ));
    }
    Ok(())
}

/// Payments are of the year; budgets may be given or changed in the year before it.
fn day(text: &str, kind: MoneyKind, year: i64, now: i64) -> Answer<()> {
    let day = Deadline::parse(text).filter(|day| day.year.is_some() && day.day.is_some());
    let of = day.and_then(|day| day.year).map(i64::from).ok_or_else(|| {
        let zh = format!("日期应写作 YYYY-MM-DD，现在是“{text}”。");
        invalid(zh, format!("a day is written YYYY-MM-DD, not \"{text}\""))
    })?;
    let first = if kind == MoneyKind::Payment { year } else { year - 1 };
    if !(first..=year).contains(&of) {
        let zh = format!("日期 {text} 不在 {year} 年度内。");
        return Err(invalid(zh, format!("{text} is not in the year {year}")));
    }
    if days::parse(text).is_none_or(|day| day > days::day_of(now)) {
        return Err(invalid(format!("日期 {text} 还没有到。"), format!("{text} is in the future")));
    }
    Ok(())
}

/// Takes a file as the proof of an entry: one of the undertaking's document, or one that the caller brought and that
/// waits; that one becomes the document's.
///
/// # Errors
/// `NotFound`.
pub(crate) async fn prove(
    deed: &mut Deed<'_>,
    caller: &Caller,
    on: &Undertaking,
    attachment: Option<i64>,
) -> Answer<()> {
    let Some(id) = attachment else { return Ok(()) };
    let kept = deed.attachment(id).await?;
    match kept.document {
        Some(document) if document == on.document => Ok(()),
        None if kept.uploaded_by == caller.account => Ok(deed.attach(id, on.document).await?),
        _ => Err(Problem::new(ProblemKind::NotFound)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_of_the_year_and_over() {
        // 2025-10-09 in China.
        let now = 1_760_000_000_000;
        let fits = |text, kind| day(text, kind, 2025, now).is_ok();
        for text in ["2025-01-01", "2025-10-09"] {
            assert!(fits(text, MoneyKind::Payment), "{text}");
        }
        for text in
            ["2024-12-31", "2025-10-10", "2026-01-05", "2025-02-30", "2025-3-1", "03-01", ""]
        {
            assert!(!fits(text, MoneyKind::Payment), "{text}");
        }
        assert!(fits("2024-12-31", MoneyKind::Allocation));
        assert!(!fits("2023-12-31", MoneyKind::Allocation));
    }

    #[test]
    fn only_an_adjustment_or_a_reversal_is_below_zero() {
        let now = 1_760_000_000_000;
        let fits = |amount, kind, reverses| {
            let new = NewMoney { day: "2025-03-01", amount, reverses, ..NewMoney::default() };
            acceptable(&new, kind, 2025, now).is_ok()
        };
        assert!(fits(-5, MoneyKind::Adjustment, None) && fits(-5, MoneyKind::Payment, Some(7)));
        assert!(!fits(-5, MoneyKind::Payment, None) && !fits(0, MoneyKind::Adjustment, None));
        assert!(
            !fits(LARGEST + 1, MoneyKind::Payment, None)
                && !fits(i64::MIN, MoneyKind::Adjustment, None)
        );
    }
}
