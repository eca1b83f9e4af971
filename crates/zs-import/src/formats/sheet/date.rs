//! Serial day numbers through date formats.
use super::format::{Section, Token};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use zs_model::day;

/// 9999-12-31, the last day that spreadsheets know.
const LAST_DAY: i64 = 2_958_465;
/// What must be added to days counted from 1904.
const EARLY: i64 = 1462;
/// 31 December 1899, from which days are counted, as a day of the calendar.
const BEFORE_1900: i64 = -25_568;
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const CHINESE: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

struct Moment {
    year: i64,
    month: i64,
    day: i64,
    weekday: i64,
    /// Second of the day.
    second: i64,
    /// Seconds since day 0.
    total: i64,
}

/// The text of a date; `None` when the value is no day that spreadsheets know.
pub(super) fn text(section: &Section, value: Decimal, early: bool) -> Option<String> {
    let moment = moment(value, early)?;
    let half = section.tokens.iter().any(|token| matches!(token, Token::HalfDay(_)));
    let mut out = String::new();
    for (at, token) in section.tokens.iter().enumerate() {
        match token {
            Token::Date(letter, length) => {
                let minute = *letter == 'm' && *length <= 2 && is_minute(&section.tokens, at);
                out.push_str(&part(&moment, *letter, *length, minute, half, section.chinese));
            }
            Token::Elapsed('h') => out.push_str(&(moment.total / 3600).to_string()),
            Token::Elapsed('m') => out.push_str(&(moment.total / 60).to_string()),
            Token::Elapsed(_) => out.push_str(&moment.total.to_string()),
            Token::HalfDay([morning, evening]) => {
                out.push_str(if moment.second < 43_200 { morning } else { evening });
            }
            Token::Literal(literal) => out.push_str(literal),
            Token::Slash => out.push('/'),
            Token::Point if !matches!(section.tokens.get(at + 1), Some(Token::Digit(_))) => {
                out.push('.');
            }
            _ => {}
        }
    }
    Some(out.trim().to_owned())
}

fn moment(value: Decimal, early: bool) -> Option<Moment> {
    let seconds = value.checked_mul(Decimal::from(86_400))?;
    let seconds = seconds.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    let total = seconds.to_i64().filter(|total| *total >= 0)?;
    let serial = total / 86_400 + if early { EARLY } else { 0 };
    if serial > LAST_DAY {
        return None;
    }
    // Day 60 is 29 February 1900, which never was; the days before it are one off.
    let (year, month, day) = match serial {
        0 => (1900, 1, 0),
        60 => (1900, 2, 29),
        _ => day::civil(if serial < 60 { serial } else { serial - 1 } + BEFORE_1900)?,
    };
    let weekday = (serial + 6) % 7;
    Some(Moment { year, month, day, weekday, second: total % 86_400, total })
}

/// `m` means minutes behind hours and before seconds.
fn is_minute(tokens: &[Token], at: usize) -> bool {
    let letter = |token: &Token| match token {
        Token::Date(letter, _) | Token::Elapsed(letter) => Some(*letter),
        _ => None,
    };
    let before = tokens[..at].iter().rev().find_map(letter);
    let after = tokens[at + 1..].iter().find_map(letter);
    before == Some('h') || after == Some('s')
}

fn part(
    moment: &Moment,
    letter: char,
    length: usize,
    minute: bool,
    half: bool,
    chinese: bool,
) -> String {
    let hour = moment.second / 3600;
    let (number, named) = match letter {
        'y' if length <= 2 => (moment.year % 100, None),
        'y' | 'e' => (moment.year, None),
        'm' if minute => (moment.second / 60 % 60, None),
        'm' => (moment.month, MONTHS.get(usize::try_from(moment.month - 1).unwrap_or(0))),
        'd' => (moment.day, WEEKDAYS.get(usize::try_from(moment.weekday).unwrap_or(0))),
        'a' => return weekday(moment.weekday, length),
        'h' if half => ((hour + 11) % 12 + 1, None),
        'h' => (hour, None),
        _ => (moment.second % 60, None),
    };
    match (named, length) {
        (Some(name), 3) => name.chars().take(3).collect(),
        (Some(name), 5) => name.chars().take(1).collect(),
        (Some(name), 4..) => (*name).to_owned(),
        _ if chinese => numeral(number, matches!(letter, 'y' | 'e')),
        _ if letter == 'y' && length > 2 || letter == 'e' => format!("{number:04}"),
        (_, 2) => format!("{number:02}"),
        _ => number.to_string(),
    }
}

fn weekday(day: i64, length: usize) -> String {
    let name = if day == 0 { "日" } else { CHINESE[usize::try_from(day % 7).unwrap_or(0)] };
    if length >= 4 { format!("星期{name}") } else { name.to_owned() }
}

/// `二〇二一` for years, `三十一` for the rest.
fn numeral(number: i64, by_digit: bool) -> String {
    let digit = |digit: i64| CHINESE[usize::try_from(digit % 10).unwrap_or(0)];
    if by_digit {
        return number.to_string().bytes().map(|byte| digit(i64::from(byte - b'0'))).collect();
    }
    let (tens, ones) = (number / 10, number % 10);
    let head = if tens > 1 { digit(tens) } else { "" };
    let ten = if tens > 0 { "十" } else { "" };
    let tail = if ones > 0 || number == 0 { digit(ones) } else { "" };
    format!("{head}{ten}{tail}")
}
