//! Profiles: what a place and a year require of a goal table, where the requirement differs.
use crate::{CatalogError, Monitoring, Results, Scheme, like};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use zs_model::{Level1, Level2};

macro_rules! profile_files {
    ($($id:literal),+ $(,)?) => {
        &[$(($id, include_str!(concat!("../../../catalog/profiles/", $id, ".toml")))),+]
    };
}

/// Every profile that the binary carries; the first fits any document.
const FILES: &[(&str, &str)] = profile_files![
    "national",
    "hebei",
    "hubei",
    "hunan",
    "neimenggu",
    "sichuan",
    "yunnan",
    "anhui",
    "guangxi",
    "shanxi",
];

/// What one place requires.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Stable id, the name of its file.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Where the requirements come from and how sure they are.
    pub source: String,
    /// Which documents it is for.
    #[serde(default)]
    pub applies: Applies,
    /// The kinds of indicator that a project must have.
    pub level2: Level2Needs,
    /// Names of levels that are usual in this place beside the known ones.
    #[serde(default)]
    pub names: Names,
    /// Points, where goal tables carry them.
    #[serde(default)]
    pub weights: Weights,
    /// Which fields a project table must have beside name, budget, goal and indicators.
    #[serde(default)]
    pub fields: Fields,
    /// Usual bounds of a satisfaction target.
    #[serde(default)]
    pub satisfaction: Satisfaction,
    /// Lower bounds of the grades, best first.
    pub grades: Vec<Grade>,
    /// Ways to score a self-evaluation, the usual one first.
    pub scoring: Vec<Scheme>,
    /// When and from where on monitoring warns.
    pub monitoring: Monitoring,
    /// What becomes of a project next year.
    pub results: Results,
}

impl Profile {
    /// The scheme for a goal table of this year with these first levels: the first that has their split,
    /// else the first of the year.
    #[must_use]
    pub fn scheme(&self, year: Option<u16>, levels: &BTreeSet<Level1>) -> &Scheme {
        let ours = || self.scoring.iter().filter(|scheme| scheme.automatic && scheme.covers(year));
        let fitting = ours().find(|scheme| scheme.split_for(levels).is_some());
        // Reading refuses a profile without a scheme.
        fitting.or_else(|| ours().next()).unwrap_or(&self.scoring[0])
    }

    /// Gives the schemes the profile's grades; what is wrong with its figures, if anything is.
    fn finish(&mut self) -> Option<&'static str> {
        if self.scoring.is_empty() {
            return Some("至少要有一种计分办法 (at least one scheme is needed)");
        }
        let falling = self.grades.is_sorted_by(|a, b| a.from > b.from);
        if !falling || self.grades.last().is_none_or(|grade| grade.from != 0) {
            return Some("等级须由高到低，末级从0起 (grades must fall to zero)");
        }
        for scheme in &mut self.scoring {
            scheme.grades.clone_from(&self.grades);
        }
        self.scoring.iter().find_map(Scheme::fault).or_else(|| self.monitoring.fault())
    }
}

/// Which documents a profile is for; an empty list means any.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Applies {
    /// Form families.
    pub forms: Vec<String>,
    /// Area codes or their beginnings (13 = Hebei).
    pub areas: Vec<String>,
    /// First fiscal year.
    pub from: Option<u16>,
    /// Last fiscal year.
    pub to: Option<u16>,
}

/// A kind of indicator as a profile names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 数量.
    Quantity,
    /// 质量.
    Quality,
    /// 时效.
    Timeliness,
    /// 成本.
    Cost,
    /// Any of 经济, 社会, 生态效益, 可持续影响.
    Benefit,
    /// 满意度.
    Satisfaction,
}

impl Kind {
    /// The Chinese word.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Quantity => "数量",
            Self::Quality => "质量",
            Self::Timeliness => "时效",
            Self::Cost => "成本",
            Self::Benefit => "效益",
            Self::Satisfaction => "满意度",
        }
    }

    /// Whether a level-2 kind is of this kind.
    #[must_use]
    pub const fn covers(self, level2: Level2) -> bool {
        self as u8 == Self::of(level2) as u8
    }

    const fn of(level2: Level2) -> Self {
        match level2 {
            Level2::Quantity => Self::Quantity,
            Level2::Quality => Self::Quality,
            Level2::Timeliness => Self::Timeliness,
            Level2::Cost | Level2::SocialCost | Level2::EcologicalCost => Self::Cost,
            Level2::Economic | Level2::Social | Level2::Ecological | Level2::Sustainability => {
                Self::Benefit
            }
            Level2::ClientSatisfaction => Self::Satisfaction,
        }
    }
}

