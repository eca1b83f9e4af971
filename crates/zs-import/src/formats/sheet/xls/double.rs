//! Binary fractions of BIFF, turned into decimal digits at once; nothing else here touches floats.
#![allow(clippy::disallowed_types, reason = "the file format stores numbers as binary fractions")]

/// The number's digits as text, 15 significant ones; `None` for infinities and the like.
pub(super) fn digits(bits: u64) -> Option<String> {
    let number = f64::from_bits(bits);
    number.is_finite().then(|| format!("{number:.14e}"))
}

/// The digits of a number packed in 30 bits (RK): a fraction or an integer, possibly times 100.
pub(super) fn packed(rk: u32) -> String {
    let (hundredfold, integer) = (rk & 1 != 0, rk & 2 != 0);
    let number = if integer {
        f64::from(rk.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(rk & !3) << 32)
    };
    let number = if hundredfold { number / 100.0 } else { number };
    if number.is_finite() { format!("{number:.14e}") } else { String::new() }
}
