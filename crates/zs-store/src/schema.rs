//! The schema as it stands after all migrations: printed to `schema.sql`, and read from there by backups.
use crate::engine::Engine;
use crate::error::Result;
use crate::migrate;

/// All tables and indexes on one page; a test proves that it is the sum of the migrations.
pub(crate) const SCHEMA: &str = include_str!("../schema.sql");

/// A table of the schema, parents before those that point to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub name: String,
    /// Names and types, in order.
    pub columns: Vec<(String, String)>,
    /// The columns of the primary key.
    pub key: Vec<String>,
}

/// The tables of [`SCHEMA`], without the one that records migrations.
pub(crate) fn tables() -> Vec<Table> {
    let mut tables = Vec::new();
    for line in SCHEMA.lines() {
        let words = line.trim().trim_end_matches(',');
        if let Some(name) = words.strip_prefix("CREATE TABLE ") {
            let name = name.trim_end_matches(" (").to_owned();
            tables.push(Table { name, columns: Vec::new(), key: Vec::new() });
            continue;
        }
        let Some(table) = tables.last_mut() else { continue };
        if let Some(key) = words.strip_prefix("PRIMARY KEY (") {
            table.key = key.trim_end_matches(')').split(", ").map(str::to_owned).collect();
        } else if line.starts_with("    ") && words.starts_with(|c: char| c.is_ascii_lowercase()) {
            let mut parts = words.split(' ').map(str::to_owned);
            if let (Some(name), Some(kind)) = (parts.next(), parts.next()) {
                table.columns.push((name, kind));
            }
        }
    }
    tables.retain(|table| table.name != "migration");
    tables
}

/// What `schema.sql` must hold: all migrations applied to an empty database, printed.
///
/// # Errors
/// `Internal` where a migration is no SQL.
pub async fn print_schema() -> Result<String> {
    let folder = std::env::temp_dir().join(format!("zhunsheng-schema-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let engine = Engine::open(&Engine::scratch_url(&folder)).await?;
    migrate::run(&engine, &crate::audit::Sm3).await?;
    let definitions = engine.definitions().await;
    engine.close().await;
    std::fs::remove_dir_all(&folder)?;
    let mut page = String::from(
        "-- All tables and indexes, printed from the migrations; change those, not this page.\n",
    );
    for definition in definitions? {
        page += &format!("\n{definition};\n");
    }
    Ok(page)
}
