//! The year's end: self-evaluations of undertakings and departments, their reviews, and what follows from them.
pub(crate) mod basis;
pub(crate) mod department;
pub(crate) mod department_form;
pub(crate) mod department_report;
pub(crate) mod department_steps;
pub(crate) mod department_whole;
pub(crate) mod flow;
pub(crate) mod form;
mod form_parts;
pub(crate) mod opening;
pub(crate) mod proposing;
pub mod record;
pub(crate) mod report;
pub(crate) mod review_form;
pub(crate) mod scored;
pub(crate) mod steps;
pub(crate) mod whole;
pub(crate) mod written;
