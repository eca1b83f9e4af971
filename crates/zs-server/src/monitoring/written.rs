//! What people add to a sheet: causes of deviations, how likely the target still is, measures, remarks.
use crate::monitoring::rows::Rows;
use crate::problem::{Answer, Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zs_model::Project;

/// 偏差原因, the tick columns of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Cause {
    /// 经费保障.
    Funding,
    /// 制度保障.
    Rules,
    /// 人员保障.
    Staff,
    /// 硬件条件保障.
    Facilities,
    /// 其他.
    Other,
}

/// 完成目标可能性.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Likelihood {
    /// 确定能.
    Certain,
    /// 有可能.
    Possible,
    /// 完全不可能.
    Impossible,
}

/// What is done about a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Decision {
    /// 继续实施.
    Continue,
    /// 调剂资金.
    ShiftFunds,
    /// 调整目标.
    AdjustGoals,
    /// 暂停.
    Pause,
    /// 取消.
    Cancel,
}

/// 资金来源, the rows of the form's money table below its total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fund {
    /// 本年一般公共预算拨款.
    GeneralBudget,
    /// 上年结转资金.
    CarryOver,
    /// 其他资金.
    Other,
}

/// What somebody writes on one row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct RowWritten {
    /// 全年预计完成情况.
    #[schema(max_length = 2000)]
    pub expected: Option<String>,
    /// 偏差原因, ticked.
    pub causes: Vec<Cause>,
    /// 原因说明.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
    pub likelihood: Option<Likelihood>,
    /// 备注: why the goal will not be met, and the measure.
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

/// What the record does not know by source of money, in 分.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct FundWritten {
    pub fund: Fund,
    #[serde(default)]
    pub initial_fen: Option<i64>,
    #[serde(default)]
    pub paid_fen: Option<i64>,
    #[serde(default)]
    pub expected_fen: Option<i64>,
}

/// What somebody writes on the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct SheetWritten {
    /// 全年预计执行数 in 分.
    pub expected_fen: Option<i64>,
    pub funds: Vec<FundWritten>,
    /// 绩效目标执行总体情况.
    #[schema(max_length = 2000)]
    pub situation: Option<String>,
    /// 完成目标可能性 of the whole project.
    pub likelihood: Option<Likelihood>,
    /// What is done about a warning, and how.
    pub decision: Option<Decision>,
    #[schema(max_length = 2000)]
    pub measures: Option<String>,
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

/// One row of the content with its place.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub(crate) struct RowContent {
    /// The row of the goal table, from 1.
    pub indicator: usize,
    #[serde(flatten)]
    pub written: RowWritten,
}

/// What is written on a sheet; it replaces what was written before.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub(crate) struct SheetContent {
    /// The approved version whose rows are meant.
    pub version: i64,
    #[serde(flatten)]
    pub whole: SheetWritten,
    #[serde(default)]
    pub rows: Vec<RowContent>,
}

/// One row as it is kept: known by its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct RowKept {
    pub level3: Option<String>,
    pub description: Option<String>,
    #[serde(flatten)]
    pub written: RowWritten,
}

/// What is kept of a sheet's content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Kept {
    #[serde(flatten)]
    pub whole: SheetWritten,
    pub rows: Vec<RowKept>,
}

/// The longest text, in characters.
const LONGEST: usize = 2000;

impl SheetContent {
    /// What to keep of it for these rows.
    ///
    /// # Errors
    /// `Invalid` for a row that is not there or stands twice, and for a text that is too long.
    pub fn kept(self, project: &Project) -> Answer<Kept> {
        let whole = &self.whole;
        short(&[&whole.situation, &whole.measures, &whole.note])?;
        let mut rows: Vec<RowKept> = Vec::with_capacity(self.rows.len());
        let mut seen = std::collections::BTreeSet::new();
        for row in self.rows {
            let written = &row.written;
            short(&[&written.expected, &written.reason, &written.note])?;
            let found = row.indicator.checked_sub(1).and_then(|at| project.indicators.get(at));
            let indicator = found.filter(|_| seen.insert(row.indicator)).ok_or_else(|| {
                let zh = format!("第 {} 行不存在或重复。", row.indicator);
                let en = format!("row {} is not there, or stands twice", row.indicator);
                Problem::new(ProblemKind::Invalid).because(zh, en)
            })?;
            let (level3, description) = (indicator.level3.clone(), indicator.description.clone());
            let mut written = row.written;
            written.causes.sort_unstable();
            written.causes.dedup();
            rows.push(RowKept { level3, description, written });
        }
        Ok(Kept { whole: self.whole, rows })
    }
}

fn short(texts: &[&Option<String>]) -> Answer<()> {
    if texts.iter().all(|text| text.as_ref().is_none_or(|text| text.chars().count() <= LONGEST)) {
        return Ok(());
    }
    let zh = format!("每栏不超过 {LONGEST} 字。");
    let en = format!("no more than {LONGEST} characters in a field");
    Err(Problem::new(ProblemKind::Invalid).because(zh, en))
}

impl Kept {
    /// What the record keeps; nothing was written where nothing is kept.
    ///
    /// # Errors
    /// `Internal`.
    pub fn read(content: Option<&str>) -> Answer<Self> {
        let Some(content) = content else { return Ok(Self::default()) };
        serde_json::from_str(content).map_err(|error| {
            tracing::error!(%error, "the content of a sheet cannot be read");
            Problem::new(ProblemKind::Internal)
        })
    }

    /// What was written on each row, and what was written on rows that are gone.
    pub fn by_row(&self, project: &Project) -> (Vec<Option<&RowWritten>>, Vec<&RowKept>) {
        let known = Rows::of(&project.indicators);
        let (mut rows, mut gone) = (vec![None; project.indicators.len()], Vec::new());
        for row in &self.rows {
            let at = known.find(row.level3.as_deref(), row.description.as_deref());
            match at.and_then(|at| rows.get_mut(at)) {
                Some(slot) => *slot = Some(&row.written),
                None => gone.push(row),
            }
        }
        (rows, gone)
    }
}
