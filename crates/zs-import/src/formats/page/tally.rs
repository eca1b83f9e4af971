//! What the pages of a file were made of: scans, and characters that nobody knows.
use super::marks::Marks;
use crate::{Paragraph, ReadError, ReadErrorKind};
use zs_model::Place;

/// A page without text whose pictures cover this much of it, in hundredths, is a scan.
const SCAN: i64 = 30;

/// Counts over all pages.
pub struct Tally {
    /// What the user calls the kind of file.
    kind: &'static str,
    pages: u32,
    scans: Vec<u32>,
    letters: usize,
    unknown: usize,
    /// Pages with characters that nobody knows.
    obscure: Vec<u32>,
    /// Pages that are listed but not there.
    lost: Vec<u32>,
}

impl Tally {
    pub fn new(kind: &'static str) -> Self {
        let [scans, obscure, lost] = [const { Vec::new() }; 3];
        Self { kind, pages: 0, scans, letters: 0, unknown: 0, obscure, lost }
    }

    /// Counts a page and gives its number.
    pub fn add(&mut self, marks: &Marks) -> u32 {
        self.pages = self.pages.saturating_add(1);
        let letters = marks.glyphs.len().max(marks.hidden.len());
        if letters == 0 && marks.picture >= SCAN {
            self.scans.push(self.pages);
        }
        self.letters += letters;
        self.unknown += marks.unknown;
        if marks.unknown > 0 {
            self.obscure.push(self.pages);
        }
        self.pages
    }

    /// Counts a page that is not there.
    pub fn lose(&mut self) {
        self.pages = self.pages.saturating_add(1);
        self.lost.push(self.pages);
    }

    /// What single pages did not tell.
    pub fn notes(&self) -> Vec<Paragraph> {
        let note = |pages: &[u32], zh: &str, en: &str| {
            let place = Place { page: pages.first().copied(), ..Place::default() };
            let (text, heading) = (ranges(pages), None);
            let text = format!("第 {text} 页{zh} / page {text}: {en}");
            (!pages.is_empty()).then_some(Paragraph { text, heading, place })
        };
        let scans = note(&self.scans, "是扫描件，文字未读", "scanned, not read");
        let obscure = note(
            &self.obscure,
            "有的字没有 Unicode 对照，读作“\u{fffd}”",
            "characters without Unicode, read as “\u{fffd}”",
        );
        let lost = note(&self.lost, "缺失，文件里没有", "missing from the file");
        [scans, obscure, lost].into_iter().flatten().collect()
    }

    /// Whether the file as a whole can be read.
    pub fn check(&self) -> Result<(), ReadError> {
        let kind = self.kind;
        if self.lost.len() == usize::try_from(self.pages).unwrap_or(usize::MAX) {
            return Err(ReadError::new(
                ReadErrorKind::Damaged,
                format!(
                    "{kind} 文件已损坏，找不到任何页面；请重新取得文件，或从 Word/WPS 重新导出"
                ),
                format!(
                    "the {kind} file is damaged: no page was found; get it again, or export it again from Word/WPS"
                ),
            ));
        }
        if self.letters == 0 && !self.scans.is_empty() {
            let pages = ranges(&self.scans);
            return Err(ReadError::new(
                ReadErrorKind::Empty,
                format!(
                    "第 {pages} 页是扫描件，只有图片，没有可读的文字；请提供 Word/WPS 原文件，或由它导出的 {kind}"
                ),
                format!(
                    "page {pages} is scanned: pictures without text; give the Word/WPS file, or {kind} exported from it"
                ),
            ));
        }
        if self.unknown * 2 > self.letters {
            return Err(ReadError::new(
                ReadErrorKind::Damaged,
                format!(
                    "{kind} 文件的字体没有说明字形对应哪些文字（缺少 ToUnicode），文字无法读出；请提供 Word/WPS 原文件，或重新导出"
                ),
                format!(
                    "the fonts of the {kind} file do not say which characters they draw (no ToUnicode), so its \
                     text cannot be read; give the Word/WPS file, or export it again"
                ),
            ));
        }
        Ok(())
    }
}

/// `1–3、5`
fn ranges(pages: &[u32]) -> String {
    let mut parts: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => parts.push((*page, *page)),
        }
    }
    let part = |(first, last): &(u32, u32)| {
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    };
    parts.iter().map(part).collect::<Vec<_>>().join("、")
}
