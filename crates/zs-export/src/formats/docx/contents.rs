//! 目录: which headings it lists, and on which pages they will probably stand.
use super::table;
use crate::formats::paper::Paper;
use crate::formats::{measure, outline};
use crate::sheet::Block;

/// Heights in twentieths of a point, as styles.xml sets them.
const HEADING: usize = 1000;
const LINE: usize = 580;
const NOTE: usize = 420;
/// Half a character of 16 points.
const HALF: usize = 160;
const CONTENTS_LINE: usize = 520;

/// One line of 目录.
pub(super) struct Entry {
    pub(super) level: u8,
    pub(super) text: String,
    pub(super) page: usize,
}

/// The entries of 目录, in order.
pub(super) fn entries(blocks: &[Block], paper: &Paper) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut pages = Pages { page: 1, used: 0, height: paper.text_height() };
    let listed = blocks.iter().filter(|block| matches!(block, Block::Heading(..))).count();
    let mut at = 0;
    while at < blocks.len() {
        let mut taken = 1;
        match &blocks[at] {
            Block::Page => pages.turn(),
            Block::Title(_) | Block::Annex(_) => pages.take(HEADING),
            Block::Contents => {
                pages.take(HEADING);
                (0..listed).for_each(|_| pages.take(CONTENTS_LINE));
            }
            Block::Heading(..) => {
                let Some((level, text, blocks)) = outline::heading(&blocks[at..]) else { break };
                taken = blocks;
                pages.take(if level == 3 { LINE } else { HEADING * blocks });
                if level < 3 {
                    entries.push(Entry { level, text, page: pages.page });
                }
            }
            Block::Paragraph(text) => {
                let lines = measure::lines(&format!("　　{text}"), paper.text_width() / HALF);
                (0..lines).for_each(|_| pages.take(LINE));
            }
            Block::Caption { .. } | Block::Note(_) | Block::Signs(_) => pages.take(NOTE),
            Block::Table(table) => {
                table::heights(table, paper).into_iter().for_each(|height| pages.take(height));
            }
        }
        at += taken;
    }
    entries
}

/// The page being filled.
struct Pages {
    page: usize,
    used: usize,
    height: usize,
}

impl Pages {
    /// Puts something on the page, or on the next if it does not fit; what is taller than a page goes on.
    fn take(&mut self, height: usize) {
        if self.used > 0 && self.used + height > self.height {
            self.page += 1;
            self.used = 0;
        }
        self.used += height;
        self.page += self.used.saturating_sub(1) / self.height;
        self.used = (self.used.saturating_sub(1) % self.height) + 1;
    }

    fn turn(&mut self) {
        if self.used > 0 {
            self.page += 1;
            self.used = 0;
        }
    }
}
