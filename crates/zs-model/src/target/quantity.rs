//! Numbers with units: 95%, 1,402万元, 3个工作日内, 90%-95%, ≥90%且≤95%.
use super::op::Op;
use super::parse::{Head, head};
use super::scan::Slice;
use super::unit::{self, Unit};
use super::words::{ABOUT_AFTER, AFTER, AND, LONGEST_UNIT, NO_UNIT, NOISE, ODD, TO};
use rust_decimal::Decimal;

/// What stands from the first digit of a target to its end.
#[derive(Default)]
pub(super) struct Quantity {
    pub(super) value: Decimal,
    pub(super) upper: Option<Decimal>,
    pub(super) unit: Option<Unit>,
    /// The bound that words after the unit set.
    pub(super) bound: Option<Op>,
    pub(super) approximate: bool,
    /// Whether it is ≥…且≤…: the sign in front is the lower half of a range.
    pub(super) two_sided: bool,
}

/// A whole slice as one number with its unit, or two that make a range; `negative` if a minus stands in front.
pub(super) fn quantity(text: Slice<'_>, negative: bool) -> Option<Quantity> {
    let (value, rest) = number(text)?;
    let value = if negative { -value } else { value };
    let (words, rest) = rest.split(next_number(rest));
    let end = if rest.is_empty() { words_after(words)? } else { return range(value, words, rest) };
    Some(Quantity {
        value,
        unit: end.unit,
        bound: end.bound,
        approximate: end.approximate,
        ..Quantity::default()
    })
}

/// The rest of a range whose lower end is `value`: the words between, and what follows them.
fn range(value: Decimal, words: Slice<'_>, rest: Slice<'_>) -> Option<Quantity> {
    let (words, sign) = sign_before(words);
    let Some(((), words)) = words.take_last(TO) else {
        return two_sided(value, words, rest);
    };
    let lower = words_after(words).filter(|end| end.bound.is_none() && !end.approximate)?;
    let (upper, rest) = number(rest)?;
    let end = words_after(rest)?;
    let upper = if sign { -upper } else { upper };
    let unit = shared(lower.unit, end.unit)?;
    let cyclic = unit.as_ref().is_some_and(|unit| unit::is_cyclic(unit.text()));
    let fits = (value <= upper || cyclic) && end.bound.is_none_or(Op::is_upper);
    let approximate = end.approximate;
    fits.then_some(Quantity { value, upper: Some(upper), unit, approximate, ..Quantity::default() })
}

/// ≥90%且≤95%, where the first sign has been read already.
fn two_sided(value: Decimal, words: Slice<'_>, rest: Slice<'_>) -> Option<Quantity> {
    let Head { label, op, approximate: false, unit: None, negative: false, .. } = head(words)?
    else {
        return None;
    };
    let words = label.take_last(AND).map_or(label, |((), words)| words);
    let lower = words_after(words).filter(|end| end.bound.is_none() && !end.approximate)?;
    let (upper, rest) = number(rest)?;
    let end = words_after(rest).filter(|end| end.bound.is_none() && !end.approximate)?;
    let unit = shared(lower.unit, end.unit)?;
    let fits = op == Some(Op::Le) && value <= upper;
    let upper = Some(upper);
    fits.then_some(Quantity { value, upper, unit, two_sided: true, ..Quantity::default() })
}

/// The unit of a range: printed once or twice, never two different ones.
fn shared(lower: Option<Unit>, upper: Option<Unit>) -> Option<Option<Unit>> {
    match (lower, upper) {
        (Some(lower), Some(upper)) if lower != upper => None,
        (lower, upper) => Some(upper.or(lower)),
    }
}

