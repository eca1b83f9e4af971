//! Jobs: a plain table from which workers lease work, report progress, and try again after a while.
use crate::error::{Result, StoreError};
use crate::page::{Cursor, Page, PageOf};
use crate::sql::{Row, sql};
use crate::store::{Reader, Store, Writer};
use crate::word::words;

words! {
    /// Where a job stands.
    JobState, "job state" {
        /// Waits for a worker, or for its next attempt.
        Queued = "queued",
        /// Leased to a worker until `due_at`.
        Running = "running",
        /// Done; the result is there.
        Done = "done",
        /// Given up; the error is there.
        Failed = "failed",
    }
}

/// The longest wait between two attempts: one hour.
const LONGEST_WAIT: i64 = 3_600_000;

/// A job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its number in the area.
    pub id: i64,
    /// What is to be done; a word of the caller's.
    pub kind: String,
    /// With what; JSON of the caller's.
    pub payload: String,
    /// Where it stands.
    pub state: JobState,
    /// How often it was begun.
    pub attempts: i64,
    /// How often it may be begun.
    pub max_attempts: i64,
    /// Queued: not before. Running: until when the lease holds.
    pub due_at: i64,
    /// Who runs it.
    pub worker: Option<String>,
    /// Progress.
    pub done: i64,
    /// Progress out of so many; 0 where unknown.
    pub total: i64,
    /// What came out; JSON of the caller's.
    pub result: Option<String>,
    /// What went wrong last.
    pub error: Option<String>,
    /// Who asked for it.
    pub created_by: Option<i64>,
    /// When.
    pub created_at: i64,
    /// The last change.
    pub updated_at: i64,
}

/// A job to queue.
#[derive(Clone, Copy, Debug)]
pub struct NewJob<'a> {
    /// What is to be done.
    pub kind: &'a str,
    /// With what.
    pub payload: &'a str,
    /// How often it may be begun.
    pub max_attempts: i64,
    /// Not before.
    pub due_at: i64,
    /// Who asks for it.
    pub created_by: Option<i64>,
    /// Now.
    pub now: i64,
}

const COLUMNS: &str =
    "SELECT id, kind, payload, state, attempts, max_attempts, due_at, worker, done,
    total, result, error, created_by, created_at, updated_at FROM job WHERE area = $1";

fn job(row: Row) -> Result<Job> {
    let mut c = row.cells();
    Ok(Job {
        id: c.int()?,
        kind: c.text()?,
        payload: c.text()?,
        state: JobState::stored(&c.text()?)?,
        attempts: c.int()?,
        max_attempts: c.int()?,
        due_at: c.int()?,
        worker: c.opt_text()?,
        done: c.int()?,
        total: c.int()?,
        result: c.opt_text()?,
        error: c.opt_text()?,
        created_by: c.opt_int()?,
        created_at: c.int()?,
        updated_at: c.int()?,
    })
}

impl Store {
    /// The areas that have a job due at `now`. The only question that goes to all areas at once: it only
    /// reads, and the work is then leased area by area.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn areas_with_jobs(&self, now: i64) -> Result<Vec<String>> {
        let due = sql("SELECT DISTINCT j.area FROM area a JOIN job j ON j.area = a.area
             WHERE j.state IN ('queued', 'running') AND j.due_at <= $1 ORDER BY j.area");
        let mut connection = self.shared.engine.read().await?;
        let rows = connection.rows(due.bind(now)).await?;
        rows.into_iter().map(|row| row.cells().text()).collect()
    }

    /// How many jobs of all areas are in each state; only states that occur.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn jobs_by_state(&self) -> Result<Vec<(JobState, i64)>> {
        let mut connection = self.shared.engine.read().await?;
        let count = sql("SELECT state, COUNT(*) FROM job GROUP BY state ORDER BY state");
        let rows = connection.rows(count).await?.into_iter().map(|row| {
            let mut c = row.cells();
            Ok((JobState::stored(&c.text()?)?, c.int()?))
        });
        rows.collect()
    }
}

