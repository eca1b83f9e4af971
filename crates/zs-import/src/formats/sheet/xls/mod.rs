//! .xls and .et of Excel 97 and later (BIFF8 in an OLE container).
mod cells;
mod double;
mod formula;
mod globals;
mod records;
mod strings;

use super::grid::Book;
use super::trouble;
use crate::ReadError;
use std::io::{Cursor, Read};

/// Reads a workbook into `book`.
pub(super) fn read(bytes: &[u8], book: &mut Book) -> Result<(), ReadError> {
    let stream = workbook(bytes)?;
    let globals = globals::read(&stream, &book.limits)?;
    let mut left = stream.len();
    for sheet in &globals.sheets {
        book.begin(&sheet.name, sheet.hidden)?;
        let read = cells::read(&stream, sheet.start, &globals, book);
        let length = read.map_err(|error| match error.place {
            Some(_) => error,
            None => error.at(trouble::sheet(&sheet.name)),
        })?;
        // Sheets do not overlap; thousands that all begin at the same place would take hours.
        left = left.checked_sub(length).ok_or_else(|| {
            trouble::damaged("工作表相互重叠", "the sheets overlap").at(trouble::sheet(&sheet.name))
        })?;
    }
    Ok(())
}

/// The workbook stream of the container.
fn workbook(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| {
        trouble::damaged(
            &format!("文件损坏或不完整（{error}）"),
            &format!("the file is damaged or cut off ({error})"),
        )
    })?;
    if container.exists("/EncryptedPackage") {
        return Err(trouble::encrypted());
    }
    let names = ["/Workbook", "/Book"];
    let Some(name) = names.into_iter().find(|name| container.is_stream(name)) else {
        let (zh, en) = ("文件里没有工作簿", "the file holds no workbook");
        return Err(trouble::unknown(zh, en));
    };
    let mut stream = Vec::new();
    let most = bytes.len() as u64;
    // No stream is longer than its container; one that claims it goes in circles.
    let read =
        container.open_stream(name).and_then(|found| found.take(most).read_to_end(&mut stream));
    read.map_err(|error| {
        trouble::damaged(
            &format!("工作簿损坏或不完整（{error}）"),
            &format!("the workbook is damaged or cut off ({error})"),
        )
    })?;
    Ok(stream)
}
