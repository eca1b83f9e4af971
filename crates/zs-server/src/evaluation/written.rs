//! What people add to a self-evaluation: weights, reasons, remedies, texts; and the points that reviewers give instead.
use crate::monitoring::written::Fund;
use crate::problem::{Answer, Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;
use zs_engine::Profiles;
use zs_engine::scoring::Change;
use zs_model::{Decimal, Project};

/// How the points of the indicators are spread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Weighting {
    /// Those of the approved table where they sum up, else by level.
    #[default]
    Stated,
    /// The scheme's points of each first level, spread evenly over its rows.
    ByLevel,
    /// All rows alike.
    Equal,
    /// As `weight` of each row says.
    Hand,
}

/// What the record does not know by source of money, in 分.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct YearFund {
    pub fund: Fund,
    #[serde(default)]
    pub initial_fen: Option<i64>,
    #[serde(default)]
    pub adjusted_fen: Option<i64>,
    #[serde(default)]
    pub paid_fen: Option<i64>,
}

/// What somebody writes on the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct EvaluationTexts {
    /// 年度总体目标: 实际完成情况.
    #[schema(max_length = 2000)]
    pub goals_result: Option<String>,
    /// Why execution is low, and what is done about it.
    #[schema(max_length = 2000)]
    pub execution_reason: Option<String>,
    /// 评价结论.
    #[schema(max_length = 2000)]
    pub conclusion: Option<String>,
    /// 存在问题.
    #[schema(max_length = 2000)]
    pub problems: Option<String>,
    /// 改进措施.
    #[schema(max_length = 2000)]
    pub measures: Option<String>,
    /// 其他需要说明的事项.
    #[schema(max_length = 2000)]
    pub note: Option<String>,
    pub funds: Vec<YearFund>,
}

/// What somebody writes on one row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct EvaluationRow {
    /// 分值, with `weighting` `hand`: a decimal of at most two places.
    pub weight: Option<String>,
    /// 偏差原因分析.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    /// 改进措施.
    #[schema(max_length = 2000)]
    pub measure: Option<String>,
}

/// One row of the content with its place.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub(crate) struct EvaluationRowContent {
    /// The row of the goal table, from 1.
    pub indicator: usize,
    #[serde(flatten)]
    pub written: EvaluationRow,
}

/// What is written on a self-evaluation; it replaces what was written before.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub(crate) struct EvaluationContent {
    /// The approved version whose rows are meant.
    pub version: i64,
    /// The profile, where it is not to be the one that place and year choose.
    #[serde(default)]
    pub profile: Option<String>,
    /// The scheme, where it is not to be the one that the profile chooses.
    #[serde(default)]
    pub scheme: Option<String>,
    #[serde(default)]
    pub weighting: Weighting,
    #[serde(flatten)]
    pub texts: EvaluationTexts,
    #[serde(default)]
    pub rows: Vec<EvaluationRowContent>,
}

/// One row as it is kept: known by its words, because its place changes with the approved version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RowKept {
    pub level3: Option<String>,
    pub description: Option<String>,
    #[serde(flatten)]
    pub written: EvaluationRow,
}

/// What is kept of a content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Kept {
    pub weighting: Weighting,
    #[serde(flatten)]
    pub texts: EvaluationTexts,
    pub rows: Vec<RowKept>,
}

/// The longest text, in characters.
pub(crate) const LONGEST: usize = 2000;

impl EvaluationContent {
    /// What to keep of it for these rows.
    ///
    /// # Errors
    /// `Invalid` for a row that is not there or stands twice, a weight that is none, a text that is too long, and an
    /// unknown profile or scheme.
    pub fn kept(&self, project: &Project) -> Answer<Kept> {
        let texts = &self.texts;
        let all = [
            &texts.goals_result,
            &texts.execution_reason,
            &texts.conclusion,
            &texts.problems,
            &texts.measures,
            &texts.note,
        ];
        short(&all)?;
        chosen(self.profile.as_deref(), self.scheme.as_deref())?;
        let mut rows = Vec::with_capacity(self.rows.len());
        let mut seen = BTreeSet::new();
        for row in &self.rows {
            short(&[&row.written.reason, &row.written.measure])?;
            row.written.weight.as_deref().map(points).transpose()?;
            let found = row.indicator.checked_sub(1).and_then(|at| project.indicators.get(at));
            let indicator = found
                .filter(|_| seen.insert(row.indicator))
                .ok_or_else(|| no_row(row.indicator))?;
            rows.push(RowKept {
                level3: indicator.level3.clone(),
                description: indicator.description.clone(),
                written: row.written.clone(),
            });
        }
        Ok(Kept { weighting: self.weighting, texts: self.texts.clone(), rows })
    }
}

