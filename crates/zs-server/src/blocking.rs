//! Slow work (reading, checking, comparing) on threads of its own.
use crate::problem::{Answer, Problem, ProblemKind};

/// Runs `work` where it may take its time; a panic of it is an error of ours.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(Problem::new(ProblemKind::Internal)))
}
