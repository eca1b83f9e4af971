//! Document and findings to bytes: one renderer per output.
#![warn(missing_docs)]

pub mod annotate;
pub mod formats;
pub mod report;
mod shape;
mod sheet;

pub use formats::{FORMATS, Format};
