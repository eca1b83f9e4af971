//! Document to bytes in one of the listed formats.
use crate::EngineError;
use crate::guard::guarded;
use zs_catalog::Catalog;
use zs_export::formats::{by_id, json, xlsx};
use zs_export::{FORMATS, Format, Laid, Table};
use zs_model::{Confidence, Document};

/// Every output format, in the order of menus.
#[must_use]
pub const fn formats() -> &'static [&'static Format] {
    FORMATS
}

/// Renders a document in the format of this id.
///
/// # Errors
/// `UnknownFormat`, `Unprintable` for what the format cannot hold, and `Internal` for a mistake of ours.
pub fn render(document: &Document, format: &str) -> Result<Vec<u8>, EngineError> {
    let format = by_id(format).ok_or_else(|| EngineError::UnknownFormat(format.to_owned()))?;
    let rendered = guarded(|| (format.render)(document)).map_err(EngineError::Internal)?;
    rendered.map_err(|why| EngineError::Unprintable { zh: why.zh, en: why.en })
}

/// Rows of the record as a workbook, a sheet for each table.
///
/// # Errors
/// `Unprintable` for what a workbook cannot hold, and `Internal` for a mistake of ours.
pub fn tables(tables: &[Table]) -> Result<Vec<u8>, EngineError> {
    let rendered = guarded(|| xlsx::tables(tables)).map_err(EngineError::Internal)?;
    rendered.map_err(|why| EngineError::Unprintable { zh: why.zh, en: why.en })
}

/// What a form family is called, in Chinese and in English; `None` for one that the catalog lacks.
#[must_use]
pub fn form_name(id: &str) -> Option<(&'static str, &'static str)> {
    Catalog::embedded().form(id).map(|form| (form.zh.as_str(), form.en.as_str()))
}

/// Prints an official form in the format of this id.
///
/// # Errors
/// `UnknownFormat` also for a format that knows documents only, else as [`render`].
pub fn print(laid: &Laid, format: &str) -> Result<Vec<u8>, EngineError> {
    let unknown = || EngineError::UnknownFormat(format.to_owned());
    let print = by_id(format).and_then(|format| format.print).ok_or_else(unknown)?;
    let printed = guarded(|| print(laid)).map_err(EngineError::Internal)?;
    printed.map_err(|why| EngineError::Unprintable { zh: why.zh, en: why.en })
}

/// The document as JSON, with how sure the reader is of each field beside it.
///
/// # Errors
/// `Internal` for a mistake of ours.
pub fn render_surely(document: &Document, confidence: &Confidence) -> Result<Vec<u8>, EngineError> {
    guarded(|| json::with_confidence(document, confidence)).map_err(EngineError::Internal)
}

pub(crate) fn ids() -> String {
    FORMATS.iter().map(|format| format.id).collect::<Vec<_>>().join(" ")
}
