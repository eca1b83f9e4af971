//! Bytes to document, whatever the file kind; a panic in a reader is an error of its own kind.
use crate::guard::guarded;
use zs_import::{Limits, ReadError, ReadErrorKind};
use zs_model::{Document, Finding};

/// The kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `zhunsheng.document/1`.
    Json,
}

impl Kind {
    /// Every kind that can be read.
    pub const ALL: &[Self] = &[Self::Json];

    /// The stable id, as `--from` takes it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
        }
    }
}

/// What was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// What the reader could not place, and other remarks, with places.
    pub findings: Vec<Finding>,
    /// What kind of file it was.
    pub kind: Kind,
}

/// Reads a document. The kind is told by content first, then by name, unless `from` says it.
///
/// # Errors
/// `ReadError` says what was wrong, where, and what to do; its kind is `Internal` if it was our mistake.
pub fn read(name: Option<&str>, bytes: &[u8], from: Option<Kind>) -> Result<Reading, ReadError> {
    let limits = Limits::default();
    if bytes.len() > limits.input {
        return Err(too_large());
    }
    guarded(|| import(bytes, name, from, &limits)).unwrap_or_else(|cause| {
        let zh = format!("内部错误（{cause}）。请把文件和这行信息报告给维护者。");
        let en = format!("internal error ({cause}); report it to the maintainers with the file");
        Err(ReadError::new(ReadErrorKind::Internal, zh, en))
    })
}

fn import(
    bytes: &[u8],
    _name: Option<&str>,
    _from: Option<Kind>,
    limits: &Limits,
) -> Result<Reading, ReadError> {
    let document = zs_import::formats::json::read(bytes, limits)?;
    Ok(Reading { document, findings: Vec::new(), kind: Kind::Json })
}

/// The error for a file beyond the limit, for callers that see its size before they load it.
#[must_use]
pub fn too_large() -> ReadError {
    let most = Limits::default().input >> 20;
    ReadError::new(
        ReadErrorKind::TooLarge,
        format!("文件超过 {most} MB。请拆分后再读。"),
        format!("the file is larger than {most} MB; split it first"),
    )
}
