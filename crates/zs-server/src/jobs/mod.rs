//! Work in the background: leased from the record's queue, reported, tried again, handed back at the end.
mod cleanup;
mod import;
mod work;

pub(crate) use import::Files;
pub use work::work;

/// The kind of job that reads the files of an import.
pub(crate) const IMPORT: &str = "import";
/// Every kind of job that this program does.
const KINDS: &[&str] = &[IMPORT];