impl Reader {
    /// A job by number.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn job(&mut self, id: i64) -> Result<Job> {
        let mut one = sql(COLUMNS).bind(&self.area);
        one.push(" AND id = ").push_bind(id);
        let row = self.connection.row(one).await?;
        job(row.ok_or_else(|| StoreError::not_found("job", id))?)
    }

    /// One page of the jobs, the newest first.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn jobs(&mut self, state: Option<JobState>, page: &Page) -> Result<PageOf<Job>> {
        let mut all = sql(COLUMNS).bind(&self.area);
        if let Some(state) = state {
            all.push(" AND state = ").push_bind(state.word());
        }
        all.push(" AND id < ").push_bind(page.before_id());
        all.push(" ORDER BY id DESC").push_limit(page.probe());
        let rows = self.connection.rows(all).await?;
        let items: Result<Vec<_>> = rows.into_iter().map(job).collect();
        Ok(page.cut(items?, |job| Cursor::new("", job.id)))
    }

    /// Jobs of a kind that ended and were due before a moment, oldest first.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn old_jobs(&mut self, kind: &str, before: i64, most: i64) -> Result<Vec<Job>> {
        let mut all = sql(COLUMNS).bind(&self.area);
        all.push(" AND state IN ('done', 'failed') AND due_at < ").push_bind(before);
        all.push(" AND kind = ").push_bind(kind).push(" ORDER BY id").push_limit(most);
        self.connection.rows(all).await?.into_iter().map(job).collect()
    }

    /// One page of the jobs that an account asked for, the newest first.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn jobs_of(&mut self, account: i64, page: &Page) -> Result<PageOf<Job>> {
        let mut all = sql(COLUMNS).bind(&self.area);
        all.push(" AND created_by = ").push_bind(account);
        all.push(" AND id < ").push_bind(page.before_id());
        all.push(" ORDER BY id DESC").push_limit(page.probe());
        let rows = self.connection.rows(all).await?;
        let items: Result<Vec<_>> = rows.into_iter().map(job).collect();
        Ok(page.cut(items?, |job| Cursor::new("", job.id)))
    }
}

