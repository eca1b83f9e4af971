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
use super::page::marks::Marks;
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
    let mut printed = Printed::new("PDF", limits, &budget);
    each_page(bytes, limits, &budget, |marks| printed.add(marks))?;
    printed.finish()
}

/// Calls `take` with what stands on each page.
fn each_page(
    bytes: &[u8],
    limits: &Limits,
    budget: &Budget,
    mut take: impl FnMut(Marks) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let file = File::open(bytes, limits, budget)?;
    let mut pages = Pages::new(&file, limits)?;
    let mut fonts = Fonts::new();
    while let Some(page) = pages.next()? {
        take(content::draw(&file, &mut fonts, &page)?)?;
    }
    Ok(())
}

/// What stands on each page, for tests that write the same pages in another format.
#[doc(hidden)]
pub fn marks(bytes: &[u8]) -> Result<Vec<Marks>, ReadError> {
    let (limits, mut pages) = (Limits::default(), Vec::new());
    each_page(bytes, &limits, &Budget::new(&limits), |marks| {
        pages.push(marks);
        Ok(())
    })?;
    Ok(pages)
}
