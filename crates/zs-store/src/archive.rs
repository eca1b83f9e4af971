//! Backup and restore: every row of one moment in one file that either engine takes back.
use crate::archive_file::{Reading, Writing};
use crate::attachment;
use crate::audit::Verdict;
use crate::engine::Connection;
use crate::error::{Result, StoreError};
use crate::migrate::{self, MIGRATIONS};
use crate::schema::{Table, tables};
use crate::sql::{Row, Sql, Value, inserts, sql};
use crate::store::{BlobPlace, Store};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::path::Path;

const FORMAT: &str = "zhunsheng.backup/1";
/// Rows that are read or inserted at a time.
const ROWS: i64 = 512;

/// What a backup holds, or what a restore brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveReport {
    /// When the backup was taken, as its caller said.
    pub taken_at: i64,
    /// Rows per table.
    pub rows: BTreeMap<String, i64>,
    /// Size of the file in bytes; 0 after a restore.
    pub bytes: u64,
    /// Digest of everything in it.
    pub digest: String,
}

impl Store {
    /// Writes every row of this moment to a file while others go on reading and writing. The file gets its
    /// name only when it is whole and on the disk.
    ///
    /// # Errors
    /// `Unavailable` (no room, connection lost), `Corrupt` where the bytes of an attachment are damaged.
    pub async fn backup(&self, to: &Path, now: i64) -> Result<ArchiveReport> {
        let mut connection = self.shared.engine.snapshot().await?;
        let mut out = Writing::new(to, &self.shared.hash);
        let newest = MIGRATIONS.last().map_or(0, |migration| migration.number);
        out.line(&json!({ "format": FORMAT, "migration": newest, "taken_at": now })).await?;
        let mut counts = BTreeMap::new();
        for table in tables() {
            out.line(&json!({ "table": table.name, "columns": names(&table) })).await?;
            let rows = self.dump(&mut connection, &table, &mut out).await?;
            out.line(&json!({ "rows": rows })).await?;
            counts.insert(table.name, rows);
        }
        let (digest, bytes) = out.end().await?;
        Ok(ArchiveReport { taken_at: now, rows: counts, bytes, digest })
    }

    async fn dump(
        &self,
        connection: &mut Connection,
        table: &Table,
        out: &mut Writing,
    ) -> Result<i64> {
        let order = order(table);
        let at = |name: &String| table.columns.iter().position(|(column, _)| column == name);
        let places: Vec<usize> = order.iter().filter_map(at).collect();
        // A row of attachments may be large; all others are read by the hundred.
        let limit = if table.name == "blob" { 1 } else { ROWS };
        let (mut after, mut count): (Option<Vec<Value>>, i64) = (None, 0);
        loop {
            let rows = connection.rows(next_rows(table, &order, after.take(), limit)).await?;
            let got = i64::try_from(rows.len()).unwrap_or(i64::MAX);
            for Row(mut cells) in rows {
                after = Some(places.iter().map(|place| cells[*place].clone()).collect());
                if table.name == "blob" {
                    self.fetch_blob(&mut cells).await?;
                }
                out.line(&Json::Array(cells.into_iter().map(to_json).collect())).await?;
            }
            count += got;
            if got < limit {
                return Ok(count);
            }
        }
    }

    /// Bytes that are kept in a folder travel inside the backup.
    async fn fetch_blob(&self, cells: &mut [Value]) -> Result<()> {
        if let [Value::Text(Some(area)), Value::Text(Some(hash)), _, body] = cells
            && matches!(body, Value::Int(None) | Value::Bytes(None))
        {
            let bytes = self.read(area).await?.blob(hash).await?;
            *body = Value::Bytes(Some(bytes));
        }
        Ok(())
    }

