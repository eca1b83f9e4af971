//! Days of the calendar as text: the offices work by China's clock.
use time::{Date, Month};

const DAY: i64 = 86_400_000;
const CHINA: i64 = 8 * 3_600_000;
/// The Julian day of 1970-01-01.
const FIRST: i64 = 2_440_588;

/// The day in China of a moment, `YYYY-MM-DD`.
pub(crate) fn day_of(moment: i64) -> String {
    let day = i32::try_from(moment.saturating_add(CHINA).div_euclid(DAY) + FIRST);
    day.ok().and_then(|day| Date::from_julian_day(day).ok()).map_or_else(String::new, |date| {
        let (year, month, day) = date.to_calendar_date();
        format!("{year:04}-{:02}-{day:02}", u8::from(month))
    })
}

/// Whether a text is a day, written `YYYY-MM-DD`.
pub(crate) fn is_day(text: &str) -> bool {
    let number = |range: std::ops::Range<usize>| {
        let digits = text.get(range).filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
        digits.and_then(|digits| digits.parse::<u16>().ok())
    };
    let dashed = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    let date = || {
        let month = Month::try_from(u8::try_from(number(5..7)?).ok()?).ok()?;
        let day = u8::try_from(number(8..10)?).ok()?;
        Date::from_calendar_date(i32::from(number(0..4)?), month, day).ok()
    };
    dashed && date().is_some()
}

/// The month of a year whose end is the first to show a day: January for what came before the year, December for
/// what came after it.
pub(crate) fn month_within(year: i64, day: &str) -> i64 {
    let number = |range: std::ops::Range<usize>| {
        day.get(range).and_then(|digits| digits.parse::<i64>().ok())
    };
    let of = number(0..4).unwrap_or(year);
    match of.cmp(&year) {
        std::cmp::Ordering::Less => 1,
        std::cmp::Ordering::Equal => number(5..7).unwrap_or(1).clamp(1, 12),
        std::cmp::Ordering::Greater => 12,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_have_a_day_in_china() {
        for (days, day) in [(0, "1970-01-01"), (19_782, "2024-02-29"), (20_453, "2025-12-31")] {
            assert_eq!(day_of(days * DAY - CHINA), day);
            assert_eq!(day_of((days + 1) * DAY - CHINA - 1), day);
        }
    }

    #[test]
    fn what_is_no_day_is_told() {
        assert!(is_day("2024-02-29"));
        for text in ["", "2023-02-29", "2025-04-31", "2025-4-3", "2025-04-0x", "20250-4-03"] {
            assert!(!is_day(text), "{text}");
        }
    }

    #[test]
    fn a_day_outside_the_year_counts_at_its_edge() {
        for (day, month) in
            [("2024-12-20", 1), ("2025-01-31", 1), ("2025-09-01", 9), ("2026-01-05", 12)]
        {
            assert_eq!(month_within(2025, day), month);
        }
    }
}
