//! A4 and its margins, in twentieths of a point.

/// The page.
#[derive(Clone, Copy)]
pub(super) struct Paper {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) side: usize,
    pub(super) landscape: bool,
}

const LONG: usize = 16838;
const SHORT: usize = 11906;

impl Paper {
    pub(super) const fn new(landscape: bool) -> Self {
        if landscape {
            let (top, bottom, side) = (1361, 1247, 1134);
            Self { width: LONG, height: SHORT, top, bottom, side, landscape }
        } else {
            let (top, bottom, side) = (1418, 1418, 1247);
            Self { width: SHORT, height: LONG, top, bottom, side, landscape }
        }
    }

    pub(super) const fn text_width(&self) -> usize {
        self.width - 2 * self.side
    }

    pub(super) const fn text_height(&self) -> usize {
        self.height - self.top - self.bottom
    }
}
