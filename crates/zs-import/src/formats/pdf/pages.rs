//! The pages of a file, one by one: loops, depth and number are limited.
use super::file::File;
use super::object::{Dict, Object};
use crate::formats::page::budget::too_large;
use crate::formats::page::matrix::{Length, Matrix, Real};
use crate::{Limits, ReadError};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Deepest nesting of the tree; programs build balanced trees of few levels.
const DEPTH: usize = 48;
/// A4, for pages that do not say their size.
const A4: [Real; 4] = [0.0, 0.0, 595.0, 842.0];

/// What a page takes from the nodes above it.
#[derive(Clone, Default)]
struct Inherited {
    resources: Rc<Object>,
    media: Option<[Real; 4]>,
    crop: Option<[Real; 4]>,
    turn: i64,
}

/// One page.
pub(super) struct Page {
    pub dict: Dict,
    pub resources: Rc<Object>,
    /// From the page's own coordinates to those of the printed sheet, top left first.
    pub base: Matrix,
    pub width: Length,
    pub height: Length,
}

/// Walks the tree of pages.
pub(super) struct Pages<'f, 'a> {
    file: &'f File<'a>,
    stack: Vec<(std::vec::IntoIter<Object>, Inherited)>,
    seen: BTreeSet<u32>,
    left: usize,
}

impl<'f, 'a> Pages<'f, 'a> {
    pub fn new(file: &'f File<'a>, limits: &Limits) -> Result<Self, ReadError> {
        let root = file.catalog()?.unwrap_or_default();
        let kids = vec![root.get("Pages").clone()];
        let stack = vec![(kids.into_iter(), Inherited::default())];
        Ok(Self { file, stack, seen: BTreeSet::new(), left: limits.pages })
    }

    /// The next page in order.
    pub fn next(&mut self) -> Result<Option<Page>, ReadError> {
        while let Some((kids, inherited)) = self.stack.last_mut() {
            let Some(kid) = kids.next() else {
                self.stack.pop();
                continue;
            };
            let inherited = inherited.clone();
            if let Object::Ref(number) = kid
                && !self.seen.insert(number)
            {
                continue;
            }
            let kid = self.file.resolve(&kid)?;
            let Some(dict) = kid.dict() else { continue };
            let inherited = self.inherit(dict, inherited)?;
            let kids = self.file.value(dict, "Kids")?;
            if matches!(kids, Object::Array(_)) && dict.get("Type").name() != Some(b"Page") {
                if let (Object::Array(kids), true) = (kids, self.stack.len() < DEPTH) {
                    self.stack.push((kids.into_iter(), inherited));
                }
                continue;
            }
            self.left =
                self.left.checked_sub(1).ok_or_else(|| too_large("页数过多", "its pages"))?;
            return Ok(Some(page(dict, &inherited)));
        }
        Ok(None)
    }

    fn inherit(&self, dict: &Dict, above: Inherited) -> Result<Inherited, ReadError> {
        let mut now = above;
        if *dict.get("Resources") != Object::Null {
            now.resources = Rc::new(self.file.value(dict, "Resources")?);
        }
        now.media = self.rectangle(dict, "MediaBox")?.or(now.media);
        now.crop = self.rectangle(dict, "CropBox")?.or(now.crop);
        now.turn = self.file.value(dict, "Rotate")?.integer().unwrap_or(now.turn);
        Ok(now)
    }

    fn rectangle(&self, dict: &Dict, key: &str) -> Result<Option<[Real; 4]>, ReadError> {
        let mut sides = Vec::new();
        for side in self.file.value(dict, key)?.array().iter().take(4) {
            sides.extend(self.file.resolve(side)?.number());
        }
        let [a, b, c, d] = sides[..] else { return Ok(None) };
        let sides = [a.min(c), b.min(d), a.max(c), b.max(d)];
        Ok(Some(sides).filter(|s| s[2] - s[0] >= 1.0 && s[3] - s[1] >= 1.0))
    }
}

fn page(dict: &Dict, inherited: &Inherited) -> Page {
    let media = inherited.media.unwrap_or(A4);
    let shown = inherited.crop.map_or(media, |crop| {
        let both = [
            crop[0].max(media[0]),
            crop[1].max(media[1]),
            crop[2].min(media[2]),
            crop[3].min(media[3]),
        ];
        if both[2] > both[0] && both[3] > both[1] { both } else { media }
    });
    let (wide, high) = (shown[2] - shown[0], shown[3] - shown[1]);
    let corner = Matrix::shift(-shown[0], -shown[1]);
    let turn = inherited.turn.rem_euclid(360);
    let (turned, wide, high) = match turn {
        90 => (Matrix([0.0, 1.0, 1.0, 0.0, 0.0, 0.0]), high, wide),
        180 => (Matrix([-1.0, 0.0, 0.0, 1.0, wide, 0.0]), wide, high),
        270 => (Matrix([0.0, -1.0, -1.0, 0.0, high, wide]), high, wide),
        _ => (Matrix([1.0, 0.0, 0.0, -1.0, 0.0, high]), wide, high),
    };
    let (width, height) = Matrix::IDENTITY.apply(wide, high);
    Page {
        dict: dict.clone(),
        resources: Rc::clone(&inherited.resources),
        base: corner.then(turned),
        width,
        height,
    }
}
