//! Days of the calendar from moments: the offices work by China's clock.
pub(crate) use zs_model::day::{day_of, end_of_month, last_of_month, parse, text};

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
    fn weekends_do_not_work() {
        let after = |day: &str, count| parse(day).map(|day| text(after_working_days(day, count)));
        // A Thursday, a Friday, a Saturday.
        assert_eq!(after("2025-10-09", 1).as_deref(), Some("2025-10-10"));
        assert_eq!(after("2025-10-10", 10).as_deref(), Some("2025-10-24"));
        assert_eq!(after("2025-10-11", 1).as_deref(), Some("2025-10-13"));
        assert_eq!(after("2025-10-11", 0).as_deref(), Some("2025-10-11"));
    }
}
