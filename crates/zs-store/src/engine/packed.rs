//! A list as one cell of JSON: the driver hands rows over from its thread one by one, and a list of fifty costs
//! several times its query that way. Packed it costs little more than a single row.
use crate::error::{Result, StoreError};
use crate::sql::{Listing, Sql, Value, sql};
use serde::de::DeserializeOwned;

/// The rows of a list as an array of arrays.
pub(super) fn list(list: Listing) -> Sql {
    let mut packed = sql("WITH ");
    packed.push(&named("list", &list.statement.text, list.columns));
    packed.push(" SELECT ").push(&rows(list.columns)).push(" FROM list");
    packed.values = list.statement.values;
    packed
}

/// The rows of a list as an array of arrays, and the one row about it as an array. Both must use each of their
/// placeholders once and in order.
pub(super) fn list_about(list: Listing, about: Listing) -> Sql {
    let mut packed = sql("WITH ");
    packed.push(&named("list", &unnumbered(&list.statement.text), list.columns));
    packed.push(", ").push(&named("about", &unnumbered(&about.statement.text), about.columns));
    packed.push(" SELECT (SELECT ").push(&rows(list.columns)).push(" FROM list), (SELECT ");
    packed.push(&row(about.columns)).push(" FROM about)");
    packed.values = list.statement.values;
    packed.values.extend(about.statement.values);
    packed
}

fn named(name: &str, text: &str, columns: usize) -> String {
    format!("{name} ({}) AS ({text})", names(columns))
}

fn names(columns: usize) -> String {
    let names: Vec<String> = (1..=columns).map(|n| format!("c{n}")).collect();
    names.join(", ")
}

fn row(columns: usize) -> String {
    format!("json_array({})", names(columns))
}

fn rows(columns: usize) -> String {
    format!("json_group_array({})", row(columns))
}

/// What was packed; a struct is read by the order of its fields.
pub(super) fn unpack<T: DeserializeOwned>(cell: &str) -> Result<T> {
    serde_json::from_str(cell).map_err(|e| StoreError::corrupt(e.to_string()))
}

/// `?` for `$12`: this engine finds a numbered placeholder by walking over all before it, which takes longer
/// than inserting the rows when there are hundreds.
pub(super) fn unnumbered(text: &str) -> String {
    let mut parts = text.split('$');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push('?');
        plain.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    plain
}

impl<'de> serde::Deserialize<'de> for Value {
    fn deserialize<D: serde::Deserializer<'de>>(cell: D) -> std::result::Result<Self, D::Error> {
        cell.deserialize_any(Cell)
    }
}

/// Reads one packed cell.
struct Cell;

impl serde::de::Visitor<'_> for Cell {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a number, text or null")
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> std::result::Result<Value, E> {
        Ok(Value::Int(Some(number)))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> std::result::Result<Value, E> {
        i64::try_from(number).map(|number| Value::Int(Some(number))).map_err(E::custom)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> std::result::Result<Value, E> {
        Ok(Value::Text(Some(text.to_owned())))
    }

    fn visit_unit<E: serde::de::Error>(self) -> std::result::Result<Value, E> {
        Ok(Value::Int(None))
    }
}
