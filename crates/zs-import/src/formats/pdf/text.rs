//! Writes texts onto the page: each code becomes characters at a place.
use super::object::Object;
use super::state::State;
use crate::formats::page::letters::typed;
use crate::formats::page::marks::{Marks, Placed};
use crate::formats::page::matrix::{Matrix, Real};
use crate::formats::page::write::{GLYPHS, Seen, direction, spread};

/// Marked contents within marked contents.
const MARKED: usize = 256;

/// Where the next text begins, and what is said about the texts that come.
pub(super) struct Writer {
    matrix: Matrix,
    line: Matrix,
    marked: Vec<Marked>,
    scratch: Vec<char>,
    /// Marks that the budget has been told of.
    pub paid: usize,
}

/// One `BDC` that is open.
struct Marked {
    /// What its glyphs stand for.
    actual: Option<Vec<char>>,
    /// Header, footer or page number.
    furniture: bool,
    /// The area of its glyphs.
    span: Option<Placed>,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            matrix: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            marked: Vec::new(),
            scratch: Vec::new(),
            paid: 0,
        }
    }
}

impl Writer {
    pub fn begin(&mut self, actual: Option<String>, furniture: bool) {
        let outer = self.marked.last();
        let furniture = furniture || outer.is_some_and(|outer| outer.furniture);
        let actual = actual.map(|text| {
            let mut letters = Vec::new();
            text.chars().for_each(|c| typed(c, &mut letters));
            letters
        });
        if self.marked.len() < MARKED {
            self.marked.push(Marked { actual, furniture, span: None });
        }
    }

    pub fn end(&mut self, state: &State, marks: &mut Marks) {
        let Some(Marked { actual: Some(letters), span: Some(span), .. }) = self.marked.pop() else {
            return;
        };
        spread(&letters, &span, seen(state), marks);
    }

    pub fn operator(
        &mut self,
        word: &[u8],
        operands: &[Object],
        numbers: &[Real],
        state: &mut State,
        marks: &mut Marks,
    ) {
        match (word, numbers) {
            (b"BT", _) => (self.matrix, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            (b"Tc", &[spacing]) => state.text.spacing = spacing,
            (b"Tw", &[spacing]) => state.text.word_spacing = spacing,
            (b"Tz", &[percent]) => state.text.scale = percent / 100.0,
            (b"TL", &[leading]) => state.text.leading = leading,
            (b"Ts", &[rise]) => state.text.rise = rise,
            (b"Tr", _) => {
                state.text.mode = operands.last().and_then(Object::integer).unwrap_or(0);
            }
            (b"Td", &[x, y]) => self.move_by(x, y),
            (b"TD", &[x, y]) => {
                state.text.leading = -y;
                self.move_by(x, y);
            }
            (b"Tm", &[a, b, c, d, e, f]) => {
                self.line = Matrix([a, b, c, d, e, f]);
                self.matrix = self.line;
            }
            (b"T*", _) => self.move_by(0.0, -state.text.leading),
            (b"Tj", _) => self.show(operands.last(), state, marks),
            (b"'", _) => {
                self.move_by(0.0, -state.text.leading);
                self.show(operands.last(), state, marks);
            }
            (b"\"", _) => {
                if let &[word, letter] = numbers {
                    (state.text.word_spacing, state.text.spacing) = (word, letter);
                }
                self.move_by(0.0, -state.text.leading);
                self.show(operands.last(), state, marks);
            }
            (b"TJ", _) => {
                for part in operands.last().map(Object::array).unwrap_or_default() {
                    match part {
                        Object::Number(back) => {
                            self.advance(-back / 1000.0 * state.text.size, state)
                        }
                        part => self.show(Some(part), state, marks),
                    }
                }
            }
            _ => {}
        }
    }

    fn move_by(&mut self, x: Real, y: Real) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.matrix = self.line;
    }

    fn advance(&mut self, by: Real, state: &State) {
        let down = state.text.font.as_ref().is_some_and(|font| font.vertical);
        let (x, y) = if down { (0.0, by) } else { (by * state.text.scale, 0.0) };
        self.matrix = Matrix::shift(x, y).then(self.matrix);
    }

    fn show(&mut self, text: Option<&Object>, state: &State, marks: &mut Marks) {
        let (Some(Object::Text(text)), Some(font)) = (text, state.text.font.clone()) else {
            return;
        };
        let mut rest = text.as_slice();
        let mut letters = std::mem::take(&mut self.scratch);
        while !rest.is_empty() && marks.glyphs.len() + marks.hidden.len() < GLYPHS {
            letters.clear();
            let (code, length) = font.next(rest, &mut letters);
            rest = rest.get(length..).unwrap_or_default();
            let s = &state.text;
            let wide = code.advance * s.size;
            let extra = s.spacing + if code.is_space { s.word_spacing } else { 0.0 };
            let place = Matrix::shift(0.0, s.rise).then(self.matrix).then(state.matrix);
            let (start, end) = if font.vertical {
                (place.apply(0.0, 0.0), place.apply(0.0, -wide))
            } else {
                (place.apply(0.0, 0.0), place.apply(wide * s.scale, 0.0))
            };
            let size = Matrix([1.0, 0.0, 0.0, s.size * font.em, 0.0, 0.0]).then(place).height();
            if !code.known {
                marks.unknown += 1;
                letters.push('\u{fffd}');
            }
            if let Some(direction) = direction(start, end, font.vertical, place) {
                let glyph = Placed { letter: '\u{fffd}', start, end, size, direction };
                self.put(&letters, glyph, state, marks);
            }
            let by = if font.vertical { -(wide + extra) } else { wide + extra };
            self.advance(by, state);
        }
        self.scratch = letters;
    }

    fn put(&mut self, letters: &[char], glyph: Placed, state: &State, marks: &mut Marks) {
        if self.marked.last().is_some_and(|marked| marked.furniture) {
            return;
        }
        match self.marked.iter_mut().rev().find(|marked| marked.actual.is_some()) {
            Some(marked) => match &mut marked.span {
                Some(span) => span.end = glyph.end,
                None => marked.span = Some(glyph),
            },
            None => {
                let mut known = Vec::with_capacity(letters.len());
                letters.iter().for_each(|c| typed(*c, &mut known));
                spread(&known, &glyph, seen(state), marks);
            }
        }
    }
}

/// Whether a text can be seen.
fn seen(state: &State) -> Seen {
    let outlined = matches!(state.text.mode, 1 | 5);
    let paint = if outlined { state.stroke } else { state.fill };
    if matches!(state.text.mode, 3 | 7) || state.clear {
        Seen::Hidden
    } else {
        Seen::Painted(paint)
    }
}

/// Text outside of content streams: UTF-16 with its mark, UTF-8 with its mark, or Latin.
pub(super) fn decode(text: &[u8]) -> String {
    match text {
        [0xfe, 0xff, rest @ ..] => {
            encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned()
        }
        [0xff, 0xfe, rest @ ..] => {
            encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(text).0.into_owned(),
    }
}
