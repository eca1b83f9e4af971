//! Days held against deadlines.
use crate::line::{Arg, Line};
use crate::row::{Judged, target_text};
use crate::{Say, exact};
use zs_catalog::Scheme;
use zs_model::{Deadline, Decimal, Target};

/// Whether it was done in time; a late deed gets what the scheme leaves it. `None` without a deadline.
pub(crate) fn judge(
    done: Deadline,
    target: &Target,
    weight: Decimal,
    year: Option<u16>,
    scheme: &Scheme,
) -> Option<Judged> {
    let late = months_late(done, target.deadline?, year);
    let args = |score| {
        [
            ("actual", Arg::Text(done.to_string())),
            ("target", target_text(target)),
            ("late", Arg::Count(u64::from(late))),
            ("months", Arg::Count(u64::from(scheme.operators.late_months.unwrap_or_default()))),
            ("weight", Arg::Points(weight)),
            ("score", Arg::Points(score)),
        ]
    };
    Some(match (late, scheme.operators.late_months) {
        (0, _) => Judged::new(true, weight, Line::new(Say::InTime, args(weight))),
        (_, None) => {
            let score = Decimal::new(0, 2);
            Judged::new(false, score, Line::new(Say::Late, args(score)))
        }
        (late, Some(months)) => {
            let left = Decimal::from(months.saturating_sub(late));
            let score = exact::portion(weight, left, Decimal::from(months));
            Judged::new(false, score, Line::new(Say::LateByMonths, args(score)))
        }
    })
}

/// Whole or begun months between a deadline and a later day; a month without a day ends on its last day, a
/// missing year is the other's, else the document's.
pub(crate) fn months_late(done: Deadline, due: Deadline, year: Option<u16>) -> u32 {
    let due_year = due.year.or(year).or(done.year).unwrap_or_default();
    let done_year = done.year.or(year).unwrap_or(due_year);
    let months = |year: u16, at: Deadline| i64::from(year) * 12 + i64::from(at.month);
    let apart = months(done_year, done) - months(due_year, due);
    let begun = match (due.day, done.day) {
        (None, _) => false,
        (Some(due), Some(done)) => done > due,
        (Some(day), None) => Deadline::new(Some(due_year), due.month, Some(day + 1)).is_some(),
    };
    u32::try_from(apart + i64::from(begun)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn late(done: &str, due: &str) -> u32 {
        months_late(Deadline::parse(done).unwrap(), Deadline::parse(due).unwrap(), Some(2024))
    }

    #[test]
    fn months_begin_after_the_day() {
        assert_eq!(late("2024-06-30", "2024-06"), 0);
        assert_eq!(late("2024-06-30", "2024-06-28"), 1);
        assert_eq!(late("2024-07-15", "2024-06-15"), 1);
        assert_eq!(late("2024-07-16", "2024-06-15"), 2);
        assert_eq!(late("2025-01", "2024-12"), 1);
        assert_eq!(late("2023-12", "2024-01-31"), 0);
    }

    #[test]
    fn what_is_not_printed_is_taken_kindly_where_it_can_be() {
        assert_eq!(late("06", "2024-06-30"), 0);
        assert_eq!(late("06", "2024-06-29"), 1);
        assert_eq!(late("06", "05"), 1);
        assert_eq!(late("2025-01", "12"), 1);
        assert_eq!(
            months_late(Deadline::parse("2024-03").unwrap(), Deadline::parse("02").unwrap(), None),
            1
        );
    }
}
