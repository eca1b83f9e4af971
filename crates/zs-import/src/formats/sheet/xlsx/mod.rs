//! .xlsx, .xlsm and zipped .et: every part is inflated once and read once.
//!
//! We read the parts ourselves, because the text a reader sees needs a cell's exact digits, its style
//! and its formula at the same time, from one pass over untrusted bytes within our limits.
mod cells;
mod strings;
mod styles;
mod workbook;

use super::grid::Book;
use super::{package, trouble};
use crate::ReadError;
use crate::formats::archive::Archive;
use strings::Strings;
use styles::Styles;

/// What cells refer to.
struct Shared {
    strings: Strings,
    styles: Styles,
    /// Days are counted from 1904.
    early: bool,
}

/// Reads a workbook into `book`.
pub(super) fn read(archive: &mut Archive<'_>, book: &mut Book) -> Result<(), ReadError> {
    let index = workbook::read(archive, &book.limits)?;
    let strings = match &index.strings {
        Some(name) => match package::part(archive, name)? {
            Some(xml) => Strings::read(name, &xml, &book.limits)?,
            None => Strings::default(),
        },
        None => Strings::default(),
    };
    let styles = match &index.styles {
        Some(name) => match package::part(archive, name)? {
            Some(xml) => Styles::read(name, &xml, &book.limits)?,
            None => Styles::default(),
        },
        None => Styles::default(),
    };
    let shared = Shared { strings, styles, early: index.early };
    for sheet in &index.sheets {
        let Some(xml) = package::part(archive, &sheet.part)? else {
            return Err(trouble::damaged(
                &format!("工作簿缺少工作表“{}”的内容", sheet.name),
                &format!("the workbook lacks the contents of sheet {:?}", sheet.name),
            )
            .at(trouble::sheet(&sheet.name)));
        };
        book.begin(&sheet.name, sheet.hidden)?;
        cells::read(sheet, &xml, &shared, book)?;
    }
    Ok(())
}
