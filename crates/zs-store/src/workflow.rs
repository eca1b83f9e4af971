//! Steps of the workflow, recorded. Whether a step is allowed is judged above; here it is only guarded.
use crate::error::{Result, StoreError};
use crate::sql::{Row, sql};
use crate::store::{Reader, Writer};
use crate::word::words;

words! {
    /// Why a version was frozen.
    SealKind, "seal" {
        /// 批复.
        Approved = "approved",
        /// 公开.
        Published = "published",
    }
}

/// A step to take.
#[derive(Clone, Copy, Debug)]
pub struct Transition<'a> {
    /// The state that the document must be in.
    pub from: &'a str,
    /// The state that it is in afterwards.
    pub to: &'a str,
    /// What is done: `submit`, `return`, `approve`, …; a word of the caller's.
    pub action: &'a str,
    /// The version that was looked at; another current version refuses the step.
    pub version: i64,
    /// Freezes the version: it is what was approved or published.
    pub seal: Option<SealKind>,
    /// Why, where a reason is asked for.
    pub reason: Option<&'a str>,
    /// Who.
    pub actor: i64,
    /// Now.
    pub now: i64,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkflowEvent {
    /// Its number in the area.
    pub id: i64,
    /// The document.
    pub document: i64,
    /// The version that it was about.
    pub version: i64,
    /// The state before.
    pub from: String,
    /// The state after.
    pub to: String,
    /// What was done.
    pub action: String,
    /// Why.
    pub reason: Option<String>,
    /// Who.
    pub actor: i64,
    /// When.
    pub created_at: i64,
}

/// A frozen version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// The version.
    pub version: i64,
    /// Why it was frozen.
    pub kind: SealKind,
    /// The content's hash at that moment.
    pub hash: String,
    /// Who.
    pub actor: i64,
    /// When.
    pub sealed_at: i64,
}

fn event(row: Row) -> Result<WorkflowEvent> {
    let mut c = row.cells();
    Ok(WorkflowEvent {
        id: c.int()?,
        document: c.int()?,
        version: c.int()?,
        from: c.text()?,
        to: c.text()?,
        action: c.text()?,
        reason: c.opt_text()?,
        actor: c.int()?,
        created_at: c.int()?,
    })
}

impl Reader {
    /// Everything that happened to a document, in order.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn workflow_events(&mut self, document: i64) -> Result<Vec<WorkflowEvent>> {
        let all = sql(
            "SELECT id, document, version, from_state, to_state, action, reason, actor, created_at
             FROM workflow_event WHERE area = $1 AND document = $2 ORDER BY id",
        );
        let rows = self.connection.rows(all.bind(&self.area).bind(document)).await?;
        rows.into_iter().map(event).collect()
    }

    /// The frozen versions of a document, oldest first.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn seals(&mut self, document: i64) -> Result<Vec<Seal>> {
        let all = sql("SELECT version, kind, hash, actor, sealed_at FROM seal
             WHERE area = $1 AND document = $2 ORDER BY version, sealed_at, kind");
        let rows = self.connection.rows(all.bind(&self.area).bind(document)).await?;
        let seals = rows.into_iter().map(|row| {
            let mut c = row.cells();
            let (version, kind, hash) = (c.int()?, SealKind::stored(&c.text()?)?, c.text()?);
            Ok(Seal { version, kind, hash, actor: c.int()?, sealed_at: c.int()? })
        });
        seals.collect()
    }
}

impl Writer {
    /// Takes a step if the document is in the state and version that it expects, and gives the event's
    /// number. The document's projects carry its state along; an approval makes or follows its undertakings.
    ///
    /// # Errors
    /// `WrongState` or `Conflict` where it is not: nothing is changed; `NotFound`.
    pub async fn transition(&mut self, document: i64, step: &Transition<'_>) -> Result<i64> {
        let standing = self.document(document).await?;
        if standing.state != step.from {
            return Err(StoreError::WrongState { current: standing.state });
        }
        if standing.version != step.version {
            return Err(StoreError::Conflict { current: standing.version });
        }
        let sealed = |kind| (step.seal == Some(kind)).then_some(step.version);
        let update = sql("UPDATE document SET state = $3, revision = revision + 1,
             approved_version = COALESCE($4, approved_version),
             published_version = COALESCE($5, published_version),
             updated_by = $6, updated_at = $7 WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(document).bind(step.to);
        let update = update.bind(sealed(SealKind::Approved)).bind(sealed(SealKind::Published));
        self.connection.run(update.bind(step.actor).bind(step.now)).await?;
        let projects = sql("UPDATE project SET state = $3 WHERE area = $1 AND document = $2");
        let projects = projects.bind(&self.area).bind(document).bind(step.to);
        self.connection.run(projects).await?;
        if let Some(kind) = step.seal {
            self.seal(document, kind, step).await?;
        }
        if step.seal == Some(SealKind::Approved) {
            self.follow_approval(document, step).await?;
        }
        let id = self.next_id();
        let insert = sql(
            "INSERT INTO workflow_event (area, id, document, version, from_state, to_state, action,
             reason, actor, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        );
        let insert = insert.bind(&self.area).bind(id).bind(document).bind(step.version);
        let insert = insert.bind(step.from).bind(step.to).bind(step.action).bind(step.reason);
        self.connection.run(insert.bind(step.actor).bind(step.now)).await?;
        Ok(id)
    }

    /// Takes a published document from the public's eyes; its versions and seals stay.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn unpublish(&mut self, document: i64) -> Result<()> {
        let update = sql("UPDATE document SET published_version = NULL, revision = revision + 1
             WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(document);
        self.changed("document", document, update).await
    }

    async fn seal(&mut self, document: i64, kind: SealKind, step: &Transition<'_>) -> Result<()> {
        // A version that is sealed a second time in the same way keeps its first seal.
        let seals = self.seals(document).await?;
        if seals.iter().any(|seal| seal.version == step.version && seal.kind == kind) {
            return Ok(());
        }
        let hash = self.version(document, step.version).await?.hash;
        let insert = sql("INSERT INTO seal (area, document, version, kind, hash, actor, sealed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)");
        let insert = insert.bind(&self.area).bind(document).bind(step.version).bind(kind.word());
        self.connection.run(insert.bind(hash).bind(step.actor).bind(step.now)).await?;
        Ok(())
    }
}
