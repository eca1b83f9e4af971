//! The readers, one file each: bytes in, `Layout` out; `json` gives the document itself.
pub mod archive;
pub mod csv;
pub mod doc;
pub mod docx;
pub mod encoding;
mod entities;
pub mod html;
pub mod json;
pub mod kind;
mod little;
pub mod markdown;
pub mod odt;
pub mod ofd;
mod page;
pub mod pdf;
pub mod sheet;
pub mod text;
mod word;
pub mod xml;

#[cfg(test)]
mod properties;
