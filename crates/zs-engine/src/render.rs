//! Document to bytes in one of the listed formats.
use crate::EngineError;
use crate::guard::guarded;
use zs_export::{FORMATS, Format, formats::by_id};
use zs_model::Document;

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

pub(crate) fn ids() -> String {
    FORMATS.iter().map(|format| format.id).collect::<Vec<_>>().join(" ")
}
