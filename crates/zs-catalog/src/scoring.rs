//! Scoring schemes: points, operators, bands, caps and grades of a self-evaluation, as a place and a year set them.
use crate::Grade;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use zs_model::Level1;

/// How sure a figure of the catalog is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sure {
    /// Seen in a published form or rule.
    Verified,
    /// Seen in somebody's account of the rule.
    Secondary,
    /// Known in the field, the text itself not seen.
    Recalled,
    /// No rule gives it; a setting that the place may change.
    Setting,
}

/// One way to score a self-evaluation. All points are whole points, all shares whole percent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Stable id, unique over all profiles.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Where the figures come from.
    pub source: String,
    /// The year of the source, where it states one.
    #[serde(default)]
    pub year: Option<u16>,
    /// How sure they are.
    pub sure: Sure,
    /// First fiscal year that it is for.
    #[serde(default)]
    pub from: Option<u16>,
    /// Last fiscal year that it is for.
    #[serde(default)]
    pub to: Option<u16>,
    /// Whether a document may be given this scheme without asking.
    #[serde(default = "yes")]
    pub automatic: bool,
    /// Points of the whole sheet.
    pub total: u32,
    /// Points for budget execution.
    pub execution: Execution,
    /// Points of the first levels, one split for each set of levels; empty where a unit splits freely.
    #[serde(default)]
    pub splits: Vec<Split>,
    /// How an actual value is held against its target.
    pub operators: Operators,
    /// Steps for satisfaction in percent; empty where it is scored like any other indicator.
    #[serde(default)]
    pub satisfaction: Vec<Step>,
    /// The three states of a goal in words.
    pub bands: Bands,
    /// What holds far above a target.
    #[serde(default)]
    pub over: Over,
    /// Highest totals at low execution.
    #[serde(default)]
    pub caps: Vec<Cap>,
    /// Lower bounds of the grades, best first: those of the profile.
    #[serde(skip)]
    pub grades: Vec<Grade>,
}

const fn yes() -> bool {
    true
}

/// Points for budget execution.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Execution {
    /// Full points.
    pub points: u32,
    /// Steps, best first; empty means in proportion to the rate.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// Below this rate in percent a written reason is due.
    #[serde(default)]
    pub reason_below: Option<u32>,
    /// What a project without a budget gets.
    pub zero_budget: ZeroBudget,
}

/// What a project without a budget gets for its execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ZeroBudget {
    /// No points.
    Zero,
    /// No score: somebody has to decide.
    Missing,
}

/// From this percent on, this share of the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Lower bound in percent.
    pub from: u32,
    /// Percent of the points.
    pub share: u32,
}

/// Points of the first levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// 成本指标 as a level of its own.
    #[serde(default)]
    pub cost: u32,
    /// 产出指标.
    #[serde(default)]
    pub output: u32,
    /// 效益指标.
    #[serde(default)]
    pub benefit: u32,
    /// 满意度指标.
    #[serde(default)]
    pub satisfaction: u32,
}

impl Split {
    /// Points of one level.
    #[must_use]
    pub const fn of(&self, level: Level1) -> u32 {
        match level {
            Level1::Cost => self.cost,
            Level1::Output => self.output,
            Level1::Benefit => self.benefit,
            Level1::Satisfaction => self.satisfaction,
        }
    }

    /// The levels that have points.
    #[must_use]
    pub fn levels(&self) -> BTreeSet<Level1> {
        let all = [Level1::Cost, Level1::Output, Level1::Benefit, Level1::Satisfaction];
        all.into_iter().filter(|level| self.of(*level) > 0).collect()
    }

    const fn sum(&self) -> u32 {
        self.cost + self.output + self.benefit + self.satisfaction
    }
}

/// How an actual value is held against its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operators {
    /// ≤, <.
    pub negative: Negative,
    /// =, and a bare number.
    pub exact: Exact,
    /// = and a bare number of a cost indicator.
    pub exact_cost: Exact,
    /// > and <, where the actual value does not pass the strict test.
    pub strict: Strict,
    /// A deadline: points fall evenly to nothing over so many months; without it a late deed gets nothing.
    #[serde(default)]
    pub late_months: Option<u32>,
}

/// A value above the most that is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Negative {
    /// w·(1−(a−t)/t), nothing from 2t on.
    Linear,
    /// w·t/a.
    Inverse,
}

