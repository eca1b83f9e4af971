//! The runner: which rules run, on what, in which order; a rule that panics becomes a finding.
use crate::cx::{CellCx, DocumentCx};
use crate::facts::Facts;
use crate::rule::{Check, Rule};
use crate::rules::RULES;
use crate::sink::{Draft, Sink};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;
use zs_catalog::{Profile, Profiles, Terms};
use zs_model::{Document, Field, FieldRef, Finding, Scope, Severity};

/// What to check and how to weigh it. A selector is a rule's name, a code or its beginning (`JX1`),
/// a tier (`A`, `B`, `C`) or `all`.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// A profile's id; without it the document chooses.
    pub profile: Option<String>,
    /// Only rules that one of these selects; empty means all.
    pub select: Vec<String>,
    /// No rule that one of these selects.
    pub ignore: Vec<String>,
    /// Another severity for all findings of a rule, by name or code.
    pub severity: BTreeMap<String, Severity>,
}

impl Settings {
    /// The words that select no rule and the profile that does not exist: a caller's error.
    #[must_use]
    pub fn unknown(&self) -> Vec<&str> {
        let listed = self.select.iter().chain(&self.ignore).chain(self.severity.keys());
        let wrong = listed.filter(|word| !RULES.iter().any(|rule| selects(word, rule)));
        let profile = self.profile.iter().filter(|id| Profiles::embedded().get(id).is_none());
        wrong.chain(profile).map(String::as_str).collect()
    }

    /// Whether the rule runs.
    #[must_use]
    pub fn runs(&self, rule: &Rule) -> bool {
        let any = |list: &[String]| list.iter().any(|word| selects(word, rule));
        (self.select.is_empty() || any(&self.select)) && !any(&self.ignore)
    }

    /// Drops the findings that these settings exclude and weighs the rest; for findings of a reader.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        findings.retain_mut(|finding| {
            let Some(rule) = by_name(finding.rule) else { return true };
            let weight = self.severity.get(rule.name).or_else(|| self.severity.get(rule.code));
            finding.severity = weight.copied().unwrap_or(finding.severity);
            self.runs(rule)
        });
    }
}

fn selects(word: &str, rule: &Rule) -> bool {
    word == "all" || word == rule.name || word == rule.tier.word() || is_code(word, rule)
}

fn is_code(word: &str, rule: &Rule) -> bool {
    word.len() >= 2 && rule.code.starts_with(&word.to_ascii_uppercase())
}

/// The rule of this name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Rule> {
    static BY_NAME: LazyLock<BTreeMap<&str, &'static Rule>> =
        LazyLock::new(|| RULES.iter().map(|rule| (rule.name, *rule)).collect());
    BY_NAME.get(name).copied()
}

/// What a check gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// Sorted by place, then by rule.
    pub findings: Vec<Finding>,
    /// The id of the profile that was used: the forced one, or the one that the document chose.
    pub profile: String,
}

/// Checks a document.
#[must_use]
pub fn check(document: &Document, settings: &Settings) -> Checked {
    check_with(document, settings, Terms::embedded(), Profiles::embedded())
}

/// As `check`, with another catalog than the embedded one.
#[must_use]
pub fn check_with(
    document: &Document,
    settings: &Settings,
    terms: &Terms,
    profiles: &Profiles,
) -> Checked {
    let facts = Facts::of(document, terms);
    let profile = chosen(document, &facts, settings, profiles);
    let cx = DocumentCx { document, profile, terms, facts };
    let mut findings = Vec::new();
    for rule in RULES.iter().copied().filter(|rule| settings.runs(rule)) {
        run(rule, &cx, &mut findings);
    }
    settings.apply(&mut findings);
    sort(&mut findings);
    Checked { findings, profile: profile.id.clone() }
}

/// Sorts findings by place, then by rule: a document's own, the overall part, the department form,
/// the summary, then project by project.
pub fn sort(findings: &mut [Finding]) {
    let code = |finding: &Finding| by_name(finding.rule).map_or("", |rule| rule.code);
    findings.sort_by_cached_key(|finding| {
        (place(finding.at), finding.at.field, finding.at.item, code(finding), finding.message)
    });
}

fn place(at: FieldRef) -> (u8, u32, u32) {
    match at.scope {
        Scope::Document => (0, 0, 0),
        Scope::Overall => (1, 0, 0),
        Scope::Department => (2, 0, 0),
        Scope::DepartmentIndicator(row) => (2, 0, row),
        Scope::Summary => (3, 0, 0),
        Scope::SummaryRow(row) => (3, 0, row),
        Scope::Project(project) => (4, project, 0),
        Scope::Indicator { project, row } => (4, project, row),
    }
}

fn chosen<'p>(
    document: &Document,
    facts: &Facts<'_>,
    settings: &Settings,
    profiles: &'p Profiles,
) -> &'p Profile {
    let forced = settings.profile.as_deref().and_then(|id| profiles.get(id));
    forced.unwrap_or_else(|| {
        let year = document.fiscal_year.or(facts.code_year);
        profiles.choose(&document.form, year, facts.code_area.as_deref())
    })
}

/// The one place where a rule's panic is caught.
fn run(rule: &'static Rule, cx: &DocumentCx<'_>, findings: &mut Vec<Finding>) {
    let calls = AssertUnwindSafe(|| call(rule, cx, &mut Sink::new(cx.document, rule, findings)));
    if catch_unwind(calls).is_err() {
        let failure = &crate::rules::internal_rule_failure::RULE;
        let at = FieldRef::new(Scope::Document, Field::Title);
        Sink::new(cx.document, failure, findings).push(Draft::at(at).arg("rule", rule.name));
    }
}

fn call(rule: &'static Rule, cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    match rule.check {
        Check::Cell(check) => cx.cells().for_each(|cell: CellCx<'_>| check(&cell, sink)),
        Check::Row(check) => cx.rows().for_each(|row| check(&row, sink)),
        Check::Table(check) => cx.tables().for_each(|table| check(&table, sink)),
        Check::Project(check) => cx.projects().for_each(|project| check(&project, sink)),
        Check::Document(check) => check(cx, sink),
        Check::Reader => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{Text, Tier};

    const BROKEN: Rule = Rule {
        name: "broken",
        code: "JX999",
        tier: Tier::A,
        severity: Severity::Error,
        title: Text { zh: "", en: "" },
        messages: &[],
        basis: None,
        since: "0.1",
        page: "",
        check: Check::Document(|_, _| std::panic::panic_any("broken on purpose")),
    };

    #[test]
    fn a_rule_that_panics_becomes_a_finding_about_itself() {
        let (document, terms) = (Document::default(), Terms::default());
        let profile = Profiles::embedded().choose("", None, None);
        let cx =
            DocumentCx { document: &document, profile, terms: &terms, facts: Facts::default() };
        let mut findings = Vec::new();
        run(&BROKEN, &cx, &mut findings);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].rule, "internal-rule-failure");
        assert_eq!(findings[0].args.get("rule").map(String::as_str), Some("broken"));
    }

    #[test]
    fn selectors_are_names_code_heads_and_tiers() {
        let settings = Settings { select: vec!["jx1".into()], ..Settings::default() };
        assert!(RULES.iter().any(|rule| settings.runs(rule)));
        assert!(RULES.iter().filter(|rule| settings.runs(rule)).all(|r| r.code.starts_with("JX1")));
        let wrong = Settings { ignore: vec!["no-such-rule".into()], ..Settings::default() };
        assert_eq!(wrong.unknown(), ["no-such-rule"]);
    }
}
