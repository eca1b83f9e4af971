//! What the readers of .docx and .doc share: grids with merges, list numbers, symbols, fields, heading levels.
pub mod fields;
pub mod grid;
pub mod headings;
pub mod lists;
pub mod numerals;
pub mod symbols;
