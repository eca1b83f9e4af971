//! Deadlines: 2021年12月前, 2024-12-31, 12月底前, 2024年上半年, 年底前完成, and periods by their end.
use super::deadline::Deadline;
use super::scan::Slice;
use super::words::{
    ABOUT_AFTER, BEFORE_DATE, DATE_TAIL, NOISE, PART_OF_YEAR, TO, YEAR_END, YEAR_TAIL,
};
use rust_decimal::{Decimal, prelude::ToPrimitive};

/// A deadline and whether it is printed as approximate.
pub(super) type Due = (Deadline, bool);

/// A date as printed, before anything is said about how sure it is one.
#[derive(Clone, Copy)]
struct Date {
    year: Option<u16>,
    month: u8,
    day: Option<u8>,
    /// A bare 12月 may be a duration, a bare 2024.12 a number: only words around them make a date.
    sure: bool,
}

impl Date {
    fn due(self) -> Option<Deadline> {
        Deadline::new(self.year, self.month, self.day)
    }
}

/// A whole slice as a deadline; a period is due at its end.
pub(super) fn due(text: Slice<'_>) -> Option<Due> {
    let text = text.take(BEFORE_DATE).map_or(text, |((), rest)| rest);
    let first = date(text);
    first.and_then(single).or_else(|| period(first_of_period(text).or(first)?))
}

