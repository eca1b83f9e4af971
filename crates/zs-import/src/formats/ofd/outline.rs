//! Paths in short notation (`M 0 0 L 10 0 …`).
use super::values::number;
use crate::formats::page::matrix::{Matrix, Real};
use crate::formats::page::path::Path;

/// Draws a path in the short notation; what is no operator and no number is passed over.
pub fn draw(data: &str, matrix: Matrix, path: &mut Path) {
    let mut operator = ' ';
    let mut operands: [Real; 7] = [0.0; 7];
    let mut count = 0;
    for word in data.split([' ', ',', '\t', '\r', '\n']).filter(|word| !word.is_empty()) {
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            (Some('C' | 'Z' | 'z'), None) => path.close(),
            (Some(letter @ ('S' | 'M' | 'L' | 'Q' | 'B' | 'A')), None) => {
                (operator, count) = (letter, 0);
            }
            _ => {
                let Some(number) = number(word) else { continue };
                operands[count] = number;
                count += 1;
                if count == needed(operator) {
                    step(operator, &operands[..count], matrix, path);
                    count = 0;
                }
                count = count.min(operands.len() - 1);
            }
        }
    }
}

/// How many numbers an operator takes.
fn needed(operator: char) -> usize {
    match operator {
        'S' | 'M' | 'L' => 2,
        'Q' => 4,
        'B' => 6,
        'A' => 7,
        _ => 1,
    }
}

fn step(operator: char, operands: &[Real], matrix: Matrix, path: &mut Path) {
    let [.., x, y] = *operands else { return };
    let point = matrix.apply(x, y);
    match operator {
        'S' | 'M' => path.begin(point),
        'L' => path.line(point),
        _ => path.curve(point),
    }
}
