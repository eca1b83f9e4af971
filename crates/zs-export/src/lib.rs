//! Document and findings to bytes: one renderer per output.
#![warn(missing_docs)]

pub mod formats;
mod shape;

pub use formats::{FORMATS, Format};
