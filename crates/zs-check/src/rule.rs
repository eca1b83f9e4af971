//! What a rule is: its facts, its texts, and the function that the runner calls.
use crate::cx::{CellCx, DocumentCx, ProjectCx, RowCx, TableCx};
use crate::sink::Sink;
use zs_model::Severity;

/// How sure a rule can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Deterministic: figures, blanks, dates, codes.
    A,
    /// Needs synonyms, similarity or a checklist.
    B,
    /// Language.
    C,
}

impl Tier {
    /// The word used to select a tier.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}

/// The same text in both languages, Chinese first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// One message of a rule. `{name}` stands for an argument of the finding; both languages use the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    /// Stable within the rule; the first message of a rule is its usual one.
    pub key: &'static str,
    /// What is wrong, in Chinese.
    pub zh: &'static str,
    /// What is wrong, in English.
    pub en: &'static str,
    /// What to do, in Chinese.
    pub help_zh: &'static str,
    /// What to do, in English.
    pub help_en: &'static str,
}

/// When the runner calls a rule, and with what.
#[derive(Clone, Copy)]
pub enum Check {
    /// For every text of the document: prose items, project fields, cells of indicator rows.
    Cell(fn(&CellCx<'_>, &mut Sink<'_>)),
    /// For every indicator row, of projects and of the department form.
    Row(fn(&RowCx<'_>, &mut Sink<'_>)),
    /// For every indicator table: each project, then the department form.
    Table(fn(&TableCx<'_>, &mut Sink<'_>)),
    /// For every project.
    Project(fn(&ProjectCx<'_>, &mut Sink<'_>)),
    /// Once.
    Document(fn(&DocumentCx<'_>, &mut Sink<'_>)),
    /// Never: its findings come from the reader or the runner; the rule carries their texts.
    Reader,
}

/// A rule. Its name and code are promises: never reused, never renamed.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Stable kebab-case name.
    pub name: &'static str,
    /// Stable code; its letters name the family.
    pub code: &'static str,
    /// How sure it can be.
    pub tier: Tier,
    /// Severity of a finding that does not state its own.
    pub severity: Severity,
    /// What it looks for, in a few words.
    pub title: Text,
    /// Its messages, the usual one first.
    pub messages: &'static [Message],
    /// The written requirement behind it, if there is one.
    pub basis: Option<&'static str>,
    /// The version that brought it.
    pub since: &'static str,
    /// Its page: help and test at once.
    pub page: &'static str,
    /// Its function.
    pub check: Check,
}

impl Rule {
    /// The message with this key, or the usual one.
    #[must_use]
    pub fn message(&self, key: &str) -> Option<&'static Message> {
        self.messages.iter().find(|message| message.key == key).or(self.messages.first())
    }
}
