//! The indicator library: usual indicators by kind of project, to begin a goal table with.
use crate::{CatalogError, Words};
use serde::Deserialize;
use std::sync::OnceLock;

macro_rules! library_files {
    ($($id:literal),+ $(,)?) => {
        &[$(($id, include_str!(concat!("../../../catalog/indicators/", $id, ".toml")))),+]
    };
}

/// Every kind that the binary carries, in the order of menus.
const FILES: &[(&str, &str)] = library_files![
    "purchase",
    "works",
    "running",
    "information",
    "activity",
    "subsidy",
    "inspection",
    "staff",
];

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// More is better.
    Positive,
    /// Less is better.
    Negative,
}

impl Direction {
    /// The stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Negative => "negative",
        }
    }
}

/// A usual indicator.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsualIndicator {
    /// 一级指标.
    pub level1: String,
    /// 二级指标.
    pub level2: String,
    /// 三级指标.
    pub level3: String,
    /// 指标描述.
    pub description: String,
    /// A usual target; none where only the project itself can say it.
    pub target: Option<String>,
    /// The unit of its target.
    pub unit: String,
    /// Which way is better.
    pub direction: Direction,
    /// 指标值确定依据.
    pub basis: String,
}

/// A kind of project with its usual indicators.
#[derive(Clone, Debug)]
pub struct ProjectKind {
    /// Stable id, the name of its file.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Words in the names of such projects.
    pub words: Words,
    /// In the order of a goal table.
    pub indicators: Vec<UsualIndicator>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindFile {
    id: String,
    zh: String,
    en: String,
    #[allow(dead_code, reason = "for the reader of the file")]
    source: String,
    words: Vec<String>,
    indicators: Vec<UsualIndicator>,
}

/// All kinds.
#[derive(Clone, Debug)]
pub struct Library {
    /// In the order of menus.
    pub kinds: Vec<ProjectKind>,
}

impl Library {
    /// The library that the binary carries.
    ///
    /// # Panics
    /// Never on a released binary: a test reads every embedded file.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static LIBRARY: OnceLock<Library> = OnceLock::new();
        LIBRARY.get_or_init(|| Self::read(FILES).expect("the embedded library is tested"))
    }

    /// Reads a library from id and text of each file.
    ///
    /// # Errors
    /// `CatalogError` names the file and what is wrong in it.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, CatalogError> {
        let kinds = files.iter().map(|(id, text)| {
            let wrong =
                |reason: String| CatalogError { file: format!("indicators/{id}.toml"), reason };
            let file: KindFile = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
            if file.id != *id {
                return Err(wrong(format!("id 应是 {id} (the id must be {id})")));
            }
            let KindFile { id, zh, en, words, indicators, .. } = file;
            Ok(ProjectKind { id, zh, en, words: Words::new(words), indicators })
        });
        Ok(Self { kinds: kinds.collect::<Result<_, _>>()? })
    }

    /// The kinds that a project's name speaks for; none where it says nothing.
    pub fn kinds_of(&self, name: &str) -> impl Iterator<Item = &ProjectKind> {
        self.kinds.iter().filter(move |kind| kind.words.find_in(name).is_some())
    }

    /// The kind with this id.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<&ProjectKind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use zs_model::{Level1, Level2};

    #[test]
    fn every_kind_is_whole_and_no_indicator_is_there_twice() {
        let library = Library::embedded();
        assert_eq!(library.kinds.len(), FILES.len());
        for kind in &library.kinds {
            let mut names = BTreeSet::new();
            let mut level2 = BTreeSet::new();
            for row in &kind.indicators {
                assert!(names.insert(&row.level3), "{} {}", kind.id, row.level3);
                assert!(Level1::parse(&row.level1).is_some(), "{}", row.level1);
                level2.insert(Level2::parse(&row.level2).unwrap());
                assert!(!row.description.is_empty() && !row.unit.is_empty());
                assert!(!row.basis.is_empty(), "{}", row.level3);
            }
            let needed = [Level2::Quantity, Level2::Quality, Level2::Timeliness, Level2::Cost];
            assert!(needed.iter().all(|one| level2.contains(one)), "{}", kind.id);
        }
    }

    #[test]
    fn a_name_tells_its_kinds() {
        let of = |name| {
            Library::embedded().kinds_of(name).map(|kind| kind.id.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(of("校园监控设备购置"), ["purchase"]);
        assert_eq!(of("泵站运行维护"), ["running"]);
        assert_eq!(of("绩效"), [""; 0]);
    }
}
