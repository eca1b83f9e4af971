//! A document's findings in words: the reader's and the rules', weighed by the settings.
use crate::guard::guarded;
use crate::{EngineError, Reading};
use zs_check::text::render;
use zs_check::{Checked, RULES, Settings, by_name};
use zs_export::report::{FileReport, Lang, RuleFacts, Run, Shown};
use zs_model::Finding;

/// Checks what was read: the reader's findings and the rules', sorted by place.
///
/// # Errors
/// `Internal` for a mistake of ours outside the rules; a rule that fails is a finding.
pub fn check(reading: &Reading, settings: &Settings) -> Result<Checked, EngineError> {
    guarded(|| {
        let mut checked = zs_check::check(&reading.document, settings);
        if !reading.findings.is_empty() {
            let mut findings = reading.findings.clone();
            settings.apply(&mut findings);
            findings.append(&mut checked.findings);
            zs_check::sort(&mut findings);
            checked.findings = findings;
        }
        checked
    })
    .map_err(EngineError::Internal)
}

/// A file's findings as a report shows them, each in the report's language.
#[must_use]
pub fn report(file: String, reading: Reading, checked: Checked, lang: Lang) -> FileReport {
    let document = reading.document;
    let shown = |mut finding: Finding| {
        let (message, help) = render(&finding, words(lang));
        let code = by_name(finding.rule).map_or("", |rule| rule.code);
        if finding.place.is_none() {
            finding.place = document.places.nearest(&finding.at).cloned();
        }
        Shown { finding, code, message, help, waived: None }
    };
    let findings = checked.findings.into_iter().map(shown).collect();
    FileReport { file, profile: checked.profile, findings, document }
}

/// What holds for a whole run of checks.
#[must_use]
pub fn run(lang: Lang, colour: bool) -> Run {
    let facts = |rule: &&'static zs_check::Rule| RuleFacts {
        name: rule.name,
        code: rule.code,
        severity: rule.severity,
        title: lang.pick(rule.title.zh, rule.title.en).to_owned(),
    };
    let version = env!("CARGO_PKG_VERSION").to_owned();
    Run { lang, colour, version, rules: RULES.iter().map(facts).collect() }
}

const fn words(lang: Lang) -> zs_check::text::Lang {
    match lang {
        Lang::Zh => zs_check::text::Lang::Zh,
        Lang::En => zs_check::text::Lang::En,
    }
}

/// A copy of the user's own Word file with the findings as comments at their cells.
///
/// # Errors
/// Why the file cannot be annotated, in the run's language.
pub fn annotate(docx: &[u8], report: &FileReport, run: &Run) -> Result<Vec<u8>, String> {
    guarded(|| zs_export::annotate::annotate(docx, report, run)).unwrap_or_else(Err)
}
