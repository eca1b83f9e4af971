//! Payments, targets and actual values to execution rates, lights, scores and grades, each explained line by line.
//!
//! Nothing here knows a weight, a band or a threshold: they come from `zs-catalog`'s schemes. Every number that
//! is given or taken stands in a [`Line`]: a stable key, its arguments, and the sentence in two languages.
#![warn(missing_docs)]

mod actual;
mod cause;
mod common;
pub mod curve;
mod deadline;
mod department;
mod exact;
mod execution;
pub mod forecast;
mod funds;
mod goal;
mod light;
mod line;
mod messages;
mod over;
mod payment;
mod proposal;
mod quality;
mod quantity;
mod review;
mod row;
mod sheet;
mod watch;
pub mod weights;

pub use actual::{Actual, State};
pub use cause::{Cause, Likelihood};
pub use common::{COMMON_ITEMS, CommonItem};
pub use department::{DepartmentProject, DepartmentSum, department, together};
pub use exact::printed;
pub use execution::ExecutionScore;
pub use forecast::{LastYear, MoneyForecast};
pub use funds::Funds;
pub use goal::{GoalRow, GoalWatch};
pub use light::Light;
pub use line::{Arg, Line};
pub use messages::{MESSAGES, Message, Say};
pub use payment::{Payment, doubts};
pub use proposal::{Outcome, Proposal, propose};
pub use review::{Change, rescore};
pub use row::{Row, RowScore};
pub use sheet::{Capped, LevelSum, PartSum, Project, Sheet, score};
pub use watch::{Watch, Watched, watch};
