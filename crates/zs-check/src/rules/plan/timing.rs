//! When a project is from and when it is due.
use crate::cx::ProjectCx;
use zs_model::{Decimal, Dimension, ProjectCode, Target};

/// The code of a project of an earlier year in a later year's document.
pub(super) fn carried_over(cx: ProjectCx<'_>) -> Option<&str> {
    let code = cx.project.code.as_deref()?;
    let year = ProjectCode::parse(code).ok()?.year()?;
    (year < cx.cx().document.fiscal_year?).then_some(code)
}

/// ≤12个月, ≤12月, 12月底前: the year's end.
pub(super) fn runs_to_december(target: &Target) -> bool {
    let months = target
        .unit
        .as_ref()
        .is_some_and(|unit| unit.dimension() == Dimension::Duration && unit.text().contains('月'));
    let twelve = months && target.value == Some(Decimal::from(12));
    twelve || target.deadline.is_some_and(|deadline| deadline.month == 12)
}
