//! The list of output formats. The command line, the interface and the menus all read it.
pub mod docx;
pub mod html;
pub mod json;
pub mod md;
mod measure;
pub mod ndjson;
mod outline;
mod paper;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod xlsx;

use crate::Laid;
use zs_model::Document;

/// One output format: its facts, and a pure function from a document to bytes.
#[derive(Debug)]
pub struct Format {
    /// The stable id, as `--to` takes it.
    pub id: &'static str,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// What it is, in English.
    pub en: &'static str,
    /// The file ending without its dot.
    pub ending: &'static str,
    /// The media type.
    pub media_type: &'static str,
    /// Same document, same bytes.
    pub render: fn(&Document) -> Result<Vec<u8>, Unprintable>,
    /// The same for anything laid out; `None` where a format knows documents only.
    pub print: Option<Print>,
}

/// Blocks to bytes. Same blocks, same bytes.
pub type Print = fn(&Laid) -> Result<Vec<u8>, Unprintable>;

/// Why a document cannot be written in a format, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unprintable {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// Every format, in the order of menus.
pub const FORMATS: &[&Format] = &[
    &json::FORMAT,
    &ndjson::FORMAT,
    &html::FORMAT,
    &md::FORMAT,
    &docx::FORMAT,
    &xlsx::FORMAT,
    #[cfg(feature = "pdf")]
    &pdf::FORMAT,
];

/// The format of this id.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.id == id)
}
