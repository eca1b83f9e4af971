//! A department's projects together: the score by money, the grades counted, figures of several units as one.
use crate::{Funds, Sheet, exact};
use std::collections::BTreeMap;
use zs_model::{Decimal, Dimension, Unit};

/// A department's year over its projects. Its own form (部门整体支出自评表) is scored like a project's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentSum {
    /// The money of all projects.
    pub funds: Funds,
    /// Mean of the totals, weighted by adjusted budgets (all alike where there are none); two decimals.
    pub mean: Option<Decimal>,
    /// Projects by grade.
    pub grades: BTreeMap<String, usize>,
    /// Projects without a total; they are in the money, not in the mean.
    pub open: usize,
}

/// One project as its department sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentProject {
    /// Its money.
    pub funds: Funds,
    /// Its total; `None` while an item has no score.
    pub total: Option<Decimal>,
    /// Its grade.
    pub grade: Option<String>,
}

impl DepartmentProject {
    /// A scored project.
    #[must_use]
    pub fn of(funds: Funds, sheet: &Sheet) -> Self {
        Self { funds, total: sheet.total, grade: sheet.grade.clone() }
    }
}

/// Sums up the projects of a department.
#[must_use]
pub fn department(projects: &[DepartmentProject]) -> DepartmentSum {
    let funds: Vec<Funds> = projects.iter().map(|project| project.funds).collect();
    let mut grades = BTreeMap::new();
    for grade in projects.iter().filter_map(|project| project.grade.clone()) {
        *grades.entry(grade).or_default() += 1;
    }
    let totals: Vec<(Decimal, Decimal)> = projects
        .iter()
        .filter_map(|project| Some((Decimal::from(project.funds.adjusted.max(0)), project.total?)))
        .collect();
    DepartmentSum {
        funds: Funds::sum(&funds),
        mean: mean(&totals).map(|mean| exact::round(mean, 2)),
        grades,
        open: projects.len() - totals.len(),
    }
}

/// What several units reached together, before it is scored: counted things are added, ratios are weighted by money.
/// `None` without units, or where the figures cannot be added.
#[must_use]
pub fn together(unit: Option<&Unit>, units: &[(Decimal, i64)]) -> Option<Decimal> {
    let is_ratio = unit.is_some_and(|unit| {
        matches!(unit.dimension(), Dimension::Ratio | Dimension::Rate | Dimension::Points)
    });
    let figures = || units.iter().map(|(figure, _)| exact::figure(*figure));
    if is_ratio {
        let weighed: Vec<_> = units
            .iter()
            .zip(figures())
            .map(|((_, fen), figure)| (Decimal::from((*fen).max(0)), figure))
            .collect();
        return mean(&weighed);
    }
    let sum = figures().try_fold(Decimal::ZERO, Decimal::checked_add);
    sum.filter(|_| !units.is_empty())
}

/// The weighted mean; all alike where no weight is above zero.
fn mean(weighed: &[(Decimal, Decimal)]) -> Option<Decimal> {
    let whole =
        weighed.iter().try_fold(Decimal::ZERO, |sum, (weight, _)| sum.checked_add(*weight))?;
    if whole.is_zero() {
        let sum =
            weighed.iter().try_fold(Decimal::ZERO, |sum, (_, value)| sum.checked_add(*value))?;
        return sum.checked_div(Decimal::from(weighed.len()));
    }
    let exact = weighed.iter().try_fold(Decimal::ZERO, |sum, (weight, value)| {
        sum.checked_add(value.checked_mul(*weight)?)
    });
    let divided_first = || {
        weighed.iter().try_fold(Decimal::ZERO, |sum, (weight, value)| {
            sum.checked_add(value.checked_mul(weight.checked_div(whole)?)?)
        })
    };
    exact.and_then(|sum| sum.checked_div(whole)).or_else(divided_first)
}
