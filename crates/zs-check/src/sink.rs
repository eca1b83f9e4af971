//! Where rules put their findings.
use crate::printed::printed;
use crate::rule::Rule;
use std::collections::BTreeMap;
use zs_model::{Document, FieldRef, Finding, Fix, Severity};

/// Collects the findings of one rule.
pub struct Sink<'a> {
    document: &'a Document,
    rule: &'static Rule,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Sink<'a> {
    pub(crate) fn new(
        document: &'a Document,
        rule: &'static Rule,
        findings: &'a mut Vec<Finding>,
    ) -> Self {
        Self { document, rule, findings }
    }

    /// Adds a finding. What the draft leaves open is filled in: severity and message of the rule,
    /// the field's text as printed, its place in the source.
    pub fn push(&mut self, draft: Draft) {
        let usual = self.rule.messages.first().map_or("", |message| message.key);
        self.findings.push(Finding {
            rule: self.rule.name,
            message: draft.message.unwrap_or(usual),
            severity: draft.severity.unwrap_or(self.rule.severity),
            text: draft.text.unwrap_or_else(|| printed(self.document, draft.at)),
            place: self.document.places.nearest(&draft.at).cloned(),
            at: draft.at,
            args: draft.args,
            fixes: draft.fixes,
        });
    }
}

/// A finding in the making.
#[must_use]
pub struct Draft {
    at: FieldRef,
    message: Option<&'static str>,
    severity: Option<Severity>,
    text: Option<String>,
    args: BTreeMap<&'static str, String>,
    fixes: Vec<Fix>,
}

impl Draft {
    /// A finding about one field.
    pub fn at(at: FieldRef) -> Self {
        Self {
            at,
            message: None,
            severity: None,
            text: None,
            args: BTreeMap::new(),
            fixes: Vec::new(),
        }
    }

    /// Another message than the rule's first.
    pub fn message(mut self, key: &'static str) -> Self {
        self.message = Some(key);
        self
    }

    /// Another severity than the rule's.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// Another text than the whole field: the words that are wrong.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// An argument of the message, also evidence in JSON.
    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.insert(name, value.to_string());
        self
    }

    /// A proposed replacement of a field's text.
    pub fn fix(mut self, at: FieldRef, text: impl Into<String>) -> Self {
        self.fixes.push(Fix { at, text: text.into() });
        self
    }
}
