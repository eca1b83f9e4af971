//! Reads `zhunsheng.document/1`, the JSON that this system prints, back into a document.
mod model;
mod wire;

use crate::{Limits, ReadError, ReadErrorKind};
use zs_model::{Document, Place};

/// The schema that this reader knows.
const SCHEMA: &str = "zhunsheng.document/1";

/// Reads a document. Unknown keys are skipped and missing ones are blank, but a value of a wrong
/// kind is an error that names its path (`projects[2].budget.total`): it would be lost silently.
///
/// # Errors
/// `Empty`, `TooLarge`, `Damaged` (no JSON, or a value of a wrong kind, with its line) and
/// `UnknownKind` (another schema).
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        let zh = "文件是空的。请检查导出是否完成。";
        return Err(ReadError::new(
            ReadErrorKind::Empty,
            zh,
            "the file is empty; check the export",
        ));
    }
    guard(bytes, limits)?;
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let document: wire::Document =
        serde_path_to_error::deserialize(&mut deserializer).map_err(|error| wrong_value(&error))?;
    deserializer.end().map_err(|error| not_json(&error))?;
    match document.schema.as_deref() {
        Some(SCHEMA) => Ok(document.into()),
        other => Err(other_schema(other.unwrap_or("无 / none"))),
    }
}

/// Bounds memory before parsing: every record costs some hundred bytes, however short it is written.
fn guard(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let records = bytes.iter().filter(|byte| matches!(byte, b'{' | b'[')).count();
    if bytes.len() <= limits.input && records <= limits.cells / 4 {
        return Ok(());
    }
    Err(ReadError::new(
        ReadErrorKind::TooLarge,
        "JSON 文件太大。请按部门拆分后再读。",
        "the JSON file is too large; split it by department",
    ))
}

fn wrong_value(error: &serde_path_to_error::Error<serde_json::Error>) -> ReadError {
    let cause = error.inner();
    if !cause.is_data() {
        return not_json(cause);
    }
    let path = error.path().to_string();
    let zh = format!("JSON 字段 {path} 的值不合 {SCHEMA}（{cause}）。请改正后重试。");
    let en = format!("JSON field {path} does not fit {SCHEMA} ({cause}); correct it and try again");
    ReadError::new(ReadErrorKind::Damaged, zh, en).at(place(cause))
}

fn not_json(cause: &serde_json::Error) -> ReadError {
    let zh = format!("不是完整的 JSON（{cause}）。请重新导出。");
    let en = format!("not complete JSON ({cause}); export it again");
    ReadError::new(ReadErrorKind::Damaged, zh, en).at(place(cause))
}

fn other_schema(schema: &str) -> ReadError {
    let zh = format!("JSON 的 schema 是“{schema}”，只能读 {SCHEMA}。");
    let en = format!("the JSON's schema is \"{schema}\"; only {SCHEMA} can be read");
    ReadError::new(ReadErrorKind::UnknownKind, zh, en)
}

fn place(cause: &serde_json::Error) -> Place {
    Place::line(u32::try_from(cause.line()).unwrap_or(u32::MAX).max(1))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::{Limits, ReadError, ReadErrorKind};

    fn refused(json: &str) -> ReadError {
        read(json.as_bytes(), &Limits::default()).unwrap_err()
    }

    #[test]
    fn a_wrong_value_is_named_by_path_and_line() {
        let error = refused(
            "{\"schema\": \"zhunsheng.document/1\",\n\"projects\": [{}, {\"budget\": {\n\"total\": 9.2}}]}",
        );
        assert_eq!(error.kind, ReadErrorKind::Damaged);
        assert!(error.zh.contains("projects[1].budget.total"), "{}", error.zh);
        assert_eq!(error.place.and_then(|place| place.line), Some(3));
    }

    #[test]
    fn what_is_no_document_is_refused() {
        assert_eq!(refused(" \n").kind, ReadErrorKind::Empty);
        assert_eq!(refused("{\"schema\": \"zhunsheng").kind, ReadErrorKind::Damaged);
        assert_eq!(refused("{\"schema\": \"other/1\"}").kind, ReadErrorKind::UnknownKind);
        assert_eq!(refused("{}").kind, ReadErrorKind::UnknownKind);
        let month =
            "{\"schema\": \"zhunsheng.document/1\", \"projects\": [{\"plan\": [{\"month\": 13}]}]}";
        assert!(refused(month).en.contains("projects[0].plan[0].month"));
    }

    #[test]
    fn many_short_records_are_refused_before_they_cost_memory() {
        let bytes = "[{},".repeat(500_000);
        assert_eq!(refused(&bytes).kind, ReadErrorKind::TooLarge);
    }

    #[test]
    fn a_missing_key_is_blank_and_a_null_column_is_there() {
        let json = "{\"schema\": \"zhunsheng.document/1\", \"future\": 1,
            \"projects\": [{\"indicators\": [{\"note\": null}, {}]}]}";
        let document = read(json.as_bytes(), &Limits::default()).unwrap();
        let rows = &document.projects[0].indicators;
        assert_eq!((&rows[0].note, &rows[1].note), (&Some(None), &None));
        assert_eq!(document.projects[0].ordinal, 1);
    }
}