impl Kept {
    /// What the record keeps; nothing was written where nothing is kept.
    ///
    /// # Errors
    /// `Internal`.
    pub fn read(content: Option<&str>) -> Answer<Self> {
        content.map_or_else(|| Ok(Self::default()), read)
    }
}

/// Reads what the record keeps.
pub(crate) fn read<T: serde::de::DeserializeOwned>(content: &str) -> Answer<T> {
    serde_json::from_str(content).map_err(|error| {
        tracing::error!(%error, "the content of a self-evaluation cannot be read");
        Problem::new(ProblemKind::Internal)
    })
}

fn invalid(zh: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(ProblemKind::Invalid).because(zh, en)
}

fn no_row(row: usize) -> Problem {
    let zh = format!("第 {row} 行不存在或重复。");
    invalid(zh, format!("row {row} is not there, or stands twice"))
}

/// Refuses texts that are too long.
pub(crate) fn short(texts: &[&Option<String>]) -> Answer<()> {
    if texts.iter().all(|text| text.as_ref().is_none_or(|text| text.chars().count() <= LONGEST)) {
        return Ok(());
    }
    let zh = format!("每栏不超过 {LONGEST} 字。");
    Err(invalid(zh, format!("no more than {LONGEST} characters in a field")))
}

/// Refuses a profile or a scheme that is not known.
pub(crate) fn chosen(profile: Option<&str>, scheme: Option<&str>) -> Answer<()> {
    let profiles = Profiles::embedded();
    let known = profile.is_none_or(|id| profiles.get(id).is_some())
        && scheme.is_none_or(|id| profiles.scheme(id).is_some());
    let refused = || invalid("没有这套计分办法。", "there is no such profile or scheme");
    known.then_some(()).ok_or_else(refused)
}

/// Points: a decimal from 0 to 1000 of at most two places.
pub(crate) fn points(text: &str) -> Answer<Decimal> {
    let read = text.trim().parse::<Decimal>().ok();
    let fits = |points: &Decimal| {
        points.normalize().scale() <= 2
            && *points >= Decimal::ZERO
            && *points <= Decimal::ONE_THOUSAND
    };
    read.filter(fits).ok_or_else(|| {
        let zh = format!("“{text}”不是分值：应为不小于 0、至多两位小数的数。");
        invalid(zh, format!("{text} is no number of points: not below 0, at most two decimals"))
    })
}

/// The points that a reviewer gives one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct Given {
    /// A decimal of at most two places, within the item's weight.
    pub score: String,
    /// Why.
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// The points that a reviewer gives one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct GivenRow {
    /// The row, from 1.
    pub indicator: usize,
    #[serde(flatten)]
    pub given: Given,
}

/// What a reviewer changes; it replaces what the same review changed before. Without anything nothing is changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct Changes {
    pub rows: Vec<GivenRow>,
    /// Of budget execution.
    pub execution: Option<Given>,
}

impl Given {
    fn change(&self, weight: Decimal) -> Answer<Change> {
        crate::input::acceptable_reason(&self.reason)?;
        let score = points(&self.score)?;
        if score > weight {
            let zh = format!("得分 {score} 超过分值 {weight}。");
            return Err(invalid(zh, format!("{score} points are more than the weight {weight}")));
        }
        Ok(Change { score, reason: self.reason.clone() })
    }
}

impl Changes {
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.execution.is_none()
    }

    /// The points given to a row.
    pub fn of(&self, indicator: usize) -> Option<&Given> {
        self.rows.iter().find(|row| row.indicator == indicator).map(|row| &row.given)
    }

    /// As the scorer takes them: by the row's id.
    ///
    /// # Errors
    /// `Invalid` for a row that is not there or stands twice, points outside the weight, a missing reason.
    pub fn for_sheet(
        &self,
        sheet: &zs_engine::scoring::Sheet,
    ) -> Answer<(BTreeMap<String, Change>, Option<Change>)> {
        let mut rows = BTreeMap::new();
        for row in &self.rows {
            let found = row.indicator.checked_sub(1).and_then(|at| sheet.rows.get(at));
            let scored = found.ok_or_else(|| no_row(row.indicator))?;
            let change = row.given.change(scored.weight)?;
            if rows.insert(scored.id.clone(), change).is_some() {
                return Err(no_row(row.indicator));
            }
        }
        let execution = self.execution.as_ref().map(|given| given.change(sheet.execution.weight));
        Ok((rows, execution.transpose()?))
    }
}
