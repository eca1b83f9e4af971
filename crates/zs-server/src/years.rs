//! Fiscal years as a guard: nothing of a closed year changes.
use crate::problem::{Answer, Problem, ProblemKind};
use zs_store::Reader;

/// Demands that a year is there and open.
pub(crate) async fn require_open(reader: &mut Reader, year: i64) -> Answer<()> {
    let years = reader.fiscal_years().await?;
    let Some(found) = years.into_iter().find(|one| one.year == year) else {
        let zh = format!("{year} 年度尚未设立。请联系系统管理员。");
        let en = format!("the year {year} was not opened; ask the system administrator");
        return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
    };
    if found.closed_at.is_none() {
        return Ok(());
    }
    let zh = format!("{year} 年度已关闭，不能再修改。");
    let en = format!("the year {year} is closed; nothing of it may change");
    Err(Problem::new(ProblemKind::YearClosed).because(zh, en))
}
