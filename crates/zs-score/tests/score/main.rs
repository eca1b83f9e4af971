//! The one door to the tests of scoring.
mod door;
mod monitoring;
mod properties;
mod sheets;
mod summing;
mod tables;
