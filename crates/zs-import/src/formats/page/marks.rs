//! What stands on a page: glyphs with their characters, ruling lines, filled areas, pictures.
use super::matrix::{Length, Point};

/// One character on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    pub letter: char,
    /// Left and right end, on the base line.
    pub left: Length,
    pub right: Length,
    /// The base line, from the top.
    pub base: Length,
    /// The height of an em.
    pub size: Length,
}

impl Glyph {
    /// The middle of the character.
    pub fn middle(&self) -> Point {
        (self.left.midpoint(self.right), self.base - self.size * 38 / 100)
    }
}

/// Where texts run to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    #[default]
    Right,
    Down,
    Left,
    Up,
}

/// A character before the page is turned so that most texts run to the right.
#[derive(Clone, Debug)]
pub struct Placed {
    pub letter: char,
    pub start: Point,
    pub end: Point,
    pub size: Length,
    pub direction: Direction,
}

/// How something is painted, as far as it decides whether it can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    Ink,
    White,
}

/// An upright or level line, or a rectangle so thin that it is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    pub left: Length,
    pub top: Length,
    pub right: Length,
    pub bottom: Length,
}

impl Rule {
    pub fn between(a: Point, b: Point) -> Self {
        Self { left: a.0.min(b.0), top: a.1.min(b.1), right: a.0.max(b.0), bottom: a.1.max(b.1) }
    }

    pub fn width(&self) -> Length {
        self.right - self.left
    }

    pub fn height(&self) -> Length {
        self.bottom - self.top
    }

    pub fn holds(&self, (x, y): Point) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

/// A page as drawn.
#[derive(Debug, Default)]
pub struct Marks {
    pub width: Length,
    pub height: Length,
    pub glyphs: Vec<Placed>,
    /// Texts that are there but not shown, as recognised texts behind a scan.
    pub hidden: Vec<Placed>,
    pub rules: Vec<Rule>,
    /// Areas filled with a colour.
    pub fills: Vec<Rule>,
    /// Hundredths of the page that its largest picture covers.
    pub picture: i64,
    /// White characters on white.
    pub unseen: usize,
    /// Characters whose meaning the file does not tell.
    pub unknown: usize,
}

impl Marks {
    /// How much is on the page.
    pub fn count(&self) -> usize {
        self.glyphs.len() + self.hidden.len() + self.rules.len() + self.unseen
    }

    /// Turns the page so that most texts run to the right, as on a sheet printed sideways.
    pub fn upright(&mut self) {
        let mut counts = [0_usize; 4];
        for glyph in &self.glyphs {
            counts[glyph.direction as usize] += 1;
        }
        let most = (0..4).max_by_key(|at| (counts[*at], 4 - at)).unwrap_or(0);
        for _ in 0..(4 - most) % 4 {
            self.turn();
        }
    }

    /// A quarter clockwise: what ran up runs to the right.
    fn turn(&mut self) {
        let height = self.height;
        let turned = |(x, y): Point| (height - y, x);
        for glyph in self.glyphs.iter_mut().chain(&mut self.hidden) {
            glyph.start = turned(glyph.start);
            glyph.end = turned(glyph.end);
            glyph.direction = match glyph.direction {
                Direction::Right => Direction::Down,
                Direction::Down => Direction::Left,
                Direction::Left => Direction::Up,
                Direction::Up => Direction::Right,
            };
        }
        for rule in self.rules.iter_mut().chain(&mut self.fills) {
            *rule = Rule::between(turned((rule.left, rule.top)), turned((rule.right, rule.bottom)));
        }
        (self.width, self.height) = (self.height, self.width);
    }
}
