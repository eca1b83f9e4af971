//! Days of the calendar, counted from 1970-01-01; nothing here knows what day it is.
use time::{Date, Month};

const DAY: i64 = 86_400_000;
/// The offices work by China's clock.
const CHINA: i64 = 8 * 3_600_000;

/// The Julian day of 1970-01-01.
const FIRST: i64 = 2_440_588;

/// The day's number of a text written `YYYY-MM-DD`; `None` for what is no such text or no such day.
///
/// ```
/// assert_eq!(zs_model::day::parse("2024-02-29"), Some(19_782));
/// assert_eq!(zs_model::day::parse("2023-02-29"), None);
/// ```
pub fn parse(text: &str) -> Option<i64> {
    let number = |range: std::ops::Range<usize>| {
        let digits = text.get(range).filter(|part| part.bytes().all(|b| b.is_ascii_digit()))?;
        digits.parse::<i64>().ok()
    };
    let dashed = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    of(number(0..4)?, number(5..7)?, number(8..10)?).filter(|_| dashed)
}

/// The day's number; `None` where there is no such day.
pub fn of(year: i64, month: i64, day: i64) -> Option<i64> {
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let date = Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?);
    Some(i64::from(date.ok()?.to_julian_day()) - FIRST)
}

/// Year, month and day of a day's number; `None` outside the years -9999 to 9999.
pub fn civil(day: i64) -> Option<(i64, i64, i64)> {
    let (year, month, day) = date(day)?.to_calendar_date();
    Some((i64::from(year), i64::from(u8::from(month)), i64::from(day)))
}

/// The day as `YYYY-MM-DD`; empty outside the years 0 to 9999.
pub fn text(day: i64) -> String {
    civil(day)
        .filter(|(year, ..)| *year >= 0)
        .map_or_else(String::new, |(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
}

/// The day in China of a moment (milliseconds since 1970, UTC).
pub const fn day_of(moment: i64) -> i64 {
    (moment + CHINA).div_euclid(DAY)
}

/// The last day of a month; `None` where there is no such month.
pub fn last_of_month(year: i64, month: i64) -> Option<i64> {
    let next = if month == 12 { of(year + 1, 1, 1) } else { of(year, month + 1, 1) };
    Some(next? - 1)
}

/// The last day of a month as `YYYY-MM-DD`; empty where there is no such month.
pub fn end_of_month(year: i64, month: i64) -> String {
    last_of_month(year, month).map_or_else(String::new, text)
}

fn date(day: i64) -> Option<Date> {
    Date::from_julian_day(i32::try_from(day.checked_add(FIRST)?).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_are_days() {
        for (text, day) in [("1970-01-01", 0), ("2024-02-29", 19_782), ("2025-12-31", 20_453)] {
            assert_eq!(parse(text), Some(day));
            assert_eq!(super::text(day), text);
        }
        assert_eq!(end_of_month(2024, 2), "2024-02-29");
        assert_eq!(end_of_month(2025, 12), "2025-12-31");
        assert_eq!(end_of_month(2025, 13), "");
    }

    #[test]
    fn the_day_begins_in_china() {
        assert_eq!(day_of(DAY - CHINA), 1);
        assert_eq!(day_of(DAY - CHINA - 1), 0);
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in
            ["", "soon", "2025-13-01", "2025-02-30", "2025-2-3", "2025-02-031", "+025-02-03"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!([text(i64::MAX), text(i64::MIN)], ["", ""]);
    }

    proptest! {
        #[test]
        fn days_are_read_back(day in -719_528_i64..2_932_897) {
            prop_assert_eq!(parse(&text(day)), Some(day));
        }
    }
}
