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
/// `UnknownFormat`, and `Internal` for a mistake of ours.
pub fn render(document: &Document, format: &str) -> Result<Vec<u8>, EngineError> {
    let format = by_id(format).ok_or_else(|| EngineError::UnknownFormat(format.to_owned()))?;
    guarded(|| (format.render)(document)).map_err(EngineError::Internal)
}

pub(crate) fn ids() -> String {
    FORMATS.iter().map(|format| format.id).collect::<Vec<_>>().join(" ")
}
