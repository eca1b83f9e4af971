//! PostgreSQL (and what speaks its protocol): one pool for readers, one for writers.
use crate::error::{Result, StoreError};
use crate::sql::{Row, Sql, Value};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgConnection, PgPool, PgPoolOptions, PgRow};
use sqlx::{Arguments as _, AssertSqlSafe, ConnectOptions as _, Postgres, Row as _, Transaction};
use sqlx::{Decode, TypeInfo as _, ValueRef as _};
use std::str::FromStr as _;
use std::time::Duration;

pub(super) const NAME: &str = "postgres";

/// How long a call waits for its turn before it is told to come back later.
const PATIENCE: Duration = Duration::from_secs(30);
/// Connections of each pool; writers that wait for an area never keep readers out.
const POOL: u32 = 8;
/// The advisory lock under which migrations run ("zhunsheng" as a number).
const LOCK: i64 = 0x7a68_756e_7368;

pub(crate) struct Engine {
    readers: PgPool,
    writers: PgPool,
}

impl Engine {
    pub async fn open(url: &str) -> Result<Self> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|e| StoreError::invalid(e.to_string()))?
            .application_name("zhunsheng")
            .options([("synchronous_commit", "on")])
            .disable_statement_logging();
        let pool = || PgPoolOptions::new().max_connections(POOL).acquire_timeout(PATIENCE);
        let writers = pool().connect_with(options.clone()).await.map_err(error)?;
        Ok(Self { readers: pool().connect_lazy_with(options), writers })
    }

    pub async fn read(&self) -> Result<Connection> {
        self.readers.acquire().await.map(Connection::Reading).map_err(error)
    }

    pub async fn snapshot(&self) -> Result<Connection> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        self.readers.begin_with(begin).await.map(Connection::Within).map_err(error)
    }

    pub async fn write(&self) -> Result<Connection> {
        self.writers.begin().await.map(Connection::Within).map_err(error)
    }

    pub async fn migrating(&self) -> Result<Connection> {
        let mut connection = self.write().await?;
        // Held until the transaction ends, whichever way.
        connection
            .rows(crate::sql::sql("SELECT pg_advisory_xact_lock($1)::text").bind(LOCK))
            .await?;
        Ok(connection)
    }

    pub async fn explain(&self, statement: &Sql) -> Result<String> {
        let mut connection = self.snapshot().await?;
        // Small tables are scanned and sorted by choice; what matters is whether an index can serve.
        for choice in ["seqscan", "sort", "bitmapscan", "incremental_sort"] {
            connection.script(format!("SET LOCAL enable_{choice} = off")).await?;
        }
        let mut explain = crate::sql::sql("EXPLAIN ");
        explain.push(&statement.text);
        explain.values.clone_from(&statement.values);
        let rows = connection.rows(explain).await?;
        let lines: Result<Vec<_>> = rows.into_iter().map(|row| row.cells().text()).collect();
        Ok(lines?.join("\n"))
    }

    pub async fn close(&self) {
        self.readers.close().await;
        self.writers.close().await;
    }
}

/// The migrations are written for an engine that cannot add foreign keys later; here they come last, after
/// all tables, so that the tables can be distributed in between, and the layout clause goes.
pub(super) fn script(shared: &str) -> String {
    let mut tables = String::new();
    let mut keys = String::new();
    let mut table = "";
    for line in shared.lines() {
        let words = line.trim();
        if let Some(name) = words.strip_prefix("CREATE TABLE ") {
            table = name.trim_end_matches(" (");
        }
        if words.starts_with("FOREIGN KEY ") {
            keys += &format!("ALTER TABLE {table} ADD {};\n", words.trim_end_matches(','));
            continue;
        }
        // The line before the keys ended in a comma that now stands before the closing bracket.
        if words.starts_with(')') && tables.ends_with(",\n") {
            tables.truncate(tables.len() - 2);
            tables.push('\n');
        }
        tables += &line.replace(" WITHOUT ROWID", "");
        tables.push('\n');
    }
    tables + &keys
}

pub(crate) enum Connection {
    Reading(PoolConnection<Postgres>),
    Within(Transaction<'static, Postgres>),
}

impl Connection {
    fn inner(&mut self) -> &mut PgConnection {
        match self {
            Self::Reading(connection) => connection,
            Self::Within(transaction) => transaction,
        }
    }

    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Reading(_) => Ok(()),
            Self::Within(transaction) => transaction.commit().await.map_err(error),
        }
    }

    pub async fn rows(&mut self, statement: Sql) -> Result<Vec<Row>> {
        let arguments = arguments(statement.values)?;
        let query = sqlx::query_with(AssertSqlSafe(statement.text), arguments);
        let rows = query.fetch_all(self.inner()).await.map_err(error)?;
        rows.iter().map(row).collect()
    }

    pub async fn run(&mut self, statement: Sql) -> Result<u64> {
        let arguments = arguments(statement.values)?;
        let query = sqlx::query_with(AssertSqlSafe(statement.text), arguments);
        Ok(query.execute(self.inner()).await.map_err(error)?.rows_affected())
    }

    pub async fn script(&mut self, script: String) -> Result<()> {
        sqlx::raw_sql(AssertSqlSafe(script)).execute(self.inner()).await.map_err(error)?;
        Ok(())
    }
}

fn arguments(values: Vec<Value>) -> Result<PgArguments> {
    let mut arguments = PgArguments::default();
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

fn row(row: &PgRow) -> Result<Row> {
    let mut values = Vec::with_capacity(row.len());
    for cell in 0..row.len() {
        let raw = row.try_get_raw(cell).map_err(error)?;
        if raw.is_null() {
            values.push(Value::Int(None));
            continue;
        }
        let kind = raw.type_info().into_owned();
        let value = match kind.name() {
            "INT8" => <i64 as Decode<Postgres>>::decode(raw).map(|v| Value::Int(Some(v))),
            "INT4" => {
                <i32 as Decode<Postgres>>::decode(raw).map(|v| Value::Int(Some(i64::from(v))))
            }
            "TEXT" | "VARCHAR" | "NAME" => {
                <String as Decode<Postgres>>::decode(raw).map(|v| Value::Text(Some(v)))
            }
            "BYTEA" => <Vec<u8> as Decode<Postgres>>::decode(raw).map(|v| Value::Bytes(Some(v))),
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
    let code = database.code().unwrap_or_default();
    // Classes: connection, wrong password or database, rolled back by a race, resources, not now,
    // operator, system; 25006 is a server that only reads.
    let passing = ["08", "28", "3D", "40", "53", "55", "57", "58", "25006"];
    if passing.iter().any(|class| code.starts_with(class)) {
        StoreError::Unavailable { why }
    } else if code.starts_with("XX") {
        StoreError::Corrupt { why }
    } else {
        StoreError::Internal { why }
    }
}
