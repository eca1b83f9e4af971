//! The server as a program: killed at work, out of disk, without its database. Nothing acknowledged is lost.
#![allow(clippy::unwrap_used, reason = "a case fails by panicking")]

mod disk;
mod http;
mod kill;
mod outage;
#[path = "../../../zs-store/tests/support/postgres.rs"]
mod postgres;
mod record;
