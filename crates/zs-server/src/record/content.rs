//! A document as the record keeps it: its JSON whole, and each project with its indicators for lists.
use crate::problem::{Answer, Problem, ProblemKind};
use serde_json::Value;
use zs_engine::{Kind, ReadErrorKind, Reading};
use zs_model::{Document, Indicator, Money, Project};
use zs_store::{IndicatorContent, ProjectContent};

/// Reads a document that a client sent as `zhunsheng.document/1`. Slow work: not on an async thread.
pub(crate) fn read_json(bytes: &[u8]) -> Answer<Reading> {
    zs_engine::read(None, bytes, Some(Kind::Json)).map_err(|error| {
        let kind = match error.kind {
            ReadErrorKind::TooLarge => ProblemKind::TooLarge,
            ReadErrorKind::Internal => ProblemKind::Internal,
            _ => ProblemKind::Invalid,
        };
        Problem::new(kind).because(error.zh, error.en)
    })
}

/// Reads a version's own bytes back.
pub(crate) fn document_of(bytes: &[u8]) -> Answer<Document> {
    let reading = zs_engine::read(None, bytes, Some(Kind::Json)).map_err(|error| {
        tracing::error!(why = error.en, "a stored version cannot be read");
        Problem::new(ProblemKind::Internal)
    })?;
    Ok(reading.document)
}

/// The canonical bytes of a document and its projects.
pub(super) fn kept(document: &Document) -> Answer<(Vec<u8>, Vec<ProjectContent>)> {
    let mistake = |_| Problem::new(ProblemKind::Internal);
    let printed = zs_engine::render(document, "json").map_err(|error| {
        tracing::error!(why = error.en(), "a document cannot be printed");
        Problem::new(ProblemKind::Internal)
    })?;
    let value: Value = serde_json::from_slice(&printed).map_err(mistake)?;
    let bodies = value["projects"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut projects = Vec::with_capacity(bodies.len());
    for ((project, body), ordinal) in document.projects.iter().zip(bodies).zip(1..) {
        let body = serde_json::to_vec(body).map_err(mistake)?;
        projects.push(project_content(project, ordinal, body));
    }
    Ok((serde_json::to_vec(&value).map_err(mistake)?, projects))
}

fn project_content(project: &Project, ordinal: i64, body: Vec<u8>) -> ProjectContent {
    let fen = |money: Option<Money>| money.map_or(0, Money::fen);
    let indicators = project.indicators.iter().zip(1..);
    ProjectContent {
        ordinal,
        code: project.code.clone(),
        name: project.name.clone().or_else(|| project.title.clone()),
        unit_code: project.unit_code.clone(),
        unit_name: project.unit_name.clone(),
        budget: fen(project.budget.total),
        fiscal: fen(project.budget.fiscal),
        other: fen(project.budget.other),
        body,
        indicators: indicators.map(|(row, ordinal)| indicator_content(row, ordinal)).collect(),
    }
}

fn indicator_content(row: &Indicator, ordinal: i64) -> IndicatorContent {
    IndicatorContent {
        ordinal,
        level1: row.level1.clone(),
        level2: row.level2.clone(),
        level3: row.level3.clone(),
        description: row.description.clone(),
        target: row.target.raw.clone(),
        basis: row.basis.clone(),
    }
}
