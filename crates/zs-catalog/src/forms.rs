//! Form families: how one is recognised, what its labels mean, how it is printed.
use crate::{CatalogError, Label, Printed, Words, normal};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How a family prints its project codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeStyle {
    /// 430-0301-JBN-1D87.
    Dashed,
    /// 21 characters.
    Unified,
}

/// How a family prints the cumulative plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanStyle {
    /// 25.00.
    Decimal,
    /// 25%.
    Percent,
}

/// The layouts that renderers know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PrintKind {
    /// Head and six-column grid of one project.
    Hebei,
    /// Annexes 1 to 5.
    Hunan,
    /// 申报表 of one project.
    #[default]
    Central,
    /// One wide table for all projects.
    Columns,
}

/// What speaks for a family; each thing found counts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Recognise {
    /// Labels that stand in its tables.
    pub labels: Vec<String>,
    /// Words in its table titles.
    pub titles: Vec<String>,
    /// Names of level 1 that only it uses.
    pub level1: Vec<String>,
    /// Names of level 2 that only it uses.
    pub level2: Vec<String>,
    /// The style of its project codes.
    pub code: Option<CodeStyle>,
    /// The style of its plan.
    pub plan: Option<PlanStyle>,
}

impl Recognise {
    /// The labels and the names of levels.
    pub fn signs(&self) -> impl Iterator<Item = &String> {
        [&self.labels, &self.level1, &self.level2].into_iter().flatten()
    }
}

/// One form family, as `catalog/forms/<id>/form.toml` says.
#[derive(Clone, Debug)]
pub struct Form {
    /// Stable id, the name of its folder.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Where its description comes from and how sure it is.
    pub source: String,
    /// What speaks for it; labels and titles in normal form.
    pub recognise: Recognise,
    /// What its labels mean, common ones included.
    pub labels: Labels,
    /// The layout that renderers use for it.
    pub print: PrintKind,
    /// Behind a project's name in its table's title.
    pub title: String,
    /// The words that renderers print for its labels, common ones included.
    pub printed: Printed,
}

/// Printed label (normal form) → meaning.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    meanings: BTreeMap<String, Label>,
    /// The labels again: most cells of a form hold none, and their first two characters tell.
    words: Words,
}

impl Labels {
    /// The meaning of a printed label, if it is one: as a whole, or without a bracket behind it.
    #[must_use]
    pub fn get(&self, printed: &str) -> Option<Label> {
        self.get_normal(&normal(printed))
    }

    /// As `get`, for a label already in normal form.
    #[must_use]
    pub fn get_normal(&self, label: &str) -> Option<Label> {
        if !self.words.may_begin(label) {
            return None;
        }
        self.meanings.get(label).copied().or_else(|| {
            let bracketed = label.ends_with(')');
            let open = label.find('(').filter(|open| bracketed && *open > 0)?;
            self.meanings.get(label[..open].trim_end_matches(':')).copied()
        })
    }

    pub(crate) fn read(
        &mut self,
        file: &str,
        table: &BTreeMap<String, Vec<String>>,
    ) -> Result<(), CatalogError> {
        for (key, printed) in table {
            let label = Label::parse(key).ok_or_else(|| CatalogError {
                file: file.to_owned(),
                reason: format!("不认识的键 {key} (unknown key {key})"),
            })?;
            self.meanings.extend(printed.iter().map(|text| (normal(text).into_owned(), label)));
        }
        self.words = Words::new(self.meanings.keys().cloned());
        Ok(())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormFile {
    id: String,
    zh: String,
    en: String,
    source: String,
    #[serde(default)]
    labels: BTreeMap<String, Vec<String>>,
    recognise: Recognise,
    print: Print,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Print {
    title: String,
    kind: PrintKind,
    #[serde(default)]
    labels: BTreeMap<String, String>,
    #[serde(default)]
    columns: Vec<String>,
}

impl Form {
    pub(crate) fn read(
        file: &str,
        toml: &str,
        common: &Labels,
        printed: &Printed,
    ) -> Result<Self, CatalogError> {
        let wrong = |reason: String| CatalogError { file: file.to_owned(), reason };
        let read: FormFile = toml::from_str(toml).map_err(|e| wrong(e.to_string()))?;
        let mut labels = common.clone();
        labels.read(file, &read.labels)?;
        let mut printed = printed.clone();
        printed.read(file, &read.print.labels, &read.print.columns, &labels)?;
        let mut recognise = read.recognise;
        for list in [&mut recognise.labels, &mut recognise.titles] {
            list.iter_mut().for_each(|label| *label = normal(label).into_owned());
        }
        Ok(Self {
            id: read.id,
            zh: read.zh,
            en: read.en,
            source: read.source,
            recognise,
            labels,
            print: read.print.kind,
            title: read.print.title,
            printed,
        })
    }
}
