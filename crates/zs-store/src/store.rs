//! The door: opening, readers, and writers that are one transaction of one area.
use crate::audit::{ChainHash, Sm3};
use crate::engine::{Connection, Engine};
use crate::error::{Result, StoreError};
use crate::migrate;
use crate::sql::sql;
use std::ops::{Deref, DerefMut};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where the bytes of attachments are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum BlobPlace {
    /// In the database, beside the rows.
    #[default]
    Database,
    /// In a folder, one file per content, named by area and hash.
    Folder(PathBuf),
}

/// The record, on whichever engine its URL names. Cheap to clone; clones share connections.
#[derive(Clone)]
pub struct Store {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub engine: Engine,
    pub hash: Arc<dyn ChainHash>,
    pub blobs: BlobPlace,
    rights: AtomicU64,
}

/// Reads one area. Each call sees what is committed at that moment.
pub struct Reader {
    pub(crate) connection: Connection,
    pub(crate) area: String,
    pub(crate) shared: Arc<Shared>,
}

/// One transaction that writes in one area; it reads too, its own writes included. Dropped without
/// [`Writer::commit`] it leaves no trace.
pub struct Writer {
    reader: Reader,
    next_id: i64,
    pub(crate) audit_seq: i64,
    pub(crate) audit_hash: String,
    rights_changed: bool,
}

impl Store {
    /// Opens by URL (`sqlite:PATH`, made when missing, or `postgres://…`) and applies what migrations are
    /// missing; several programs may do so at once.
    ///
    /// # Errors
    /// `Invalid` for a bad URL, `Unavailable` where nothing answers, `Corrupt` where an applied migration
    /// differs from ours.
    pub async fn open(url: &str) -> Result<Self> {
        Self::open_with(url, BlobPlace::Database, Arc::new(Sm3)).await
    }

    /// Like [`Store::open`], with another place for attachments or another hash for the audit chain.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_with(url: &str, blobs: BlobPlace, hash: Arc<dyn ChainHash>) -> Result<Self> {
        let engine = Engine::open(url).await?;
        migrate::run(&engine, hash.as_ref()).await?;
        let shared = Shared { engine, hash, blobs, rights: AtomicU64::new(1) };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// An empty store of the embedded engine in a folder.
    pub(crate) async fn scratch(folder: &std::path::Path) -> Result<Self> {
        Self::open(&Engine::scratch_url(folder)).await
    }

    /// A reader of one area.
    ///
    /// # Errors
    /// `Unavailable` where no connection comes free in time.
    pub async fn read(&self, area: &str) -> Result<Reader> {
        let connection = self.shared.engine.read().await?;
        Ok(Reader { connection, area: area.to_owned(), shared: Arc::clone(&self.shared) })
    }

    /// A transaction in one area, after all that came before it there.
    ///
    /// # Errors
    /// `NotFound` for an area that was not created, `Unavailable` when its turn does not come in time.
    pub async fn write(&self, area: &str) -> Result<Writer> {
        let mut connection = self.shared.engine.write().await?;
        // Changing the row locks it: writers of an area queue here and never wait crosswise later.
        let lock = sql("UPDATE area_head SET next_id = next_id WHERE area = $1
             RETURNING next_id, audit_seq, audit_hash");
        let head = connection.row(lock.bind(area)).await?;
        let mut head = head.ok_or_else(|| StoreError::not_found("area", area))?.cells();
        let (next_id, audit_seq, audit_hash) = (head.int()?, head.int()?, head.text()?);
        let shared = Arc::clone(&self.shared);
        let reader = Reader { connection, area: area.to_owned(), shared };
        Ok(Writer { reader, next_id, audit_seq, audit_hash, rights_changed: false })
    }

    /// A number that grows whenever this program commits a change of accounts, roles, sessions, keys or the
    /// tree: what was read about rights may be kept in memory until it changes. (Another program on the same
    /// database is not seen: keep such things for a second or two at most.)
    #[must_use]
    pub fn rights_generation(&self) -> u64 {
        self.shared.rights.load(Ordering::Acquire)
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// `Unavailable` where it does not.
    pub async fn ping(&self) -> Result<()> {
        self.shared.engine.read().await?.rows(sql("SELECT area FROM area LIMIT 1")).await?;
        Ok(())
    }

    /// Waits for everyone who reads or writes, then closes.
    pub async fn close(&self) {
        self.shared.engine.close().await;
    }
}

impl Reader {
    /// The area that this reader is bound to.
    #[must_use]
    pub fn area(&self) -> &str {
        &self.area
    }
}

impl Writer {
    /// Makes everything done through this writer last. When it returns, it survives the end of the program
    /// and a power cut.
    ///
    /// # Errors
    /// `Unavailable` (disk full, connection lost): nothing was written.
    pub async fn commit(mut self) -> Result<()> {
        let head = sql(
            "UPDATE area_head SET next_id = $2, audit_seq = $3, audit_hash = $4 WHERE area = $1",
        )
        .bind(&self.reader.area)
        .bind(self.next_id)
        .bind(self.audit_seq)
        .bind(&self.audit_hash);
        self.reader.connection.run(head).await?;
        let shared = Arc::clone(&self.reader.shared);
        self.reader.connection.commit().await?;
        if self.rights_changed {
            shared.rights.fetch_add(1, Ordering::AcqRel);
        }
        Ok(())
    }

    /// The next number of this area; one sequence for everything in it.
    pub(crate) fn next_id(&mut self) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        id
    }

    /// To be called by everything that changes who may do what.
    pub(crate) fn rights_changed(&mut self) {
        self.rights_changed = true;
    }
}

impl Deref for Writer {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl DerefMut for Writer {
    fn deref_mut(&mut self) -> &mut Reader {
        &mut self.reader
    }
}
