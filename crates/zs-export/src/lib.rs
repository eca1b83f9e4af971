//! Document and findings to bytes: one renderer per output.
#![warn(missing_docs)]

pub mod annotate;
mod confidence;
pub mod formats;
pub mod forms;
mod laid;
mod mark;
pub mod report;
mod shape;
mod sheet;

pub use formats::xlsx::{Cell, Table};
pub use formats::{FORMATS, Format, Unprintable};
pub use laid::Laid;
pub use mark::{digest, mark};
