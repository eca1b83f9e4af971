//! The backup file: compressed lines of JSON, each table with its rows, closed by a digest of all lines.
use crate::audit::{ChainHash, hex};
use crate::error::{Result, StoreError};
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::{Value as Json, json};
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::JoinHandle;

/// The longest line that is read: a row with its largest cell.
const LONGEST: u64 = 1 << 30;
/// Lines on their way between the database and the file.
const UNDERWAY: usize = 64;

/// A digest that goes on line by line.
pub(crate) struct Running {
    hash: Arc<dyn ChainHash>,
    digest: Vec<u8>,
}

impl Running {
    pub fn new(hash: &Arc<dyn ChainHash>) -> Self {
        Self { hash: Arc::clone(hash), digest: Vec::new() }
    }

    pub fn line(&mut self, line: &str) {
        let digest = std::mem::take(&mut self.digest);
        self.digest = self.hash.digest(&[digest.as_slice(), line.as_bytes()].concat());
    }

    pub fn text(&self) -> String {
        hex(&self.digest)
    }
}

/// Writes lines on a thread of its own; the file has its name only when it is whole and on the disk.
pub(crate) struct Writing {
    lines: Sender<String>,
    running: Running,
    thread: JoinHandle<std::io::Result<u64>>,
}

impl Writing {
    pub fn new(path: &Path, hash: &Arc<dyn ChainHash>) -> Self {
        let (lines, mut underway) = channel::<String>(UNDERWAY);
        let path = path.to_owned();
        let thread = tokio::task::spawn_blocking(move || write(&path, &mut underway));
        Self { lines, running: Running::new(hash), thread }
    }

    pub async fn line(&mut self, json: &Json) -> Result<()> {
        let line = json.to_string();
        self.running.line(&line);
        // A closed channel means that the thread has failed: `end` says why.
        let _ = self.lines.send(line).await;
        Ok(())
    }

    /// The last line, then the file's name; gives the digest and the file's size.
    pub async fn end(self) -> Result<(String, u64)> {
        let digest = self.running.text();
        let _ = self.lines.send(json!({ "digest": digest }).to_string()).await;
        drop(self.lines);
        Ok((digest, self.thread.await.map_err(lost)??))
    }
}

fn write(path: &Path, underway: &mut Receiver<String>) -> std::io::Result<u64> {
    let beside = beside(path);
    let mut out = GzEncoder::new(BufWriter::new(File::create(&beside)?), Compression::new(4));
    let mut whole = false;
    while let Some(line) = underway.blocking_recv() {
        whole = line.starts_with("{\"digest\":");
        out.write_all(line.as_bytes())?;
        out.write_all(b"\n")?;
    }
    let file = out.finish()?.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    if !whole {
        drop(file);
        std::fs::remove_file(&beside)?;
        return Ok(0);
    }
    file.sync_all()?;
    let size = file.metadata()?.len();
    std::fs::rename(&beside, path)?;
    Ok(size)
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// Reads lines on a thread of its own.
pub(crate) struct Reading {
    lines: Receiver<std::io::Result<String>>,
    running: Running,
}

impl Reading {
    pub fn new(path: &Path, hash: &Arc<dyn ChainHash>) -> Self {
        let (sender, lines) = channel(UNDERWAY);
        let path = path.to_owned();
        tokio::task::spawn_blocking(move || {
            if let Err(error) = read(&path, &sender) {
                let _ = sender.blocking_send(Err(error));
            }
        });
        Self { lines, running: Running::new(hash) }
    }

    /// Nothing may follow the digest, and the packing must end well.
    pub async fn end(mut self) -> Result<()> {
        match self.lines.recv().await {
            None => Ok(()),
            Some(Ok(_)) => Err(StoreError::corrupt("the backup goes on after its digest")),
            Some(Err(error)) => Err(unreadable(error)),
        }
    }

    /// The next line; the last must name the digest of all before it.
    pub async fn line(&mut self) -> Result<Json> {
        let Some(line) = self.lines.recv().await else {
            return Err(StoreError::corrupt("the backup ends before its digest"));
        };
        let line = line.map_err(unreadable)?;
        let json: Json = serde_json::from_str(&line)
            .map_err(|e| StoreError::corrupt(format!("a line of the backup is no JSON: {e}")))?;
        match json["digest"].as_str() {
            Some(digest) if digest != self.running.text() => {
                Err(StoreError::corrupt("the backup has another digest than it says"))
            }
            Some(_) => Ok(json),
            None => {
                self.running.line(&line);
                Ok(json)
            }
        }
    }
}

fn read(path: &Path, lines: &Sender<std::io::Result<String>>) -> std::io::Result<()> {
    let mut input = BufReader::new(GzDecoder::new(BufReader::new(File::open(path)?)));
    loop {
        let mut line = String::new();
        if (&mut input).take(LONGEST).read_line(&mut line)? == 0 {
            return Ok(());
        }
        if line.ends_with('\n') {
            line.pop();
        }
        if lines.blocking_send(Ok(line)).is_err() {
            return Ok(());
        }
    }
}

fn unreadable(error: std::io::Error) -> StoreError {
    match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::PermissionDenied => {
            StoreError::unavailable(error)
        }
        _ => StoreError::corrupt(format!("the backup cannot be read: {error}")),
    }
}

fn lost(error: tokio::task::JoinError) -> StoreError {
    StoreError::Internal { why: error.to_string() }
}
