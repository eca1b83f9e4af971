//! Attachments: bytes known by their hash, kept once per area in the database or in a folder.
use crate::audit::hex;
use crate::error::{Result, StoreError};
use crate::sql::{Row, sql};
use crate::store::{BlobPlace, Reader, Writer};
use std::path::{Path, PathBuf};

/// An attachment, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its number in the area.
    pub id: i64,
    /// The document that it belongs to; none for an upload that waits.
    pub document: Option<i64>,
    /// The file's name as it came.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Hash of the bytes (the store's hash, hexadecimal).
    pub hash: String,
    /// Size in bytes.
    pub size: i64,
    /// Who brought it.
    pub uploaded_by: i64,
    /// When.
    pub created_at: i64,
}

/// An attachment to keep. Limits of type and size are the caller's.
#[derive(Clone, Copy, Debug)]
pub struct NewAttachment<'a> {
    /// The document that it belongs to.
    pub document: Option<i64>,
    /// The file's name as it came.
    pub name: &'a str,
    /// Media type.
    pub media_type: &'a str,
    /// The bytes.
    pub body: &'a [u8],
    /// Who brings it.
    pub uploaded_by: i64,
    /// Now.
    pub now: i64,
}

const COLUMNS: &str = "SELECT id, document, name, media_type, hash, size, uploaded_by, created_at
    FROM attachment WHERE area = $1";

fn attachment(row: Row) -> Result<Attachment> {
    let mut c = row.cells();
    Ok(Attachment {
        id: c.int()?,
        document: c.opt_int()?,
        name: c.text()?,
        media_type: c.text()?,
        hash: c.text()?,
        size: c.int()?,
        uploaded_by: c.int()?,
        created_at: c.int()?,
    })
}

impl Reader {
    /// An attachment by number.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn attachment(&mut self, id: i64) -> Result<Attachment> {
        let mut one = sql(COLUMNS).bind(&self.area);
        one.push(" AND id = ").push_bind(id);
        let row = self.connection.row(one).await?;
        attachment(row.ok_or_else(|| StoreError::not_found("attachment", id))?)
    }

    /// The attachments of a document, oldest first.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn attachments(&mut self, document: i64) -> Result<Vec<Attachment>> {
        let mut all = sql(COLUMNS).bind(&self.area);
        all.push(" AND document = ").push_bind(document).push(" ORDER BY id");
        self.connection.rows(all).await?.into_iter().map(attachment).collect()
    }

    /// The bytes with this hash.
    ///
    /// # Errors
    /// `NotFound`; `Corrupt` where they are not the ones that were kept.
    pub async fn blob(&mut self, hash: &str) -> Result<Vec<u8>> {
        let one = sql("SELECT body FROM blob WHERE area = $1 AND hash = $2");
        let row = self.connection.row(one.bind(&self.area).bind(hash)).await?;
        let stored = row.ok_or_else(|| StoreError::not_found("blob", hash))?.cells().opt_bytes()?;
        let body = match (stored, &self.shared.blobs) {
            (Some(body), _) => body,
            (None, BlobPlace::Folder(folder)) => read_file(file(folder, &self.area, hash)?).await?,
            (None, BlobPlace::Database) => {
                return Err(StoreError::corrupt(format!("the bytes of {hash} are in a folder")));
            }
        };
        if hex(&self.shared.hash.digest(&body)) != hash {
            return Err(StoreError::corrupt(format!("the bytes of {hash} have another hash")));
        }
        Ok(body)
    }
}

impl Writer {
    /// Keeps an attachment and gives its number; equal bytes are kept once.
    ///
    /// # Errors
    /// `Reference` for a document or account that is not there, `Unavailable` where there is no room.
    pub async fn create_attachment(&mut self, new: &NewAttachment<'_>) -> Result<i64> {
        let hash = hex(&self.shared.hash.digest(new.body));
        self.keep_blob(&hash, new.body).await?;
        let id = self.next_id();
        let insert = sql(
            "INSERT INTO attachment (area, id, document, name, media_type, hash, size, uploaded_by,
             created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        );
        let size = i64::try_from(new.body.len()).unwrap_or(i64::MAX);
        let insert = insert.bind(&self.area).bind(id).bind(new.document).bind(new.name);
        let insert = insert.bind(new.media_type).bind(hash).bind(size).bind(new.uploaded_by);
        self.connection.run(insert.bind(new.now)).await?;
        Ok(id)
    }

