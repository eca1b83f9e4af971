//! What can be wrong with a catalog file.

/// A catalog file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("目录文件 {file} 有误：{reason} (catalog file {file} is wrong: {reason})")]
pub struct CatalogError {
    /// The file inside the catalog folder.
    pub file: String,
    /// What is wrong.
    pub reason: String,
}
