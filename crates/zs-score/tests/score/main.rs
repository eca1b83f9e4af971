//! The one door to the tests of scoring.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
mod door;
mod monitoring;
mod properties;
mod sheets;
mod summing;
mod tables;
