//! Document and findings to bytes: one renderer per output.
#![warn(missing_docs)]
