//! The only door to the pure crates: read, check, render; batches and panic isolation.
#![warn(missing_docs)]
