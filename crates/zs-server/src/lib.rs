//! The HTTP API over the record: accounts and rights, documents, workflow, imports, audit.
//!
//! A request meets, in this order: the layers of [`layers`] (request id, log line, panic guard, limits),
//! the [`caller`] extractor (who is it), [`rights`] (may they), and one handler under [`api`]. Every write
//! goes through a [`deed::Deed`]: one transaction that carries its audit entry and its remembered answer.
#![warn(missing_docs)]

pub mod api;
mod app;
mod auth;
mod blocking;
mod caller;
mod days;
mod deadlines;
mod deed;
mod download;
mod evaluation;
mod execution;
mod goal_review;
mod imports;
mod input;
mod jobs;
mod last_year;
mod layers;
mod machine;
mod metrics;
mod monitoring;
mod output;
mod overview;
mod people;
mod printing;
mod problem;
mod public;
mod record;
mod rectifications;
mod reviews;
mod rights;
mod rule_settings;
mod serve;
mod settings;
mod steps;
mod ui;
mod upload;
mod workflow;
mod years;

pub use app::{App, Clock};
pub use auth::password;
pub use evaluation::record as evaluations;
pub use jobs::work;
pub use monitoring::record as sheets;
pub use problem::{Problem, ProblemKind};
pub use record::{Prepared, Saving};
pub use rights::{Action, allowed, compatible};
pub use rule_settings::{RuleSettings, rule_settings};
pub use serve::{openapi, router, serve};
pub use settings::Settings;
pub use workflow::page as workflow_page;
