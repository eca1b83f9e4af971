//! The findings of a version with what was decided about them: waived, acknowledged, or standing in the way.
use super::cause::{Place, grew};
use super::findings::Kept;
use crate::problem::{Answer, Problem, ProblemKind};
use std::collections::BTreeMap;
use zs_store::{Acknowledgement, Document, FindingFilter, FindingRow, Page, Reader, Waiver};

/// The scope of a waiver that holds for the whole document.
pub(crate) const WHOLE: &str = "document";
const PAGE: i64 = 500;

/// What was decided about the findings of a document's current version.
pub(crate) struct Decisions {
    waivers: Vec<Waiver>,
    acknowledgements: Vec<Acknowledgement>,
}

/// All findings of one cause.
pub(crate) struct Cause {
    pub rule: String,
    pub code: String,
    pub severity: String,
    pub places: Vec<Place>,
    /// How many of them a waiver covers.
    pub waived: usize,
    pub acknowledgement: Option<Acknowledgement>,
}

impl Cause {
    /// A warning that still waits for somebody to look at it.
    pub fn open(&self) -> bool {
        let waived = self.waived == self.places.len();
        self.severity == "warning" && !waived && self.acknowledgement.is_none()
    }
}

impl Decisions {
    pub async fn read(reader: &mut Reader, document: &Document, now: i64) -> Answer<Self> {
        let waivers = reader.waivers_in_force(document.id, now).await?;
        let mut acknowledgements = reader.acknowledgements(document.id).await?;
        acknowledgements.retain(|seen| seen.version == document.version);
        Ok(Self { waivers, acknowledgements })
    }

    /// The waiver that covers a finding.
    pub fn waiver(&self, finding: &FindingRow, place: &Place) -> Option<&Waiver> {
        self.waivers.iter().find(|waiver| covers(waiver, &finding.rule, place))
    }

    /// The acknowledgement of a cause.
    pub fn acknowledgement(&self, cause: &str) -> Option<&Acknowledgement> {
        self.acknowledgements.iter().find(|seen| seen.cause == cause)
    }
}

/// Whether a waiver, while it holds, covers a finding of a rule.
pub(crate) fn covers(waiver: &Waiver, rule: &str, place: &Place) -> bool {
    let here = waiver.scope == WHOLE || Some(&waiver.scope) == place.project_name.as_ref();
    waiver.rule == rule && here
}

/// What a row keeps beside its columns.
pub(crate) fn kept(finding: &FindingRow) -> Answer<Kept> {
    serde_json::from_str(&finding.args).map_err(|_| Problem::new(ProblemKind::Internal))
}

/// All findings of the current version.
pub(crate) async fn all(reader: &mut Reader, document: &Document) -> Answer<Vec<FindingRow>> {
    let (mut rows, mut page) = (Vec::new(), Page::first(PAGE));
    loop {
        let filter = FindingFilter::default();
        let found = reader.findings(document.id, document.version, &filter, &page).await?;
        rows.extend(found.items);
        let Some(next) = found.next else { return Ok(rows) };
        page = Page::after(next, PAGE);
    }
}

/// The findings by cause.
pub(crate) fn causes(
    findings: &[FindingRow],
    decisions: &Decisions,
) -> Answer<BTreeMap<String, Cause>> {
    let mut causes: BTreeMap<String, Cause> = BTreeMap::new();
    for finding in findings {
        let place = kept(finding)?.place;
        let waived = usize::from(decisions.waiver(finding, &place).is_some());
        let cause = causes.entry(finding.cause.clone()).or_insert_with(|| Cause {
            rule: finding.rule.clone(),
            code: finding.code.clone(),
            severity: finding.severity.clone(),
            places: Vec::new(),
            waived: 0,
            acknowledgement: decisions.acknowledgement(&finding.cause).cloned(),
        });
        // One finding of a cause may weigh more than the others: the heaviest counts.
        if weight(&finding.severity) > weight(&cause.severity) {
            cause.severity.clone_from(&finding.severity);
        }
        cause.places.push(place);
        cause.waived += waived;
    }
    for cause in causes.values_mut() {
        let seen = cause.acknowledgement.as_ref();
        let before = seen.map(|seen| serde_json::from_str(&seen.places).unwrap_or_default());
        if before.is_some_and(|before: Vec<Place>| grew(&before, &cause.places)) {
            cause.acknowledgement = None;
        }
    }
    Ok(causes)
}

fn weight(severity: &str) -> u8 {
    match severity {
        "error" => 2,
        "warning" => 1,
        _ => 0,
    }
}