/// A number that is neither a lower nor an upper bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exact {
    /// Read as ≥.
    AtLeast,
    /// Read as ≤.
    AtMost,
    /// A deviation in either direction costs in proportion.
    Symmetric,
    /// Met or nothing.
    AllOrNothing,
}

/// A strict bound that is not passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strict {
    /// The same ratio as for the bound that is not strict; equality counts as not met but costs nothing.
    Ratio,
    /// Nothing.
    AllOrNothing,
}

/// The three states of a goal in words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bands {
    /// 达成年度指标.
    pub met: Band,
    /// 部分达成年度指标并具有一定效果.
    pub partial: Band,
    /// 未达成年度指标且效果较差.
    pub unmet: Band,
}

/// One state: its shares of the points in percent, and how people write it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Lowest share, included.
    pub from: u32,
    /// Highest share; it belongs to the better band unless that band is the best.
    pub to: u32,
    /// The share where the scorer names none.
    pub usual: u32,
    /// How people write the state, the official word first.
    pub words: Vec<String>,
}

/// What holds far above a target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Over {
    /// From this percent of the target on; without it nothing holds.
    pub from: Option<u32>,
    /// From this value on where the target is zero.
    pub zero_from: Option<u32>,
    /// What then holds.
    pub policy: OverPolicy,
    /// With `Deduct`: at most this percent of the points is taken off.
    pub most: u32,
}

/// What holds for an actual value far above its target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OverPolicy {
    /// Nothing.
    #[default]
    None,
    /// Full points, and a written reason is due.
    Reason,
    /// The percent by which it exceeds the limit is taken off the points, and a reason is due.
    Deduct,
}

/// Below this execution rate the total is capped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// Execution rate in percent.
    pub below: u32,
    /// Highest total in points.
    pub most: u32,
}

impl Scheme {
    /// Points of all indicators together.
    #[must_use]
    pub const fn indicator_points(&self) -> u32 {
        self.total.saturating_sub(self.execution.points)
    }

    /// The split for a goal table with exactly these first levels.
    #[must_use]
    pub fn split_for(&self, levels: &BTreeSet<Level1>) -> Option<&Split> {
        self.splits.iter().find(|split| split.levels() == *levels)
    }

    /// Whether it is for this fiscal year.
    #[must_use]
    pub fn covers(&self, year: Option<u16>) -> bool {
        year.is_none_or(|year| {
            self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
        })
    }

    /// What is wrong with its figures, if anything is.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        let falling = |steps: &[Step]| {
            steps.is_sorted_by(|a, b| a.from > b.from && a.share >= b.share)
                && steps.iter().all(|step| step.share <= 100)
        };
        let bands = [&self.bands.unmet, &self.bands.partial, &self.bands.met];
        let in_order = bands.iter().all(|b| b.from <= b.usual && b.usual <= b.to && b.to <= 100)
            && bands.windows(2).all(|pair| pair[0].to <= pair[1].from);
        Some(match () {
            () if self.execution.points > self.total || self.total > 1000 => {
                "分值超出范围 (points out of range)"
            }
            () if self.splits.iter().any(|split| split.sum() != self.indicator_points()) => {
                "一级指标分值之和不等于指标总分 (a split does not sum to the indicators' points)"
            }
            () if !falling(&self.execution.steps) || !falling(&self.satisfaction) => {
                "档次须由高到低 (steps must fall)"
            }
            () if !in_order => "定性档次重叠或越界 (bands overlap or leave 0 to 100)",
            () if self.over.most > 100 || self.over.from.is_some_and(|from| from < 100) => {
                "超额规定越界 (over-completion out of range)"
            }
            () => return None,
        })
    }
}

/// What becomes of a project next year, by grade (结果应用).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Results {
    /// Where the figures come from.
    pub source: String,
    /// The year of the source, where it states one.
    #[serde(default)]
    pub year: Option<u16>,
    /// How sure they are.
    pub sure: Sure,
    /// Grade → what is proposed.
    pub grades: BTreeMap<String, Action>,
    /// Below this execution rate in percent a cut is proposed whatever the grade.
    #[serde(default)]
    pub cut_below: Option<u32>,
}

/// What is proposed for a project next year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// 优先保障: first in line.
    First,
    /// 保持.
    Keep,
    /// 压减.
    Cut,
    /// 取消.
    Cancel,
}
