//! SQLite: one file, a log beside it, one writing connection in a queue, a few reading ones.
use crate::engine::packed::{self, unnumbered};
use crate::error::{Result, StoreError};
use crate::sql::{Cells, Listing, Row, Sql, Value};
use serde::de::DeserializeOwned;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{Arguments as _, AssertSqlSafe, ConnectOptions as _, Connection as _, Row as _};
use sqlx::{Decode, Sqlite, TypeInfo as _, ValueRef as _};
use std::collections::VecDeque;
use std::str::FromStr as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

pub(super) const NAME: &str = "sqlite";

/// How long a call waits for its turn before it is told to come back later.
const PATIENCE: Duration = Duration::from_secs(30);
/// Prepared statements kept per connection.
const STATEMENTS: usize = 256;

pub(crate) struct Engine {
    readers: Arc<Slots>,
    writer: Arc<Slots>,
}

impl Engine {
    /// `synchronous=FULL`: a commit is on the disk when it is acknowledged, so it survives a power cut
    /// too; `NORMAL` would survive the end of the program but not that.
    pub async fn open(url: &str) -> Result<Self> {
        let options = SqliteConnectOptions::from_str(url)
            .map_err(|e| StoreError::invalid(e.to_string()))?
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .statement_cache_capacity(STATEMENTS)
            .pragma("temp_store", "memory")
            .pragma("mmap_size", "1073741824")
            .pragma("journal_size_limit", "67108864")
            .pragma("wal_autocheckpoint", "8192")
            .disable_statement_logging();
        // The writer touches pages all over the file; readers get theirs from the mapped file.
        let writing = options.clone().create_if_missing(true).pragma("cache_size", "-32768");
        let writer = Slots::new(writing, 1);
        // The file and its log exist before a reader looks for them.
        drop(writer.take().await?);
        let readers = Slots::new(options.pragma("query_only", "on"), reader_count());
        Ok(Self { readers, writer })
    }

    pub async fn read(&self) -> Result<Connection> {
        self.readers.take().await
    }

    pub async fn snapshot(&self) -> Result<Connection> {
        let mut connection = self.readers.take().await?;
        connection.begin("BEGIN").await?;
        Ok(connection)
    }

    pub async fn write(&self) -> Result<Connection> {
        let mut connection = self.writer.take().await?;
        connection.begin("BEGIN IMMEDIATE").await?;
        Ok(connection)
    }

    pub async fn complaint(&self) -> Result<Option<String>> {
        let mut connection = self.read().await?;
        let rows = connection.rows(crate::sql::sql("PRAGMA integrity_check(1)")).await?;
        let first = rows.into_iter().next().map(|row| row.cells().text()).transpose()?;
        if let Some(complaint) = first.filter(|text| text != "ok") {
            return Ok(Some(complaint));
        }
        let orphans = connection.rows(crate::sql::sql("PRAGMA foreign_key_check")).await?;
        let table = orphans.into_iter().next().map(|row| row.cells().text()).transpose()?;
        Ok(table.map(|table| format!("a row of {table} points to nothing")))
    }

    pub async fn explain(&self, statement: &Sql) -> Result<String> {
        let mut explain = crate::sql::sql("EXPLAIN QUERY PLAN ");
        explain.push(&statement.text);
        explain.values.clone_from(&statement.values);
        let mut lines = Vec::new();
        for row in self.read().await?.rows(explain).await? {
            let mut cells = row.cells();
            let _ = (cells.int()?, cells.int()?, cells.int()?);
            lines.push(cells.text()?);
        }
        Ok(lines.join("\n"))
    }

