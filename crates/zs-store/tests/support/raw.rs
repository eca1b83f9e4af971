//! The database behind the store's back: tampering, and looking at what is really there.
use super::TestStore;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, Row as _, SqliteConnection, raw_sql};
use std::collections::BTreeSet;

impl TestStore {
    /// Runs a statement that the store knows nothing of.
    pub async fn raw(&self, statement: &str) {
        let statement = AssertSqlSafe(statement.to_owned());
        if self.url.starts_with("sqlite:") {
            let mut connection = SqliteConnection::connect(&self.url).await.expect("connects");
            raw_sql(statement).execute(&mut connection).await.expect("runs");
            connection.close().await.expect("closes");
        } else {
            let mut connection = PgConnection::connect(&self.url).await.expect("connects");
            raw_sql(statement).execute(&mut connection).await.expect("runs");
            connection.close().await.expect("closes");
        }
    }

    /// Every column as `table.column TYPE`.
    pub async fn columns(&self) -> BTreeSet<String> {
        let own = "SELECT m.name || '.' || c.name || ' ' || c.type FROM sqlite_master m, \
                   pragma_table_info(m.name) c WHERE m.type = 'table'";
        let served = "SELECT table_name || '.' || column_name || ' ' || upper(data_type) \
                      FROM information_schema.columns WHERE table_schema = 'public'";
        if self.url.starts_with("sqlite:") {
            let mut connection = SqliteConnection::connect(&self.url).await.expect("connects");
            let rows = raw_sql(own).fetch_all(&mut connection).await.expect("rows");
            rows.iter().map(|row| row.get(0)).collect()
        } else {
            let mut connection = PgConnection::connect(&self.url).await.expect("connects");
            let rows = raw_sql(served).fetch_all(&mut connection).await.expect("rows");
            rows.iter().map(|row| row.get(0)).collect()
        }
    }
}
