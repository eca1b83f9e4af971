//! Payments, targets and actual values to execution rates, lights, scores and grades, each explained line by line.
//!
//! Nothing here knows a weight, a band or a threshold: they come from `zs-catalog`'s schemes. Every number that
//! is given or taken stands in a [`Line`]: a stable key, its arguments, and the sentence in two languages.
#![warn(missing_docs)]

mod actual;
mod deadline;
mod exact;
mod execution;
mod funds;
mod line;
mod messages;
mod over;
mod quality;
mod quantity;
mod row;
mod sheet;

pub use actual::{Actual, State};
pub use execution::ExecutionScore;
pub use funds::Funds;
pub use line::{Arg, Line};
pub use messages::{MESSAGES, Message, Say};
pub use row::{Row, RowScore};
pub use sheet::{Capped, LevelSum, PartSum, Project, Sheet, score};
