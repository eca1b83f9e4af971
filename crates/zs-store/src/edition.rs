//! Editions of catalog definitions that this record was made with: once recorded, an edition is frozen.
use crate::error::{Result, StoreError};
use crate::sql::sql;
use crate::store::Store;

/// A catalog definition as it was when documents were first checked with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// What it defines (`forms/hebei-2022`).
    pub name: String,
    /// Which edition of it.
    pub edition: String,
    /// The hash of its text.
    pub hash: String,
    /// When it was first recorded.
    pub recorded_at: i64,
}

impl Store {
    /// Records an edition; a second time with the same hash changes nothing.
    ///
    /// # Errors
    /// `Duplicate` where the edition is already recorded with another hash.
    pub async fn record_edition(&self, new: &Edition) -> Result<()> {
        let mut connection = self.shared.engine.write().await?;
        let known = sql("SELECT hash FROM catalog_edition WHERE name = $1 AND edition = $2");
        if let Some(row) = connection.row(known.bind(&new.name).bind(&new.edition)).await? {
            return match row.cells().text()? {
                hash if hash == new.hash => Ok(()),
                _ => Err(StoreError::Duplicate { what: format!("{} {}", new.name, new.edition) }),
            };
        }
        let insert = sql(
            "INSERT INTO catalog_edition (name, edition, hash, recorded_at) VALUES ($1, $2, $3, $4)",
        );
        let insert = insert.bind(&new.name).bind(&new.edition).bind(&new.hash);
        connection.run(insert.bind(new.recorded_at)).await?;
        connection.commit().await
    }

    /// All recorded editions.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn editions(&self) -> Result<Vec<Edition>> {
        let mut connection = self.shared.engine.read().await?;
        let all = sql(
            "SELECT name, edition, hash, recorded_at FROM catalog_edition ORDER BY name, edition",
        );
        let rows = connection.rows(all).await?.into_iter().map(|row| {
            let mut c = row.cells();
            let (name, edition, hash) = (c.text()?, c.text()?, c.text()?);
            Ok(Edition { name, edition, hash, recorded_at: c.int()? })
        });
        rows.collect()
    }
}
