//! Chinese numerals, read only where nothing else can be meant: 三次, 百分之九十, 每月两次.
use super::op::Op;
use super::scan::{Line, Slice};
use super::unit::{self, Dimension};
use super::{Target, date, parse};

/// A cell without digits as a deadline (年底前) or a quantity in Chinese numerals; `None` for mere words.
pub(super) fn without_digits(text: Slice<'_>) -> Option<Target> {
    if let Some((deadline, approximate)) = date::due(text) {
        return Some(Target {
            op: Op::By,
            deadline: Some(deadline),
            approximate,
            ..Target::default()
        });
    }
    let line = Line::new(&with_figures(&text.text())?);
    parse::with_digits(line.whole()).filter(is_certain)
}

/// Whether a quantity in numerals is one beyond doubt: a unit of the table, and no ordinary word around it.
fn is_certain(target: &Target) -> bool {
    let is_period = |label: &str| label.starts_with(['每', '全', '年']);
    let label_fits = match &target.label {
        Some(label) => is_period(label) || (target.op != Op::By && !target.op_implied),
        None => true,
    };
    let counted = target.unit.as_ref().is_some_and(|unit| {
        let counts = !matches!(
            unit.dimension(),
            Dimension::Other | Dimension::Points | Dimension::Rate | Dimension::Electricity
        );
        let ambiguous = ["月", "日", "号", "方", "时", "成", "部分"].contains(&unit.text());
        counts && unit::is_known(unit.text()) && !ambiguous
    });
    label_fits && (counted || target.op == Op::By)
}

/// The text with its only numeral as figures: 百分之九十 → 90%, 三次以上 → 3次以上.
fn with_figures(text: &str) -> Option<String> {
    let (before, numeral_and_rest, unit) = match text.split_once("百分之") {
        Some((before, rest)) => (before, rest, "%"),
        None => {
            let at = text.find(is_numeral)?;
            let (before, rest) = text.split_at(at);
            (before, rest, "")
        }
    };
    let end = numeral_and_rest.find(|c| !is_numeral(c)).unwrap_or(numeral_and_rest.len());
    let (numeral, after) = numeral_and_rest.split_at(end);
    let value = if unit == "%" && numeral == "百" { 100 } else { value(numeral)? };
    let only = !before.contains(is_numeral) && !after.contains(is_numeral);
    only.then(|| format!("{before}{value}{unit}{after}"))
}

/// The value of a numeral below ten thousand; `None` for a shortened one (一百二) or a row of digits.
fn value(numeral: &str) -> Option<u32> {
    let (mut sum, mut digit, mut above, mut zero) = (0, None, 10_000, false);
    for c in numeral.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '零' | '〇' => {
                zero = true;
                continue;
            }
            _ => {
                let next = "一二三四五六七八九".chars().position(|d| d == c).map(|i| i + 1);
                let next = if c == '两' { Some(2) } else { next };
                if digit.replace(u32::try_from(next?).ok()?).is_some() {
                    return None;
                }
                continue;
            }
        };
        let times = if unit == 10 && sum == 0 { digit.take().or(Some(1)) } else { digit.take() };
        if unit >= above {
            return None;
        }
        (sum, above, zero) = (sum + times? * unit, unit, false);
    }
    let shortened = digit.is_some() && !zero && above > 10 && above < 10_000;
    let value = sum + digit.unwrap_or(0);
    (!shortened && value > 0).then_some(value)
}

fn is_numeral(c: char) -> bool {
    "零〇一二两三四五六七八九十百千".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_have_one_value_or_none() {
        for (text, expected) in [
            ("三", 3),
            ("两", 2),
            ("十", 10),
            ("十二", 12),
            ("九十五", 95),
            ("一百零五", 105),
            ("一千二百", 1200),
        ] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
        for text in ["", "零", "百", "一百二", "一二", "十百", "二十十"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
