//! What reading one file has cost so far: bytes inflated and bytes looked at, both limited.
use crate::{Limits, ReadError, ReadErrorKind};
use std::cell::Cell;

/// Bytes of syntax that may be read per file, each as often as it is read.
const WORK: u64 = 256 << 20;
/// Marks on pages (glyphs, lines) that may be kept per file.
const MARKS: u64 = 12 << 20;

/// What is left to spend.
pub struct Budget {
    inflated: Cell<u64>,
    work: Cell<u64>,
    marks: Cell<u64>,
}

impl Budget {
    pub fn new(limits: &Limits) -> Self {
        Self {
            inflated: Cell::new(limits.inflated),
            work: Cell::new(WORK),
            marks: Cell::new(MARKS),
        }
    }

    /// Bytes that streams may still inflate to.
    pub fn inflatable(&self) -> u64 {
        self.inflated.get()
    }

    pub fn inflate(&self, bytes: usize) -> Result<(), ReadError> {
        spend(&self.inflated, bytes, "内容解压后过大", "its content grows too large when inflated")
    }

    pub fn work(&self, bytes: usize) -> Result<(), ReadError> {
        spend(&self.work, bytes, "结构过于庞大", "its structure is too large")
    }

    pub fn mark(&self, marks: usize) -> Result<(), ReadError> {
        spend(&self.marks, marks, "文字和线条过多", "too much text and too many lines")
    }
}

fn spend(left: &Cell<u64>, cost: usize, zh: &str, en: &str) -> Result<(), ReadError> {
    let cost = u64::try_from(cost).unwrap_or(u64::MAX);
    let rest = left.get().checked_sub(cost).ok_or_else(|| too_large(zh, en))?;
    left.set(rest);
    Ok(())
}

pub fn too_large(zh: &str, en: &str) -> ReadError {
    ReadError::new(
        ReadErrorKind::TooLarge,
        format!("文件{zh}，超过上限；请拆分文件，或从 Word/WPS 重新导出后再试"),
        format!("the file passes a limit: {en}; split it, or export it again from Word/WPS"),
    )
}
