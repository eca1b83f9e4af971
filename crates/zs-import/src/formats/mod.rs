//! The readers, one file each: bytes in, `Layout` out; `json` gives the document itself.
pub mod archive;
pub mod csv;
pub mod docx;
pub mod encoding;
mod entities;
pub mod html;
pub mod json;
pub mod kind;
pub mod markdown;
pub mod sheet;
pub mod text;
pub mod xml;

#[cfg(test)]
mod properties;
