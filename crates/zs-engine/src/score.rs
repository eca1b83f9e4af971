//! Payments, targets and actual values to scored sheets; one broken sheet never stops the others.
use crate::EngineError;
use crate::guard::guarded;
use rayon::prelude::*;
use zs_catalog::{Monitoring, Scheme};
use zs_score::{Project, Sheet, Watch, Watched};

/// Scores one project, or a department: the form is the same.
///
/// # Errors
/// `Internal` for a mistake of ours.
pub fn score(project: &Project, scheme: &Scheme) -> Result<Sheet, EngineError> {
    guarded(|| zs_score::score(project, scheme)).map_err(EngineError::Internal)
}

/// Scores many on all cores, results in order.
#[must_use]
pub fn scores(projects: &[Project], scheme: &Scheme) -> Vec<Result<Sheet, EngineError>> {
    projects.par_iter().map(|project| score(project, scheme)).collect()
}

/// Looks at one project at a round of monitoring.
///
/// # Errors
/// `Internal` for a mistake of ours.
pub fn watch(project: &Watch, rules: &Monitoring) -> Result<Watched, EngineError> {
    guarded(|| zs_score::watch(project, rules)).map_err(EngineError::Internal)
}

#[cfg(test)]
mod tests {
    use super::{score, scores};
    use zs_catalog::Profiles;
    use zs_model::{Decimal, Target};
    use zs_score::{Actual, Funds, Project, Row};

    #[test]
    fn many_are_scored_in_order_and_as_one_is() {
        let project = |paid| {
            let row = Row {
                target: Target::parse("≥100人"),
                weight: Decimal::from(90),
                actual: Actual::Figure(Decimal::from(paid)),
                ..Row::default()
            };
            let funds = Funds { initial: None, adjusted: 100, paid };
            Project { funds, rows: vec![row], ..Project::default() }
        };
        let projects: Vec<Project> = (0..100).map(project).collect();
        let scheme = Profiles::embedded().scheme("national-2020").unwrap();
        let sheets = scores(&projects, scheme);
        for (paid, sheet) in sheets.into_iter().enumerate() {
            assert_eq!(sheet, score(&projects[paid], scheme));
            // 10 × paid ÷ 100 and 90 × paid ÷ 100
            assert_eq!(sheet.unwrap().total, Some(Decimal::from(paid)));
        }
    }
}
