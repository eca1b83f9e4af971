//! What the record knows of an undertaking: the goal table, the money by months, the values, and last year's.
use crate::problem::{Answer, Problem, ProblemKind};
use crate::record::document_of;
use serde_json::value::RawValue;
use zs_model::Project;
use zs_store::{ActualValue, MonthEnd, Reader, Undertaking};

/// Everything that a sheet is computed from. Equal facts give equal sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    pub undertaking: Undertaking,
    pub form: String,
    pub department: Option<String>,
    body: Vec<u8>,
    pub months: Vec<MonthEnd>,
    pub values: Vec<ActualValue>,
    pub last: Option<LastFacts>,
}

/// The same project a year before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LastFacts {
    body: Vec<u8>,
    pub year: i64,
    pub months: Vec<MonthEnd>,
    pub values: Vec<ActualValue>,
}

impl Facts {
    pub async fn gather(reader: &mut Reader, id: i64) -> Answer<Self> {
        let undertaking = reader.undertaking(id).await?;
        let document = reader.document(undertaking.document).await?;
        Ok(Self {
            form: document.form,
            department: document.department,
            body: reader.undertaking_body(id).await?,
            months: reader.month_ends(id).await?,
            values: reader.actual_values(id).await?,
            last: last(reader, &undertaking).await?,
            undertaking,
        })
    }

    /// The goal table that was approved. Slow work.
    pub fn project(&self) -> Answer<Project> {
        project_of(&self.form, &self.body)
    }

    /// The same as the record keeps it, JSON.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// What stood at the end of a month.
    pub fn end(&self, month: i64) -> Option<&MonthEnd> {
        self.months.iter().find(|end| end.month == month)
    }
}

impl LastFacts {
    /// Last year's goal table. Slow work.
    pub fn project(&self, form: &str) -> Answer<Project> {
        project_of(form, &self.body)
    }
}

/// Last year's undertaking of the same code: of the same node where there are several.
async fn last(reader: &mut Reader, this: &Undertaking) -> Answer<Option<LastFacts>> {
    let Some(code) = &this.code else { return Ok(None) };
    let mut before = reader.undertakings_by_code(this.year - 1, code).await?;
    if before.len() > 1 {
        before.retain(|one| one.node == this.node);
    }
    let Some(before) = before.into_iter().next() else { return Ok(None) };
    Ok(Some(LastFacts {
        body: reader.undertaking_body(before.id).await?,
        year: before.year,
        months: reader.month_ends(before.id).await?,
        values: reader.actual_values(before.id).await?,
    }))
}

/// Reads one project as the record keeps it.
pub(crate) fn project_of(form: &str, body: &[u8]) -> Answer<Project> {
    #[derive(serde::Serialize)]
    struct Around<'a> {
        schema: &'static str,
        form: &'a str,
        projects: [&'a RawValue; 1],
    }
    let mistake = |_| Problem::new(ProblemKind::Internal);
    let project: &RawValue = serde_json::from_slice(body).map_err(mistake)?;
    let around = Around { schema: "zhunsheng.document/1", form, projects: [project] };
    let read = document_of(&serde_json::to_vec(&around).map_err(mistake)?)?;
    read.projects.into_iter().next().ok_or_else(|| Problem::new(ProblemKind::Internal))
}
