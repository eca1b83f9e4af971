//! The worker: leases one job after the other until the server stops.
use super::{EXPORT, IMPORT, KINDS, cleanup, export, import};
use crate::app::App;
use crate::problem::{Answer, Problem, ProblemKind};
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::time::Duration;
use zs_store::Job;

/// How long a worker may be silent before its job is given to another.
const LEASE: i64 = 120_000;
/// How long an idle worker sleeps unless somebody wakes it.
const SLEEP: Duration = Duration::from_secs(2);
/// How long a job waits after its first failure.
const FIRST_WAIT: i64 = 5_000;

/// How an attempt ended.
pub(super) enum End {
    /// Done, with its result as JSON.
    Done(String),
    /// The server stops; somebody else begins it again.
    HandBack,
}

/// A job in a worker's hands.
pub(super) struct Leased<'a> {
    pub app: &'a App,
    pub area: &'a str,
    pub job: Job,
    worker: &'a str,
}

impl Leased<'_> {
    /// Tells how far it is and keeps the lease.
    pub async fn progress(&self, done: usize, total: usize) -> Answer<()> {
        let number = |n| i64::try_from(n).unwrap_or(i64::MAX);
        let now = self.app.now();
        let mut writer = self.app.store.write(self.area).await?;
        let progress = (number(done), number(total));
        writer.progress_job(self.job.id, self.worker, progress, now, now + LEASE).await?;
        Ok(writer.commit().await?)
    }
}

/// Works until the server stops. Several of these may run, in one program or in several.
pub async fn work(app: App) {
    let worker = name();
    let mut stopping = app.stopping.subscribe();
    loop {
        let worked = round(&app, &worker).await.unwrap_or_else(|problem| {
            tracing::warn!(kind = problem.kind.word(), "the job queue could not be asked");
            false
        });
        if *stopping.borrow() {
            return;
        }
        if !worked {
            if let Err(problem) = cleanup::now_and_then(&app).await {
                tracing::warn!(kind = problem.kind.word(), "old imports could not be cleaned up");
            }
            tokio::select! {
                _ = stopping.changed() => return,
                () = app.wake.notified() => {}
                () = tokio::time::sleep(SLEEP) => {}
            }
        }
    }
}

fn name() -> String {
    let mut bytes = [0_u8; 8];
    // The program's number tells workers apart well enough where there is no randomness.
    let _ = getrandom::fill(&mut bytes);
    format!("{}-{:016x}", std::process::id(), u64::from_be_bytes(bytes))
}

/// One job of each area that has one due; whether there was any.
async fn round(app: &App, worker: &str) -> Answer<bool> {
    let mut worked = false;
    for area in app.store.areas_with_jobs(app.now()).await? {
        if *app.stopping.borrow() {
            return Ok(worked);
        }
        let now = app.now();
        let mut writer = app.store.write(&area).await?;
        let job = writer.claim_job(KINDS, worker, now, now + LEASE).await?;
        writer.commit().await?;
        let Some(job) = job else { continue };
        worked = true;
        let leased = Leased { app, area: &area, job, worker };
        let ended = AssertUnwindSafe(attempt(&leased)).catch_unwind().await;
        let ended = ended.unwrap_or_else(|_| Err(Problem::new(ProblemKind::Internal)));
        end(&leased, ended).await?;
    }
    Ok(worked)
}

async fn attempt(leased: &Leased<'_>) -> Answer<End> {
    match leased.job.kind.as_str() {
        IMPORT => import::run(leased).await,
        EXPORT => export::run(leased).await,
        _ => Err(Problem::new(ProblemKind::Internal)),
    }
}

async fn end(leased: &Leased<'_>, ended: Answer<End>) -> Answer<()> {
    let (id, worker, now) = (leased.job.id, leased.worker, leased.app.now());
    let mut writer = leased.app.store.write(leased.area).await?;
    match ended {
        Ok(End::Done(result)) => writer.finish_job(id, worker, &result, now).await?,
        Ok(End::HandBack) => writer.release_job(id, worker, now).await?,
        Err(problem) => {
            let body = problem.body(false, "");
            let why = if body.detail.is_empty() { body.title } else { body.detail };
            tracing::warn!(job = id, kind = problem.kind.word(), "an attempt failed");
            writer.fail_job(id, worker, &why, now, FIRST_WAIT).await?;
        }
    }
    Ok(writer.commit().await?)
}
