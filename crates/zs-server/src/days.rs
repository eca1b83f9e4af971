//! Days of the calendar from moments: the offices work by China's clock.

const DAY: i64 = 86_400_000;
const CHINA: i64 = 8 * 3_600_000;

/// The day in China of a moment (milliseconds since 1970, UTC), counted from 1970-01-01.
pub(crate) const fn day_of(moment: i64) -> i64 {
    (moment + CHINA).div_euclid(DAY)
}

/// The day's number of `YYYY-MM-DD`; `None` for what is no date.
pub(crate) fn parse(day: &str) -> Option<i64> {
    let mut parts = day.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, of_month) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=12).contains(&month) || !(1..=31).contains(&of_month) {
        return None;
    }
    // Eras of 400 years beginning in March, so that the leap day is the last of its year.
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + of_month - 1;
    let of_era = year.rem_euclid(400);
    let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    Some(year.div_euclid(400) * 146_097 + days - 719_468)
}

/// The day as `YYYY-MM-DD`.
pub(crate) fn text(day: i64) -> String {
    let days = day + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let of_year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let since = of_era - (365 * of_year + of_year / 4 - of_year / 100);
    let march = (5 * since + 2) / 153;
    let month = if march < 10 { march + 3 } else { march - 9 };
    let year = era * 400 + of_year + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{:02}", since - (153 * march + 2) / 5 + 1)
}

/// The last day of a month.
pub(crate) fn end_of_month(year: i64, month: i64) -> String {
    let (year, next) = if month >= 12 { (year + 1, 1) } else { (year, month + 1) };
    parse(&format!("{year:04}-{next:02}-01")).map_or_else(String::new, |day| text(day - 1))
}

/// So many working days later. Saturdays and Sundays are none; public holidays are not known here, so the day may
/// come a little early, never late.
pub(crate) const fn after_working_days(day: i64, count: u32) -> i64 {
    let (mut day, mut left) = (day, count);
    while left > 0 {
        day += 1;
        // 1970-01-01 was a Thursday.
        if (day + 3).rem_euclid(7) < 5 {
            left -= 1;
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days() {
        for (date, day) in [("1970-01-01", 0), ("2024-02-29", 19_782), ("2025-12-31", 20_453)] {
            assert_eq!(parse(date), Some(day));
        }
        assert_eq!(day_of(DAY - CHINA), 1);
        assert_eq!(day_of(DAY - CHINA - 1), 0);
        for day in ["1970-01-01", "2024-02-29", "2024-03-01", "2025-12-31", "2000-02-29"] {
            assert_eq!(parse(day).map(text).as_deref(), Some(day));
        }
        assert_eq!(end_of_month(2024, 2), "2024-02-29");
        assert_eq!(end_of_month(2025, 12), "2025-12-31");
        assert_eq!(parse("2025-13-01"), None);
        assert_eq!(parse("soon"), None);
    }
    #[test]
    fn weekends_do_not_work() {
        let after = |day: &str, count| parse(day).map(|day| text(after_working_days(day, count)));
        // A Thursday, a Friday, a Saturday.
        assert_eq!(after("2025-10-09", 1).as_deref(), Some("2025-10-10"));
        assert_eq!(after("2025-10-10", 10).as_deref(), Some("2025-10-24"));
        assert_eq!(after("2025-10-11", 1).as_deref(), Some("2025-10-13"));
        assert_eq!(after("2025-10-11", 0).as_deref(), Some("2025-10-11"));
    }
}
