//! What the reader wrote: one JSON object per line, with the place in words.
use serde_json::Value;
use std::path::Path;
use zs_import::Limits;
use zs_model::text::squeeze;
use zs_model::{Document, Finding, Indicator, Severity};

/// One document with what the reader found and cleared in it.
pub struct Reading {
    pub name: String,
    pub document: Document,
    pub listed: Vec<Listed>,
    pub cleared: Vec<Listed>,
}

/// One line of a list.
pub struct Listed {
    pub rule: String,
    /// 0 is the overall part.
    pub project: u32,
    pub severity: Option<Severity>,
    pub place: String,
    pub evidence: String,
}

/// Every golden document with its lists; one without a list has empty ones.
pub fn readings(corpus: &Path) -> Vec<Reading> {
    let entries = std::fs::read_dir(corpus.join("golden")).expect("the golden folder");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let reading = |path: &Path| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let json = std::fs::read_to_string(path).expect("a golden document");
        let document = zs_import::formats::json::read(json.as_bytes(), &Limits::default());
        let document = document.expect("it reads");
        let list = |end: &str| {
            let text = std::fs::read_to_string(corpus.join(format!("findings/{name}{end}")));
            text.unwrap_or_default().lines().filter(|l| !l.trim().is_empty()).map(line).collect()
        };
        Reading { listed: list(".jsonl"), cleared: list(".none.jsonl"), document, name }
    };
    paths.iter().map(|path| reading(path)).collect()
}

fn line(json: &str) -> Listed {
    let value: Value = serde_json::from_str(json).expect("a line of JSON");
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    Listed {
        rule: text("rule"),
        project: value["project"].as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
        severity: match value["severity"].as_str() {
            Some("error") => Some(Severity::Error),
            Some("warning") => Some(Severity::Warning),
            Some("info") => Some(Severity::Info),
            _ => None,
        },
        place: text("where"),
        evidence: text("evidence"),
    }
}

impl Listed {
    /// The rows that the place names: 三级指标 and, where several share it, target or description.
    pub fn rows(&self, document: &Document) -> Vec<u32> {
        let none = Vec::new();
        let rows = match self.project {
            0 => document.department_form.as_ref().map_or(&none, |form| &form.indicators),
            n => document.projects.iter().find(|p| p.ordinal == n).map_or(&none, |p| &p.indicators),
        };
        let place = squeeze(&self.place);
        if !place.contains('｜') {
            return Vec::new();
        }
        let level3 = |row: &Indicator| squeeze(row.level3.as_deref().unwrap_or_default());
        let named = |row: &Indicator| {
            let name = level3(row);
            !name.is_empty() && place.contains(&format!("｜{name}"))
        };
        let mut hits: Vec<(u32, &Indicator)> =
            (1..).zip(rows).filter(|(_, row)| named(row)).collect();
        // 满意度 is the beginning of 满意度调查: of names within names the longest is meant.
        let names: Vec<String> = hits.iter().map(|(_, row)| level3(row)).collect();
        let times = |name: &str| place.matches(&format!("｜{name}")).count();
        hits.retain(|(_, row)| {
            let name = level3(row);
            let longer = names.iter().filter(|other| **other != name && other.starts_with(&name));
            times(&name) > longer.map(|other| times(other)).max().unwrap_or(0)
        });
        narrow(&mut hits, |row| {
            row.target.raw.as_deref().is_some_and(|t| place.contains(&squeeze(t)))
        });
        let evidence = squeeze(&self.evidence);
        narrow(&mut hits, |row| {
            row.description.as_deref().is_some_and(|d| evidence.contains(&squeeze(d)))
        });
        hits.into_iter().map(|(at, _)| at).collect()
    }

    /// Whether a finding of ours says the same: rule, project, and row where both name one.
    pub fn means(&self, document: &Document, finding: &Finding) -> bool {
        let rows = self.rows(document);
        let row = finding.at.scope.indicator();
        self.same_part(finding) && (rows.is_empty() || row.is_none_or(|row| rows.contains(&row)))
    }

    /// As `means`, but a row-less finding is not about a row.
    pub fn means_exactly(&self, document: &Document, finding: &Finding) -> bool {
        let rows = self.rows(document);
        let row = finding.at.scope.indicator();
        self.same_part(finding) && (rows.is_empty() || row.is_some_and(|row| rows.contains(&row)))
    }

    fn same_part(&self, finding: &Finding) -> bool {
        let project = finding.at.scope.project();
        let mentioned = |n: u32| {
            ["项目", "P", "附件"].iter().any(|word| {
                let n = if *word == "附件" { n + 2 } else { n };
                let word = format!("{word}{n}");
                let mut ends = self.place.match_indices(&word).map(|(at, hit)| at + hit.len());
                let digit =
                    |end: usize| self.place[end..].starts_with(|c: char| c.is_ascii_digit());
                ends.any(|end| !digit(end))
            })
        };
        let part = match (self.project, project) {
            (0, None) => true,
            (0, Some(n)) => mentioned(n),
            (n, project) => project == Some(n),
        };
        self.rule == finding.rule && part
    }
}

/// Keeps the rows that fit, if any does.
fn narrow(hits: &mut Vec<(u32, &Indicator)>, fits: impl Fn(&Indicator) -> bool) {
    if hits.len() > 1 && hits.iter().any(|(_, row)| fits(row)) {
        hits.retain(|(_, row)| fits(row));
    }
}
