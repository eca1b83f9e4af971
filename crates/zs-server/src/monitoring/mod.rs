//! Watching the year: rounds of monitoring, the sheet of each undertaking, how it is filled and signed.
pub(crate) mod facts;
pub(crate) mod flow;
pub(crate) mod form;
pub(crate) mod look;
pub(crate) mod opening;
pub mod record;
pub(crate) mod rows;
pub(crate) mod steps;
pub(crate) mod whole;
pub(crate) mod written;
