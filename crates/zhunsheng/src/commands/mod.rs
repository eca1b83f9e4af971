//! One file per command.
pub mod convert;
