//! Applying migrations at start: under a lock, each once, its hash recorded.
use crate::audit::{ChainHash, hex};
use crate::engine::{Connection, Engine};
use crate::error::{Result, StoreError};
use crate::sql::sql;

/// A change of the schema. Released ones never change again; a new one is a new line in [`MIGRATIONS`].
pub(crate) struct Migration {
    pub number: i64,
    pub name: &'static str,
    /// Its text, by the engine that it is for; `""` is for all.
    pub texts: &'static [(&'static str, &'static str)],
    /// What fills its tables from the rows that stand; also run over an older backup that is taken back.
    pub fill: &'static str,
}

/// All migrations in order.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        name: "tables",
        texts: &[("", include_str!("../migrations/0001_tables.sql"))],
        fill: "",
    },
    Migration {
        number: 2,
        name: "execution",
        texts: &[("", include_str!("../migrations/0002_execution.sql"))],
        fill: include_str!("../migrations/0002_execution.fill.sql"),
    },
    Migration {
        number: 3,
        name: "monitoring",
        texts: &[("", include_str!("../migrations/0003_monitoring.sql"))],
        fill: "",
    },
    Migration {
        number: 4,
        name: "evaluation",
        texts: &[("", include_str!("../migrations/0004_evaluation.sql"))],
        fill: "",
    },
];

impl Migration {
    /// Its text for one engine.
    pub fn text(&self, engine: &str) -> Option<&'static str> {
        let fits = |(name, _): &&(&str, &str)| name.is_empty() || *name == engine;
        self.texts.iter().find(fits).map(|(_, text)| *text)
    }
}

/// Applies what is missing, all or nothing; programs that start at once wait for each other.
pub(crate) async fn run(engine: &Engine, hash: &dyn ChainHash) -> Result<()> {
    let mut connection = engine.migrating().await?;
    let own = "CREATE TABLE IF NOT EXISTS migration (
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (number)
)";
    connection.script(own.to_owned()).await?;
    let mut applied = std::collections::BTreeMap::new();
    for row in connection.rows(sql("SELECT number, hash FROM migration ORDER BY number")).await? {
        let mut cells = row.cells();
        applied.insert(cells.int()?, cells.text()?);
    }
    let newest = MIGRATIONS.last().map_or(0, |migration| migration.number);
    if let Some(newer) = applied.keys().find(|number| **number > newest) {
        return Err(StoreError::invalid(format!(
            "数据库由更新的版本建立（第 {newer} 号变更），请升级程序 / \
             the database was made by a newer program (change {newer}): upgrade this one"
        )));
    }
    for migration in MIGRATIONS {
        let text = migration.text(engine.name()).unwrap_or_default();
        let ours = hex(&hash.digest(text.as_bytes()));
        match applied.get(&migration.number) {
            Some(theirs) if *theirs == ours => continue,
            Some(_) => {
                return Err(StoreError::corrupt(format!(
                    "migration {} was applied with another text",
                    migration.number
                )));
            }
            None => {}
        }
        connection.script(engine.script(text)).await?;
        if !migration.fill.is_empty() {
            connection.script(migration.fill.to_owned()).await?;
        }
        let record = sql("INSERT INTO migration (number, name, hash) VALUES ($1, $2, $3)");
        connection.run(record.bind(migration.number).bind(migration.name).bind(ours)).await?;
    }
    connection.commit().await
}

/// Fills what migrations after `number` added, from rows that were written before them.
pub(crate) async fn fill_after(connection: &mut Connection, number: i64) -> Result<()> {
    let later = MIGRATIONS.iter().filter(|migration| migration.number > number);
    for migration in later.filter(|migration| !migration.fill.is_empty()) {
        connection.script(migration.fill.to_owned()).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::MIGRATIONS;

    #[test]
    fn numbers_follow_each_other_and_every_engine_has_a_text() {
        for (migration, number) in MIGRATIONS.iter().zip(1..) {
            assert_eq!(migration.number, number);
            assert!(!migration.texts.is_empty(), "{} has no text", migration.name);
        }
    }
}
