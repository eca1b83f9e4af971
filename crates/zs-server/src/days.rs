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
        assert_eq!(parse("2025-13-01"), None);
        assert_eq!(parse("soon"), None);
    }
}
