//! The .pdf reader: page text and ruling lines become paragraphs and grids, whoever wrote the file.
mod cmap;
mod content;
mod crypt;
mod file;
mod filter;
mod font;
mod lex;
mod object;
mod pages;
mod path;
mod repair;
mod state;
mod text;
mod xref;

use super::page::Printed;
use super::page::budget::Budget;
use crate::{Layout, Limits, ReadError};
use content::Fonts;
use file::File;
use pages::Pages;

/// Reads a .pdf file with texts.
///
/// White text on white, text outside the page, headers, footers and page numbers are left out; text drawn
/// twice for bold counts once. Tables and places are as `page::Printed` gives them.
///
/// # Errors
/// `Encrypted` if a password is needed to open it; `Damaged` if no page can be found, or if the fonts do not
/// tell which characters they draw; `Empty` for scanned pages, which are named; `TooLarge`.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Layout, ReadError> {
    let budget = Budget::new(limits);
    let file = File::open(bytes, limits, &budget)?;
    let mut pages = Pages::new(&file, limits)?;
    let mut fonts = Fonts::new();
    let mut printed = Printed::new("PDF", limits, &budget);
    while let Some(page) = pages.next()? {
        printed.add(content::draw(&file, &mut fonts, &page)?)?;
    }
    printed.finish()
}