    /// What made each table and index, in the order of their making.
    pub async fn definitions(&self) -> Result<Vec<String>> {
        let all =
            crate::sql::sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid");
        let rows = self.read().await?.rows(all).await?;
        rows.into_iter().map(|row| row.cells().text()).collect()
    }

    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Readers: twice the processors, few enough that their caches stay small.
fn reader_count() -> usize {
    let processors = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    (processors * 2).clamp(4, 16)
}

/// Turning a new file's journal to WAL does not wait for another program that does the same: try again.
async fn connect(options: &SqliteConnectOptions) -> sqlx::Result<SqliteConnection> {
    let mut left = 100;
    loop {
        match options.connect().await {
            Err(sqlx::Error::Database(e)) if left > 0 && e.message().contains("locked") => {
                left -= 1;
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
            other => return other,
        }
    }
}

/// A number of connections, opened when first needed and opened again when one is lost.
struct Slots {
    options: SqliteConnectOptions,
    turns: Arc<Semaphore>,
    count: usize,
    idle: Mutex<VecDeque<SqliteConnection>>,
}

impl Slots {
    fn new(options: SqliteConnectOptions, count: usize) -> Arc<Self> {
        let turns = Arc::new(Semaphore::new(count));
        Arc::new(Self { options, turns, count, idle: Mutex::default() })
    }

    async fn take(self: &Arc<Self>) -> Result<Connection> {
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned())
            .await
            .map_err(|_| StoreError::unavailable("the queue for the database is too long"))?
            .map_err(|_| StoreError::unavailable("the database is closed"))?;
        let idle = self.idle().pop_back();
        let inner = match idle {
            Some(inner) => inner,
            None => connect(&self.options).await.map_err(error)?,
        };
        Ok(Connection {
            inner: Some(inner),
            turn: Some(turn),
            slots: Arc::clone(self),
            open: false,
        })
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, VecDeque<SqliteConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn close(&self) {
        // Everyone who still holds a connection is waited for.
        let all = u32::try_from(self.count).unwrap_or(u32::MAX);
        let turns = self.turns.acquire_many(all).await;
        self.turns.close();
        drop(turns);
        let idle: Vec<_> = self.idle().drain(..).collect();
        for connection in idle {
            let _ = connection.close().await;
        }
    }
}

pub(crate) struct Connection {
    inner: Option<SqliteConnection>,
    turn: Option<OwnedSemaphorePermit>,
    slots: Arc<Slots>,
    /// Inside a transaction that was not ended.
    open: bool,
}

impl Connection {
    fn inner(&mut self) -> Result<&mut SqliteConnection> {
        self.inner.as_mut().ok_or_else(|| StoreError::unavailable("the connection was lost"))
    }

    async fn begin(&mut self, words: &'static str) -> Result<()> {
        // Set first: a call that is dropped while it waits may still have begun.
        self.open = true;
        self.run(crate::sql::sql(words)).await.map(|_| ())
    }

    pub async fn commit(mut self) -> Result<()> {
        self.run(crate::sql::sql("COMMIT")).await?;
        self.open = false;
        Ok(())
    }

    pub async fn rows(&mut self, statement: Sql) -> Result<Vec<Row>> {
        let arguments = arguments(statement.values)?;
        let query = sqlx::query_with(AssertSqlSafe(statement.text), arguments);
        let rows = query.fetch_all(self.inner()?).await.map_err(|e| self.fail(e))?;
        rows.iter().map(row).collect()
    }

    pub async fn list<T: DeserializeOwned>(&mut self, list: Listing) -> Result<Vec<T>> {
        let mut cells = self.one(packed::list(list)).await?;
        packed::unpack(&cells.text()?)
    }

    pub async fn list_about<T: DeserializeOwned, A: DeserializeOwned>(
        &mut self,
        list: Listing,
        about: Listing,
    ) -> Result<(Vec<T>, A)> {
        let mut cells = self.one(packed::list_about(list, about)).await?;
        Ok((packed::unpack(&cells.text()?)?, packed::unpack(&cells.text()?)?))
    }

    /// The cells of the only row of an answer.
    async fn one(&mut self, statement: Sql) -> Result<Cells> {
        let row = self.rows(statement).await?.into_iter().next();
        Ok(row.ok_or_else(|| StoreError::corrupt("an answer without a row"))?.cells())
    }

    pub async fn run(&mut self, statement: Sql) -> Result<u64> {
        let text = match statement.in_order {
            true => unnumbered(&statement.text).into(),
            false => statement.text,
        };
        let arguments = arguments(statement.values)?;
        let query = sqlx::query_with(AssertSqlSafe(text), arguments);
        let done = query.execute(self.inner()?).await.map_err(|e| self.fail(e))?;
        Ok(done.rows_affected())
    }

    pub async fn script(&mut self, script: String) -> Result<()> {
        let raw = sqlx::raw_sql(AssertSqlSafe(script));
        raw.execute(self.inner()?).await.map_err(|e| self.fail(e))?;
        Ok(())
    }

    /// A connection whose thread is gone is not used again; the next call opens a new one.
    fn fail(&mut self, failure: sqlx::Error) -> StoreError {
        if !matches!(failure, sqlx::Error::Database(_)) {
            self.inner = None;
        }
        error(failure)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let Some(mut inner) = self.inner.take() else { return };
        let (turn, slots) = (self.turn.take(), Arc::clone(&self.slots));
        if !self.open {
            slots.idle().push_back(inner);
            return;
        }
        // Without a runtime the connection is closed, which rolls back as well.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                // It fails where the engine has already rolled back by itself (a full disk).
                let _ = sqlx::raw_sql("ROLLBACK").execute(&mut inner).await;
                slots.idle().push_back(inner);
                drop(turn);
            });
        }
    }
}

