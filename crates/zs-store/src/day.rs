//! Days of the calendar as text: the offices work by China's clock.

const DAY: i64 = 86_400_000;
const CHINA: i64 = 8 * 3_600_000;

/// The day in China of a moment, `YYYY-MM-DD`.
pub(crate) fn day_of(moment: i64) -> String {
    // Eras of 400 years beginning in March, so that the leap day is the last of its year.
    let days = (moment + CHINA).div_euclid(DAY) + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let of_year = of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096;
    let year = of_year / 365;
    let day = of_era - (365 * year + year / 4 - year / 100);
    let march = (5 * day + 2) / 153;
    let month = if march < 10 { march + 3 } else { march - 9 };
    let year = era * 400 + year + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{:02}", day - (153 * march + 2) / 5 + 1)
}

/// Whether a text is written `YYYY-MM-DD`.
pub(crate) fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let fits = |(n, b): (usize, &u8)| match n {
        4 | 7 => *b == b'-',
        _ => b.is_ascii_digit(),
    };
    bytes.len() == 10 && bytes.iter().enumerate().all(fits)
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
    fn a_day_outside_the_year_counts_at_its_edge() {
        for (day, month) in
            [("2024-12-20", 1), ("2025-01-31", 1), ("2025-09-01", 9), ("2026-01-05", 12)]
        {
            assert_eq!(month_within(2025, day), month);
        }
    }
}
