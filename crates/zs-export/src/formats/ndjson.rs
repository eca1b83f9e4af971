//! One JSON object per line and project, each with the document's form, year and department.
use super::{Format, Unprintable};
use serde_json::{Value, json};
use zs_model::Document;

/// The format.
pub const FORMAT: Format = Format {
    id: "ndjson",
    zh: "NDJSON（每个项目一行）",
    en: "NDJSON (one project per line)",
    ending: "ndjson",
    media_type: "application/x-ndjson",
    render,
    print: None,
};

fn render(document: &Document) -> Result<Vec<u8>, Unprintable> {
    let mut bytes = Vec::new();
    for project in &document.projects {
        let mut line = crate::shape::object([
            ("form", json!(document.form)),
            ("fiscal_year", json!(document.fiscal_year)),
            ("department", json!(document.department)),
        ]);
        line.extend(crate::shape::project(project));
        bytes.extend(Value::Object(line).to_string().bytes());
        bytes.push(b'\n');
    }
    Ok(bytes)
}