fn arguments(values: Vec<Value>) -> Result<SqliteArguments> {
    let mut arguments = SqliteArguments::default();
    arguments.reserve(values.len(), 0);
    for value in values {
        match value {
            Value::Int(value) => arguments.add(value),
            Value::Text(value) => arguments.add(value),
            Value::Bytes(value) => arguments.add(value),
        }
        .map_err(|e| StoreError::Internal { why: e.to_string() })?;
    }
    Ok(arguments)
}

fn row(row: &SqliteRow) -> Result<Row> {
    let mut values = Vec::with_capacity(row.len());
    for cell in 0..row.len() {
        let raw = row.try_get_raw(cell).map_err(error)?;
        if raw.is_null() {
            values.push(Value::Int(None));
            continue;
        }
        let kind = raw.type_info().into_owned();
        let value = match kind.name() {
            "INTEGER" => <i64 as Decode<Sqlite>>::decode(raw).map(|v| Value::Int(Some(v))),
            "TEXT" => <String as Decode<Sqlite>>::decode(raw).map(|v| Value::Text(Some(v))),
            "BLOB" => <Vec<u8> as Decode<Sqlite>>::decode(raw).map(|v| Value::Bytes(Some(v))),
            other => return Err(StoreError::corrupt(format!("a cell of the kind {other}"))),
        };
        values.push(value.map_err(|e| StoreError::corrupt(e.to_string()))?);
    }
    Ok(Row(values))
}

fn error(error: sqlx::Error) -> StoreError {
    let sqlx::Error::Database(database) = &error else {
        return StoreError::unavailable(error);
    };
    let why = database.message().to_owned();
    if database.is_unique_violation() {
        return StoreError::Duplicate { what: why };
    }
    if database.is_foreign_key_violation() {
        return StoreError::Reference { what: why };
    }
    let code = database.code().and_then(|code| code.parse::<i32>().ok()).unwrap_or(0);
    // The low byte is the family: permission, busy, locked, no memory, read-only, interrupted,
    // input/output, full, cannot open.
    match code & 0xff {
        3 | 5 | 6 | 7 | 8 | 9 | 10 | 13 | 14 => StoreError::Unavailable { why },
        11 | 26 => StoreError::Corrupt { why },
        _ => StoreError::Internal { why },
    }
}
