//! Files in and out: bounded reading, whole-or-nothing writing.
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use zs_engine::{Limits, ReadError, too_large};

/// Why a file could not be loaded.
pub enum Unreadable {
    /// The system says no.
    Io(io::Error),
    /// It is too large.
    Read(ReadError),
}

/// Whether the argument means standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The whole file, or standard input for `-`; never more than the readers take.
pub fn load(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let most = Limits::default().input as u64;
    let mut bytes = Vec::new();
    let read = if is_stdin(path) {
        io::stdin().lock().take(most + 1).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| {
            if file.metadata()?.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            file.take(most + 1).read_to_end(&mut bytes)
        })
    };
    read.map_err(Unreadable::Io)?;
    if bytes.len() as u64 > most { Err(Unreadable::Read(too_large())) } else { Ok(bytes) }
}

/// Writes all or nothing: a reader of `path` sees the old file or the new one, never a half. Nothing is
/// forced to the disk: a result lost in a power cut is made again.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        // A device or a pipe cannot be replaced.
        return OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    let beside = beside(path)?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let written = file.write_all(bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// A hidden name in the same folder, so that renaming stays within one file system.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.tmp", std::process::id()));
    Ok(path.with_file_name(hidden))
}