impl Writer {
    /// Forgets a job.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_job(&mut self, id: i64) -> Result<()> {
        let delete = sql("DELETE FROM job WHERE area = $1 AND id = $2");
        let delete = delete.bind(&self.area).bind(id);
        self.changed("job", id, delete).await
    }

    /// Queues a job and gives its number.
    ///
    /// # Errors
    /// `Reference` for an account that is not there.
    pub async fn create_job(&mut self, new: &NewJob<'_>) -> Result<i64> {
        let id = self.next_id();
        let insert = sql(
            "INSERT INTO job (area, id, kind, payload, state, attempts, max_attempts, due_at, done,
             total, created_by, created_at, updated_at)
             VALUES ($1, $2, $3, $4, 'queued', 0, $5, $6, 0, 0, $7, $8, $8)",
        );
        let insert = insert.bind(&self.area).bind(id).bind(new.kind).bind(new.payload);
        let insert = insert.bind(new.max_attempts.max(1)).bind(new.due_at).bind(new.created_by);
        self.connection.run(insert.bind(new.now)).await?;
        Ok(id)
    }

    /// Notes a job that was done while its caller waited, with its result, and gives its number.
    ///
    /// # Errors
    /// `Reference` for an account that is not there.
    pub async fn create_done_job(
        &mut self,
        new: &NewJob<'_>,
        total: i64,
        result: &str,
    ) -> Result<i64> {
        let id = self.create_job(new).await?;
        let update = sql("UPDATE job SET attempts = 1, done = $3, total = $3
             WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(id).bind(total);
        self.connection.run(update).await?;
        self.end(id, JobState::Done, Some(result), None, new.now).await?;
        Ok(id)
    }

    /// Hands a job back untried: the worker stops before it is done. The attempt does not count.
    ///
    /// # Errors
    /// `WrongState` where the lease is no longer this worker's.
    pub async fn release_job(&mut self, id: i64, worker: &str, now: i64) -> Result<()> {
        self.leased(id, worker).await?;
        let update = sql("UPDATE job SET state = 'queued', worker = NULL, attempts = attempts - 1,
             due_at = $3, updated_at = $3 WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(id).bind(now);
        self.connection.run(update).await.map(|_| ())
    }

    /// Leases the job that has been due longest, or `None`. A worker that died loses its lease, and its job
    /// is given to the next; one that has used up its attempts that way is given up here.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn claim_job(
        &mut self,
        kinds: &[&str],
        worker: &str,
        now: i64,
        lease_until: i64,
    ) -> Result<Option<Job>> {
        loop {
            let mut due = sql(COLUMNS).bind(&self.area);
            due.push(" AND state IN ('queued', 'running') AND due_at <= ").push_bind(now);
            let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
            crate::document::push_words(&mut due, "kind", &kinds);
            due.push(" ORDER BY due_at, id LIMIT 1");
            let Some(row) = self.connection.row(due).await? else { return Ok(None) };
            let found = job(row)?;
            if found.attempts >= found.max_attempts {
                let why = found.error.as_deref().unwrap_or("the worker did not come back");
                self.end(found.id, JobState::Failed, None, Some(why), now).await?;
                continue;
            }
            let update =
                sql("UPDATE job SET state = 'running', attempts = attempts + 1, worker = $3,
                 due_at = $4, updated_at = $5 WHERE area = $1 AND id = $2");
            let update = update.bind(&self.area).bind(found.id).bind(worker).bind(lease_until);
            self.connection.run(update.bind(now)).await?;
            return self.job(found.id).await.map(Some);
        }
    }

    /// Reports progress and lengthens the lease.
    ///
    /// # Errors
    /// `WrongState` where the lease is no longer this worker's: stop working on it.
    pub async fn progress_job(
        &mut self,
        id: i64,
        worker: &str,
        (done, total): (i64, i64),
        now: i64,
        lease_until: i64,
    ) -> Result<()> {
        self.leased(id, worker).await?;
        let update = sql("UPDATE job SET done = $3, total = $4, due_at = $5, updated_at = $6
             WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(id).bind(done).bind(total);
        self.connection.run(update.bind(lease_until).bind(now)).await?;
        Ok(())
    }

    /// Ends a job well.
    ///
    /// # Errors
    /// `WrongState` where the lease is no longer this worker's: its work must not count twice.
    pub async fn finish_job(
        &mut self,
        id: i64,
        worker: &str,
        result: &str,
        now: i64,
    ) -> Result<()> {
        self.leased(id, worker).await?;
        self.end(id, JobState::Done, Some(result), None, now).await
    }

    /// Ends an attempt badly: the job waits (`first_wait`, doubled with every attempt, at most an hour), or
    /// is given up when its attempts are used up. Gives the state that it is in then.
    ///
    /// # Errors
    /// `WrongState` where the lease is no longer this worker's.
    pub async fn fail_job(
        &mut self,
        id: i64,
        worker: &str,
        error: &str,
        now: i64,
        first_wait: i64,
    ) -> Result<JobState> {
        let found = self.leased(id, worker).await?;
        if found.attempts >= found.max_attempts {
            self.end(id, JobState::Failed, None, Some(error), now).await?;
            return Ok(JobState::Failed);
        }
        let doubled = 1_i64 << (found.attempts - 1).clamp(0, 30);
        let wait = first_wait.saturating_mul(doubled).min(LONGEST_WAIT);
        let update = sql(
            "UPDATE job SET state = 'queued', worker = NULL, error = $3, due_at = $4, updated_at = $5
             WHERE area = $1 AND id = $2",
        );
        let update = update.bind(&self.area).bind(id).bind(error).bind(now + wait).bind(now);
        self.connection.run(update).await?;
        Ok(JobState::Queued)
    }

    async fn leased(&mut self, id: i64, worker: &str) -> Result<Job> {
        let found = self.job(id).await?;
        match found.state == JobState::Running && found.worker.as_deref() == Some(worker) {
            true => Ok(found),
            false => Err(StoreError::WrongState { current: found.state.word().to_owned() }),
        }
    }

    async fn end(
        &mut self,
        id: i64,
        state: JobState,
        result: Option<&str>,
        error: Option<&str>,
        now: i64,
    ) -> Result<()> {
        let update = sql(
            "UPDATE job SET state = $3, worker = NULL, result = $4, error = $5, updated_at = $6
             WHERE area = $1 AND id = $2",
        );
        let update = update.bind(&self.area).bind(id).bind(state.word()).bind(result).bind(error);
        self.connection.run(update.bind(now)).await?;
        Ok(())
    }
}
