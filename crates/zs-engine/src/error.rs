//! What can go wrong behind the door besides an unreadable file.

/// An error of the engine; the text is Chinese, `en` gives the English one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EngineError {
    /// No renderer has this id.
    #[error("没有名为“{0}”的输出格式。可用：{list}。", list = crate::render::ids())]
    UnknownFormat(String),
    /// The format cannot hold this document.
    #[error("{zh}")]
    Unprintable {
        /// Why, in Chinese.
        zh: String,
        /// Why, in English.
        en: String,
    },
    /// A mistake of this program.
    #[error("内部错误（{0}）。请把文件和这行信息报告给维护者。")]
    Internal(String),
}

impl EngineError {
    /// The same in English.
    #[must_use]
    pub fn en(&self) -> String {
        match self {
            Self::UnknownFormat(id) => {
                format!("there is no output format \"{id}\"; known: {}", crate::render::ids())
            }
            Self::Unprintable { en, .. } => en.clone(),
            Self::Internal(cause) => {
                format!("internal error ({cause}); report it to the maintainers with the file")
            }
        }
    }
}
