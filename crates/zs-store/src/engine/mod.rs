//! The one fork between the engines: opening, connections, and nothing that knows an aggregate.
mod packed;
mod postgres;
mod sqlite;

use crate::error::{Result, StoreError};
use crate::sql::{Listing, Row, Sql};
use serde::de::DeserializeOwned;

/// A statement that migrations run, already in the engine's own words.
pub(crate) type Script = String;

/// Where rows are kept.
pub(crate) enum Engine {
    Sqlite(sqlite::Engine),
    Postgres(postgres::Engine),
}

/// A connection for reading, or one inside a transaction; dropped without `commit`, nothing was written.
pub(crate) enum Connection {
    Sqlite(sqlite::Connection),
    Postgres(postgres::Connection),
}

impl Engine {
    /// Opens by URL: `sqlite:PATH` (made when missing) or `postgres://…`.
    pub async fn open(url: &str) -> Result<Self> {
        match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => Ok(Self::Sqlite(sqlite::Engine::open(url).await?)),
            Some("postgres" | "postgresql") => {
                Ok(Self::Postgres(postgres::Engine::open(url).await?))
            }
            _ => Err(StoreError::invalid(format!(
                "数据库地址应以 sqlite: 或 postgres: 开头：{url} / a database URL begins with sqlite: or postgres:"
            ))),
        }
    }

    /// A connection that only reads; each statement sees what is committed then.
    pub async fn read(&self) -> Result<Connection> {
        match self {
            Self::Sqlite(engine) => engine.read().await.map(Connection::Sqlite),
            Self::Postgres(engine) => engine.read().await.map(Connection::Postgres),
        }
    }

    /// A transaction that only reads and sees one moment from its first statement to its last.
    pub async fn snapshot(&self) -> Result<Connection> {
        match self {
            Self::Sqlite(engine) => engine.snapshot().await.map(Connection::Sqlite),
            Self::Postgres(engine) => engine.snapshot().await.map(Connection::Postgres),
        }
    }

    /// A transaction that writes; waits for its turn, at most as long as the engine's limit.
    pub async fn write(&self) -> Result<Connection> {
        match self {
            Self::Sqlite(engine) => engine.write().await.map(Connection::Sqlite),
            Self::Postgres(engine) => engine.write().await.map(Connection::Postgres),
        }
    }

    /// A writing transaction that no other program's migration can enter at the same time.
    pub async fn migrating(&self) -> Result<Connection> {
        match self {
            Self::Sqlite(engine) => engine.write().await.map(Connection::Sqlite),
            Self::Postgres(engine) => engine.migrating().await.map(Connection::Postgres),
        }
    }

    /// A migration, written for all engines, in this engine's words.
    pub fn script(&self, shared: &str) -> Script {
        match self {
            Self::Sqlite(_) => shared.to_owned(),
            Self::Postgres(_) => postgres::script(shared),
        }
    }

    /// The ending of migrations that are for this engine alone.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => sqlite::NAME,
            Self::Postgres(_) => postgres::NAME,
        }
    }

    /// The engine's own look at its files; `None` where it has none, else its first complaint.
    pub async fn complaint(&self) -> Result<Option<String>> {
        match self {
            Self::Sqlite(engine) => engine.complaint().await,
            Self::Postgres(_) => Ok(None),
        }
    }

    /// How the engine would answer, one step per line (for tests of the plans).
    pub async fn explain(&self, statement: &Sql) -> Result<String> {
        match self {
            Self::Sqlite(engine) => engine.explain(statement).await,
            Self::Postgres(engine) => engine.explain(statement).await,
        }
    }

    /// Where the embedded engine would put a database in a folder.
    pub fn scratch_url(folder: &std::path::Path) -> String {
        format!("sqlite:{}", folder.join("scratch.db").display())
    }

    /// What made each table and index, in the order of their making; empty where the engine does not know.
    pub async fn definitions(&self) -> Result<Vec<String>> {
        match self {
            Self::Sqlite(engine) => engine.definitions().await,
            Self::Postgres(_) => Ok(Vec::new()),
        }
    }

    /// Closes all connections; the embedded engine folds its log into its file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(engine) => engine.close().await,
            Self::Postgres(engine) => engine.close().await,
        }
    }
}

impl Connection {
    /// All rows of an answer.
    pub async fn rows(&mut self, statement: Sql) -> Result<Vec<Row>> {
        match self {
            Self::Sqlite(connection) => connection.rows(statement).await,
            Self::Postgres(connection) => connection.rows(statement).await,
        }
    }

    /// All rows of an answer with so many columns, none of them bytes: for lists, where rows are many.
    pub async fn list(&mut self, statement: Sql, columns: usize) -> Result<Vec<Row>> {
        self.list_of(Listing { statement, columns }, Ok).await
    }

    /// The same, read into something: by the order of its fields where the rows come packed, else by `from`.
    pub async fn list_of<T: DeserializeOwned>(
        &mut self,
        list: Listing,
        from: fn(Row) -> Result<T>,
    ) -> Result<Vec<T>> {
        match self {
            Self::Sqlite(connection) => connection.list(list).await,
            Self::Postgres(connection) => {
                connection.rows(list.statement).await?.into_iter().map(from).collect()
            }
        }
    }

    /// A list and the one row about it (a total): together where the engine can. Both statements use each of
    /// their placeholders once and in order.
    pub async fn list_about<T: DeserializeOwned, A: DeserializeOwned>(
        &mut self,
        (list, from): (Listing, fn(Row) -> Result<T>),
        (about, from_about): (Listing, fn(Row) -> Result<A>),
    ) -> Result<(Vec<T>, A)> {
        if let Self::Sqlite(connection) = self {
            return connection.list_about(list, about).await;
        }
        let row = self.row(about.statement).await?;
        let about = from_about(row.ok_or_else(|| StoreError::corrupt("a count without a row"))?)?;
        Ok((self.list_of(list, from).await?, about))
    }

    /// The first row of an answer.
    pub async fn row(&mut self, statement: Sql) -> Result<Option<Row>> {
        Ok(self.rows(statement).await?.into_iter().next())
    }

    /// How many rows a statement changed.
    pub async fn run(&mut self, statement: Sql) -> Result<u64> {
        match self {
            Self::Sqlite(connection) => connection.run(statement).await,
            Self::Postgres(connection) => connection.run(statement).await,
        }
    }

    /// Runs several statements without values.
    pub async fn script(&mut self, script: Script) -> Result<()> {
        match self {
            Self::Sqlite(connection) => connection.script(script).await,
            Self::Postgres(connection) => connection.script(script).await,
        }
    }

    /// Makes what this transaction wrote last; when this returns, it survives the end of the program.
    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(connection) => connection.commit().await,
            Self::Postgres(connection) => connection.commit().await,
        }
    }
}
