//! The readers, one file each: bytes in, `Layout` out; `json` gives the document itself.
pub mod json;
