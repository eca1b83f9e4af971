//! Work in the background: leased from the record's queue, reported, tried again, handed back at the end.
mod cleanup;
mod export;
mod import;
mod work;

pub(crate) use export::{Chosen, Made, Wanted};
pub(crate) use import::Files;
pub use work::work;

/// The kind of job that reads the files of an import.
pub(crate) const IMPORT: &str = "import";
/// The kind of job that puts documents into one archive.
pub(crate) const EXPORT: &str = "export";
/// Every kind of job that this program does.
const KINDS: &[&str] = &[IMPORT, EXPORT];
