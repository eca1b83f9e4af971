//! The state that drawing operators change: place, colours, font and spacing.
use super::font::Font;
use crate::formats::page::marks::Paint;
use crate::formats::page::matrix::{Matrix, Real};
use std::rc::Rc;

/// What the numbers of a colour mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// Told by their number: grey, red-green-blue, cyan-magenta-yellow-black.
    Process,
    /// The amount of one ink.
    Tint,
    Other,
}

#[derive(Clone)]
pub(super) struct State {
    pub matrix: Matrix,
    pub fill: Paint,
    pub stroke: Paint,
    pub fill_space: Space,
    pub stroke_space: Space,
    /// Whether nothing of a fill is seen.
    pub clear: bool,
    pub pen: Real,
    pub text: Text,
}

#[derive(Clone)]
pub(super) struct Text {
    pub font: Option<Rc<Font>>,
    pub size: Real,
    pub spacing: Real,
    pub word_spacing: Real,
    pub scale: Real,
    pub leading: Real,
    pub rise: Real,
    pub mode: i64,
}

impl State {
    pub fn new(matrix: Matrix) -> Self {
        Self {
            matrix,
            fill: Paint::Ink,
            stroke: Paint::Ink,
            fill_space: Space::Process,
            stroke_space: Space::Process,
            clear: false,
            pen: 1.0,
            text: Text {
                font: None,
                size: 1.0,
                spacing: 0.0,
                word_spacing: 0.0,
                scale: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: 0,
            },
        }
    }
}

/// White, or as good as white.
pub(super) fn paint(space: Space, numbers: &[Real]) -> Paint {
    let none = |number: &Real| *number <= 0.02;
    let full = |number: &Real| *number >= 0.98;
    let white = match (space, numbers) {
        (Space::Other, _) | (_, []) => false,
        (Space::Tint, numbers) => numbers.iter().all(none),
        (Space::Process, numbers @ [_, _, _, _]) => numbers.iter().all(none),
        (Space::Process, numbers) => numbers.iter().all(full),
    };
    if white { Paint::White } else { Paint::Ink }
}
