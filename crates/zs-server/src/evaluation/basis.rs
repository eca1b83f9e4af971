//! What a self-evaluation is computed from: the record as it stands, and from its submission on as it stood then.
use crate::monitoring::facts::Facts;
use crate::monitoring::written::{Kept as SheetKept, RowWritten};
use crate::problem::{Answer, Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use zs_engine::scoring::Funds;
use zs_store::{ActualValue, Page, Reader, SheetFilter, ValueSource};

/// Everything that a score is computed from, beside what people wrote on the form. Equal bases give equal scores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Basis {
    pub undertaking: i64,
    pub document: i64,
    pub version: i64,
    pub year: i64,
    pub form: String,
    pub code: Option<String>,
    pub name: Option<String>,
    pub unit_code: Option<String>,
    pub unit_name: Option<String>,
    pub department: Option<String>,
    pub initial: i64,
    pub adjusted: i64,
    pub paid: i64,
    /// The project as it was approved, JSON.
    pub project: String,
    pub values: Vec<EntryKept>,
    /// What monitoring wrote on the rows, by round.
    pub hints: Vec<Hint>,
    /// Profile and scheme, once they are fixed.
    pub scheme: Option<(String, String)>,
}

/// What somebody wrote on a row in a round of monitoring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Hint {
    pub month: i64,
    pub level3: Option<String>,
    pub description: Option<String>,
    pub written: RowWritten,
}

/// An actual value as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EntryKept {
    id: i64,
    version: i64,
    level3: Option<String>,
    description: Option<String>,
    day: String,
    value: Option<String>,
    state: Option<String>,
    share: Option<String>,
    source: String,
    evidence: Option<String>,
    attachment: Option<i64>,
    created_by: i64,
    created_at: i64,
}

impl From<&ActualValue> for EntryKept {
    fn from(value: &ActualValue) -> Self {
        Self {
            id: value.id,
            version: value.version,
            level3: value.level3.clone(),
            description: value.description.clone(),
            day: value.day.clone(),
            value: value.value.clone(),
            state: value.state.clone(),
            share: value.share.clone(),
            source: value.source.word().to_owned(),
            evidence: value.evidence.clone(),
            attachment: value.attachment,
            created_by: value.created_by,
            created_at: value.created_at,
        }
    }
}

impl EntryKept {
    fn entry(&self, undertaking: i64) -> ActualValue {
        ActualValue {
            id: self.id,
            undertaking,
            version: self.version,
            level3: self.level3.clone(),
            description: self.description.clone(),
            day: self.day.clone(),
            value: self.value.clone(),
            state: self.state.clone(),
            share: self.share.clone(),
            source: ValueSource::parse(&self.source).unwrap_or(ValueSource::Statement),
            evidence: self.evidence.clone(),
            attachment: self.attachment,
            created_by: self.created_by,
            created_at: self.created_at,
        }
    }
}

impl Basis {
    /// The record as it stands now.
    pub async fn gather(reader: &mut Reader, undertaking: i64) -> Answer<Self> {
        let facts = Facts::gather(reader, undertaking).await?;
        let hints = hints(reader, undertaking).await?;
        let mistake = || Problem::new(ProblemKind::Internal);
        let end = facts.end(12).ok_or_else(mistake)?;
        let project = String::from_utf8(facts.body().to_vec()).map_err(|_| mistake())?;
        let one = &facts.undertaking;
        Ok(Self {
            undertaking,
            document: one.document,
            version: one.version,
            year: one.year,
            form: facts.form.clone(),
            code: one.code.clone(),
            name: one.name.clone(),
            unit_code: one.unit_code.clone(),
            unit_name: one.unit_name.clone(),
            department: facts.department.clone(),
            initial: one.initial,
            adjusted: end.adjusted,
            paid: end.paid,
            project,
            values: facts.values.iter().map(EntryKept::from).collect(),
            hints,
            scheme: None,
        })
    }

    /// As it was kept.
    pub fn read(kept: &str) -> Answer<Self> {
        serde_json::from_str(kept).map_err(|error| {
            tracing::error!(%error, "the basis of a self-evaluation cannot be read");
            Problem::new(ProblemKind::Internal)
        })
    }

    /// To be kept.
    pub fn text(&self) -> Answer<String> {
        serde_json::to_string(self).map_err(|_| Problem::new(ProblemKind::Internal))
    }

    pub const fn funds(&self) -> Funds {
        Funds { initial: Some(self.initial), adjusted: self.adjusted, paid: self.paid }
    }

    pub fn entries(&self) -> Vec<ActualValue> {
        self.values.iter().map(|value| value.entry(self.undertaking)).collect()
    }
}

/// What monitoring wrote, the rounds in their order.
async fn hints(reader: &mut Reader, undertaking: i64) -> Answer<Vec<Hint>> {
    let filter = SheetFilter { undertaking: Some(undertaking), ..SheetFilter::default() };
    let mut sheets = reader.monitoring_sheets(&filter, &Page::first(12)).await?.items;
    sheets.sort_by_key(|sheet| sheet.month);
    let mut hints = Vec::new();
    for sheet in sheets {
        let (content, _) = reader.sheet_content(sheet.id).await?;
        let rows = SheetKept::read(content.as_deref())?.rows;
        hints.extend(rows.into_iter().map(|row| Hint {
            month: sheet.month,
            level3: row.level3,
            description: row.description,
            written: row.written,
        }));
    }
    Ok(hints)
}