    /// Gives an upload that waited to a document.
    ///
    /// # Errors
    /// `NotFound`, `Reference`.
    pub async fn attach(&mut self, id: i64, document: i64) -> Result<()> {
        let update = sql("UPDATE attachment SET document = $3 WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(id).bind(document);
        self.changed("attachment", id, update).await
    }

    /// Removes an attachment, and its bytes where no other attachment has them.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_attachment(&mut self, id: i64) -> Result<()> {
        let hash = self.attachment(id).await?.hash;
        let delete = sql("DELETE FROM attachment WHERE area = $1 AND id = $2");
        let delete = delete.bind(&self.area).bind(id);
        self.connection.run(delete).await?;
        let used = sql("SELECT id FROM attachment WHERE area = $1 AND hash = $2 LIMIT 1");
        let used = used.bind(&self.area).bind(&hash);
        if self.connection.row(used).await?.is_none() {
            // A file in the folder stays: removing it here would lose it where this transaction does not
            // commit. `remove_unused_files` does it afterwards.
            let delete = sql("DELETE FROM blob WHERE area = $1 AND hash = $2");
            let delete = delete.bind(&self.area).bind(&hash);
            self.connection.run(delete).await?;
        }
        Ok(())
    }

    /// Removes the files of the folder that hold these bytes where no attachment has them any more. In a
    /// transaction of its own, after the one that deleted: while it waits its turn, nobody can bring the
    /// same bytes again.
    ///
    /// # Errors
    /// `Unavailable` where the folder cannot be written.
    pub async fn remove_unused_files(mut self, hashes: &[String]) -> Result<()> {
        let BlobPlace::Folder(folder) = self.shared.blobs.clone() else { return Ok(()) };
        for hash in hashes {
            let known = sql("SELECT size FROM blob WHERE area = $1 AND hash = $2");
            let known = known.bind(&self.area).bind(hash);
            if self.connection.row(known).await?.is_none() {
                remove_file(file(&folder, &self.area, hash)?).await?;
            }
        }
        Ok(())
    }

    async fn keep_blob(&mut self, hash: &str, body: &[u8]) -> Result<()> {
        let known = sql("SELECT size FROM blob WHERE area = $1 AND hash = $2");
        let known = known.bind(&self.area).bind(hash);
        if self.connection.row(known).await?.is_some() {
            return Ok(());
        }
        let inside = match self.shared.blobs.clone() {
            BlobPlace::Database => Some(body.to_vec()),
            BlobPlace::Folder(folder) => {
                write_file(file(&folder, &self.area, hash)?, body.to_vec()).await?;
                None
            }
        };
        let insert = sql("INSERT INTO blob (area, hash, size, body) VALUES ($1, $2, $3, $4)");
        let size = i64::try_from(body.len()).unwrap_or(i64::MAX);
        let insert = insert.bind(&self.area).bind(hash).bind(size).bind(inside);
        self.connection.run(insert).await.map(|_| ())
    }
}

/// Where a file stands: both names are checked, so that nothing leaves the folder.
pub(crate) fn file(folder: &Path, area: &str, hash: &str) -> Result<PathBuf> {
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric());
    match hash.get(..2) {
        Some(start) if plain(area) && plain(hash) => Ok(folder.join(area).join(start).join(hash)),
        _ => Err(StoreError::corrupt(format!("no name for a file: {area} {hash}"))),
    }
}

async fn read_file(path: PathBuf) -> Result<Vec<u8>> {
    blocking(move || std::fs::read(path)).await
}

/// Writes beside, brings it to the disk, and renames: a file under its hash is always whole.
pub(crate) async fn write_file(path: PathBuf, body: Vec<u8>) -> Result<()> {
    blocking(move || {
        if path.exists() {
            return Ok(());
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let beside = path.with_extension("part");
        let mut out = std::fs::File::create(&beside)?;
        std::io::Write::write_all(&mut out, &body)?;
        out.sync_all()?;
        std::fs::rename(&beside, &path)?;
        std::fs::File::open(folder)?.sync_all()
    })
    .await
}

async fn remove_file(path: PathBuf) -> Result<()> {
    let gone = |e: &std::io::Error| e.kind() == std::io::ErrorKind::NotFound;
    blocking(move || std::fs::remove_file(path).or_else(|e| if gone(&e) { Ok(()) } else { Err(e) }))
        .await
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.map_err(|e| StoreError::Internal { why: e.to_string() })??)
}
