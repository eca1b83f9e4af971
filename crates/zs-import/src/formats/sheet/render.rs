//! Numbers through number formats: the text that a reader of the sheet sees.
use super::date;
use super::format::{Format, Section, Token};
use super::number;
use rust_decimal::{Decimal, RoundingStrategy};

/// The text of a stored number. `early` tells that days are counted from 1904.
pub(super) fn stored(format: &Format, stored: &str, early: bool) -> String {
    let Format::Sections(sections) = format else { return number::general(stored) };
    number::parse(stored)
        .and_then(|value| shown(sections, value, early))
        .unwrap_or_else(|| number::general(stored))
}

/// The text of a text cell: only formats with `@` and more change it (`@"万元"`).
pub(super) fn text(format: &Format, text: &str) -> Option<String> {
    let Format::Sections(sections) = format else { return None };
    if text.is_empty() {
        return None;
    }
    let section = sections.iter().rfind(|section| section.tokens.contains(&Token::Text))?;
    let piece = |token: &Token| match token {
        Token::Literal(literal) => literal.clone(),
        Token::Text => text.to_owned(),
        _ => String::new(),
    };
    (section.tokens.len() > 1).then(|| section.tokens.iter().map(piece).collect())
}

fn shown(sections: &[Section], value: Decimal, early: bool) -> Option<String> {
    let numeric = sections.iter().take_while(|section| !section.tokens.contains(&Token::Text));
    let numeric: Vec<&Section> = numeric.take(3).collect();
    let Some((section, signed)) = choose(&numeric, value) else {
        return Some(number_text(value));
    };
    if section.is_date() {
        return date::text(section, value, early);
    }
    let body = body(section, value.abs())?;
    let negative = signed && value.is_sign_negative();
    let nothing = body.chars().all(|c| !c.is_ascii_digit() || c == '0');
    let sign = if negative && !nothing { "-" } else { "" };
    Some(format!("{sign}{}", body.trim()))
}

fn number_text(value: Decimal) -> String {
    value.normalize().to_string()
}

/// The section for a value, and whether a minus sign must still be put before it.
fn choose<'a>(sections: &[&'a Section], value: Decimal) -> Option<(&'a Section, bool)> {
    if sections.iter().any(|section| section.condition.is_some()) {
        let fits = |section: &&&Section| match &section.condition {
            Some(condition) => condition.holds(value),
            None => true,
        };
        return sections.iter().find(fits).map(|section| (*section, true));
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

/// The section's text for a value without sign.
fn body(section: &Section, value: Decimal) -> Option<String> {
    let tokens = &section.tokens;
    let has_digits = tokens.iter().any(|token| matches!(token, Token::Digit(_)));
    if has_digits && tokens.contains(&Token::Slash) {
        return Some(number_text(value));
    }
    let value = scaled(section, value)?;
    if let Some(at) = tokens.iter().position(|token| *token == Token::Exponent) {
        return scientific(section, at, value);
    }
    let point = tokens.iter().position(|token| *token == Token::Point).unwrap_or(tokens.len());
    let places = digits(&tokens[point..]).len();
    let rounded = value.round_dp_with_strategy(
        u32::try_from(places).unwrap_or(28).min(28),
        RoundingStrategy::MidpointAwayFromZero,
    );
    let plain = rounded.to_string();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = integer(&tokens[..point], whole.trim_start_matches('0'), section.grouped, value);
    out.push_str(&fraction(&tokens[point..], part, value));
    Some(out)
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

fn digits(tokens: &[Token]) -> Vec<char> {
    let places = tokens.iter().filter_map(|token| match token {
        Token::Digit(place) => Some(*place),
        _ => None,
    });
    places.collect()
}

/// The part before the decimal point: the first place takes all digits that have no place of their own.
fn integer(tokens: &[Token], whole: &str, grouped: bool, value: Decimal) -> String {
    let places = digits(tokens);
    let least = places.iter().rev().enumerate().filter(|(_, place)| **place == '0');
    let least = least.map(|(at, _)| at + 1).next_back().unwrap_or(0);
    let shown = format!("{whole:0>least$}");
    let mut out = String::new();
    let (mut left, mut place) = (shown.len(), 0);
    for token in tokens {
        if matches!(token, Token::Digit(_)) {
            place += 1;
            let keep = places.len() - place;
            while left > keep && left > 0 {
                let at = shown.len() - left;
                out.push_str(&shown[at..=at]);
                left -= 1;
                if grouped && left > 0 && left % 3 == 0 {
                    out.push(',');
                }
            }
        } else {
            out.push_str(&other(token, value));
        }
    }
    out
}

/// The part from the decimal point on; `#` and `?` show no zeros at the end.
fn fraction(tokens: &[Token], part: &str, value: Decimal) -> String {
    let places = digits(tokens);
    let kept = part.trim_end_matches('0').len();
    let least = places.iter().rposition(|place| *place == '0').map_or(0, |at| at + 1);
    let shown = format!("{:0<least$}", &part[..kept]);
    let mut out = String::new();
    let mut left = shown.bytes();
    for token in tokens {
        match token {
            Token::Digit(_) => out.extend(left.next().map(char::from)),
            Token::Point if shown.is_empty() => {}
            other_token => out.push_str(&other(other_token, value)),
        }
    }
    out
}

/// `1.23E+04`: one digit before the point, as many behind it as the format asks for.
fn scientific(section: &Section, at: usize, value: Decimal) -> Option<String> {
    let point = section.tokens[..at].iter().position(|token| *token == Token::Point);
    let places = point.map_or(0, |point| digits(&section.tokens[point..at]).len());
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
    let width = digits(&section.tokens[at..]).len();
    let sign = if exponent < 0 { '-' } else { '+' };
    let rest = rest.get(..places).unwrap_or(rest);
    Some(format!("{first}{dot}{rest}E{sign}{:0>width$}", exponent.abs()))
}

fn other(token: &Token, value: Decimal) -> String {
    match token {
        Token::Literal(literal) => literal.clone(),
        Token::Point => String::from("."),
        Token::Percent => String::from("%"),
        Token::Slash => String::from("/"),
        Token::General | Token::Text => number_text(value),
        _ => String::new(),
    }
}
