//! The .docx reader: one pass over the document part, whoever wrote it.
mod body;
mod frames;
mod names;
mod numbering;
mod parts;
mod styles;

use crate::formats::archive::Archive;
use crate::formats::word::lists::Lists;
use crate::formats::xml::decode;
use crate::{Layout, Limits, ReadError};
use styles::Styles;

/// Reads a .docx file.
///
/// Tracked deletions, hidden text, field codes, headers, footers and notes are left out; automatic list
/// numbers are written in front of their paragraphs; paragraphs without text are left out. Text boxes
/// follow the paragraph that holds them.
///
/// `Place::paragraph` is the ordinal of the `w:p` element among all `w:p` of the document part in XML order,
/// from 1, those that are left out included; a cell has that of its first paragraph. Rows of a table count
/// without deleted ones.
///
/// # Errors
/// `Empty`, `UnknownKind`, `Encrypted`, `Damaged` (with the place of the last paragraph begun), `TooLarge`,
/// `Forbidden`. Strange content is never an error.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Layout, ReadError> {
    let mut archive = Archive::open(bytes, limits)?;
    let parts = parts::find(&mut archive, limits)?;
    let lists = match optional(&mut archive, parts.numbering.as_deref())? {
        Some(text) => numbering::read(&text, limits)?,
        None => Lists::default(),
    };
    let styles = match optional(&mut archive, parts.styles.as_deref())? {
        Some(text) => Styles::read(&text, &lists, limits)?,
        None => Styles::default(),
    };
    let document = archive.read(&parts.document)?.unwrap_or_default();
    let text = decode(&document, &parts.document)?;
    body::read(&text, &parts.document, &styles, lists, limits)
}

/// A part that the document can be read without; one in a broken encoding counts as missing.
fn optional(archive: &mut Archive, name: Option<&str>) -> Result<Option<String>, ReadError> {
    let Some(name) = name else { return Ok(None) };
    let Some(bytes) = archive.read(name)? else { return Ok(None) };
    Ok(decode(&bytes, name).ok().map(|text| text.into_owned()))
}

#[cfg(test)]
mod tests;