/// An unsigned printed number and what follows it.
pub(super) fn number(text: Slice<'_>) -> Option<(Decimal, Slice<'_>)> {
    let (figure, _) = text.span(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let digits = figure.flat().iter().rposition(char::is_ascii_digit)? + 1;
    let (figure, rest) = text.split(digits);
    Some((crate::text::decimal(&figure.folded())?, rest))
}

/// Where the next number begins; the 2 of m2 and of CO2 is no number.
fn next_number(text: Slice<'_>) -> usize {
    let flat = text.flat();
    let begins = |i: usize| {
        let is_digit = flat[i].is_ascii_digit();
        let alone = !flat.get(i + 1).is_some_and(char::is_ascii_digit);
        let index =
            i > 0 && flat[i - 1].is_ascii_alphabetic() && alone && matches!(flat[i], '2' | '3');
        is_digit && !index
    };
    (0..flat.len()).find(|i| begins(*i)).unwrap_or(flat.len())
}

/// Takes a minus that belongs to the next number off the end of the words between two numbers.
fn sign_before(words: Slice<'_>) -> (Slice<'_>, bool) {
    let before = words.drop_last(1);
    let negative = words.ends("-") && before.take_last(TO).is_some();
    if negative { (before, true) } else { (words, false) }
}

/// What the words after a number say.
#[derive(Default)]
struct Ending {
    unit: Option<Unit>,
    bound: Option<Op>,
    approximate: bool,
}

/// Splits the words after a number into a unit and words that bound it: the shortest unit that leaves only known words.
fn words_after(text: Slice<'_>) -> Option<Ending> {
    (0..=text.len().min(LONGEST_UNIT)).find_map(|at| {
        let (printed, rest) = text.split(at);
        let ending = bounds(rest)?;
        let (unit, odd) = unit(printed)?;
        Some(Ending { unit, approximate: ending.approximate || odd, ..ending })
    })
}

/// Only words that bound a number: 以上, 左右, （含）, 完成. One bound at most.
fn bounds(text: Slice<'_>) -> Option<Ending> {
    let (mut rest, mut ending) = (text, Ending::default());
    while !rest.is_empty() {
        if let Some((bound, after)) = rest.take(AFTER) {
            if ending.bound.is_some_and(|known| known != bound) {
                return None;
            }
            (rest, ending.bound) = (after, Some(bound));
        } else if let Some(((), after)) = rest.take(ABOUT_AFTER) {
            (rest, ending.approximate) = (after, true);
        } else if let Some(((), after)) = rest.take(NOISE) {
            rest = after;
        } else {
            rest = note(rest)?;
        }
    }
    Some(ending)
}

/// Drops a note in brackets: 95%（含）以上, 10万元（含税）.
fn note(text: Slice<'_>) -> Option<Slice<'_>> {
    let inside = text.after("(")?;
    let (words, rest) = inside.span(|c| !matches!(c, '(' | ')'));
    let is_unit = unit::is_known(&words.text());
    let plain = !is_unit && !words.flat().iter().any(char::is_ascii_digit);
    if plain { rest.after(")") } else { None }
}

/// A printed unit, or none, and whether 余 or 多 stands in front of it.
fn unit(text: Slice<'_>) -> Option<(Option<Unit>, bool)> {
    let (multiples, rest) = text.span(unit::is_multiple);
    let odd = rest.first().is_some_and(|c| ODD.contains(&c));
    let rest = rest.skip(usize::from(odd));
    if multiples.is_empty() && rest.is_empty() {
        return Some((None, odd));
    }
    let printed = multiples.text() + &rest.text();
    let unit = Unit::new(once(&printed));
    let plain = rest.is_empty() || unit.is_named() || is_unit(rest) || unit::is_known(unit.text());
    plain.then_some((Some(unit), odd))
}

/// A unit that its cell and the cell of the value both print (5万元 + 万元) stands there once.
fn once(printed: &str) -> &str {
    let (first, second) = printed.split_at_checked(printed.len() / 2).unwrap_or_default();
    let is_unit = || unit::is_known(first) && !first.chars().all(unit::is_multiple);
    if first == second && is_unit() { first } else { printed }
}

/// Whether the text may be a unit that no table names: letters and the signs of units, no sentence.
fn is_unit(text: Slice<'_>) -> bool {
    let letter = |c: char| c.is_alphabetic() || matches!(c, '\u{3380}'..='\u{33df}');
    let sign = |c: char| matches!(c, '%' | '‰' | '℃' | '°' | '²' | '³' | '2' | '3' | '(' | ')');
    let joint = |c: char| matches!(c, '/' | '·' | '•' | '∙' | '・' | '.');
    let fits = |c: &char| (letter(*c) || sign(*c) || joint(*c)) && !NO_UNIT.contains(c);
    // No joint at its ends, and no bound that a contrary one behind it pushed into the unit (3年内以上).
    let is_whole = text.trim(joint).len() == text.len() && text.take_last(AFTER).is_none();
    let flat = text.flat();
    flat.iter().any(|c| letter(*c))
        && flat.iter().all(fits)
        && is_whole
        && brackets_hold_units(text)
}

/// 台（套）: brackets belong to a unit only around another unit.
fn brackets_hold_units(text: Slice<'_>) -> bool {
    let (before, rest) = text.span(|c| c != '(');
    let Some(inside) = rest.after("(") else { return !before.flat().contains(&')') };
    let (words, rest) = inside.span(|c| !matches!(c, '(' | ')'));
    let plain_end =
        rest.after(")").is_some_and(|rest| !rest.flat().iter().any(|c| matches!(c, '(' | ')')));
    !before.flat().contains(&')') && unit::is_known(&words.text()) && plain_end
}
