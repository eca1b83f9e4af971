//! The nouns of budget performance and their arithmetic: no input or output, no wire shapes, no floats.
#![warn(missing_docs)]

mod code;
mod compare;
mod confidence;
pub mod day;
mod document;
mod field;
mod finding;
mod indicator;
mod money;
mod place;
mod plan;
mod project;
mod roll_forward;
mod target;
pub mod text;

pub use code::{AreaCode, CodeError, ProjectCode};
pub use compare::{Change, ChangeKind, compare};
pub use confidence::{Confidence, Level, Reason, Sureness};
pub use document::{
    ContentsEntry, DepartmentForm, Document, KeyTask, Overall, SummaryForm, SummaryRow,
};
pub use field::{Field, FieldRef, Scope};
pub use finding::{Finding, Fix, Severity};
pub use indicator::{Indicator, Level1, Level2};
pub use money::{Money, MoneyUnit};
pub use place::{Place, Places};
pub use plan::{Plan, PlanPoint};
pub use project::{Budget, Project};
pub use roll_forward::roll_forward;
pub use rust_decimal::Decimal;
pub use target::{Deadline, Dimension, Op, Target, Unit};

/// A cell that only some forms have: `None` where the form has no such column or field,
/// `Some(None)` where it has one and the cell is blank.
pub type Optional<T> = Option<Option<T>>;
