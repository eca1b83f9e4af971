//! A day or month by which something is due.
use crate::day;
use std::fmt;
use time::Month;

/// A day, month or month of a year by which something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline {
    /// Four-digit year, where printed.
    pub year: Option<u16>,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, where printed.
    pub day: Option<u8>,
}

impl Deadline {
    /// A deadline of a real calendar day or month; `None` for the 13th month or the 30th of February.
    /// Without a year the 29th of February is real.
    #[must_use]
    pub fn new(year: Option<u16>, month: u8, day: Option<u8>) -> Option<Self> {
        if !(1..=12).contains(&month) {
            return None;
        }
        let days = days_of_month(year.unwrap_or(LEAP_YEAR), month);
        let day_is_real = day.is_none_or(|day| (1..=days).contains(&day));
        day_is_real.then_some(Self { year, month, day })
    }

    /// A day of the calendar, by its number.
    pub(super) fn of_day(day: i64) -> Option<Self> {
        let (year, month, day) = day::civil(day)?;
        let year = u16::try_from(year).ok()?;
        Self::new(Some(year), u8::try_from(month).ok()?, u8::try_from(day).ok())
    }

    /// Reads what `Display` prints: `YYYY-MM-DD`, `YYYY-MM`, `MM-DD` or `MM`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-').peekable();
        let year = match parts.next_if(|part| part.len() == 4) {
            Some(year) => Some(number(year)?),
            None => None,
        };
        let two = |part: &str| if part.len() == 2 { number(part) } else { None };
        let month = two(parts.next()?)?;
        let day = match parts.next() {
            Some(day) => Some(two(day)?),
            None => None,
        };
        if parts.next().is_some() {
            return None;
        }
        Self::new(year, u8::try_from(month).ok()?, day.and_then(|day| u8::try_from(day).ok()))
    }
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(year) = self.year {
            write!(f, "{year:04}-")?;
        }
        write!(f, "{:02}", self.month)?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

/// Any leap year: without a year the 29th of February is real.
const LEAP_YEAR: u16 = 2000;

fn days_of_month(year: u16, month: u8) -> u8 {
    Month::try_from(month).map_or(0, |month| month.length(i32::from(year)))
}

fn number(digits: &str) -> Option<u16> {
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read_back() {
        for text in ["2021-12", "2021-12-31", "12", "02-29", "2024-02-29"] {
            assert_eq!(Deadline::parse(text).map(|d| d.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in ["", "13", "00", "2023-02-29", "04-31", "2021-1", "2021-12-31-1", "+1", "2021"]
        {
            assert_eq!(Deadline::parse(text), None, "{text}");
        }
    }
}
