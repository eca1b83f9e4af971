//! docs/reference/forms.md: the form families that the catalog knows.
use super::NOTE;
use crate::shell;
use anyhow::{Context as _, Result};

/// The table of families, or `None` while the catalog has none.
pub fn page() -> Result<Option<String>> {
    let mut rows = Vec::new();
    for file in shell::files()? {
        let folder = file.strip_prefix("catalog/forms/").and_then(|f| f.strip_suffix("/form.toml"));
        let Some(folder) = folder else { continue };
        let form: toml::Table =
            shell::read(&file)?.parse().with_context(|| format!("{file} is no TOML"))?;
        let value = |key: &str| {
            form.get(key).and_then(toml::Value::as_str).unwrap_or("").replace('|', "\\|")
        };
        rows.push(format!(
            "| [`{folder}`](../../{file}) | {} | {} | {} |",
            value("zh"),
            value("en"),
            value("source")
        ));
    }
    if rows.is_empty() {
        return Ok(None);
    }
    Ok(Some(format!(
        "# Form families\n\n{NOTE}\n\n| id | 名称 | Name | Known from |\n| --- | --- | --- | --- |\n{}\n",
        rows.join("\n")
    )))
}
