//! Saving: everything slow is prepared before the record is held; then version, findings, acknowledgements.
use super::cause::{Place, grew};
use super::content::kept;
use super::findings::rows;
use super::weighed::kept as kept_of;
use crate::problem::Answer;
use std::collections::BTreeMap;
use zs_engine::{Reading, Settings};
use zs_store::{Acknowledgement, Content, FindingRow, ProjectContent, Saved, Writer};

/// A document ready to be saved: printed, split into projects, checked.
pub struct Prepared {
    body: Vec<u8>,
    form: String,
    department: Option<String>,
    projects: Vec<ProjectContent>,
    findings: Vec<FindingRow>,
}

/// How, why, by whom and when.
#[derive(Clone, Copy)]
pub struct Saving<'a> {
    /// `import`, `edit`, `adjust`.
    pub origin: &'a str,
    /// Why, where a reason is asked for.
    pub reason: Option<&'a str>,
    /// Who.
    pub actor: i64,
    /// Now.
    pub now: i64,
}

impl Prepared {
    /// Prints, and checks as the area weighs the rules (`rule_settings`). Slow work: not on an async
    /// thread, and never while a writer is held.
    ///
    /// # Errors
    /// `Internal` for a mistake of ours.
    pub fn of(reading: &Reading, settings: &Settings) -> Answer<Self> {
        let (body, projects) = kept(&reading.document)?;
        Ok(Self {
            body,
            form: reading.document.form.clone(),
            department: reading.document.department.clone(),
            projects,
            findings: rows(reading, settings)?.0,
        })
    }

    /// The form family.
    #[must_use]
    pub fn form(&self) -> &str {
        &self.form
    }

    /// How many errors and warnings the check found.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let count = |word| self.findings.iter().filter(|f| f.severity == word).count();
        (count("error"), count("warning"))
    }

    /// Saves it as the version after `expected`, with its findings and the acknowledgements that still hold.
    ///
    /// # Errors
    /// `Stale` where another version is current.
    pub async fn save(
        self,
        writer: &mut Writer,
        document: i64,
        expected: i64,
        saving: Saving<'_>,
    ) -> Answer<Saved> {
        let content = Content {
            body: &self.body,
            form: &self.form,
            title: None,
            department: self.department.as_deref(),
            origin: saving.origin,
            reason: saving.reason,
            projects: self.projects,
            actor: saving.actor,
            now: saving.now,
        };
        let saved = writer.save_version(document, expected, &content).await?;
        writer.replace_findings(document, saved.version, &self.findings).await?;
        carry(writer, document, saved.version, &self.findings).await?;
        Ok(saved)
    }
}

/// The places of each cause.
fn places(findings: &[FindingRow]) -> Answer<BTreeMap<String, Vec<Place>>> {
    let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for finding in findings {
        let kept = kept_of(finding)?;
        places.entry(finding.cause.clone()).or_default().push(kept.place);
    }
    Ok(places)
}

/// An acknowledgement of the version before still holds where its cause did not grow.
async fn carry(
    writer: &mut Writer,
    document: i64,
    version: i64,
    findings: &[FindingRow],
) -> Answer<()> {
    let now = places(findings)?;
    let standing = writer.acknowledgements(document).await?;
    for seen in standing.into_iter().filter(|seen| seen.version == version - 1) {
        let Some(after) = now.get(&seen.cause) else { continue };
        let before: Vec<Place> = serde_json::from_str(&seen.places).unwrap_or_default();
        if !grew(&before, after) {
            writer.acknowledge(&Acknowledgement { version, ..seen }).await?;
        }
    }
    Ok(())
}
