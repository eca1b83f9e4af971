//! Bytes to document: one reader per file kind gives a `Layout`; one recogniser reads all of them.
#![warn(missing_docs)]

mod confidence;
mod error;
pub mod formats;
mod forms;
mod layout;
mod limits;
mod payments;
mod read;

pub use error::{ReadError, ReadErrorKind};
pub use formats::kind::Kind;
pub use forms::{UNKNOWN_FORM, recognise, recognise_surely};
pub use layout::{Block, Cell, Layout, Paragraph, Table, Unsure};
pub use limits::Limits;
pub use payments::{
    PaymentColumn, PaymentField, PaymentMapping, PaymentRow, PaymentSheet, RowFault, read_payments,
};
pub use read::{Reading, layout, read, read_surely};
