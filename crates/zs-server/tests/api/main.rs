//! The API, tried on both engines as a browser or a machine would: one file per area of the API.
#![allow(clippy::unwrap_used, reason = "a case fails by panicking")]

mod administration;
mod contents;
mod findings;
mod openapi;
mod rights;
mod session;
mod support;
mod workflow;
