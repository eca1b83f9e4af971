//! Numbers through number formats: the text that a reader of the sheet sees.
use super::date;
use super::format::{Format, Section, Token};
use super::number;
use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt::Write as _;

/// The text of a stored number. `early` tells that days are counted from 1904.
pub(super) fn stored(format: &Format, stored: &str, early: bool) -> String {
    let Format::Sections(sections, _) = format else { return number::general(stored) };
    number::parse(stored)
        .and_then(|value| shown(sections, value, early))
        .unwrap_or_else(|| number::general(stored))
}

/// The text of a text cell: only formats with `@` and more change it (`@"万元"`).
pub(super) fn text(format: &Format, text: &str) -> Option<String> {
    let Format::Sections(_, Some(section)) = format else { return None };
    if section.tokens.len() < 2 || text.is_empty() {
        return None;
    }
    let piece = |token| match token {
        &Token::Text => text,
        Token::Literal(literal) => literal,
        _ => "",
    };
    Some(section.tokens.iter().map(piece).collect())
}

fn shown(sections: &[Section], value: Decimal, early: bool) -> Option<String> {
    let Some((section, signed)) = choose(sections, value) else {
        return Some(value.to_string());
    };
    if section.is_date {
        return date::text(section, value, early);
    }
    let mut out = String::new();
    let negative = signed && value.is_sign_negative();
    if negative {
        out.push('-');
    }
    body(section, value.abs(), &mut out)?;
    // What is rounded to nothing has no sign.
    if negative && !out.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        out.remove(0);
    }
    if out.starts_with(' ') || out.ends_with(' ') {
        out = out.trim().to_owned();
    }
    Some(out)
}

/// The section for a value, and whether a minus sign must still be put before it.
fn choose(sections: &[Section], value: Decimal) -> Option<(&Section, bool)> {
    if sections.iter().any(|section| section.condition.is_some()) {
        let fits = |section: &&Section| match &section.condition {
            Some(condition) => condition.holds(value),
            None => true,
        };
        return sections.iter().find(fits).map(|section| (section, true));
    }
    match sections {
        [] => None,
        [only] => Some((only, true)),
        [_, negative, ..] if value.is_sign_negative() && !value.is_zero() => {
            Some((negative, false))
        }
        [_, _, zero] if value.is_zero() => Some((zero, false)),
        [positive, ..] => Some((positive, false)),
    }
}

/// Writes a value without sign.
fn body(section: &Section, value: Decimal, out: &mut String) -> Option<()> {
    let tokens = &section.tokens;
    let has_digits = section.whole.all + section.part.all > 0;
    if has_digits && tokens.contains(&Token::Slash) {
        return write!(out, "{value}").ok();
    }
    let value = scaled(section, value)?;
    if let Some(at) = tokens.iter().position(|token| *token == Token::Exponent) {
        return scientific(section, at, value, out);
    }
    let places = u32::try_from(section.part.all).unwrap_or(28).min(28);
    let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let plain = rounded.to_string();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    integer(section, whole.trim_start_matches('0'), value, out);
    fraction(section, part.trim_end_matches('0'), value, out);
    Some(())
}

fn scaled(section: &Section, mut value: Decimal) -> Option<Decimal> {
    for token in &section.tokens {
        if *token == Token::Percent {
            value = value.checked_mul(Decimal::ONE_HUNDRED)?;
        }
    }
    for _ in 0..section.thousands {
        value = value.checked_div(Decimal::ONE_THOUSAND)?;
    }
    Some(value)
}

/// The part before the decimal point: the first place takes all digits that have no place of their own.
fn integer(section: &Section, digits: &str, value: Decimal, out: &mut String) {
    let mut left = digits.len().max(section.whole.least);
    let mut places = section.whole.all;
    for token in &section.tokens[..section.point] {
        if !matches!(token, Token::Digit(_)) {
            other(token, value, out);
            continue;
        }
        places -= 1;
        while left > places {
            let digit = digits.len().checked_sub(left).and_then(|at| digits.as_bytes().get(at));
            out.push(digit.map_or('0', |digit| char::from(*digit)));
            left -= 1;
            if section.grouped && left > 0 && left.is_multiple_of(3) {
                out.push(',');
            }
        }
    }
}

/// The part from the decimal point on; `#` and `?` show no zeros at the end.
fn fraction(section: &Section, digits: &str, value: Decimal, out: &mut String) {
    let missing = section.part.least.saturating_sub(digits.len());
    let mut digits = digits.chars().chain(std::iter::repeat_n('0', missing)).peekable();
    for token in &section.tokens[section.point..] {
        match token {
            Token::Digit(_) => out.extend(digits.next()),
            Token::Point if digits.peek().is_none() => {}
            token => other(token, value, out),
        }
    }
}

/// `1.23E+04`: one digit before the point, as many behind it as the format asks for.
fn scientific(section: &Section, at: usize, value: Decimal, out: &mut String) -> Option<()> {
    let digits =
        |tokens: &[Token]| tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count();
    let places = digits(section.tokens.get(section.point..at).unwrap_or_default());
    let wanted = u32::try_from(places).ok()? + 1;
    let rounded =
        value.round_sf_with_strategy(wanted, RoundingStrategy::MidpointAwayFromZero)?.normalize();
    let figures = rounded.mantissa().to_string();
    let exponent = if rounded.is_zero() {
        0
    } else {
        i64::try_from(figures.len()).ok()? - 1 - i64::from(rounded.scale())
    };
    let figures = format!("{figures:0<width$}", width = places + 1);
    let (first, rest) = figures.split_at(1);
    let dot = if places > 0 { "." } else { "" };
    let width = digits(&section.tokens[at..]);
    let sign = if exponent < 0 { '-' } else { '+' };
    let rest = rest.get(..places).unwrap_or(rest);
    write!(out, "{first}{dot}{rest}E{sign}{:0>width$}", exponent.abs()).ok()
}

fn other(token: &Token, value: Decimal, out: &mut String) {
    match token {
        Token::Literal(literal) => out.push_str(literal),
        Token::Point => out.push('.'),
        Token::Percent => out.push('%'),
        Token::Slash => out.push('/'),
        // Writing to a string cannot fail.
        Token::General | Token::Text => drop(write!(out, "{value}")),
        _ => {}
    }
}
