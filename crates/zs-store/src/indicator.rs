//! Indicators of the current versions as rows.
use crate::error::Result;
use crate::sql::{Row, sql};
use crate::store::Reader;

/// One indicator of a project to save, as lists and searches need it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndicatorContent {
    /// 1 for the first row of the project's table.
    pub ordinal: i64,
    /// 一级指标.
    pub level1: Option<String>,
    /// 二级指标.
    pub level2: Option<String>,
    /// 三级指标.
    pub level3: Option<String>,
    /// 绩效指标描述.
    pub description: Option<String>,
    /// 指标值.
    pub target: Option<String>,
    /// 指标值确定依据.
    pub basis: Option<String>,
}

/// An indicator that is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// The project's number.
    pub project: i64,
    /// What was saved.
    pub content: IndicatorContent,
}

const COLUMNS: &str = "SELECT project, ordinal, level1, level2, level3, description, target, basis
    FROM indicator WHERE area = $1";

fn indicator(row: Row) -> Result<Indicator> {
    let mut c = row.cells();
    let project = c.int()?;
    let content = IndicatorContent {
        ordinal: c.int()?,
        level1: c.opt_text()?,
        level2: c.opt_text()?,
        level3: c.opt_text()?,
        description: c.opt_text()?,
        target: c.opt_text()?,
        basis: c.opt_text()?,
    };
    Ok(Indicator { project, content })
}

impl Reader {
    /// The indicators of a project in the order of its table.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn indicators(&mut self, project: i64) -> Result<Vec<Indicator>> {
        let mut all = sql(COLUMNS).bind(&self.area);
        all.push(" AND project = ").push_bind(project).push(" ORDER BY ordinal");
        self.connection.list(all, 8).await?.into_iter().map(indicator).collect()
    }
}
