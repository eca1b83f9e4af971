//! The .odt reader: one pass over the content part, whoever wrote it.
mod flow;
mod numbers;

use super::archive::Archive;
use super::xml::decode;
use crate::{Layout, Limits, ReadError, ReadErrorKind};
use numbers::Numbers;

const CONTENT: &str = "content.xml";

/// Reads an .odt file.
///
/// Tracked deletions, notes, comments and hidden sections are left out; automatic list numbers are written in front
/// of their paragraphs; paragraphs without text are left out. Text boxes follow the paragraph that holds them.
///
/// `Place::paragraph` is the ordinal of the paragraph or heading among all of the part, from 1; a cell has that of its
/// first one.
///
/// # Errors
/// `Encrypted`, `Damaged`, `TooLarge`, `Forbidden`, as for other archives. Strange content is never an error.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Layout, ReadError> {
    let mut archive = Archive::open(bytes, limits)?;
    if let Some(manifest) = archive.read("META-INF/manifest.xml")?
        && memchr::memmem::find(&manifest, b"encryption-data").is_some()
    {
        return Err(ReadError::new(
            ReadErrorKind::Encrypted,
            "文档已加密或设有打开密码；请输入密码打开，取消密码后另存再提交",
            "the document is encrypted or needs a password to open; open it, remove the password, save it \
             and try again",
        ));
    }
    let mut numbers = Numbers::default();
    if let Some(styles) = archive.read("styles.xml")?
        && let Ok(text) = decode(&styles, "styles.xml")
    {
        numbers.read(&text, "styles.xml", limits)?;
    }
    let Some(content) = archive.read(CONTENT)? else {
        return Err(ReadError::new(
            ReadErrorKind::Damaged,
            "文件中缺少正文（content.xml）；请重新取得文件，或用 LibreOffice/WPS 修复后另存",
            "the document part (content.xml) is missing; get the file again, or repair it in LibreOffice/WPS and \
             save it",
        ));
    };
    let text = decode(&content, CONTENT)?;
    numbers.read(&text, CONTENT, limits)?;
    flow::read(&text, CONTENT, numbers, limits)
}
