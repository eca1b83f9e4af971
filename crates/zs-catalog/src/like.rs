//! `like = "…"`: a scheme or a section takes what it does not state itself from one that stands before it.
use std::collections::BTreeMap;
use toml::{Table, Value};

/// The sections of a profile that may be like another profile's.
const SECTIONS: [&str; 2] = ["monitoring", "results"];

/// What has been read so far: sections by section and profile, schemes by id.
#[derive(Default)]
pub(crate) struct Known(BTreeMap<String, Table>);

impl Known {
    /// The profile's table with every `like` replaced by what it stands for.
    pub(crate) fn complete(&mut self, mut profile: Table) -> Result<Table, String> {
        let id = profile.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        for section in SECTIONS {
            if let Some(Value::Table(table)) = profile.get_mut(section) {
                self.fill(table, &format!("{section} "))?;
                self.0.insert(format!("{section} {id}"), table.clone());
            }
        }
        let Some(Value::Array(schemes)) = profile.get_mut("scoring") else { return Ok(profile) };
        for scheme in schemes {
            let Value::Table(table) = scheme else { continue };
            self.fill(table, "")?;
            if let Some(Value::String(id)) = table.get("id") {
                self.0.insert(id.clone(), table.clone());
            }
        }
        Ok(profile)
    }

    /// Adds the keys that the table lacks; a key that it has is its own as a whole.
    fn fill(&self, table: &mut Table, prefix: &str) -> Result<(), String> {
        let Some(Value::String(id)) = table.remove("like") else { return Ok(()) };
        let unknown =
            || format!("like 所指的“{id}”不在前面 (nothing before it is called \"{id}\")");
        let model = self.0.get(&format!("{prefix}{id}")).ok_or_else(unknown)?;
        for (key, value) in model {
            if !table.contains_key(key) {
                table.insert(key.clone(), value.clone());
            }
        }
        Ok(())
    }
}
