//! Paths: which strokes and fills are ruling lines, and which fill areas.
use super::marks::{Marks, Paint, Rule};
use super::matrix::{Length, Point};

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
pub struct Path {
    /// Each part with whether it bends.
    parts: Vec<(Vec<Point>, bool)>,
    points: usize,
}

/// How a path is painted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Painted {
    /// With what its inside is filled, if at all.
    pub fill: Option<Paint>,
    /// How thick the visible pen is that goes along it, if one does.
    pub pen: Option<Length>,
}

impl Path {
    /// Begins a part.
    pub fn begin(&mut self, point: Point) {
        self.points += 1;
        if self.points < POINTS {
            self.parts.push((vec![point], false));
        }
    }

    /// A straight line.
    pub fn line(&mut self, point: Point) {
        self.points += 1;
        if self.points < POINTS {
            match self.parts.last_mut() {
                Some((points, _)) => points.push(point),
                None => self.parts.push((vec![point], false)),
            }
        }
    }

    /// A curve, of which only the end matters.
    pub fn curve(&mut self, point: Point) {
        self.line(point);
        if let Some((_, bends)) = self.parts.last_mut() {
            *bends = true;
        }
    }

    /// Goes back to where the part began.
    pub fn close(&mut self) {
        if let Some((points, _)) = self.parts.last_mut() {
            points.extend(points.first().copied());
        }
    }

    /// Paints the path and forgets it.
    pub fn paint(&mut self, how: Painted, marks: &mut Marks) {
        let parts = std::mem::take(&mut self.parts);
        self.points = 0;
        if let Some(paint) = how.fill {
            for (points, bends) in parts.iter().filter(|(points, _)| points.len() > 2) {
                fill(points, *bends, paint, marks);
            }
        }
        if let Some(pen) = how.pen {
            parts.iter().for_each(|(points, _)| stroke(points, pen, marks));
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

fn stroke(points: &[Point], pen: Length, marks: &mut Marks) {
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
