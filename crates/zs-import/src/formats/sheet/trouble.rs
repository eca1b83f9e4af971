//! The errors of workbook reading, in both languages.
use crate::{ReadError, ReadErrorKind};
use zs_model::Place;

/// The bytes are not what a workbook demands.
pub(super) fn damaged(zh: &str, en: &str) -> ReadError {
    ReadError::new(
        ReadErrorKind::Damaged,
        format!("{zh}；请重新取得文件，或用 Excel/WPS 打开后另存为 .xlsx 再试"),
        format!("{en}; get the file again, or open it in Excel/WPS and save it as .xlsx"),
    )
}

/// A limit was passed.
pub(super) fn too_large(zh: &str, en: &str) -> ReadError {
    ReadError::new(
        ReadErrorKind::TooLarge,
        format!("{zh}，超过上限；请拆分文件，或删去无关内容后另存再试"),
        format!("{en}, past the limit; split the file or remove what does not belong to it"),
    )
}

/// The workbook asks for a password.
pub(super) fn encrypted() -> ReadError {
    ReadError::new(
        ReadErrorKind::Encrypted,
        "工作簿已加密或设有打开密码；请在 Excel/WPS 中输入密码打开，取消密码后另存再提交",
        "the workbook is encrypted or needs a password to open; open it in Excel/WPS, remove the \
         password, save it and try again",
    )
}

/// A file that is no workbook, or one of a kind that is not read.
pub(super) fn unknown(zh: &str, en: &str) -> ReadError {
    ReadError::new(
        ReadErrorKind::UnknownKind,
        format!("{zh}；请用 Excel/WPS 打开后另存为 .xlsx 再试"),
        format!("{en}; open it in Excel/WPS and save it as .xlsx"),
    )
}

/// A DTD or an entity, which no office program writes.
pub(super) fn forbidden() -> ReadError {
    ReadError::new(
        ReadErrorKind::Forbidden,
        "工作簿内含文档类型定义（DTD）或自定义实体，不是正常的办公文档；请用 Excel/WPS 打开后另存再试",
        "the workbook holds a document type definition (DTD) or an entity, which no office program \
         writes; open it in Excel/WPS and save it again",
    )
}

/// The place of a sheet as a whole; of the whole file where sheets have no names.
pub(super) fn sheet(name: &str) -> Place {
    let sheet = (!name.is_empty()).then(|| name.into());
    Place { sheet, ..Place::default() }
}
