//! Statements with their values, and rows: the one shape in which every aggregate talks to either engine.
use crate::error::{Result, StoreError};
use serde::Deserialize;
use std::borrow::Cow;
use std::fmt::Write as _;

/// A value in either direction. A missing value keeps its type: one engine must be told.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

/// A statement of the shared subset with `$1` placeholders, and the values for them.
#[derive(Clone, Debug)]
pub(crate) struct Sql {
    pub text: Cow<'static, str>,
    pub values: Vec<Value>,
    /// Each placeholder occurs once, in order: an engine may leave out the numbers.
    pub in_order: bool,
}

/// Begins a statement.
pub(crate) fn sql(text: &'static str) -> Sql {
    Sql { text: Cow::Borrowed(text), values: Vec::new(), in_order: false }
}

impl Sql {
    /// The next placeholder's value.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Appends text; only ever fixed text, never a user's.
    pub fn push(&mut self, text: &str) -> &mut Self {
        self.text.to_mut().push_str(text);
        self
    }

    /// Appends a placeholder and its value.
    pub fn push_bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        let number = self.values.len();
        let _ = write!(self.text.to_mut(), "${number}");
        self
    }

    /// Appends a limit, written out: where it is bound, SQLite plans the statement anew at every call, which
    /// takes as long as running it.
    pub fn push_limit(&mut self, rows: i64) -> &mut Self {
        // Writing into a String cannot fail.
        let _ = write!(self.text.to_mut(), " LIMIT {rows}");
        self
    }
}

/// `INSERT INTO … (…) VALUES` for many rows, in pieces that every engine takes.
pub(crate) fn inserts(head: &str, rows: Vec<Vec<Value>>) -> Vec<Sql> {
    let mut statements = Vec::new();
    let mut rest = rows.into_iter().peekable();
    while rest.peek().is_some() {
        // Few different lengths, so that the prepared statements are found again.
        let take =
            [128, 64, 32, 16, 8, 4, 2, 1].into_iter().find(|n| *n <= rest.len()).unwrap_or(1);
        let mut statement =
            Sql { text: Cow::Owned(head.to_owned()), values: Vec::new(), in_order: true };
        for (r, row) in rest.by_ref().take(take).enumerate() {
            statement.push(if r == 0 { " (" } else { ", (" });
            for (c, value) in row.into_iter().enumerate() {
                statement.push(if c == 0 { "" } else { ", " }).push_bind(value);
            }
            statement.push(")");
        }
        statements.push(statement);
    }
    statements
}

/// A statement whose answer is a list of rows with so many columns, none of them bytes.
pub(crate) struct Listing {
    pub statement: Sql,
    pub columns: usize,
}

/// One row of an answer, its cells read from left to right.
#[derive(Debug, Deserialize)]
pub(crate) struct Row(pub Vec<Value>);

impl Row {
    pub fn cells(self) -> Cells {
        Cells(self.0.into_iter())
    }
}

/// The cells of a row that have not been read yet.
pub(crate) struct Cells(std::vec::IntoIter<Value>);

impl Cells {
    pub fn opt_int(&mut self) -> Result<Option<i64>> {
        match self.0.next() {
            Some(Value::Int(value)) => Ok(value),
            Some(Value::Text(None) | Value::Bytes(None)) => Ok(None),
            other => Err(unlike("a number", other.as_ref())),
        }
    }

    pub fn int(&mut self) -> Result<i64> {
        self.opt_int()?.ok_or_else(|| unlike("a number", None))
    }

    pub fn opt_text(&mut self) -> Result<Option<String>> {
        match self.0.next() {
            Some(Value::Text(value)) => Ok(value),
            Some(Value::Int(None) | Value::Bytes(None)) => Ok(None),
            other => Err(unlike("text", other.as_ref())),
        }
    }

    pub fn text(&mut self) -> Result<String> {
        self.opt_text()?.ok_or_else(|| unlike("text", None))
    }

    pub fn opt_bytes(&mut self) -> Result<Option<Vec<u8>>> {
        match self.0.next() {
            Some(Value::Bytes(value)) => Ok(value),
            Some(Value::Int(None) | Value::Text(None)) => Ok(None),
            other => Err(unlike("bytes", other.as_ref())),
        }
    }

    pub fn bytes(&mut self) -> Result<Vec<u8>> {
        self.opt_bytes()?.ok_or_else(|| unlike("bytes", None))
    }
}

fn unlike(expected: &str, found: Option<&Value>) -> StoreError {
    let found = match found {
        None => "nothing",
        Some(Value::Int(_)) => "a number",
        Some(Value::Text(_)) => "text",
        Some(Value::Bytes(_)) => "bytes",
    };
    StoreError::corrupt(format!("a cell should hold {expected} and holds {found}"))
}

macro_rules! values {
    ($($from:ty => $kind:ident $convert:expr;)*) => {$(
        impl From<$from> for Value {
            fn from(value: $from) -> Self {
                Value::$kind($convert(value))
            }
        }
    )*};
}

values! {
    i64 => Int Some;
    Option<i64> => Int |v| v;
    String => Text Some;
    Option<String> => Text |v| v;
    &str => Text |v: &str| Some(v.to_owned());
    &String => Text |v: &String| Some(v.clone());
    Option<&str> => Text |v: Option<&str>| v.map(str::to_owned);
    &Option<String> => Text |v: &Option<String>| v.clone();
    Vec<u8> => Bytes Some;
    Option<Vec<u8>> => Bytes |v| v;
    &[u8] => Bytes |v: &[u8]| Some(v.to_vec());
}
