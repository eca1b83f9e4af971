//! What the store promises, tried on every engine: the same cases, instantiated twice.
#![allow(clippy::unwrap_used, reason = "a case fails by panicking")]

mod cases;
mod support;
