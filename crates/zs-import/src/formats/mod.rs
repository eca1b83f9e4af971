//! The readers, one file each: bytes in, `Layout` out; `json` gives the document itself.
pub mod archive;
pub mod docx;
pub mod encoding;
mod entities;
pub mod json;
pub mod markdown;
pub mod text;
pub mod xml;
