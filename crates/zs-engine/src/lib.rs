//! The only door to the pure crates: read, check, score, render; batches and panic isolation.
#![warn(missing_docs)]

mod batch;
mod check;
mod error;
mod guard;
mod read;
mod render;
mod score;

pub use batch::in_order;
pub use check::{annotate, check, report, run};
pub use error::EngineError;
pub use read::{read, read_payments, read_surely, too_large};
pub use render::{form_name, formats, print, render, render_surely, tables};
pub use score::{score, scores, watch};
pub use zs_catalog::{Action, Base, Library, Monitoring, Profile, Profiles, Results, Scheme};
pub use zs_check::text::{Lang, render as explain, render_stored as explain_stored};
pub use zs_check::{Checked, Message, RULES, Rule, Settings, Tier, by_name};
pub use zs_export::{Cell, Format, Laid, Table, forms, report as reports};
pub use zs_import::{Kind, Limits, ReadError, ReadErrorKind, Reading};
pub use zs_import::{
    PaymentColumn, PaymentField, PaymentMapping, PaymentRow, PaymentSheet, RowFault,
};
pub use zs_score as scoring;
