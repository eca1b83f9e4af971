//! Form families, terms and profiles as data: read, validated, looked up by id.
#![warn(missing_docs)]

mod catalog;
mod error;
mod forms;
mod label;
mod library;
mod like;
mod monitoring;
mod printed;
mod profiles;
mod scan;
mod scoring;
mod terms;
mod words;

pub use catalog::Catalog;
pub use error::CatalogError;
pub use forms::{CodeStyle, Form, Labels, PlanStyle, PrintKind, Recognise};
pub use label::{Label, normal};
pub use library::{Direction, Library, ProjectKind, UsualIndicator};
pub use monitoring::{Base, GoalLights, MoneyLights, Monitoring, Pace, RatePoint};
pub use printed::Printed;
pub use profiles::{
    Applies, Fields, Grade, Kind, Level2Needs, Names, Profile, Profiles, Satisfaction, Weights,
};
pub use scan::{Scanned, Searched};
pub use scoring::{
    Action, Band, Bands, Cap, Exact, Execution, Negative, Operators, Over, OverPolicy, Results,
    Scheme, Split, Step, Strict, Sure, ZeroBudget,
};
pub use terms::{Groups, TermFile, Terms};
pub use words::Words;
