//! The .doc reader: Word 97–2003 and WPS Writer, whoever wrote it.
mod body;
mod boxes;
mod codepage;
mod container;
mod fib;
mod fonts;
mod form;
mod lists;
mod pieces;
mod properties;
mod runs;
mod shape;
mod sprms;
mod styles;
mod tables;
mod trouble;

use crate::{Layout, Limits, ReadError, ReadErrorKind};

/// Reads a .doc, .dot or .wps file.
///
/// It gives what the .docx reader gives for the same document: tracked deletions, hidden text, field codes,
/// headers, footers and notes are left out; automatic list numbers are written in front of their paragraphs;
/// paragraphs without text are left out. Text boxes follow the paragraph that holds them; boxes in grouped
/// shapes stand at the end.
///
/// `Place::paragraph` is the ordinal of the paragraph, from 1, those that are left out included and row ends
/// not; a cell has that of its first paragraph.
///
/// # Errors
/// `Empty`, `UnknownKind` (Word 95 and earlier too), `Encrypted`, `Damaged`, `TooLarge`. Strange content
/// never is an error.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Layout, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::new(
            ReadErrorKind::Empty,
            "文件是空的，没有可读的内容。请检查是否选错了文件。",
            "the file is empty: nothing to read. Check that it is the right file.",
        ));
    }
    if bytes.len() > limits.input {
        return Err(trouble::too_large("文件过大", "the file is too large"));
    }
    body::read(&container::open(bytes)?, limits)
}
