//! Reading a target cell: words, a number, words; or a date; or words alone.
use super::op::Op;
use super::quantity::Quantity;
use super::scan::{Line, Slice};
use super::words::{
    BEFORE_DATE, BLANKS, LONGEST_CELL, LONGEST_NOTHING, LOOSE, Mark, NO_MARK, NOTHING, POINTS,
    SIGNS, STROKES, WORDINGS, WRAPS, before,
};
use super::{Target, Unit, date, numeral, quantity};

pub(super) fn parse(raw: &str) -> Target {
    let text = crate::text::squeeze(raw);
    if text.is_empty() {
        return Target::default();
    }
    let is_long = text.chars().nth(LONGEST_CELL).is_some();
    let read = if is_long { only(prose(&text)) } else { short(&text) };
    Target { raw: Some(text), ..read }
}

/// A target of no more than `LONGEST_CELL` characters without white space; `raw` is set by the caller.
fn short(text: &str) -> Target {
    let line = Line::new(text);
    let text = unwrap(line.whole());
    if is_nothing(line.whole()) || is_nothing(text) {
        return Target::default();
    }
    let has_digits = text.flat().iter().any(char::is_ascii_digit);
    let read = if has_digits { with_digits(text) } else { numeral::without_digits(text) };
    read.unwrap_or_else(|| only(op_of_words(text, has_digits)))
}

/// A cell with digits as a whole: a deadline or a quantity, with words in front.
pub(super) fn with_digits(text: Slice<'_>) -> Option<Target> {
    // Every such wording holds a 7.
    if text.flat().contains(&'7') && WORDINGS.iter().any(|wording| text.contains(wording)) {
        return Some(only(Op::Qualitative));
    }
    if let Some(due) = date::due(text) {
        return Some(by(due, None));
    }
    plain(text).or_else(|| label_with_year(text)).or_else(|| label_with_digits(text))
}

/// Words without digits, then the rest of the target.
fn plain(text: Slice<'_>) -> Option<Target> {
    let (words, rest) = text.span(|c| !c.is_ascii_digit());
    after_words(words, rest)
}

/// What the words in front and the number or date after them make together.
fn after_words(words: Slice<'_>, rest: Slice<'_>) -> Option<Target> {
    let head = head(words)?;
    let is_plain = head.unit.is_none() && !head.negative;
    let is_dateable = is_plain && head.op.is_none_or(|op| op == Op::Eq || op.is_upper());
    let due = if is_dateable { date::due(rest) } else { None };
    if let Some((deadline, approximate)) = due {
        let label = head.label.take_last(BEFORE_DATE).map_or(head.label, |(_, label)| label);
        return Some(by((deadline, approximate || head.approximate), label_text(label)?));
    }
    let label = label_text(head.label)?;
    numeric(&head, quantity::quantity(rest, head.negative)?, label)
}

fn by((deadline, approximate): date::Due, label: Option<String>) -> Target {
    Target { op: Op::By, deadline: Some(deadline), approximate, label, ..Target::default() }
}

/// 2024年完成率≥95%: the year belongs to the label, and a label there must be.
fn label_with_year(text: Slice<'_>) -> Option<Target> {
    let (year, rest) = text.span(|c| c.is_ascii_digit());
    let rest = rest.after("年").filter(|_| year.len() == 4)?;
    let (words, number) = rest.span(|c| !c.is_ascii_digit());
    let starts_as_date = ["底", "末", "前", "内"].iter().any(|word| words.starts(word));
    if words.is_empty() || starts_as_date {
        return None;
    }
    let target =
        after_words(words, number).filter(|t| t.label.is_some() || t.op.is_comparison())?;
    let label = format!("{}年{}", year.text(), target.label.unwrap_or_default());
    Some(Target { label: Some(label), ..target })
}

/// PM2.5浓度≤35: digits in the label, told from a number by the letters around them and by a sign.
fn label_with_digits(text: Slice<'_>) -> Option<Target> {
    let at = text.flat().iter().position(|c| SIGNS.contains(c))?;
    let (label, _) = text.split(at);
    let (words, rest) = text.skip(at).span(|c| !c.is_ascii_digit());
    let is_name = label.first().is_some_and(char::is_alphabetic)
        && !["前", "底", "内"].iter().any(|word| label.ends(word));
    if !is_name || !label.flat().iter().any(char::is_ascii_digit) {
        return None;
    }
    let fits = |t: &Target| t.label.is_none() && t.op.is_comparison() && !t.approximate;
    let target = after_words(words, rest).filter(fits)?;
    Some(Target { label: label_text(label)?, ..target })
}

/// What stands in front of the first digit.
pub(super) struct Head<'a> {
    pub(super) label: Slice<'a>,
    pub(super) op: Option<Op>,
    /// Whether the operator gives way to a bound after the unit.
    leans: bool,
    pub(super) approximate: bool,
    /// A unit printed in front: 百分之, ¥.
    pub(super) unit: Option<&'static str>,
    pub(super) negative: bool,
}

