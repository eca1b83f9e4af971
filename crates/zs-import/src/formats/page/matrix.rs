//! Transformations of the page. Places on a page are real numbers in PDF; they become whole hundredths of
//! a point here, and nothing but the arrangement of text is ever computed from them.
#![allow(clippy::disallowed_types, reason = "the file format places marks by real numbers")]

/// A number of the file.
pub type Real = f64;

/// Hundredths of a point, the unit of everything on a page.
pub type Length = i32;

/// A point of the page: from the left, from the top.
pub type Point = (Length, Length);

/// Farther out than any page: what stands there is cut to it.
const FAR: Real = 20_000_000.0;

/// `[a b c d e f]` as the format writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix(pub [Real; 6]);

impl Matrix {
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub fn shift(x: Real, y: Real) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First `self`, then `next`.
    pub fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, next.0);
        Self([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    /// The place of a point, in hundredths.
    pub fn apply(self, x: Real, y: Real) -> Point {
        let [a, b, c, d, e, f] = self.0;
        (hundredths(a * x + c * y + e), hundredths(b * x + d * y + f))
    }

    /// How long an upright unit becomes, in hundredths.
    pub fn height(self) -> Length {
        hundredths(self.0[2].hypot(self.0[3]))
    }

    /// How thick a pen of this width becomes, in hundredths.
    pub fn pen(self, width: Real) -> Length {
        let [a, b, c, d, ..] = self.0;
        hundredths((a * d - b * c).abs().sqrt() * width)
    }
}

/// Whole hundredths; what is no number is 0.
pub fn hundredths(points: Real) -> Length {
    let value = (points * 100.0).round();
    // Cast of a value in range; NaN gives 0.
    #[allow(clippy::cast_possible_truncation, reason = "clamped")]
    let whole = value.clamp(-FAR, FAR) as Length;
    whole
}

/// A whole number of the file; what is none, or none that fits, is `None`.
pub fn whole(number: Real) -> Option<i64> {
    // Cast of a checked value.
    #[allow(clippy::cast_possible_truncation, reason = "in range")]
    (number.is_finite() && number.abs() < 9e15).then_some(number as i64)
}
