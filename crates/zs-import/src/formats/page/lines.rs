//! Characters become lines, and lines texts, as a person reads them.
use super::marks::Glyph;
use super::matrix::Length;

/// Characters on one base line, from left to right, white space left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub glyphs: Vec<Glyph>,
    /// For each character whether white space was drawn in front of it.
    spaced: Vec<bool>,
    /// Whether white space was drawn behind the last character.
    pub ends_spaced: bool,
    pub left: Length,
    pub right: Length,
    pub base: Length,
    pub size: Length,
}

/// Characters as wide as high, between which a person sees no space.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '‘' | '’' | '…' | '—' | '·' | '≥' | '≤')
}

/// Sorts characters into lines, top to bottom.
pub fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by_key(|glyph| glyph.base);
    let mut lines = Vec::new();
    let mut open: Vec<Glyph> = Vec::new();
    let (mut base, mut size) = (0, 0);
    for glyph in glyphs {
        let near = (glyph.base - base).abs() * 5 <= glyph.size.max(size) * 2;
        if !open.is_empty() && !near {
            lines.extend(line(std::mem::take(&mut open)));
        }
        // The largest character says where the line is: small ones may stand higher or lower.
        if open.is_empty() || glyph.size > size {
            (base, size) = (glyph.base, glyph.size);
        }
        open.push(glyph);
    }
    lines.extend(line(open));
    lines
}

fn line(mut all: Vec<Glyph>) -> Option<Line> {
    all.sort_by_key(|glyph| (glyph.left, glyph.right));
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(all.len());
    let mut spaced = Vec::with_capacity(all.len());
    let mut space = false;
    for glyph in all {
        if glyph.letter.is_whitespace() {
            space = true;
        } else if !again(&glyphs, &glyph) {
            spaced.push(std::mem::take(&mut space));
            glyphs.push(glyph);
        }
    }
    let largest = glyphs.iter().max_by_key(|glyph| glyph.size)?;
    Some(Line {
        left: glyphs.first()?.left,
        right: glyphs.iter().map(|glyph| glyph.right).max()?,
        base: largest.base,
        size: largest.size,
        ends_spaced: space,
        spaced,
        glyphs,
    })
}

/// Bold text is drawn twice by some programs, a hair apart.
fn again(before: &[Glyph], glyph: &Glyph) -> bool {
    let hair = (glyph.size / 9).max(20);
    before.iter().rev().take(4).any(|old| {
        old.letter == glyph.letter
            && (old.left - glyph.left).abs() <= hair
            && (old.right - glyph.right).abs() <= hair
            && (old.base - glyph.base).abs() <= hair
    })
}

impl Line {
    /// The line cut where wide gaps are; `ems` in tenths.
    pub fn pieces(&self, tenths: Length) -> Vec<Self> {
        self.pieces_at(tenths, &[])
    }

    /// The line cut where wide gaps are, and where one of these edges is between two characters.
    pub fn pieces_at(&self, tenths: Length, edges: &[Length]) -> Vec<Self> {
        let mut pieces = Vec::new();
        let mut from = 0;
        for at in 1..=self.glyphs.len() {
            let wide = self.gap(at).is_none_or(|gap| gap * 10 > self.size * tenths);
            if wide || self.is_parted(at, edges) {
                pieces.extend(self.part(from, at));
                from = at;
            }
        }
        pieces
    }

    fn part(&self, from: usize, to: usize) -> Option<Self> {
        let glyphs = self.glyphs.get(from..to)?.to_vec();
        Some(Self {
            left: glyphs.first()?.left,
            right: glyphs.iter().map(|glyph| glyph.right).max()?,
            spaced: self.spaced.get(from..to)?.to_vec(),
            ends_spaced: to == self.glyphs.len() && self.ends_spaced,
            glyphs,
            ..*self
        })
    }

    /// Whether an edge is in front of a character.
    fn is_parted(&self, at: usize, edges: &[Length]) -> bool {
        let middle = |at: usize| self.glyphs[at].left.midpoint(self.glyphs[at].right);
        let first = edges.partition_point(|edge| *edge <= middle(at - 1));
        edges.get(first).is_some_and(|edge| *edge < middle(at))
    }

    /// The characters left and right of a place.
    pub fn beside(&self, x: Length) -> (Option<&Glyph>, Option<&Glyph>) {
        let at = self.glyphs.partition_point(|glyph| glyph.left.midpoint(glyph.right) < x);
        (at.checked_sub(1).and_then(|at| self.glyphs.get(at)), self.glyphs.get(at))
    }

    /// The characters with a space wherever white space was drawn.
    pub fn drawn(&self) -> impl Iterator<Item = Glyph> {
        let space =
            |glyph: &Glyph, x: Length| Glyph { letter: ' ', left: x, right: x, ..glyph.clone() };
        let all = self.glyphs.iter().zip(&self.spaced);
        let last = self.glyphs.last().filter(|_| self.ends_spaced);
        all.flat_map(move |(glyph, spaced)| {
            let before = spaced.then(|| space(glyph, glyph.left));
            before.into_iter().chain(std::iter::once(glyph.clone()))
        })
        .chain(last.map(|glyph| space(glyph, glyph.right)))
    }

    /// The gap in front of a character.
    fn gap(&self, at: usize) -> Option<Length> {
        let (before, now) = (self.glyphs.get(at.checked_sub(1)?)?, self.glyphs.get(at)?);
        Some(now.left - before.right)
    }

    /// The widest gap, in tenths of an em.
    pub fn widest_gap(&self) -> Length {
        let gaps = (1..self.glyphs.len()).filter_map(|at| self.gap(at));
        gaps.max().unwrap_or(0).max(0) * 10 / self.size.max(1)
    }

    /// The text: spaces where some were drawn or where the gap is one, tabs for gaps of two ems, also for
    /// dots that only lead the eye.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.glyphs.len() * 3);
        let mut at = 0;
        while let Some(glyph) = self.glyphs.get(at) {
            let leader = self.leader(at);
            if leader > 0 {
                text.push('\t');
                at += leader;
                continue;
            }
            if let Some(gap) = self.gap(at).filter(|_| !text.ends_with('\t')) {
                let before = self.glyphs[at - 1].letter;
                let em = glyph.size.max(self.glyphs[at - 1].size);
                let least = match (is_wide(before), is_wide(glyph.letter)) {
                    (true, true) => 90,
                    (false, false) => 28,
                    _ => 60,
                };
                if gap > em * 2 {
                    text.push('\t');
                } else if self.spaced[at] || gap * 100 > em * least {
                    text.push(' ');
                }
            }
            text.push(glyph.letter);
            at += 1;
        }
        text
    }

    /// How many dots lead on from here: fewer than five are punctuation.
    fn leader(&self, at: usize) -> usize {
        let dots = self.glyphs[at..].iter();
        let dots = dots.take_while(|glyph| matches!(glyph.letter, '.' | '…' | '·' | '．' | '⋯'));
        Some(dots.count()).filter(|dots| *dots >= 5).unwrap_or(0)
    }

    /// Whether dots lead to something, as in contents.
    pub fn has_leader(&self) -> bool {
        (0..self.glyphs.len()).any(|at| self.leader(at) > 0)
    }
}
