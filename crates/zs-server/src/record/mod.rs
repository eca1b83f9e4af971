//! Between documents and the record: what is kept of a document, its findings, and the saving of both.
mod cause;
mod content;
mod findings;
mod save;
mod weighed;

pub(crate) use cause::Place;
pub(crate) use content::{document_of, read_json};
pub(crate) use findings::{Kept, KeptFix, rows, scope, source};
pub use save::{Prepared, Saving};
pub(crate) use weighed::{Cause, Decisions, WHOLE, all, causes, covers, kept};
