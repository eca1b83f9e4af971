//! Findings between the check and the record: as data, so that any language and any list can be made of them.
use super::cause::{Place, cause};
use crate::problem::{Answer, Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use zs_engine::{Reading, Settings, by_name};
use zs_model::{Document, FieldRef, Finding, Fix, Scope};
use zs_store::FindingRow;

/// What a row keeps of a finding beside its columns.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// The key of the rule's message.
    pub message: String,
    /// The message's arguments: the evidence.
    pub args: BTreeMap<String, String>,
    /// Proposals; more than one are alternatives.
    pub fixes: Vec<KeptFix>,
    /// 1-based position in a list field, else 0.
    pub item: u32,
    /// Where it stands, in words that survive a save.
    pub place: Place,
    /// Where it stood in the file that was read: line, page, sheet, …
    pub source: BTreeMap<String, String>,
}

/// A proposed new text of a field.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct KeptFix {
    /// Which part: `project`, `overall`, ….
    pub scope: String,
    /// The project's ordinal.
    pub project: Option<u32>,
    /// The indicator's row.
    pub indicator: Option<u32>,
    /// The field.
    pub field: String,
    /// 1-based position in a list field, else 0.
    pub item: u32,
    /// Its new text.
    pub text: String,
}

/// Checks what was read and gives the findings as rows, with the profile's id. Slow work: not on an async thread.
pub(crate) fn rows(reading: &Reading, settings: &Settings) -> Answer<(Vec<FindingRow>, String)> {
    let found = zs_engine::check(reading, settings).map_err(|error| {
        tracing::error!(why = error.en(), "a check failed");
        Problem::new(ProblemKind::Internal)
    })?;
    let rows = found.findings.iter().map(|finding| row(finding, &reading.document));
    Ok((rows.collect::<Answer<_>>()?, found.profile))
}

fn row(finding: &Finding, document: &Document) -> Answer<FindingRow> {
    let at = finding.at;
    let text = |(name, value): (&&'static str, &String)| ((*name).to_owned(), value.clone());
    let kept = Kept {
        message: finding.message.to_owned(),
        args: finding.args.iter().map(text).collect(),
        fixes: finding.fixes.iter().map(fix).collect(),
        item: item(at),
        place: Place::of(document, at, &finding.text),
        source: finding.place.as_ref().map(source).unwrap_or_default(),
    };
    Ok(FindingRow {
        ordinal: 0,
        rule: finding.rule.to_owned(),
        code: by_name(finding.rule).map_or("", |rule| rule.code).to_owned(),
        severity: finding.severity.word().to_owned(),
        cause: cause(finding),
        scope: scope(at.scope).to_owned(),
        project: at.scope.project().map(i64::from),
        indicator: at.scope.indicator().map(i64::from),
        field: at.field.key().to_owned(),
        text: finding.text.clone(),
        args: serde_json::to_string(&kept).map_err(|_| Problem::new(ProblemKind::Internal))?,
    })
}

fn item(at: FieldRef) -> u32 {
    if at.item == u32::MAX { 0 } else { at.item }
}

fn fix(fix: &Fix) -> KeptFix {
    KeptFix {
        scope: scope(fix.at.scope).to_owned(),
        project: fix.at.scope.project(),
        indicator: fix.at.scope.indicator(),
        field: fix.at.field.key().to_owned(),
        item: item(fix.at),
        text: fix.text.clone(),
    }
}

/// A place with only the parts that the file kind has.
pub(crate) fn source(place: &zs_model::Place) -> BTreeMap<String, String> {
    let numbers = [
        ("line", place.line),
        ("page", place.page),
        ("paragraph", place.paragraph),
        ("table", place.table),
        ("row", place.row),
        ("column", place.column),
    ];
    let numbers = numbers.into_iter().filter_map(|(name, n)| Some((name, n?.to_string())));
    let all = numbers.chain(place.sheet.as_ref().map(|sheet| ("sheet", sheet.to_string())));
    all.map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The word of a part, as the record and the API spell it.
pub(crate) const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Document => "document",
        Scope::Overall => "overall",
        Scope::Department | Scope::DepartmentIndicator(_) => "department_form",
        Scope::Summary | Scope::SummaryRow(_) => "summary_form",
        Scope::Project(_) | Scope::Indicator { .. } => "project",
    }
}
