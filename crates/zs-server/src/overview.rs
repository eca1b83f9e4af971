//! What an overview reads from the content of projects: plans, kinds of indicators, repeated texts.
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;
use zs_store::Project;

/// Shorter texts are the same everywhere for good reasons.
const SHORTEST: usize = 20;
/// So many repeated texts are told.
const MOST: usize = 100;

/// So much of the budget is spent by the end of a month.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct PlanMonth {
    pub(crate) month: u8,
    /// Cumulative percent as a decimal; `null` where blank.
    pub(crate) percent: Option<String>,
}

/// How many indicators of one kind a project has.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KindCount {
    pub(crate) level1: String,
    pub(crate) level2: String,
    pub(crate) count: u32,
}

/// The same text in projects of several units.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Repeated {
    pub(crate) text: String,
    /// `purpose`, `goals` or `description`.
    pub(crate) field: &'static str,
    /// In so many units.
    pub(crate) units: usize,
    /// The numbers of the projects.
    pub(crate) projects: Vec<i64>,
}

/// What is read of one project.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub plan: Vec<PlanMonth>,
    pub kinds: Vec<KindCount>,
}

#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    plan: Vec<PlanMonth>,
    purpose: Option<String>,
    #[serde(default)]
    goals: Vec<String>,
    #[serde(default)]
    indicators: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    level1: Option<String>,
    level2: Option<String>,
    description: Option<String>,
}

/// Where a text stands: the units, and the projects.
type Places = (BTreeSet<String>, BTreeSet<i64>);

/// Gathers facts project by project. Slow work.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    texts: BTreeMap<(&'static str, String), Places>,
}

impl Gathered {
    /// The facts of one project; none where its content is of another shape.
    pub(crate) fn read(&mut self, project: &Project) -> Facts {
        let Ok(body) = serde_json::from_slice::<Body>(&project.body) else {
            return Facts::default();
        };
        let mut kinds: BTreeMap<(String, String), u32> = BTreeMap::new();
        for row in &body.indicators {
            let kind =
                (row.level1.clone().unwrap_or_default(), row.level2.clone().unwrap_or_default());
            *kinds.entry(kind).or_default() += 1;
        }
        body.purpose.into_iter().for_each(|text| self.note("purpose", text, project));
        body.goals.into_iter().for_each(|text| self.note("goals", text, project));
        let described = body.indicators.into_iter().filter_map(|row| row.description);
        described.for_each(|text| self.note("description", text, project));
        let kinds =
            kinds.into_iter().map(|((level1, level2), count)| KindCount { level1, level2, count });
        Facts { plan: body.plan, kinds: kinds.collect() }
    }

    fn note(&mut self, field: &'static str, text: String, project: &Project) {
        let text = text.trim();
        if text.chars().count() < SHORTEST {
            return;
        }
        let row = &project.row;
        let unit = row.unit_code.clone().or_else(|| row.unit_name.clone());
        let (units, projects) = self.texts.entry((field, text.to_owned())).or_default();
        units.insert(unit.unwrap_or_else(|| row.path.clone()));
        projects.insert(row.id);
    }

    /// The texts of several units, those of most units first.
    pub(crate) fn repeated(self) -> Vec<Repeated> {
        let several = self.texts.into_iter().filter(|(_, (units, _))| units.len() > 1);
        let mut all: Vec<Repeated> = several
            .map(|((field, text), (units, projects))| Repeated {
                text,
                field,
                units: units.len(),
                projects: projects.into_iter().collect(),
            })
            .collect();
        all.sort_by(|a, b| b.units.cmp(&a.units).then(b.projects.len().cmp(&a.projects.len())));
        all.truncate(MOST);
        all
    }
}