/// The kinds of indicator that a project must have.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level2Needs {
    /// Without one of these a warning is due.
    pub required: Vec<Kind>,
    /// Without one of these a hint is due.
    #[serde(default)]
    pub advised: Vec<Kind>,
    /// Cost indicators are required from this fiscal year on.
    #[serde(default)]
    pub cost_from: Option<u16>,
}

/// Level names of a place.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Names {
    /// 一级指标.
    pub level1: Vec<String>,
    /// 二级指标.
    pub level2: Vec<String>,
}

/// Points on the goal table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// The totals that are right; empty where the goal table carries no points.
    pub totals: Vec<u32>,
}

/// Fields of a project table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fields {
    /// The table has a project code.
    pub code: bool,
    /// The table has a spending plan.
    pub plan: bool,
    /// The table has no budget: the amounts stand elsewhere.
    pub no_budget: bool,
}

/// Usual bounds of a satisfaction target, in percent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Satisfaction {
    /// Lower targets are unusually weak.
    pub low: u32,
    /// A target at or above this is unrealistic.
    pub high: u32,
}

impl Default for Satisfaction {
    fn default() -> Self {
        Self { low: 80, high: 100 }
    }
}

/// One grade and the points from which it is given.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// 优, 良, 中, 差.
    pub name: String,
    /// Lower bound in points.
    pub from: u32,
}

/// All profiles.
#[derive(Clone, Debug)]
pub struct Profiles(Vec<Profile>);

impl Profiles {
    /// The profiles that the binary carries.
    ///
    /// # Panics
    /// Never on a released binary: a test reads every embedded file.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static PROFILES: OnceLock<Profiles> = OnceLock::new();
        PROFILES.get_or_init(|| Self::read(FILES).expect("the embedded profiles are tested"))
    }

    /// Reads profiles from id and text of each file; the first must fit any document.
    ///
    /// # Errors
    /// `CatalogError` names the file and what is wrong in it.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, CatalogError> {
        let mut known = like::Known::default();
        let mut read = |(id, text): &(&str, &str)| {
            let wrong = |reason| CatalogError { file: format!("profiles/{id}.toml"), reason };
            let table = known.complete(toml::from_str(text).map_err(|e| wrong(e.to_string()))?);
            let table = table.map_err(wrong)?;
            let mut profile =
                Profile::deserialize(table).map_err(|e: toml::de::Error| wrong(e.to_string()))?;
            if let Some(fault) = profile.finish() {
                return Err(wrong(fault.to_owned()));
            }
            if profile.id == *id {
                Ok(profile)
            } else {
                Err(wrong(format!(
                    "id 与文件名不同 (id differs from the file name): {}",
                    profile.id
                )))
            }
        };
        let profiles: Vec<Profile> = files.iter().map(&mut read).collect::<Result<_, _>>()?;
        if profiles.is_empty() {
            let reason = "至少要有一个 (at least one is needed)".to_owned();
            return Err(CatalogError { file: "profiles".to_owned(), reason });
        }
        Ok(Self(profiles))
    }

    /// The profile with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Profile> {
        self.0.iter().find(|profile| profile.id == id)
    }

    /// The scoring scheme with this id, of whatever profile.
    #[must_use]
    pub fn scheme(&self, id: &str) -> Option<&Scheme> {
        self.0.iter().flat_map(|profile| &profile.scoring).find(|scheme| scheme.id == id)
    }

    /// The profile that fits best: every stated condition must hold, more of them weigh more.
    #[must_use]
    pub fn choose(&self, form: &str, year: Option<u16>, area: Option<&str>) -> &Profile {
        let fitting = self.0.iter().filter_map(|p| Some((p.applies.weight(form, year, area)?, p)));
        // Of equals the first wins, so that the order of the list decides.
        let best = fitting.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map_or(&self.0[0], |(_, profile)| profile)
    }

    /// All profiles.
    pub fn iter(&self) -> impl Iterator<Item = &Profile> {
        self.0.iter()
    }
}

