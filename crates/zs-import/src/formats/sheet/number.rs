//! Stored numbers: exact decimals of 15 significant digits, as spreadsheets show them.
use rust_decimal::{Decimal, RoundingStrategy};

/// Significant digits that a spreadsheet shows; what stands behind them is noise of binary fractions.
const DIGITS: u32 = 15;
/// Up to this (0.000000001) numbers without a format are written with an exponent.
const TINY: Decimal = Decimal::from_parts(1, 0, 0, false, 9);

/// The number a cell holds; `None` when it is none, or larger than what a decimal holds.
pub(super) fn parse(stored: &str) -> Option<Decimal> {
    let stored = stored.trim();
    let Some(at) = stored.bytes().position(|byte| byte.eq_ignore_ascii_case(&b'e')) else {
        return round(stored.parse().ok()?);
    };
    if let Ok(number) = Decimal::from_scientific_lossy(stored) {
        return round(number);
    }
    // Smaller than what a decimal holds: the remainder of a subtraction of equal numbers.
    let exponent = stored[at + 1..].strip_prefix('-')?;
    let is_number = exponent.bytes().all(|byte| byte.is_ascii_digit());
    stored[..at].parse::<Decimal>().ok().filter(|_| is_number).map(|_| Decimal::ZERO)
}

/// The number without the noise behind the 15th digit.
pub(super) fn round(number: Decimal) -> Option<Decimal> {
    let rounded = number.round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointAwayFromZero)?;
    Some(rounded.normalize())
}

/// The `General` look of a stored number; what is no number stays as it is.
pub(super) fn general(stored: &str) -> String {
    if is_plain(stored) {
        return stored.to_owned();
    }
    match parse(stored) {
        Some(number) if number.abs() > TINY || number.is_zero() => number.to_string(),
        Some(number) => format!("{number:E}"),
        None => stored.trim().to_owned(),
    }
}

/// Short whole numbers and fractions need no rounding: most cells.
fn is_plain(stored: &str) -> bool {
    let digits = stored.strip_prefix('-').unwrap_or(stored);
    digits.len() <= DIGITS as usize
        && digits.starts_with(|first: char| ('1'..='9').contains(&first))
        && match digits.split_once('.') {
            None => digits.bytes().all(|byte| byte.is_ascii_digit()),
            Some((whole, part)) => {
                !part.is_empty()
                    && !part.ends_with('0')
                    && whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit())
            }
        }
}

#[cfg(test)]
mod tests {
    use super::general;

    #[test]
    fn noise_is_dropped_and_figures_stay() {
        for (stored, shown) in [
            ("588.5000000000001", "588.5"),
            ("588.50000000000011", "588.5"),
            ("0.10000000000000001", "0.1"),
            ("5.8850000000000000E+2", "588.5"),
            ("1E-3", "0.001"),
            ("12", "12"),
            ("0", "0"),
            ("-0", "0"),
            ("12.50", "12.5"),
            ("-3.25", "-3.25"),
            ("123456789012345678", "123456789012346000"),
            ("1e300", "1e300"),
            ("5.5511151231257827E-17", "5.55111512313E-17"),
            ("1.0000000000000000E-05", "0.00001"),
            ("1E-300", "0"),
            ("1E-x", "1E-x"),
            ("甲", "甲"),
            ("", ""),
        ] {
            assert_eq!(general(stored), shown, "{stored}");
        }
    }
}
