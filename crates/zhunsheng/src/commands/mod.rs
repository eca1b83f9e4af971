//! One file per command.
pub mod admin;
pub mod check;
pub mod convert;
pub mod demo;
pub mod rule;
pub mod serve;
