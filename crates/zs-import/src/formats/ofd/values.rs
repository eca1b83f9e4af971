//! Values as the format writes them: numbers in millimetres, boxes, matrices, colours.
use crate::formats::page::marks::Paint;
use crate::formats::page::matrix::{Matrix, Real};

/// Points to a millimetre.
const POINTS: Real = 72.0 / 25.4;

/// A number; what is none, or no finite one, is `None`.
pub fn number(word: &str) -> Option<Real> {
    word.parse().ok().filter(|number: &Real| number.is_finite())
}

/// The numbers of a list, whatever stands between them.
pub fn numbers(text: &str) -> impl Iterator<Item = Real> {
    text.split([' ', ',', '\t', '\r', '\n']).filter_map(number)
}

/// `x y width height`
pub fn rectangle(text: &str) -> Option<[Real; 4]> {
    let mut sides = numbers(text);
    let sides = [sides.next()?, sides.next()?, sides.next()?, sides.next()?];
    (sides[2] >= 0.0 && sides[3] >= 0.0).then_some(sides)
}

/// `a b c d e f`
pub fn matrix(text: &str) -> Option<Matrix> {
    let mut sides = numbers(text);
    let mut next = || sides.next();
    Some(Matrix([next()?, next()?, next()?, next()?, next()?, next()?]))
}

/// From the millimetres of a page with this box to the printed sheet.
pub fn sheet([x, y, ..]: [Real; 4]) -> Matrix {
    Matrix([POINTS, 0.0, 0.0, POINTS, -x * POINTS, -y * POINTS])
}

/// A colour by its parts of 0 to 255, as `#FF` or as `255`: one for grey, three for light, four for ink.
pub fn paint(value: &str) -> Paint {
    let part = |word: &str| match word.strip_prefix('#') {
        Some(digits) => u8::from_str_radix(digits, 16).ok().map(Real::from),
        None => number(word),
    };
    let parts: Vec<Real> = value.split_ascii_whitespace().take(8).filter_map(part).collect();
    let white = match parts.as_slice() {
        [] => false,
        [_, _, _, _, ..] => parts.iter().all(|part| *part <= 5.0),
        _ => parts.iter().all(|part| *part >= 250.0),
    };
    if white { Paint::White } else { Paint::Ink }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_is_told_by_the_number_of_parts() {
        let white = ["255 255 255", "255", "0 0 0 0", "#FF #ff #FF"];
        assert!(white.iter().all(|value| paint(value) == Paint::White));
        let ink = ["0", "0 0 0", "0 0 0 255", "245 200 255", "", "Red"];
        assert!(ink.iter().all(|value| paint(value) == Paint::Ink));
    }

    #[test]
    fn lists_may_be_parted_by_anything() {
        assert_eq!(rectangle("0 0 210  297"), Some([0.0, 0.0, 210.0, 297.0]));
        assert_eq!(rectangle("0,0,-1,297"), None);
        assert_eq!(matrix("1 0 0 1 5"), None);
        assert_eq!(numbers("1 NaN inf 2e1").collect::<Vec<_>>(), [1.0, 20.0]);
    }
}
