//! Workbooks (.xlsx, .xlsm, .xls, .et, .ods): one table per sheet, each cell's text as its reader sees it.
//!
//! Sheets come in workbook order; hidden sheets follow the visible ones, because they hold drop-down
//! lists and last year's copies; sheets hidden by macros ("very hidden") are left out. Hidden rows and
//! columns are read like any others. Empty rows at the end are cut, long empty stretches shortened.
mod date;
mod fill;
mod format;
mod grid;
mod heading;
pub(super) mod literal;
mod number;
mod ods;
mod package;
mod render;
mod text;
mod trouble;
mod xls;
mod xlsx;

pub(super) use grid::Book;

use crate::formats::archive::Archive;
use crate::{Layout, Limits, ReadError};

/// What an OLE container begins with: .xls, .et, and encrypted .xlsx.
const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Reads a workbook of any kind; the kind is told by content, not by name.
///
/// # Errors
/// `Empty`, `UnknownKind`, `Damaged`, `Encrypted`, `TooLarge`, or `Forbidden` (DTDs), each with what to do.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Layout, ReadError> {
    if bytes.len() > limits.input {
        return Err(trouble::too_large("文件过大", "the file is too large"));
    }
    let mut book = Book::new(limits);
    if bytes.starts_with(OLE) {
        xls::read(bytes, &mut book)?;
    } else {
        let mut archive = Archive::open(bytes, limits)?;
        if archive.names().any(|name| name.eq_ignore_ascii_case("content.xml")) {
            ods::read(&mut archive, &mut book)?;
        } else {
            xlsx::read(&mut archive, &mut book)?;
        }
    }
    book.into_layout()
}
