//! Document to findings: the rules, their pages and the runner.
#![warn(missing_docs)]

pub mod content;
pub mod costs;
pub mod cx;
pub mod facts;
pub mod lookup;
pub mod money;
pub mod names;
pub mod namesakes;
pub mod natures;
mod printed;
mod promises;
pub mod quantities;
pub mod rule;
pub mod rules;
mod run;
pub mod sink;
pub mod text;
mod told;
pub mod words;

pub use rule::{Check, Message, Rule, Text, Tier};
pub use rules::RULES;
pub use run::{Checked, Settings, by_name, check, check_with, sort};
