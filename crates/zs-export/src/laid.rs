//! What every printed format takes: one document or one official form, laid out as blocks.
use crate::sheet::{self, Block};
use zs_model::Document;

/// Something laid out for print. The same blocks give every format.
pub struct Laid {
    /// In one line.
    pub(crate) title: String,
    /// The fiscal year: the date of an archive's file.
    #[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "only archives want a date"))]
    pub(crate) year: Option<u16>,
    /// Whether pages are wider than high.
    pub(crate) landscape: bool,
    /// SM3 of what is printed, in hexadecimal; empty where no page shows it.
    pub(crate) digest: String,
    pub(crate) blocks: Vec<Block>,
}

impl Laid {
    /// A document in the form of its family.
    pub(crate) fn of(document: &Document, digest: String) -> Self {
        Self {
            title: sheet::title(document),
            year: document.fiscal_year,
            landscape: sheet::is_landscape(document),
            digest,
            blocks: sheet::blocks(document),
        }
    }
}

impl std::fmt::Debug for Laid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Laid").field("title", &self.title).finish_non_exhaustive()
    }
}
