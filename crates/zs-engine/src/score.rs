//! Payments, targets and actual values to scored sheets; one broken sheet never stops the others.
use crate::EngineError;
use crate::guard::guarded;
use rayon::prelude::*;
use zs_catalog::Scheme;
use zs_score::{Project, Sheet};

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