/// Takes operators off the end of the words in front of a number; what is left is the label.
/// `None` if two operators contradict each other.
pub(super) fn head(words: Slice<'_>) -> Option<Head<'_>> {
    let negative = words.ends("-");
    let label = words.drop_last(usize::from(negative || words.ends("+")));
    let mut head = Head { label, op: None, leans: true, approximate: false, unit: None, negative };
    loop {
        head.label = head.label.trim(is_label_mark);
        let Some((mark, label)) = mark(head.label) else { return Some(head) };
        head.label = label;
        match mark {
            Mark::Compare(op) => head.compare(op)?,
            Mark::Lean(op) => head.op = head.op.or(Some(op)),
            Mark::About => head.approximate = true,
            Mark::Unit(unit) => head.unit = Some(unit),
        }
    }
}

/// Punctuation around a label; a point there may be the rest of a number (.5%).
fn is_label_mark(c: char) -> bool {
    c != '.' && LOOSE.contains(&c)
}

impl Head<'_> {
    fn compare(&mut self, op: Op) -> Option<()> {
        let known = self.op.filter(|_| !self.leans);
        let agrees = known.is_none_or(|known| {
            known == op
                || (known.is_lower() && op.is_lower())
                || (known.is_upper() && op.is_upper())
        });
        self.op = known.or(Some(op));
        self.leans = false;
        agrees.then_some(())
    }
}

/// The last operator of the words, unless it is the end of an ordinary word.
fn mark(words: Slice<'_>) -> Option<(Mark, Slice<'_>)> {
    let is_title = words.drop_last(1).flat().contains(&'《');
    let found = words
        .take_last(before(words.last()?))
        .or_else(|| words.take_last(POINTS).filter(|_| !is_title))?;
    let is_word = matches!(found.0, Mark::Lean(_)) && NO_MARK.iter().any(|word| words.ends(word));
    (!is_word).then_some(found)
}

/// Text in front of the operator; `None` if it holds a sign of comparison or nothing but signs.
fn label_text(label: Slice<'_>) -> Option<Option<String>> {
    let label = label.trim(is_label_mark);
    if label.is_empty() {
        return Some(None);
    }
    let is_text = label.flat().iter().any(|c| c.is_alphabetic());
    let has_sign = label.flat().iter().any(|c| SIGNS.contains(c));
    (is_text && !has_sign).then(|| Some(label.text()))
}

/// Operator, label and quantity together; `None` where they contradict each other.
fn numeric(head: &Head<'_>, quantity: Quantity, label: Option<String>) -> Option<Target> {
    let unit = unit_of(head.unit, quantity.unit)?;
    let approximate = head.approximate || quantity.approximate;
    let target =
        Target { value: Some(quantity.value), unit, approximate, label, ..Target::default() };
    if let Some(upper) = quantity.upper {
        let halves = if quantity.two_sided { head.op == Some(Op::Ge) } else { head.leans };
        return halves.then_some(Target { op: Op::Between, upper: Some(upper), ..target });
    }
    let op = match (head.op, quantity.bound) {
        (None, bound) => bound,
        (Some(op), None) => Some(op),
        (Some(_), Some(bound)) if head.leans => Some(bound),
        (Some(op), Some(bound)) => {
            let agrees = (op.is_lower() && bound.is_lower()) || (op.is_upper() && bound.is_upper());
            Some(agrees.then_some(op)?)
        }
    };
    let op_implied = op.is_none() && !approximate;
    let target = Target { op: op.unwrap_or(Op::Eq), op_implied, ..target };
    Some(date_serial(&target).unwrap_or(target))
}

/// The unit before the number (百分之, ¥) and after it.
fn unit_of(before: Option<&'static str>, after: Option<Unit>) -> Option<Option<Unit>> {
    let Some(before) = before else { return Some(after) };
    let Some(after) = after else { return Some(Some(Unit::new(before))) };
    if before == after.text() || (before == "元" && after.text().ends_with('元')) {
        return Some(Some(after));
    }
    let multiple = before == "元" && after.text().chars().all(super::unit::is_multiple);
    multiple.then(|| Some(Unit::new(&format!("{}元", after.text()))))
}

/// A bare number that a spreadsheet means as a day: 44561 is 2021-12-31. Round numbers are numbers.
fn date_serial(target: &Target) -> Option<Target> {
    let bare = target.op_implied && target.unit.is_none() && target.label.is_none();
    let value = target.value.filter(|value| bare && value.scale() == 0)?;
    let deadline = date::of_serial(value).or_else(|| date::of_digits(value))?;
    Some(by((deadline, false), None))
}

/// Takes brackets, quotation marks and loose punctuation off both ends.
pub(super) fn unwrap(text: Slice<'_>) -> Slice<'_> {
    let mut inner = loose(text);
    while let Some(inside) = WRAPS.iter().find_map(|(open, close)| inner.inside(*open, *close)) {
        inner = loose(inside);
    }
    inner
}

/// Takes loose punctuation off both ends; a point in front may be the rest of a number.
fn loose(text: Slice<'_>) -> Slice<'_> {
    let inner = text.trim(|c| LOOSE.contains(&c));
    if text.starts(".") { text } else { inner }
}

fn is_nothing(text: Slice<'_>) -> bool {
    let short = text.len() <= LONGEST_NOTHING;
    (short && NOTHING.iter().any(|word| text.is(word)))
        || text.flat().iter().all(|c| STROKES.contains(c))
}

/// Words that hold no quantity: qualitative, or a sign that waits for its number (≥, ≥XX%).
fn op_of_words(text: Slice<'_>, has_digits: bool) -> Op {
    let mut letters = text.flat().iter().filter(|c| !SIGNS.contains(c) && !BLANKS.contains(c));
    let says_something = letters.any(|c| c.is_alphabetic());
    if has_digits || !says_something { Op::Unparsable } else { Op::Qualitative }
}

fn prose(text: &str) -> Op {
    let seen = text.chars().take(LONGEST_CELL);
    let digits = seen.map(crate::text::half_width_char).any(|c| c.is_ascii_digit());
    if digits { Op::Unparsable } else { Op::Qualitative }
}

/// A target that is no more than how it was read.
fn only(op: Op) -> Target {
    Target { op, ..Target::default() }
}
