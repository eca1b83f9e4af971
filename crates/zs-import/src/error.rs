//! Why a file cannot be read at all; a readable file with strange content is never an error.
use zs_model::Place;

/// The stable kind of a read error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadErrorKind {
    /// No bytes, or nothing but white space.
    Empty,
    /// A kind of file that is not read (a picture, a program).
    UnknownKind,
    /// The bytes are not what the file kind demands: cut off, damaged.
    Damaged,
    /// The file is encrypted or protected by a password.
    Encrypted,
    /// A limit on size, ratio, depth or number was passed.
    TooLarge,
    /// Something that a document has no need of and an attacker has: DTDs, entities.
    Forbidden,
    /// A mistake of this program.
    Internal,
}

/// Why a file cannot be read: what was wrong, where, and what to do, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{zh}")]
pub struct ReadError {
    /// The stable kind.
    pub kind: ReadErrorKind,
    /// What was wrong and what to do, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// Where, if known (boxed: the error travels in results).
    pub place: Option<Box<Place>>,
}

impl ReadError {
    /// An error without a place.
    #[must_use]
    pub fn new(kind: ReadErrorKind, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { kind, zh: zh.into(), en: en.into(), place: None }
    }

    /// The same error with the place where it was met.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(Box::new(place));
        self
    }
}