    /// Takes a backup back into an empty store, all or nothing, and proves it: digest, row counts, the
    /// engine's own check, and every audit chain.
    ///
    /// # Errors
    /// `Invalid` where the store is not empty or the backup is of a newer program; `Corrupt` where it is
    /// not whole or a proof fails.
    pub async fn restore(&self, from: &Path) -> Result<ArchiveReport> {
        let mut input = Reading::new(from, &self.shared.hash);
        let head = input.line().await?;
        if head["format"] != FORMAT {
            return Err(StoreError::invalid("不是准绳的备份文件 / not a backup of this program"));
        }
        let newest = MIGRATIONS.last().map_or(0, |migration| migration.number);
        if head["migration"].as_i64().is_none_or(|number| number > newest) {
            return Err(StoreError::invalid(
                "备份来自更新的版本，请先升级 / the backup is of a newer program: upgrade first",
            ));
        }
        let mut connection = self.shared.engine.write().await?;
        if connection.row(sql("SELECT area FROM area LIMIT 1")).await?.is_some() {
            return Err(StoreError::invalid(
                "只能恢复到空数据库 / a backup is taken back into an empty database only",
            ));
        }
        let mut counts = BTreeMap::new();
        let known = tables();
        let digest = loop {
            let line = input.line().await?;
            if let Some(digest) = line["digest"].as_str() {
                break digest.to_owned();
            }
            let table = known.iter().find(|table| line["table"] == table.name);
            let table = table.ok_or_else(|| StoreError::corrupt(format!("no table: {line}")))?;
            let rows = self.load(&mut connection, table, &line["columns"], &mut input).await?;
            counts.insert(table.name.clone(), rows);
        };
        input.end().await?;
        migrate::fill_after(&mut connection, head["migration"].as_i64().unwrap_or(newest)).await?;
        connection.commit().await?;
        self.check().await?;
        let taken_at = head["taken_at"].as_i64().unwrap_or(0);
        Ok(ArchiveReport { taken_at, rows: counts, bytes: 0, digest })
    }

    async fn load(
        &self,
        connection: &mut Connection,
        table: &Table,
        columns: &Json,
        input: &mut Reading,
    ) -> Result<i64> {
        // Only names that the schema knows get into a statement; newer columns keep their defaults.
        let known = |json: &Json| table.columns.iter().find(|(name, _)| json == name);
        let columns = columns.as_array().map(Vec::as_slice).unwrap_or_default();
        let columns: Option<Vec<&(String, String)>> = columns.iter().map(known).collect();
        let columns = columns.ok_or_else(|| StoreError::corrupt("a column that we do not know"))?;
        let list: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let head = format!("INSERT INTO {} ({}) VALUES", table.name, list.join(", "));
        let (mut rows, mut count) = (Vec::new(), 0_i64);
        let said = loop {
            let line = input.line().await?;
            let Json::Array(cells) = line else { break line };
            if cells.len() != columns.len() {
                return Err(StoreError::corrupt(format!("a row of {} is too short", table.name)));
            }
            let cells =
                cells.into_iter().zip(&columns).map(|(cell, (_, kind))| from_json(cell, kind));
            let mut cells = cells.collect::<Result<Vec<Value>>>()?;
            if table.name == "blob" {
                self.place_blob(&mut cells).await?;
            }
            rows.push(cells);
            count += 1;
            if count % ROWS == 0 || table.name == "blob" {
                for statement in inserts(&head, std::mem::take(&mut rows)) {
                    connection.run(statement).await?;
                }
            }
        };
        for statement in inserts(&head, rows) {
            connection.run(statement).await?;
        }
        let mut stored = sql("SELECT COUNT(*) FROM ");
        stored.push(&table.name);
        let stored = connection.row(stored).await?.map(|row| row.cells().int()).transpose()?;
        if said["rows"].as_i64() != Some(count) || stored != Some(count) {
            let why = format!("{}: {said}, read {count}, stored {stored:?}", table.name);
            return Err(StoreError::corrupt(why));
        }
        Ok(count)
    }