fn single((date, rest): (Date, Slice<'_>)) -> Option<Due> {
    let (sure, approximate) = tail(rest)?;
    (date.sure || sure).then_some((date.due()?, approximate))
}

/// What goes on behind its first date: 2024年1月至12月, 2024-01-01至2024-12-31, 1月1日-12月31日.
fn period((from, rest): (Date, Slice<'_>)) -> Option<Due> {
    let ((), rest) = rest.take(TO)?;
    let (to, rest) = date(rest)?;
    let (sure, approximate) = tail(rest)?;
    let known = from.year.is_some() || from.day.is_some() || to.sure || sure;
    from.due()?;
    let over_new_year = u16::from((to.month, to.day) < (from.month, from.day));
    let year = to.year.or_else(|| from.year.map(|year| year + over_new_year));
    known.then_some((Date { year, ..to }.due()?, approximate))
}

/// 2024年1 in front of -12月.
fn first_of_period(text: Slice<'_>) -> Option<(Date, Slice<'_>)> {
    let (year, rest) = year(text)?;
    let (month, rest) = small(rest.after("年")?)?;
    rest.take(TO)?;
    Some((Date { year: Some(year), month, day: None, sure: true }, rest))
}

fn date(text: Slice<'_>) -> Option<(Date, Slice<'_>)> {
    compact(text)
        .or_else(|| with_signs(text))
        .or_else(|| of_year(text))
        .or_else(|| of_month(text, None))
        .or_else(|| of_words(text))
}

/// 20241231, nothing before or after.
fn compact(text: Slice<'_>) -> Option<(Date, Slice<'_>)> {
    let (digits, rest) = text.span(|c| c.is_ascii_digit());
    if digits.len() != 8 {
        return None;
    }
    let (year, month_and_day) = digits.split(4);
    let (month, day) = month_and_day.split(2);
    let date = Date {
        year: Some(plausible_year(number(year)?)?),
        month: number(month)?.to_u8()?,
        day: Some(number(day)?.to_u8()?),
        sure: true,
    };
    Some((date, rest))
}

/// 2024-12-31, 2024/12/31, 2024.12.31, with a time after it; 2024-12, 2024/12, 2024.12; 12.31.
fn with_signs(text: Slice<'_>) -> Option<(Date, Slice<'_>)> {
    let Some((year, rest)) = year(text) else {
        let (month, rest) = small(text)?;
        let (day, rest) = small(rest.after(".")?)?;
        return Some((Date { year: None, month, day: Some(day), sure: false }, rest));
    };
    let sign = ["-", "/", "."].into_iter().find(|sign| rest.starts(sign))?;
    let (month, rest) = small(rest.after(sign)?)?;
    let date = Date { year: Some(year), month, day: None, sure: sign != "." };
    match rest.after(sign).and_then(small_day) {
        Some((day, rest)) => Some((Date { day: Some(day), sure: true, ..date }, time(rest))),
        None => Some((date, rest)),
    }
}

/// 2024年12月31日, 2024年上半年, 2024年底, 24年12月.
fn of_year(text: Slice<'_>) -> Option<(Date, Slice<'_>)> {
    let (found, rest) = year(text).or_else(|| short_year(text))?;
    let rest = rest.after("年")?;
    let whole = Date { year: Some(found), month: 12, day: None, sure: true };
    if let Some((month, rest)) = rest.take(PART_OF_YEAR) {
        return Some((Date { month, ..whole }, rest));
    }
    if rest.first().is_some_and(|c| c.is_ascii_digit()) {
        return of_month(rest, Some(found));
    }
    if short_year(text).is_some() && year(text).is_none() {
        return None;
    }
    let rest = rest.take(YEAR_TAIL).map_or(rest, |((), rest)| rest);
    (!rest.starts("初")).then_some((whole, rest))
}

/// 12月, 12月31日.
fn of_month(text: Slice<'_>, year: Option<u16>) -> Option<(Date, Slice<'_>)> {
    let (month, rest) = small(text)?;
    let rest = rest.after("月")?;
    let day = small(rest).and_then(|(day, rest)| {
        let rest = rest.after("日").or_else(|| rest.after("号"))?;
        Some((day, rest))
    });
    let sure = year.is_some() || day.is_some();
    let rest = day.map_or(rest, |(_, rest)| rest);
    Some((Date { year, month, day: day.map(|(day, _)| day), sure }, rest))
}

/// 上半年, 第四季度, 年底: all mean the year of the document.
fn of_words(text: Slice<'_>) -> Option<(Date, Slice<'_>)> {
    let (month, rest) = text.take(PART_OF_YEAR).or_else(|| {
        let ((), rest) = text.take(YEAR_END)?;
        Some((12, rest))
    })?;
    Some((Date { year: None, month, day: None, sure: true }, rest))
}

/// The words after a date, all of them: whether they say that it is one, and whether it is approximate.
fn tail(text: Slice<'_>) -> Option<(bool, bool)> {
    let (mut rest, mut sure, mut approximate) = (text, false, false);
    while !rest.is_empty() {
        if let Some((marks, after)) = rest.take(DATE_TAIL) {
            (rest, sure) = (after, sure || marks);
        } else if let Some(((), after)) = rest.take(NOISE) {
            (rest, sure) = (after, true);
        } else {
            let ((), after) = rest.take(ABOUT_AFTER)?;
            (rest, approximate) = (after, true);
        }
    }
    Some((sure, approximate))
}

/// Four digits that are a year of our time, with no digit after them.
fn year(text: Slice<'_>) -> Option<(u16, Slice<'_>)> {
    let (digits, rest) = text.span(|c| c.is_ascii_digit());
    if digits.len() != 4 {
        return None;
    }
    Some((plausible_year(number(digits)?)?, rest))
}

/// 24年12月: only with a month, and not 12年, which is a duration.
fn short_year(text: Slice<'_>) -> Option<(u16, Slice<'_>)> {
    let (digits, rest) = text.span(|c| c.is_ascii_digit());
    if digits.len() != 2 {
        return None;
    }
    let year = number(digits).filter(|year| (20..50).contains(year))?;
    Some((2000 + year, rest))
}

fn plausible_year(year: u16) -> Option<u16> {
    (1990..2100).contains(&year).then_some(year)
}

/// A month or day: one or two digits.
fn small(text: Slice<'_>) -> Option<(u8, Slice<'_>)> {
    let (digits, rest) = text.span(|c| c.is_ascii_digit());
    if !(1..=2).contains(&digits.len()) {
        return None;
    }
    Some((number(digits)?.to_u8()?, rest))
}

/// A day that a time may follow without a space (2024-12-3100:00:00).
fn small_day(text: Slice<'_>) -> Option<(u8, Slice<'_>)> {
    let (digits, rest) = text.span(|c| c.is_ascii_digit());
    if digits.len() == 4 && rest.starts(":") {
        return small(text.split(2).0).map(|(day, _)| (day, text.skip(2)));
    }
    small(text)
}

/// Drops 00:00:00 or T00:00.
fn time(text: Slice<'_>) -> Slice<'_> {
    let (clock, rest) = text.span(|c| c.is_ascii_digit() || matches!(c, ':' | 'T'));
    if clock.flat().contains(&':') { rest } else { text }
}

fn number(digits: Slice<'_>) -> Option<u16> {
    digits.folded().parse().ok()
}

/// The day before 1900-01-01 by which spreadsheets count from March 1900 on, as a day of the calendar.
const SERIAL_0: i64 = -25_569;

/// The day of a spreadsheet's serial number between 2010 and 2040; round numbers are numbers.
pub(super) fn of_serial(value: Decimal) -> Option<Deadline> {
    let plausible =
        |serial: &u16| (40_179..=51_501).contains(serial) && !serial.is_multiple_of(100);
    let serial = value.to_u16().filter(plausible)?;
    Deadline::of_day(i64::from(serial) + SERIAL_0)
}

/// The day that eight bare digits give: 20241231.
pub(super) fn of_digits(value: Decimal) -> Option<Deadline> {
    let digits = value.to_u32().filter(|digits| (19_900_101..=20_991_231).contains(digits))?;
    let year = u16::try_from(digits / 10_000).ok()?;
    Deadline::new(
        Some(year),
        u8::try_from(digits / 100 % 100).ok()?,
        Some(u8::try_from(digits % 100).ok()?),
    )
}
