//! The commands that administer a record: each opens it, does one thing, and leaves an audit entry.
pub mod archive;
pub mod area;
pub mod audit;
pub mod user;

use crate::args_admin::Record;
use crate::commands::serve;
use crate::config::Config;
use crate::say::{Lang, Say};
use anyhow::{Context as _, Result, bail};
use std::time::{SystemTime, UNIX_EPOCH};
use zs_server::Settings;
use zs_store::{AuditEntry, Store, Writer};

/// A record that is open, with how the server would run on it.
pub struct Opened {
    pub store: Store,
    pub settings: Settings,
    pub lang: Lang,
}

impl Opened {
    async fn new(record: &Record, say: &Say) -> Result<Self> {
        let mut settings = Config::here(record.config.as_deref(), say.lang)?.server;
        settings.database = record.database.clone().unwrap_or(settings.database);
        let store = serve::open(&settings, say.lang).await?;
        Ok(Self { store, settings, lang: say.lang })
    }

    /// The area as given, else the one of the settings, else the only one.
    pub async fn area(&self, given: Option<&str>) -> Result<String> {
        let areas = self.store.areas().await?;
        let asked = given.or(self.settings.area.as_deref());
        let found = match asked {
            Some(asked) => areas.into_iter().find(|area| area.area == asked),
            None if areas.len() == 1 => areas.into_iter().next(),
            None => None,
        };
        found.map(|area| area.area).with_context(|| {
            self.lang.pick(
                "请用 --area 给出已有的区划代码；新建区划用 zhunsheng area add",
                "say which area with --area; `zhunsheng area add` creates one",
            )
        })
    }
}

/// Writes down what was done at the command line.
pub async fn note(
    writer: &mut Writer,
    now: i64,
    action: &str,
    object: &str,
    id: &str,
    detail: &serde_json::Value,
) -> Result<()> {
    let entry = AuditEntry {
        now,
        actor: "system",
        action,
        object,
        object_id: id,
        detail: &detail.to_string(),
        origin: "command line",
        ..AuditEntry::default()
    };
    writer.append_audit(&entry).await?;
    Ok(())
}

/// Now, in milliseconds since 1970.
pub fn now() -> Result<i64> {
    Ok(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?)
}

/// A file is named on the command line: refuse to write over one.
pub fn must_not_exist(file: &std::path::Path, lang: Lang) -> Result<()> {
    if file.exists() {
        let shown = file.display();
        bail!(lang.pick(
            format!("{shown} 已存在，不覆盖；请换一个文件名"),
            format!("{shown} is there already and is not overwritten: choose another name"),
        ));
    }
    Ok(())
}
