//! Keyset paging: a page begins after the last row of the one before, so its cost does not grow.
use crate::error::{Result, StoreError};
use std::fmt;
use std::str::FromStr;

/// The most rows that one page may have.
const MOST: i64 = 500;

/// Where a page ended: the value that it was sorted by, and the row's number. Opaque to callers; its text
/// is safe in a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) key: String,
    pub(crate) id: i64,
}

/// Which page to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Rows after this one; the first page where it is missing.
    pub after: Option<Cursor>,
    /// At most so many rows (1–500).
    pub limit: i64,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageOf<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<Cursor>,
}

impl Page {
    /// The first rows.
    #[must_use]
    pub const fn first(limit: i64) -> Self {
        Self { after: None, limit }
    }

    /// The rows after a cursor.
    #[must_use]
    pub const fn after(cursor: Cursor, limit: i64) -> Self {
        Self { after: Some(cursor), limit }
    }

    /// One row more than asked for, to see whether another page follows.
    pub(crate) fn probe(&self) -> i64 {
        self.limit.clamp(1, MOST) + 1
    }

    /// Cuts the extra row off and remembers where the page ended.
    pub(crate) fn cut<T>(&self, mut items: Vec<T>, cursor: impl Fn(&T) -> Cursor) -> PageOf<T> {
        let limit = usize::try_from(self.limit.clamp(1, MOST)).unwrap_or(1);
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(cursor);
        PageOf { items, next }
    }

    /// The number after which the page begins, for lists sorted by it upwards.
    pub(crate) fn after_id(&self) -> i64 {
        self.after.as_ref().map_or(i64::MIN, |cursor| cursor.id)
    }

    /// The number before which the page begins, for lists sorted by it downwards.
    pub(crate) fn before_id(&self) -> i64 {
        self.after.as_ref().map_or(i64::MAX, |cursor| cursor.id)
    }
}

impl Cursor {
    pub(crate) fn new(key: impl ToString, id: i64) -> Self {
        Self { key: key.to_string(), id }
    }

    pub(crate) fn key_as_number(&self) -> Result<i64> {
        self.key.parse().map_err(|_| bad())
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.key, self.id)
    }
}

impl FromStr for Cursor {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self> {
        let (key, id) = text.rsplit_once('_').ok_or_else(bad)?;
        let plain = |c: char| c.is_ascii_digit() || c == '-';
        if !key.chars().all(plain) || key.len() > 120 {
            return Err(bad());
        }
        Ok(Self { key: key.to_owned(), id: id.parse().map_err(|_| bad())? })
    }
}

fn bad() -> StoreError {
    StoreError::invalid("分页游标无效 / the cursor is not one of ours")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_survive_a_url_and_strangers_are_refused() {
        for cursor in [Cursor::new("000001000002", 7), Cursor::new(-5, 9), Cursor::new("", 1)] {
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for text in ["", "7", "x_7", "1_x", "1_"] {
            assert!(text.parse::<Cursor>().is_err(), "{text}");
        }
    }
}