impl Applies {
    /// How many conditions hold; `None` if one fails. Family and area are alternatives: one must hold.
    fn weight(&self, form: &str, year: Option<u16>, area: Option<&str>) -> Option<u8> {
        let outside = |year: u16| {
            self.from.is_some_and(|from| year < from) || self.to.is_some_and(|to| year > to)
        };
        if year.is_some_and(outside) {
            return None;
        }
        if self.forms.is_empty() && self.areas.is_empty() {
            return Some(0);
        }
        let by_form = self.forms.iter().any(|id| id == form);
        let by_area = area.is_some_and(|area| self.areas.iter().any(|head| area.starts_with(head)));
        (by_form || by_area).then_some(u8::from(by_form) * 2 + u8::from(by_area))
    }
}

#[cfg(test)]
mod tests {
    use super::{FILES, Profiles};
    use std::collections::BTreeSet;
    use zs_model::Level1;

    #[test]
    fn every_embedded_profile_reads_and_names_all_grades() {
        let profiles = Profiles::embedded();
        assert_eq!(profiles.iter().count(), FILES.len());
        for profile in profiles.iter() {
            assert!(profile.grades.is_sorted_by(|a, b| a.from > b.from), "{}", profile.id);
            assert!(profile.grades.last().is_some_and(|grade| grade.from == 0));
        }
    }

    #[test]
    fn the_document_chooses() {
        let id = |form, year, area| Profiles::embedded().choose(form, year, area).id.as_str();
        assert_eq!(id("hebei-2022", Some(2024), Some("130700")), "hebei");
        assert_eq!(id("unknown", None, Some("130700")), "hebei");
        assert_eq!(id("hunan-2021", None, None), "hunan");
        assert_eq!(id("unknown", Some(2024), None), "national");
    }
    #[test]
    fn every_scheme_has_its_own_id_and_names_its_source() {
        let schemes: Vec<_> = Profiles::embedded().iter().flat_map(|p| &p.scoring).collect();
        let ids: BTreeSet<&str> = schemes.iter().map(|scheme| scheme.id.as_str()).collect();
        assert_eq!(ids.len(), schemes.len());
        for scheme in schemes {
            assert!(
                !scheme.source.is_empty()
                    && scheme.year.is_none_or(|year| (2013..=2026).contains(&year))
            );
            assert!(!scheme.grades.is_empty(), "{}", scheme.id);
        }
    }

    #[test]
    fn the_levels_of_the_table_choose_the_scheme() {
        use Level1::{Benefit, Cost, Output, Satisfaction};
        let scheme = |profile: &str, year, levels: &[Level1]| {
            let profile = Profiles::embedded().get(profile).unwrap();
            profile.scheme(year, &levels.iter().copied().collect()).id.as_str()
        };
        let old = [Output, Benefit, Satisfaction];
        let new = [Cost, Output, Benefit, Satisfaction];
        assert_eq!(scheme("national", Some(2023), &old), "national-2020");
        assert_eq!(scheme("national", Some(2023), &new), "national-2021");
        assert_eq!(scheme("national", Some(2019), &new), "national-2020");
        assert_eq!(scheme("hebei", Some(2024), &[Output]), "hebei-2019");
        assert_eq!(scheme("sichuan", Some(2024), &new), "sichuan-2023");
    }

    #[test]
    fn a_wrong_figure_is_refused_with_its_file() {
        let national = FILES[0].1;
        let wrong = national.replacen("output = 50", "output = 51", 1);
        let error = Profiles::read(&[("national", &wrong)]).unwrap_err().to_string();
        assert!(error.contains("national.toml") && error.contains("sum"), "{error}");
        let unlike = "[[scoring]]\nlike = 'nobody'";
        let error = Profiles::read(&[("x", unlike)]).unwrap_err().to_string();
        assert!(error.contains("nobody"), "{error}");
    }
}
