//! Bytes to document, whatever the file kind; a panic in a reader is an error of its own kind.
use crate::guard::guarded;
use zs_catalog::Catalog;
use zs_import::{Kind, Limits, PaymentMapping, PaymentSheet, ReadError, ReadErrorKind, Reading};
use zs_model::Confidence;

/// Reads a document. The kind is told by content first, then by name, unless `from` says it.
///
/// # Errors
/// `ReadError` says what was wrong, where, and what to do; its kind is `Internal` if it was our mistake.
pub fn read(name: Option<&str>, bytes: &[u8], from: Option<Kind>) -> Result<Reading, ReadError> {
    let limits = Limits::default();
    if bytes.len() > limits.input {
        return Err(too_large());
    }
    guarded(|| zs_import::read(bytes, name, from, Catalog::embedded(), &limits))
        .unwrap_or_else(|cause| Err(mistake(&cause)))
}

/// As [`read`], and says how sure it is of each field and why.
///
/// # Errors
/// As [`read`].
pub fn read_surely(
    name: Option<&str>,
    bytes: &[u8],
    from: Option<Kind>,
) -> Result<(Reading, Confidence), ReadError> {
    let limits = Limits::default();
    if bytes.len() > limits.input {
        return Err(too_large());
    }
    guarded(|| zs_import::read_surely(bytes, name, from, Catalog::embedded(), &limits))
        .unwrap_or_else(|cause| Err(mistake(&cause)))
}

/// Reads a sheet of payments; `mapping` is what somebody confirmed of its headings.
///
/// # Errors
/// As [`read`], and where the file has no table with payments.
pub fn read_payments(
    name: Option<&str>,
    bytes: &[u8],
    mapping: &PaymentMapping,
) -> Result<PaymentSheet, ReadError> {
    let limits = Limits::default();
    if bytes.len() > limits.input {
        return Err(too_large());
    }
    guarded(|| zs_import::read_payments(bytes, name, mapping, &limits))
        .unwrap_or_else(|cause| Err(mistake(&cause)))
}

fn mistake(cause: &str) -> ReadError {
    let zh = format!("内部错误（{cause}）。请把文件和这行信息报告给维护者。");
    let en = format!("internal error ({cause}); report it to the maintainers with the file");
    ReadError::new(ReadErrorKind::Internal, zh, en)
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
