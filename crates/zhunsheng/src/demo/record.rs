//! A document on its way into the record: content and findings as the store takes them.
use anyhow::{Context as _, Result};
use serde_json::Value;
use serde_json::value::RawValue;
use zs_engine::Settings;
use zs_model::{Document, Money, Project, Scope};
use zs_store::{FindingRow, IndicatorContent, ProjectContent};

/// A document that was read and checked.
pub struct Prepared {
    /// The document as JSON.
    pub body: Vec<u8>,
    /// Form family.
    pub form: String,
    /// Department, as stated.
    pub department: Option<String>,
    /// Its projects.
    pub projects: Vec<ProjectContent>,
    /// What the check says.
    pub findings: Vec<FindingRow>,
}

/// Reads a text as an upload would be read, and checks it.
pub fn prepare(text: &str) -> Result<Prepared> {
    let reading = zs_engine::read(Some("demo.md"), text.as_bytes(), None)
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    let findings = zs_engine::check(&reading, &Settings::default())?.findings;
    let document = reading.document;
    let body = zs_engine::render(&document, "json")?;
    let bodies = bodies(&body)?;
    let projects = document.projects.iter().zip(bodies).map(|(p, body)| project(p, body)).collect();
    let findings = findings.iter().map(finding).collect();
    let Document { form, department, .. } = document;
    Ok(Prepared { body, form, department, projects, findings })
}

/// The JSON of each project, as it stands in the document's.
fn bodies(document: &[u8]) -> Result<Vec<Vec<u8>>> {
    #[derive(serde::Deserialize)]
    struct Parts<'a> {
        #[serde(borrow)]
        projects: Vec<&'a RawValue>,
    }
    let parts: Parts<'_> = serde_json::from_slice(document).context("the document's own JSON")?;
    Ok(parts.projects.into_iter().map(|raw| raw.get().as_bytes().to_vec()).collect())
}

fn project(project: &Project, body: Vec<u8>) -> ProjectContent {
    let fen = |money: Option<Money>| money.map_or(0, Money::fen);
    let rows = project.indicators.iter().zip(1..).map(|(row, ordinal)| IndicatorContent {
        ordinal,
        level1: row.level1.clone(),
        level2: row.level2.clone(),
        level3: row.level3.clone(),
        description: row.description.clone(),
        target: row.target.raw.clone(),
        basis: row.basis.clone(),
    });
    ProjectContent {
        ordinal: i64::from(project.ordinal),
        code: project.code.clone(),
        name: project.name.clone(),
        unit_code: project.unit_code.clone(),
        unit_name: project.unit_name.clone(),
        budget: fen(project.budget.total),
        fiscal: fen(project.budget.fiscal),
        other: fen(project.budget.other),
        indicators: rows.collect(),
        body,
    }
}

fn finding(finding: &zs_model::Finding) -> FindingRow {
    let scope = finding.at.scope;
    let args: Value = finding
        .args
        .iter()
        .map(|(name, value)| ((*name).to_owned(), Value::from(value.as_str())))
        .collect();
    let args = serde_json::json!({ "message": finding.message, "args": args });
    FindingRow {
        ordinal: 0,
        rule: finding.rule.to_owned(),
        code: zs_engine::by_name(finding.rule).map_or("", |rule| rule.code).to_owned(),
        severity: finding.severity.word().to_owned(),
        cause: format!("{}:{}", finding.rule, finding.message),
        scope: match scope {
            Scope::Project(_) | Scope::Indicator { .. } => "project",
            Scope::Department | Scope::DepartmentIndicator(_) => "department_form",
            Scope::Summary | Scope::SummaryRow(_) => "summary_form",
            Scope::Document | Scope::Overall => "overall",
        }
        .to_owned(),
        project: scope.project().map(i64::from),
        indicator: scope.indicator().map(i64::from),
        field: finding.at.field.key().to_owned(),
        text: finding.text.clone(),
        args: args.to_string(),
    }
}
