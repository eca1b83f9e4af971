//! One object of a page while it is read: its place, its style, its texts or its path.
use super::resources::Style;
use super::values::{matrix, number, rectangle};
use crate::formats::page::matrix::{Matrix, Real};
use crate::formats::xml::Open;
use std::collections::BTreeMap;

/// Objects of less than this opacity (of 255) cannot be seen.
const OPAQUE: Real = 5.0;
/// Texts and groups of one object that are kept: more than a page has characters.
const KEPT: usize = 400_000;

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Path,
}

/// An object that is open.
pub struct Object {
    pub kind: Kind,
    /// Depth of its element.
    pub depth: usize,
    /// From its own coordinates to those of the sheet.
    pub matrix: Matrix,
    pub style: Style,
    /// What its drawing parameters and its layer say.
    pub under: Style,
    /// Whether it is too transparent to be seen.
    pub clear: bool,
    pub filled: bool,
    pub stroked: bool,
    /// The notation of a path.
    pub outline: String,
    /// Text: the id of its font, the size and the width of its letters.
    pub font: String,
    pub size: Real,
    pub stretch: Real,
    /// Text: where it runs to and how its letters are turned, in degrees clockwise.
    pub reads: Real,
    pub turned: Real,
    pub codes: Vec<Code>,
    pub groups: Groups,
}

/// A `TextCode`: characters from a place on.
#[derive(Default)]
pub struct Code {
    pub x: Option<Real>,
    pub y: Option<Real>,
    pub across: String,
    pub down: String,
    pub text: String,
}

/// Numbers of characters and glyphs by the first character, where they are not one for one (`CGTransform`).
pub type Groups = BTreeMap<usize, (usize, usize)>;

impl Object {
    /// Opens an object on a sheet; `None` if it is said to be invisible.
    pub fn open(tag: &Open, kind: Kind, depth: usize, sheet: Matrix) -> Option<Self> {
        let value = |name: &str| tag.attribute(name);
        let real = |name: &str| value(name).and_then(|value| number(value.trim()));
        let is = |name: &str, usual: bool| match value(name).as_deref() {
            Some("true" | "1") => true,
            Some("false" | "0") => false,
            _ => usual,
        };
        if !is("Visible", true) {
            return None;
        }
        let [x, y, ..] = value("Boundary").and_then(|text| rectangle(&text)).unwrap_or_default();
        let own = value("CTM").and_then(|text| matrix(&text)).unwrap_or(Matrix::IDENTITY);
        Some(Self {
            kind,
            depth,
            matrix: own.then(Matrix::shift(x, y)).then(sheet),
            style: Style::of_width(real("LineWidth")),
            under: Style::default(),
            clear: real("Alpha").is_some_and(|alpha| alpha < OPAQUE),
            filled: is("Fill", kind == Kind::Text),
            stroked: is("Stroke", kind == Kind::Path),
            outline: String::new(),
            font: value("Font").unwrap_or_default().into_owned(),
            size: real("Size").unwrap_or(0.0).abs(),
            stretch: real("HScale").filter(|scale| *scale > 0.0).unwrap_or(1.0),
            reads: real("ReadDirection").unwrap_or(0.0),
            turned: real("CharDirection").unwrap_or(0.0),
            codes: Vec::new(),
            groups: Groups::new(),
        })
    }

    /// Takes a child element.
    pub fn child(&mut self, tag: &Open) {
        let value = |name: &str| tag.attribute(name).unwrap_or_default().into_owned();
        match tag.local() {
            b"FillColor" | b"StrokeColor" => {
                let alpha = number(value("Alpha").trim());
                self.clear |= alpha.is_some_and(|alpha| alpha < OPAQUE)
                    && (tag.local() == b"FillColor") == self.filled;
                self.style.colour(tag);
            }
            b"TextCode" if self.codes.len() < KEPT => self.codes.push(Code {
                x: number(value("X").trim()),
                y: number(value("Y").trim()),
                across: value("DeltaX"),
                down: value("DeltaY"),
                text: String::new(),
            }),
            b"CGTransform" => {
                let count = |name: &str| value(name).trim().parse::<usize>().ok();
                let (letters, glyphs) =
                    (count("CodeCount").unwrap_or(1), count("GlyphCount").unwrap_or(1));
                if letters != glyphs && letters > 0 && glyphs > 0 && self.groups.len() < KEPT {
                    let at = count("CodePosition").unwrap_or(0);
                    self.groups.insert(at, (letters, glyphs));
                }
            }
            _ => {}
        }
    }
}
