//! What a file that came holds, in a few facts that the record can keep. Slow work: not on an async thread.
use crate::problem::{Answer, Problem, ProblemKind};
use crate::record::rows;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use zs_engine::{ReadError, ReadErrorKind, Reading, Settings};
use zs_model::{Confidence, Document, Level};

/// Why a file cannot be read, in both languages.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Unreadable {
    /// `empty`, `unknown-kind`, `damaged`, `encrypted`, `too-large`, `forbidden` or `internal`.
    pub reason: String,
    pub zh: String,
    pub en: String,
}

/// What is kept of a file that was read; the file itself is kept beside, and reading it again gives the rest.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct FileFacts {
    /// The number under which its bytes are kept; 0 until they are.
    pub attachment: i64,
    pub name: String,
    pub error: Option<Unreadable>,
    /// The kind of file: `docx`, `xlsx`, ….
    pub kind: String,
    pub form: String,
    pub year: Option<u16>,
    pub department: Option<String>,
    /// The 单位编码 of its projects, each once.
    pub unit_codes: BTreeSet<String>,
    /// The 单位名称 of its projects, each once.
    pub unit_names: BTreeSet<String>,
    pub projects: usize,
    pub indicators: usize,
    /// Fields and parts that the reader doubts.
    pub doubtful: usize,
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
}

/// Reads a file; a mistake of ours in it is this file's error.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Reading, Unreadable> {
    zs_engine::read(Some(name), bytes, None).map_err(Unreadable::from)
}

/// As `read`, and how sure the reader is of each field.
pub(crate) fn read_surely(name: &str, bytes: &[u8]) -> Result<(Reading, Confidence), Unreadable> {
    zs_engine::read_surely(Some(name), bytes, None).map_err(Unreadable::from)
}

impl From<ReadError> for Unreadable {
    fn from(error: ReadError) -> Self {
        let reason = match error.kind {
            ReadErrorKind::Empty => "empty",
            ReadErrorKind::UnknownKind => "unknown-kind",
            ReadErrorKind::Damaged => "damaged",
            ReadErrorKind::Encrypted => "encrypted",
            ReadErrorKind::TooLarge => "too-large",
            ReadErrorKind::Forbidden => "forbidden",
            ReadErrorKind::Internal => "internal",
        };
        if error.kind == ReadErrorKind::Internal {
            tracing::error!(why = error.en, "a reader failed");
        }
        Self { reason: reason.to_owned(), zh: error.zh, en: error.en }
    }
}

/// The refusal of a file that cannot be read.
pub(crate) fn refusal(name: &str, why: &Unreadable) -> Problem {
    let (zh, en) = (format!("{name}：{}", why.zh), format!("{name}: {}", why.en));
    let problem = Problem::new(ProblemKind::Unreadable).because(zh, en);
    problem.with("reason", why.reason.clone()).with("file", name)
}

/// Reads and checks a file and describes what came out; never fails on content.
pub(crate) fn describe(name: &str, bytes: &[u8], settings: &Settings) -> FileFacts {
    let named = FileFacts { name: name.to_owned(), ..FileFacts::default() };
    match read_surely(name, bytes) {
        Ok((reading, confidence)) => {
            let facts = facts(named.clone(), &reading, &confidence, settings);
            facts.unwrap_or_else(|_| failed(named))
        }
        Err(error) => FileFacts { error: Some(error), ..named },
    }
}

fn failed(named: FileFacts) -> FileFacts {
    let (zh, en) = ("检查时发生内部错误。", "an internal error while checking");
    let reason = "internal".to_owned();
    let error = Unreadable { reason, zh: zh.to_owned(), en: en.to_owned() };
    FileFacts { error: Some(error), ..named }
}

fn facts(
    named: FileFacts,
    reading: &Reading,
    confidence: &Confidence,
    settings: &Settings,
) -> Answer<FileFacts> {
    let (findings, _) = rows(reading, settings)?;
    let count = |word| findings.iter().filter(|finding| finding.severity == word).count();
    let document = &reading.document;
    let distinct = |of: fn(&zs_model::Project) -> Option<&String>| {
        document.projects.iter().filter_map(of).map(|text| text.trim().to_owned()).collect()
    };
    Ok(FileFacts {
        kind: reading.kind.id().to_owned(),
        form: document.form.clone(),
        year: document.fiscal_year,
        department: document.department.clone(),
        unit_codes: distinct(|project| project.unit_code.as_ref()),
        unit_names: distinct(|project| project.unit_name.as_ref()),
        projects: document.projects.len(),
        indicators: indicators(document),
        doubtful: confidence.doubts(Level::Doubtful).len(),
        errors: count("error"),
        warnings: count("warning"),
        infos: count("info"),
        ..named
    })
}

fn indicators(document: &Document) -> usize {
    document.projects.iter().map(|project| project.indicators.len()).sum()
}

/// The facts of files, as a job keeps them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub files: Vec<FileFacts>,
}

impl Kept {
    pub fn print(&self) -> Answer<String> {
        serde_json::to_string(self).map_err(|_| Problem::new(ProblemKind::Internal))
    }

    pub fn parse(text: &str) -> Answer<Self> {
        serde_json::from_str(text).map_err(|_| Problem::new(ProblemKind::Internal))
    }
}