    async fn place_blob(&self, cells: &mut [Value]) -> Result<()> {
        if let [Value::Text(Some(area)), Value::Text(Some(hash)), _, Value::Bytes(body)] = cells
            && let BlobPlace::Folder(folder) = &self.shared.blobs
            && let Some(bytes) = body.take()
        {
            attachment::write_file(attachment::file(folder, area, hash)?, bytes).await?;
        }
        Ok(())
    }

    /// Looks at everything that can be proved: the engine's own check of its files, and the audit chain of
    /// every area.
    ///
    /// # Errors
    /// `Corrupt` with the first thing that is wrong.
    pub async fn check(&self) -> Result<()> {
        if let Some(complaint) = self.shared.engine.complaint().await? {
            return Err(StoreError::corrupt(complaint));
        }
        for area in self.areas().await? {
            let mut reader = self.read(&area.area).await?;
            if let Verdict::Broken { seq, why } = reader.verify_audit().await? {
                let area = area.area;
                return Err(StoreError::corrupt(format!("audit chain of {area} at {seq}: {why}")));
            }
        }
        Ok(())
    }
}

/// Proves a backup by taking it back into an empty database in `folder`, which is removed again.
///
/// # Errors
/// As [`Store::restore`].
pub async fn verify_archive(archive: &Path, folder: &Path) -> Result<ArchiveReport> {
    let folder = folder.join(format!("zhunsheng-verify-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let restored = async {
        let store = Store::scratch(&folder).await?;
        let report = store.restore(archive).await;
        store.close().await;
        report
    };
    let report = restored.await;
    std::fs::remove_dir_all(&folder)?;
    report
}

/// In which order rows are written down: parents of a tree before what is under them, else by key.
fn order(table: &Table) -> Vec<String> {
    let has = |name| table.columns.iter().any(|(column, _)| column == name);
    match has("parent") && has("path") {
        true => vec!["area".to_owned(), "path".to_owned()],
        false => table.key.clone(),
    }
}

fn names(table: &Table) -> Vec<&str> {
    table.columns.iter().map(|(name, _)| name.as_str()).collect()
}

fn next_rows(table: &Table, order: &[String], after: Option<Vec<Value>>, limit: i64) -> Sql {
    let order = order.join(", ");
    let mut next = sql("SELECT ");
    next.push(&names(table).join(", ")).push(" FROM ").push(&table.name);
    for (n, value) in after.into_iter().flatten().enumerate() {
        match n {
            0 => next.push(" WHERE (").push(&order).push(") > ("),
            _ => next.push(", "),
        };
        next.push_bind(value);
    }
    if !next.values.is_empty() {
        next.push(")");
    }
    next.push(" ORDER BY ").push(&order).push_limit(limit);
    next
}

fn to_json(value: Value) -> Json {
    match value {
        Value::Int(Some(number)) => number.into(),
        Value::Text(Some(text)) => text.into(),
        Value::Bytes(Some(bytes)) => STANDARD.encode(bytes).into(),
        Value::Int(None) | Value::Text(None) | Value::Bytes(None) => Json::Null,
    }
}

fn from_json(json: Json, kind: &str) -> Result<Value> {
    let unlike = |json: &Json| StoreError::corrupt(format!("{json} is no {kind}"));
    Ok(match (kind, json) {
        ("BIGINT", Json::Null) => Value::Int(None),
        ("TEXT", Json::Null) => Value::Text(None),
        ("BYTEA", Json::Null) => Value::Bytes(None),
        ("BIGINT", json) => Value::Int(Some(json.as_i64().ok_or_else(|| unlike(&json))?)),
        ("TEXT", Json::String(text)) => Value::Text(Some(text)),
        ("BYTEA", Json::String(text)) => {
            let bytes = STANDARD.decode(&text).map_err(|e| StoreError::corrupt(e.to_string()))?;
            Value::Bytes(Some(bytes))
        }
        (_, json) => return Err(unlike(&json)),
    })
}
