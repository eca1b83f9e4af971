//! The door: bytes of any known kind become a document with findings.
use crate::formats::{self, encoding, kind::Kind};
use crate::{Layout, Limits, ReadError, ReadErrorKind, confidence, recognise, recognise_surely};
use zs_catalog::Catalog;
use zs_model::{Confidence, Document, Finding, Place};

/// What was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// What the reader could not place, with places.
    pub findings: Vec<Finding>,
    /// What kind of file it was.
    pub kind: Kind,
}

/// Reads a document. The kind is told by content first, then by name, unless `from` says it.
///
/// # Errors
/// `ReadError` for a file that cannot be read at all; strange content never is an error.
pub fn read(
    bytes: &[u8],
    name: Option<&str>,
    from: Option<Kind>,
    catalog: &Catalog,
    limits: &Limits,
) -> Result<Reading, ReadError> {
    let kind = kind(bytes, name, from)?;
    if kind == Kind::Json {
        let document = formats::json::read(bytes, limits)?;
        return Ok(Reading { document, findings: Vec::new(), kind });
    }
    let layout = filled(bytes, kind, limits)?;
    let (document, findings) = recognise(&layout, catalog);
    Ok(Reading { document, findings, kind })
}

/// As `read`, and says how sure it is of each field and why.
///
/// # Errors
/// As `read`.
pub fn read_surely(
    bytes: &[u8],
    name: Option<&str>,
    from: Option<Kind>,
    catalog: &Catalog,
    limits: &Limits,
) -> Result<(Reading, Confidence), ReadError> {
    let kind = kind(bytes, name, from)?;
    if kind == Kind::Json {
        let document = formats::json::read(bytes, limits)?;
        let confidence = confidence::stated(&document);
        return Ok((Reading { document, findings: Vec::new(), kind }, confidence));
    }
    let layout = filled(bytes, kind, limits)?;
    let (document, findings, confidence) = recognise_surely(&layout, catalog);
    Ok((Reading { document, findings, kind }, confidence))
}

fn kind(bytes: &[u8], name: Option<&str>, from: Option<Kind>) -> Result<Kind, ReadError> {
    if bytes.is_empty() {
        return Err(empty());
    }
    from.map_or_else(|| Kind::detect(bytes, name), Ok)
}

fn filled(bytes: &[u8], kind: Kind, limits: &Limits) -> Result<Layout, ReadError> {
    let layout = layout(bytes, kind, limits)?;
    if layout.blocks.is_empty() { Err(empty()) } else { Ok(layout) }
}

/// Reads the layout of a file of a known kind.
///
/// # Errors
/// As `read`; a kind without a reader is named.
pub fn layout(bytes: &[u8], kind: Kind, limits: &Limits) -> Result<Layout, ReadError> {
    let text = |read: fn(&str, &Limits) -> Result<Layout, ReadError>| {
        let decoded = encoding::decode(bytes)?;
        let encoding_guessed = decoded.guessed || decoded.lossy;
        Ok(Layout { encoding_guessed, ..read(&decoded.text, limits)? })
    };
    match kind {
        Kind::Text => text(formats::text::read),
        Kind::Markdown => text(formats::markdown::read),
        Kind::Html => text(formats::html::read),
        Kind::Docx => formats::docx::read(bytes, limits),
        Kind::Doc => formats::doc::read(bytes, limits),
        Kind::Pdf => formats::pdf::read(bytes, limits),
        Kind::Odt => formats::odt::read(bytes, limits),
        Kind::Ofd => formats::ofd::read(bytes, limits),
        Kind::Xlsx | Kind::Xlsb | Kind::Xls | Kind::Ods => formats::sheet::read(bytes, limits),
        Kind::Csv => formats::csv::read(bytes, limits),
        _ => Err(unread(kind)),
    }
}

fn unread(kind: Kind) -> ReadError {
    let (zh, en) = kind.title();
    ReadError::new(
        ReadErrorKind::UnknownKind,
        format!("还不能读取{zh}。请另存为 docx、xlsx、网页或文本后再读。"),
        format!("{en} cannot be read yet: save it as docx, xlsx, HTML or text first"),
    )
}

fn empty() -> ReadError {
    ReadError::new(
        ReadErrorKind::Empty,
        "文件是空的，没有可读的内容。请检查是否选错了文件。",
        "the file is empty: nothing to read. Check that it is the right file.",
    )
    .at(Place::default())
}
