//! The operators of paths.
use super::state::State;
use crate::formats::page::marks::{Marks, Paint};
use crate::formats::page::matrix::Real;
use crate::formats::page::path::{Painted, Path};

/// `true` if the operator is one of paths.
pub(super) fn operator(
    path: &mut Path,
    word: &[u8],
    numbers: &[Real],
    state: &State,
    marks: &mut Marks,
) -> bool {
    match (word, numbers) {
        (b"m", &[x, y]) => path.begin(state.matrix.apply(x, y)),
        (b"l", &[x, y]) => path.line(state.matrix.apply(x, y)),
        (b"c", &[.., x, y]) | (b"v", &[.., x, y]) | (b"y", &[.., x, y]) => {
            path.curve(state.matrix.apply(x, y));
        }
        (b"h", _) => path.close(),
        (b"re", &[x, y, wide, high]) => {
            path.begin(state.matrix.apply(x, y));
            for (x, y) in [(x + wide, y), (x + wide, y + high), (x, y + high)] {
                path.line(state.matrix.apply(x, y));
            }
            path.close();
        }
        (b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n", _) => {
            paint(path, word, state, marks);
        }
        (b"m" | b"l" | b"c" | b"v" | b"y" | b"re" | b"W" | b"W*", _) => {}
        _ => return false,
    }
    true
}

fn paint(path: &mut Path, word: &[u8], state: &State, marks: &mut Marks) {
    let fills = matches!(word, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*");
    let strokes = matches!(word, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*");
    if matches!(word, b"s" | b"b" | b"b*") {
        path.close();
    }
    let fill = (fills && !state.clear).then_some(state.fill);
    let inked = strokes && state.stroke == Paint::Ink;
    let pen = inked.then(|| state.matrix.pen(state.pen));
    path.paint(Painted { fill, pen }, marks);
}
