//! docs/reference/rules.md: the rules that the program lists.
use super::NOTE;
use crate::shell;
use anyhow::{Context as _, Result};
use serde_json::Value;

/// The table of rules, or `None` while there are none.
pub fn page() -> Result<Option<String>> {
    let has_rules = shell::files()?.iter().any(|f| super::super::tidy::is_rule(f));
    if !has_rules || !super::cli::page()?.is_some_and(|help| help.contains("\n## zhunsheng rule\n"))
    {
        return Ok(None);
    }
    let listed = shell::program(&["rule", "--format", "json"])?;
    let listed: Value = serde_json::from_str(&listed).context("`zhunsheng rule --format json`")?;
    let rules = listed.get("rules").unwrap_or(&listed).as_array().context("a list of rules")?;
    let rows: Vec<String> = rules.iter().map(row).collect();
    Ok(Some(format!(
        "# Rules\n\n{NOTE}\n\nA name is a promise: others select, ignore and quote rules by it.\n\
         `zhunsheng rule NAME` explains one.\n\n\
         | code | rule | severity | 说明 | Title |\n| --- | --- | --- | --- | --- |\n{}\n",
        rows.join("\n")
    )))
}

fn row(rule: &Value) -> String {
    let value = |value: &Value| value.as_str().unwrap_or("").replace('|', "\\|");
    let title = &rule["title"];
    let facts = [&rule["code"], &rule["name"], &rule["severity"], &title["zh"], &title["en"]];
    format!("| {} |", facts.map(value).join(" | "))
}
