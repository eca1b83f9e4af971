//! The API, tried on both engines as a browser or a machine would: one file per area of the API.
#![allow(clippy::unwrap_used, reason = "a case fails by panicking")]

mod actuals;
mod administration;
mod attachments;
mod comments;
mod contents;
mod evaluations;
mod execution;
mod exports;
mod findings;
mod forms;
mod imports;
mod monitoring;
mod openapi;
mod overview;
#[allow(dead_code, reason = "the importer's tests use the rest")]
#[path = "../../../zs-import/tests/sheets/package.rs"]
mod package;
mod public;
mod rectifications;
mod review_form;
mod rights;
mod session;
mod support;
mod whole_year;
mod workflow;
