//! Reports of a check: one face per output, file by file, so that a batch of any size stays small.
mod cells;
mod html;
mod json;
mod sarif;
mod text;
mod width;

use serde_json::{Value, json};
use zs_model::{Document, Finding, Fix, Severity};

/// The language of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// One of two texts.
    #[must_use]
    pub const fn pick<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// What holds for the whole run.
#[derive(Clone, Debug)]
pub struct Run {
    /// The language of messages.
    pub lang: Lang,
    /// Whether text may be coloured.
    pub colour: bool,
    /// The version of the program and its rules.
    pub version: String,
    /// Facts of the rules, for faces that list them.
    pub rules: Vec<RuleFacts>,
}

/// What a report says of a rule.
#[derive(Clone, Debug)]
pub struct RuleFacts {
    /// Stable name.
    pub name: &'static str,
    /// Stable code.
    pub code: &'static str,
    /// Default severity.
    pub severity: Severity,
    /// Title in the report's language.
    pub title: String,
}

/// A finding in words.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The finding.
    pub finding: Finding,
    /// The rule's code.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Why it does not count, if it was waived.
    pub waived: Option<Waived>,
}

/// A waiver as reports show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waived {
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approver: String,
    /// Last day, `YYYY-MM-DD`.
    pub expires: String,
}

/// One checked file.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// The name as given.
    pub file: String,
    /// What was read.
    pub document: Document,
    /// The id of the profile that was used.
    pub profile: String,
    /// What was found, in order of place.
    pub findings: Vec<Shown>,
}

impl FileReport {
    /// How many findings of this severity count.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let counts = |s: &&Shown| s.waived.is_none() && s.finding.severity == severity;
        self.findings.iter().filter(counts).count()
    }

    fn indicators(&self) -> usize {
        let department = self.document.department_form.as_ref().map_or(0, |f| f.indicators.len());
        self.document.projects.iter().map(|p| p.indicators.len()).sum::<usize>() + department
    }
}

/// Sums over all files.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// Files that were checked.
    pub files: usize,
    /// Files that could not be read.
    pub unreadable: usize,
    /// Findings by severity: info, warning, error.
    pub counts: [usize; 3],
    /// Findings that a waiver covers.
    pub waived: usize,
}

impl Totals {
    /// All findings so far, waived ones included.
    #[must_use]
    pub fn findings(&self) -> usize {
        self.counts.iter().sum::<usize>() + self.waived
    }

    /// Adds a file.
    pub fn add(&mut self, file: &FileReport) {
        self.files += 1;
        for (count, severity) in
            self.counts.iter_mut().zip([Severity::Info, Severity::Warning, Severity::Error])
        {
            *count += file.count(severity);
        }
        self.waived += file.findings.iter().filter(|s| s.waived.is_some()).count();
    }
}

/// One face of a report: what stands before, for each file, and behind.
#[derive(Debug)]
pub struct Face {
    /// The stable id, as `--format` takes it.
    pub id: &'static str,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// What it is, in English.
    pub en: &'static str,
    /// Before all files.
    pub begin: fn(&Run) -> String,
    /// One file, with the sums of the files before it.
    pub file: fn(&Run, &FileReport, &Totals) -> String,
    /// Behind all files.
    pub end: fn(&Run, &Totals) -> String,
}

/// Every face, in the order of help.
pub const FACES: &[&Face] = &[&text::FACE, &json::FACE, &sarif::FACE, &html::FACE];

/// The proposals of a finding, as both machine-readable faces show them.
fn proposals(finding: &Finding) -> Value {
    let fix = |fix: &Fix| {
        json!({
            "project": fix.at.scope.project(),
            "indicator": fix.at.scope.indicator(),
            "field": fix.at.field.key(),
            "text": fix.text,
        })
    };
    finding.fixes.iter().map(fix).collect()
}
