//! Findings as data: which rule, where, with which arguments. Looks and languages come later.
use crate::{FieldRef, Place};
use std::collections::BTreeMap;
use std::fmt;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Weak practice.
    Info,
    /// Very likely wrong, or against a written requirement.
    Warning,
    /// Objectively wrong or contradictory, or the cell cannot be used.
    Error,
}

impl Severity {
    /// The stable word used on the command line and in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A proposed replacement of one field's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The field to change.
    pub at: FieldRef,
    /// Its new text.
    pub text: String,
}

/// One thing that a strict reviewer would write in the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's stable kebab-case name.
    pub rule: &'static str,
    /// Which of the rule's messages to print.
    pub message: &'static str,
    /// How bad it is here.
    pub severity: Severity,
    /// The field it is about.
    pub at: FieldRef,
    /// The text it is about, as printed in the document.
    pub text: String,
    /// Arguments of the message, also the evidence in JSON.
    pub args: BTreeMap<&'static str, String>,
    /// Safe proposals; more than one are alternatives.
    pub fixes: Vec<Fix>,
    /// Where it stands in the source, if known.
    pub place: Option<Place>,
}
