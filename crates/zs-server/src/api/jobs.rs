//! Jobs: what works in the background, how far it is, and a stream that tells when it is done.
use crate::app::App;
use crate::caller::Caller;
use crate::input::{ListOf, Paging, Path, Query};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::Action;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use serde::{Deserialize, Serialize};
use std::convert::Infallible;
use std::time::Duration;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{Job, JobState};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_jobs))
        .routes(routes!(get_job))
        .routes(routes!(watch_job))
}

/// How often a stream looks.
const LOOK: Duration = Duration::from_millis(300);
/// After so many looks a stream ends; a browser opens the next one by itself, and is asked who it is again.
const LOOKS: u32 = 2_000;

/// A job. What it works on and what came out is at the thing it belongs to (`/imports/{id}` for `import`).
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct JobRow {
    id: i64,
    kind: String,
    /// `queued`, `running`, `done` or `failed`.
    state: &'static str,
    /// How often it was begun.
    attempts: i64,
    /// So many parts are done…
    done: i64,
    /// …of so many; 0 where unknown.
    total: i64,
    /// What went wrong last.
    error: Option<String>,
    created_by: Option<i64>,
    created_at: i64,
    updated_at: i64,
}

impl From<Job> for JobRow {
    fn from(job: Job) -> Self {
        Self {
            id: job.id,
            kind: job.kind,
            state: job.state.word(),
            attempts: job.attempts,
            done: job.done,
            total: job.total,
            error: job.error,
            created_by: job.created_by,
            created_at: job.created_at,
            updated_at: job.updated_at,
        }
    }
}

/// One event of the stream.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes the stream")]
pub(crate) struct JobEvent {
    /// `progress`, `done` or `failed`.
    event: String,
    /// The job as JSON.
    data: String,
}

/// Which jobs.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct JobQuery {
    /// Everybody's: for the system administrator. Else one's own.
    all: Option<bool>,
    /// Of everybody's, only those in this state.
    state: Option<String>,
}

/// The caller's jobs, or everybody's, the newest first.
#[utoipa::path(get, path = "/jobs", tag = "jobs", params(JobQuery, Paging), responses(
    (status = 200, description = "one page", body = ListOf<JobRow>),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_jobs(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<JobQuery>,
    Query(paging): Query<Paging>,
) -> Answer<Json<ListOf<JobRow>>> {
    let page = paging.page()?;
    let state = query.state.as_deref().map(state_of).transpose()?;
    let mut reader = app.store.read(&caller.area).await?;
    let found = if query.all.unwrap_or(false) {
        caller.require_somewhere(Action::ManageSystem)?;
        reader.jobs(state, &page).await?
    } else {
        reader.jobs_of(caller.account, &page).await?
    };
    Ok(Json(ListOf::of(found, JobRow::from)))
}

fn state_of(word: &str) -> Answer<JobState> {
    let all = [JobState::Queued, JobState::Running, JobState::Done, JobState::Failed];
    all.into_iter().find(|state| state.word() == word).ok_or_else(|| {
        let zh = "state 应为 queued、running、done 或 failed。";
        let en = "the state is queued, running, done or failed";
        Problem::new(ProblemKind::BadRequest).because(zh, en)
    })
}

/// A job that the caller asked for, or any for the system administrator.
async fn visible(app: &App, caller: &Caller, id: i64) -> Answer<Job> {
    let job = app.store.read(&caller.area).await?.job(id).await?;
    let own = job.created_by == Some(caller.account);
    if !own && caller.branches(Action::ManageSystem).is_empty() {
        return Err(Problem::new(ProblemKind::NotFound));
    }
    Ok(job)
}

/// One job.
#[utoipa::path(get, path = "/jobs/{job}", tag = "jobs", params(("job" = i64, Path)), responses(
    (status = 200, description = "the job", body = JobRow),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_job(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer<Json<JobRow>> {
    Ok(Json(visible(&app, &caller, id).await?.into()))
}

/// A stream of events: `progress` with the job whenever it changes, at the end `done` or `failed`.
#[utoipa::path(get, path = "/jobs/{job}/events", tag = "jobs", params(("job" = i64, Path)), responses(
    (status = 200, description = "server-sent events; the data of each is the job", body = JobEvent,
        content_type = "text/event-stream"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn watch_job(State(app): State<App>, caller: Caller, Path(id): Path<i64>) -> Answer {
    let job = visible(&app, &caller, id).await?;
    let events = events(app, caller.area, job);
    Ok(Sse::new(events).keep_alive(KeepAlive::default()).into_response())
}

/// What a stream remembers between two events.
struct Watch {
    app: App,
    area: String,
    job: JobRow,
    /// The event that is to be sent next; `None` when the stream has ended.
    next: Option<Event>,
    looks: u32,
}

fn events(app: App, area: String, job: Job) -> impl Stream<Item = Result<Event, Infallible>> {
    let job = JobRow::from(job);
    let next = Some(event(&job));
    stream::unfold(Watch { app, area, job, next, looks: 0 }, |mut watch| async move {
        if let Some(event) = watch.next.take() {
            return Some((Ok(event), watch));
        }
        watch.change().await.map(|event| (Ok(event), watch))
    })
}

fn event(job: &JobRow) -> Event {
    let name = match job.state {
        "done" | "failed" => job.state,
        _ => "progress",
    };
    Event::default().event(name).json_data(job).unwrap_or_default()
}

impl Watch {
    /// Waits for the next change; `None` after the end of the job, of the server or of patience.
    async fn change(&mut self) -> Option<Event> {
        let mut stopping = self.app.stopping.subscribe();
        while !matches!(self.job.state, "done" | "failed") && self.looks < LOOKS {
            self.looks += 1;
            tokio::select! {
                _ = stopping.wait_for(|stop| *stop) => return None,
                () = tokio::time::sleep(LOOK) => {}
            }
            let mut reader = self.app.store.read(&self.area).await.ok()?;
            let job = JobRow::from(reader.job(self.job.id).await.ok()?);
            if job != self.job {
                self.job = job;
                return Some(event(&self.job));
            }
        }
        None
    }
}
