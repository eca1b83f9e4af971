//! Document and findings to bytes: one renderer per output.
#![warn(missing_docs)]

pub mod formats;
mod shape;
mod sheet;

pub use formats::{FORMATS, Format};
