//! Paths: which strokes and fills are ruling lines, and which fill areas.
use super::marks::{Marks, Rule};
use super::matrix::{Length, Point, Real};
use super::state::{Paint, State};

/// A fill no thicker than this is a line.
const THIN: Length = 300;
/// A line that strays no farther is upright or level.
const SKEW: Length = 60;
/// Shorter strokes are parts of drawings.
const SHORT: Length = 200;
/// Points of one path, and rules and areas of one page, that are kept.
const POINTS: usize = 4_000;
const RULES: usize = 40_000;
const FILLS: usize = 500;

/// The path under construction, on the page.
#[derive(Default)]
pub(super) struct Path {
    /// Each part with whether it bends.
    parts: Vec<(Vec<Point>, bool)>,
    points: usize,
}

impl Path {
    /// `true` if the operator is one of paths.
    pub fn operator(
        &mut self,
        word: &[u8],
        numbers: &[Real],
        state: &State,
        marks: &mut Marks,
    ) -> bool {
        match (word, numbers) {
            (b"m", &[x, y]) => self.begin(state.matrix.apply(x, y)),
            (b"l", &[x, y]) => self.line(state.matrix.apply(x, y)),
            (b"c", &[.., x, y]) | (b"v", &[.., x, y]) | (b"y", &[.., x, y]) => {
                self.line(state.matrix.apply(x, y));
                if let Some((_, bends)) = self.parts.last_mut() {
                    *bends = true;
                }
            }
            (b"h", _) => self.close(),
            (b"re", &[x, y, wide, high]) => {
                self.begin(state.matrix.apply(x, y));
                for (x, y) in [(x + wide, y), (x + wide, y + high), (x, y + high)] {
                    self.line(state.matrix.apply(x, y));
                }
                self.close();
            }
            (b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n", _) => {
                self.paint(word, state, marks);
            }
            (b"m" | b"l" | b"c" | b"v" | b"y" | b"re" | b"W" | b"W*", _) => {}
            _ => return false,
        }
        true
    }

    fn begin(&mut self, point: Point) {
        self.points += 1;
        if self.points < POINTS {
            self.parts.push((vec![point], false));
        }
    }

    fn line(&mut self, point: Point) {
        self.points += 1;
        if self.points < POINTS {
            match self.parts.last_mut() {
                Some((points, _)) => points.push(point),
                None => self.parts.push((vec![point], false)),
            }
        }
    }

    fn close(&mut self) {
        if let Some((points, _)) = self.parts.last_mut() {
            points.extend(points.first().copied());
        }
    }

    fn paint(&mut self, word: &[u8], state: &State, marks: &mut Marks) {
        let parts = std::mem::take(&mut self.parts);
        self.points = 0;
        if matches!(word, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*") && !state.clear {
            for (points, bends) in parts.iter().filter(|(points, _)| points.len() > 2) {
                fill(points, *bends, state.fill, marks);
            }
        }
        if matches!(word, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") && state.stroke == Paint::Ink {
            for (mut points, _) in parts {
                if matches!(word, b"s" | b"b" | b"b*") {
                    points.extend(points.first().copied());
                }
                stroke(&points, state, marks);
            }
        }
    }
}

fn fill(points: &[Point], bends: bool, paint: Paint, marks: &mut Marks) {
    let Some(area) = around(points).and_then(|area| on_page(area, marks)) else { return };
    let (thin, long) = (area.width().min(area.height()), area.width().max(area.height()));
    if paint == Paint::Ink && thin <= THIN && long >= SHORT && long > thin * 2 {
        push(marks, area);
    } else if !bends && thin > THIN && marks.fills.len() < FILLS {
        // White over an area hides what was filled before.
        match paint {
            Paint::Ink => marks.fills.push(area),
            Paint::White => marks.fills.retain(|old| {
                !(area.holds((old.left, old.top)) && area.holds((old.right, old.bottom)))
            }),
        }
    }
}

fn stroke(points: &[Point], state: &State, marks: &mut Marks) {
    let pen = state.matrix.pen(state.pen);
    for pair in points.windows(2) {
        let line = Rule::between(pair[0], pair[1]);
        let (thin, long) = (line.width().min(line.height()), line.width().max(line.height()));
        if thin > SKEW {
            continue;
        }
        // A thick and short stroke is the line across it.
        let line = if pen >= SHORT && pen / 4 > long { across(line, pen) } else { line };
        let is_line =
            line.width().max(line.height()) >= SHORT && (pen <= 2 * THIN || pen / 4 > long);
        if let Some(line) = on_page(line, marks).filter(|_| is_line) {
            push(marks, line);
        }
    }
}

fn across(line: Rule, pen: Length) -> Rule {
    let (x, y) = (line.left.midpoint(line.right), line.top.midpoint(line.bottom));
    if line.width() >= line.height() {
        Rule { left: x, right: x, top: y - pen / 2, bottom: y + pen / 2 }
    } else {
        Rule { left: x - pen / 2, right: x + pen / 2, top: y, bottom: y }
    }
}

fn push(marks: &mut Marks, rule: Rule) {
    if marks.rules.len() < RULES {
        marks.rules.push(rule);
    }
}

fn around(points: &[Point]) -> Option<Rule> {
    let first = *points.first()?;
    let grow = |area: Rule, point: &Point| Rule {
        left: area.left.min(point.0),
        top: area.top.min(point.1),
        right: area.right.max(point.0),
        bottom: area.bottom.max(point.1),
    };
    Some(points.iter().fold(Rule::between(first, first), grow))
}

/// The part of a rule or an area that is on the page.
fn on_page(area: Rule, marks: &Marks) -> Option<Rule> {
    let cut = Rule {
        left: area.left.max(0),
        top: area.top.max(0),
        right: area.right.min(marks.width),
        bottom: area.bottom.min(marks.height),
    };
    (cut.left <= cut.right && cut.top <= cut.bottom).then_some(cut)
}
