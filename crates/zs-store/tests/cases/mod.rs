//! The cases, by aggregate; each takes a fresh store and runs on both engines.
mod accounts;
mod audit;
mod backup;
mod calendar;
mod concurrency;
mod documents;
mod evaluations;
mod execution;
mod files;
mod jobs;
mod migrations;
mod monitoring;
mod plans;
mod publications;
mod review;
mod search;
mod sums;
mod tree;
mod trouble;

/// Runs each case on both engines.
macro_rules! on_both {
    ($($case:ident),+ $(,)?) => {$(
        mod $case {
            use crate::support::{Kind, TestStore};

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn embedded() {
                if let Some(test) = TestStore::new(Kind::Embedded).await {
                    super::$case(test).await;
                }
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn served() {
                if let Some(test) = TestStore::new(Kind::Served).await {
                    super::$case(test).await;
                }
            }
        }
    )+};
}

pub(crate) use on_both;
