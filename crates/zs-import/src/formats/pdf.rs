//! The .pdf reader: page text and ruling lines become paragraphs and grids, whoever wrote the file.
mod breaks;
mod budget;
mod cmap;
mod content;
mod crypt;
mod file;
mod filter;
mod flow;
mod font;
mod furniture;
mod glyphs;
mod join;
mod lattice;
mod letters;
mod lex;
mod lines;
mod loose;
mod marks;
mod matrix;
mod object;
mod pages;
mod path;
mod repair;
mod sheet;
mod state;
mod text;
mod xref;

use crate::{Layout, Limits, Paragraph, ReadError, ReadErrorKind};
use budget::Budget;
use content::Fonts;
use file::File;
use marks::Marks;
use pages::Pages;
use sheet::Sheet;
use zs_model::Place;

/// A page without text whose pictures cover this much of it, in hundredths, is a scan.
const SCAN: i64 = 30;

/// Reads a .pdf file with texts.
///
/// White text on white, text outside the page, headers, footers and page numbers are left out; text drawn
/// twice for bold counts once. Each page's tables are tables of their own, with the same columns where one goes
/// on: rows that a page cut are joined here if their lines show it, and otherwise by the recogniser. `Place` has the page, and in tables the table, row and column.
///
/// # Errors
/// `Encrypted` if a password is needed to open it; `Damaged` if no page can be found, or if the fonts do not
/// tell which characters they draw; `Empty` for scanned pages, which are named; `TooLarge`.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Layout, ReadError> {
    let budget = Budget::new(limits);
    let file = File::open(bytes, limits, &budget)?;
    let mut pages = Pages::new(&file, limits)?;
    let mut fonts = Fonts::new();
    let mut sheets = Vec::new();
    let mut count = Count::default();
    while let Some(page) = pages.next()? {
        let number = count.pages + 1;
        let marks = content::draw(&file, &mut fonts, &page)?;
        count.add(&marks, number);
        sheets.push(Sheet::arrange(marks, number, limits, &budget)?);
    }
    count.check()?;
    furniture::remove(&mut sheets);
    breaks::mend(&mut sheets, limits);
    let mut layout = flow::flow(sheets, limits)?;
    layout.unread = count.notes();
    Ok(layout)
}

/// What the pages were made of.
#[derive(Default)]
struct Count {
    pages: u32,
    scans: Vec<u32>,
    letters: usize,
    unknown: usize,
    /// Pages with characters that nobody knows.
    obscure: Vec<u32>,
}

impl Count {
    fn add(&mut self, marks: &Marks, number: u32) {
        self.pages = number;
        let letters = marks.glyphs.len().max(marks.hidden.len());
        if letters == 0 && marks.picture >= SCAN {
            self.scans.push(number);
        }
        self.letters += letters;
        self.unknown += marks.unknown;
        if marks.unknown > 0 {
            self.obscure.push(number);
        }
    }

    /// What single pages did not tell.
    fn notes(&self) -> Vec<Paragraph> {
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
        scans.into_iter().chain(obscure).collect()
    }

    fn check(&self) -> Result<(), ReadError> {
        if self.pages == 0 {
            return Err(ReadError::new(
                ReadErrorKind::Damaged,
                "PDF 文件已损坏，找不到任何页面；请重新取得文件，或从 Word/WPS 重新导出",
                "the PDF file is damaged: no page was found; get it again, or export it again from Word/WPS",
            ));
        }
        if self.letters == 0 && !self.scans.is_empty() {
            let pages = ranges(&self.scans);
            return Err(ReadError::new(
                ReadErrorKind::Empty,
                format!(
                    "第 {pages} 页是扫描件，只有图片，没有可读的文字；请提供 Word/WPS 原文件，或由它导出的 PDF"
                ),
                format!(
                    "page {pages} is scanned: pictures without text; give the Word/WPS file, or a PDF exported from it"
                ),
            ));
        }
        if self.unknown * 2 > self.letters {
            return Err(ReadError::new(
                ReadErrorKind::Damaged,
                "PDF 文件的字体没有说明字形对应哪些文字（缺少 ToUnicode），文字无法读出；请提供 Word/WPS 原文件，或重新导出",
                "the fonts of the PDF file do not say which characters they draw (no ToUnicode), so its text cannot \
                 be read; give the Word/WPS file, or export it again",
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
