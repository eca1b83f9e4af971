//! 项目支出绩效目标审核表, filled from the record: a version's projects, its check, comments and steps.
mod answers;
mod questions;
mod remarks;
mod stages;

use crate::goal_review::answers::answers;
use crate::goal_review::remarks::{remarks, threads};
use crate::goal_review::stages::{cycle, signed, stages, state};
use crate::monitoring::form::{department, digest};
use crate::monitoring::steps::department_code;
use crate::people::names;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::record::document_of;
use crate::rule_settings::rule_settings;
use std::collections::{BTreeMap, BTreeSet};
use zs_engine::forms::review::{Kind, Review};
use zs_engine::forms::{Stamp, bound};
use zs_engine::{Laid, Reading, Settings};
use zs_model::{Decimal, Document, Finding, Project};
use zs_store::{Comment, Reader, Waiver, WorkflowEvent};

/// Everything that the form of a version is filled from.
pub(crate) struct Reviewed {
    document: zs_store::Document,
    department_code: Option<String>,
    version: i64,
    body: Vec<u8>,
    /// The versions that comments look at.
    seen: BTreeMap<i64, Vec<u8>>,
    comments: Vec<Comment>,
    events: Vec<WorkflowEvent>,
    waivers: Vec<Waiver>,
    settings: Settings,
    names: BTreeMap<i64, String>,
}

impl Reviewed {
    /// The record as it stands at `now`.
    ///
    /// # Errors
    /// `NotFound` for a version that there is not.
    pub async fn read(
        reader: &mut Reader,
        document: zs_store::Document,
        version: i64,
        now: i64,
    ) -> Answer<Self> {
        let id = document.id;
        let body = reader.version_body(id, version).await?;
        let mut comments = reader.comments(id).await?;
        comments.retain(|comment| (1..=version).contains(&comment.version));
        let mut seen = BTreeMap::new();
        for number in comments.iter().map(|comment| comment.version).collect::<BTreeSet<_>>() {
            seen.insert(number, reader.version_body(id, number).await?);
        }
        let events = cycle(&reader.workflow_events(id).await?, version).to_vec();
        let people = comments.iter().map(|comment| comment.author);
        let people = people.chain(events.iter().map(|event| event.actor)).collect();
        let waivers = reader.waivers_in_force(id, now).await?;
        let settings = rule_settings(reader).await?;
        let names = names(reader, people).await?;
        let department_code = department_code(reader, document.node).await?;
        Ok(Self {
            document,
            department_code,
            version,
            body,
            seen,
            comments,
            events,
            waivers,
            settings,
            names,
        })
    }

    /// The forms of all projects as one file, or of the project of that ordinal. Slow work: not on an async thread.
    ///
    /// # Errors
    /// `NotFound` for a project that the version does not have.
    pub fn laid(&self, kind: Kind, project: Option<u32>, title: String) -> Answer<Laid> {
        let reading = Reading {
            document: document_of(&self.body)?,
            findings: Vec::new(),
            kind: zs_engine::Kind::Json,
        };
        let checked = zs_engine::check(&reading, &self.settings).map_err(|error| {
            tracing::error!(why = error.en(), "a check failed");
            Problem::new(ProblemKind::Internal)
        })?;
        let read = |(number, body): (&i64, &Vec<u8>)| Ok((*number, document_of(body)?));
        let versions = self.seen.iter().map(read).collect::<Answer<BTreeMap<_, _>>>()?;
        let whole = &reading.document;
        let wanted = whole.projects.iter().filter(|one| project.is_none_or(|n| n == one.ordinal));
        let form = |one| self.form(kind, (whole, one), &checked.findings, &versions).laid();
        bound(title, wanted.map(form).collect()).ok_or_else(|| Problem::new(ProblemKind::NotFound))
    }

    fn form(
        &self,
        kind: Kind,
        (document, project): (&Document, &Project),
        findings: &[Finding],
        versions: &BTreeMap<i64, Document>,
    ) -> Review {
        let threads = threads(&self.comments);
        let state = state(&self.document, self.version);
        Review {
            stamp: Stamp {
                year: u16::try_from(self.document.year).ok(),
                digest: self.digest(),
                state,
            },
            kind,
            code: project.code.clone(),
            name: project.name.clone(),
            department: department(document.department.clone(), self.department_code.clone()),
            unit: project.unit_name.clone(),
            budget: project.budget.total.map(zs_model::Money::fen),
            items: answers(document, project.ordinal, findings, &self.waivers),
            indicators: remarks(&threads, versions, project, &self.names),
            weight: Some(Decimal::ONE_HUNDRED),
            total: None,
            stages: stages(&self.events, &self.names),
            signatures: signed(&self.events, &self.names),
        }
    }

    /// SM3 of the version that is printed.
    pub fn digest(&self) -> String {
        digest(&self.body)
    }
}
