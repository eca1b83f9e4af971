//! What can go wrong in the store, as stable kinds: the caller's mistake, a lost race, or the operator's trouble.

/// The result of every call into the store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Why the store did not do what it was asked. Nothing was changed when one of these comes back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no such row in this area.
    #[error("没有这条记录：{what} {id} / no such record: {what} {id}")]
    NotFound {
        /// The kind of thing, in English.
        what: &'static str,
        /// Its key as text.
        id: String,
    },
    /// Somebody saved first: read that version again and compare before saving once more.
    #[error(
        "已被他人先保存，当前版本为 {current} / somebody saved first, version {current} is current"
    )]
    Conflict {
        /// The version (or revision) that stands now.
        current: i64,
    },
    /// The document or job is not in the state that this step expects.
    #[error(
        "当前状态为“{current}”，不能这样办理 / the state is now {current}, this step does not fit it"
    )]
    WrongState {
        /// The state that stands now.
        current: String,
    },
    /// A row with this key is already there.
    #[error("已有相同的记录：{what} / already there: {what}")]
    Duplicate {
        /// Which key, as the database names it.
        what: String,
    },
    /// A row that this one points to is missing, or one that is still needed would go.
    #[error(
        "引用的记录不存在或仍在使用：{what} / a record referred to is missing or still in use: {what}"
    )]
    Reference {
        /// What the database says about it.
        what: String,
    },
    /// The call itself makes no sense (a bad cursor, an empty area, a search of one character).
    #[error("参数无效：{why} / invalid argument: {why}")]
    Invalid {
        /// What is wrong with it.
        why: String,
    },
    /// The database cannot be reached or has no room; the same call may succeed later.
    #[error(
        "数据库暂不可用，请稍后重试：{why} / the database is not available, try again later: {why}"
    )]
    Unavailable {
        /// What the database or the system says.
        why: String,
    },
    /// What is stored contradicts itself: stop and restore from a backup.
    #[error("存储的数据已损坏：{why} / stored data is damaged: {why}")]
    Corrupt {
        /// Where, and what was expected.
        why: String,
    },
    /// A mistake in this program.
    #[error("程序内部错误：{why} / a mistake in the program: {why}")]
    Internal {
        /// What the database says about it.
        why: String,
    },
}

impl StoreError {
    /// A stable word for logs, metrics and problem answers.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "not-found",
            Self::Conflict { .. } => "conflict",
            Self::WrongState { .. } => "wrong-state",
            Self::Duplicate { .. } => "duplicate",
            Self::Reference { .. } => "reference",
            Self::Invalid { .. } => "invalid",
            Self::Unavailable { .. } => "unavailable",
            Self::Corrupt { .. } => "corrupt",
            Self::Internal { .. } => "internal",
        }
    }

    pub(crate) fn not_found(what: &'static str, id: impl ToString) -> Self {
        Self::NotFound { what, id: id.to_string() }
    }

    pub(crate) fn invalid(why: impl Into<String>) -> Self {
        Self::Invalid { why: why.into() }
    }

    pub(crate) fn corrupt(why: impl Into<String>) -> Self {
        Self::Corrupt { why: why.into() }
    }

    pub(crate) fn unavailable(why: impl ToString) -> Self {
        Self::Unavailable { why: why.to_string() }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        Self::unavailable(error)
    }
}
