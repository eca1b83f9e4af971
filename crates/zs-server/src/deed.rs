//! One write: a transaction that carries its audit entry and the answer that a repeated request gets again.
use crate::app::App;
use crate::caller::Caller;
use crate::output;
use crate::problem::{Answer, Problem, ProblemKind};
use axum::http::StatusCode;
use serde::Serialize;
use serde_json::Value;
use std::ops::{Deref, DerefMut};
use zs_store::{AuditEntry, Reader, Remembered, Writer};

const HOUR: i64 = 3_600_000;

/// A write under way. Dropped before [`Deed::done`] it leaves no trace.
pub struct Deed<'a> {
    writer: Writer,
    app: &'a App,
    caller: &'a Caller,
    /// Now; one moment for the whole deed.
    pub now: i64,
    audited: bool,
}

/// What an audit entry tells beside who, when and from where.
#[derive(Default)]
pub struct Told<'a> {
    /// What was done: `document.save`.
    pub action: &'a str,
    /// To what kind of thing.
    pub object: &'a str,
    /// To which one.
    pub id: String,
    /// Digest or short value of what stood before.
    pub before: Option<&'a str>,
    /// Digest or short value of what stands now.
    pub after: Option<&'a str>,
    /// What else belongs to it.
    pub detail: Value,
}

impl<'a> Deed<'a> {
    /// Begins a write. A request that was answered before gets its answer again as the "error".
    ///
    /// # Errors
    /// The replayed answer, `KeyReused`, `Unavailable`.
    pub async fn begin(app: &'a App, caller: &'a Caller) -> Answer<Self> {
        let mut writer = app.store.write(&caller.area).await?;
        let now = app.now();
        remembered(&mut writer, caller, now).await?;
        Ok(Self { writer, app, caller, now, audited: false })
    }

    /// Only the first half: for a write whose guards would refuse what it did itself the first time.
    ///
    /// # Errors
    /// As [`Deed::begin`].
    pub async fn replayed(app: &App, caller: &Caller) -> Answer<()> {
        if caller.request.idempotency.is_none() {
            return Ok(());
        }
        let mut reader = app.store.read(&caller.area).await?;
        remembered(&mut reader, caller, app.now()).await
    }

    /// Writes the audit entry.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn audit(&mut self, told: Told<'_>) -> Answer<()> {
        let detail = if told.detail.is_null() { "{}".to_owned() } else { told.detail.to_string() };
        let entry = AuditEntry {
            now: self.now,
            actor: &self.caller.actor,
            action: told.action,
            object: told.object,
            object_id: &told.id,
            before: told.before,
            after: told.after,
            detail: &detail,
            origin: &self.caller.request.origin(),
        };
        self.writer.append_audit(&entry).await?;
        self.audited = true;
        Ok(())
    }

    /// Makes an audit entry last that belongs to a read: an export, a download.
    ///
    /// # Errors
    /// `Unavailable`: then nothing may leave.
    pub async fn told(self) -> Answer<()> {
        Ok(self.writer.commit().await?)
    }

    /// Makes it last and answers with a JSON body.
    ///
    /// # Errors
    /// `Unavailable`: then nothing was written.
    pub async fn done(self, status: StatusCode, body: &impl Serialize) -> Answer {
        self.done_with(status, body, None).await
    }

    /// The same with an entity tag.
    ///
    /// # Errors
    /// As [`Deed::done`].
    pub async fn done_with(
        mut self,
        status: StatusCode,
        body: &impl Serialize,
        etag: Option<String>,
    ) -> Answer {
        // A write that nobody could trace is a mistake of ours, found by the first test that meets it.
        if !self.audited {
            tracing::error!("a write without an audit entry was refused");
            return Err(Problem::new(ProblemKind::Internal));
        }
        let body = output::bytes(body)?;
        if let Some((key, request)) = &self.caller.request.idempotency {
            let answer = zs_store::Answer {
                account: self.caller.account,
                name: key.clone(),
                request: request.clone(),
                status: i64::from(status.as_u16()),
                response: body.clone(),
                expires_at: self.now + self.app.settings.idempotency_hours * HOUR,
            };
            self.writer.remember(&answer, self.now).await?;
        }
        self.writer.commit().await?;
        Ok(output::json(status, body, etag.as_deref()))
    }
}

/// The answer of the same request, if it came before, as the "error".
async fn remembered(reader: &mut Reader, caller: &Caller, now: i64) -> Answer<()> {
    let Some((key, request)) = &caller.request.idempotency else { return Ok(()) };
    match reader.remembered(caller.account, key, request, now).await? {
        Remembered::New => Ok(()),
        Remembered::OtherRequest => Err(Problem::new(ProblemKind::KeyReused)),
        Remembered::Answered(answer) => {
            let status = u16::try_from(answer.status).ok();
            let status = status.and_then(|code| StatusCode::from_u16(code).ok());
            Err(Problem::replay(status.unwrap_or_default(), answer.response))
        }
    }
}

impl Deref for Deed<'_> {
    type Target = Writer;

    fn deref(&self) -> &Writer {
        &self.writer
    }
}

impl DerefMut for Deed<'_> {
    fn deref_mut(&mut self) -> &mut Writer {
        &mut self.writer
    }
}
