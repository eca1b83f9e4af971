//! The errors of reading .doc files, in both languages.
use crate::{ReadError, ReadErrorKind};

/// The bytes are not what a Word document demands.
pub(super) fn damaged(zh: &str, en: &str) -> ReadError {
    ReadError::new(
        ReadErrorKind::Damaged,
        format!("文件损坏或不完整（{zh}）；请重新取得文件，或用 Word/WPS 打开后另存为 .docx 再试"),
        format!(
            "the file is damaged or cut off ({en}); get the file again, or open it in Word/WPS and \
             save it as .docx"
        ),
    )
}

/// A limit was passed.
pub(super) fn too_large(zh: &str, en: &str) -> ReadError {
    ReadError::new(
        ReadErrorKind::TooLarge,
        format!("{zh}，超过上限；请拆分文件后再试"),
        format!("{en}, past the limit; split the file and try again"),
    )
}

/// The document asks for a password.
pub(super) fn encrypted() -> ReadError {
    ReadError::new(
        ReadErrorKind::Encrypted,
        "文档已加密或设有打开密码；请在 Word/WPS 中输入密码打开，取消密码后另存再提交",
        "the document is encrypted or needs a password to open; open it in Word/WPS, remove the \
         password, save it and try again",
    )
}

/// A file that is no Word document, or one of a kind that is not read.
pub(super) fn unknown(zh: &str, en: &str) -> ReadError {
    ReadError::new(
        ReadErrorKind::UnknownKind,
        format!("{zh}；请用 Word/WPS 打开后另存为 .docx 再试"),
        format!("{en}; open it in Word/WPS and save it as .docx"),
    )
}
