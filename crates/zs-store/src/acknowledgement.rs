//! Acknowledgements: a warning that repeats through a document is acknowledged once, with its list.
use crate::error::Result;
use crate::sql::{Row, sql};
use crate::store::{Reader, Writer};

/// A cause that somebody has seen and lets stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledgement {
    /// The document.
    pub document: i64,
    /// The version that was looked at.
    pub version: i64,
    /// The cause, as its findings name it.
    pub cause: String,
    /// The rule.
    pub rule: String,
    /// Where it occurred then: a JSON list of the caller's.
    pub places: String,
    /// A remark.
    pub reason: Option<String>,
    /// Who.
    pub actor: i64,
    /// When.
    pub created_at: i64,
}

fn acknowledgement(row: Row) -> Result<Acknowledgement> {
    let mut c = row.cells();
    Ok(Acknowledgement {
        document: c.int()?,
        version: c.int()?,
        cause: c.text()?,
        rule: c.text()?,
        places: c.text()?,
        reason: c.opt_text()?,
        actor: c.int()?,
        created_at: c.int()?,
    })
}

impl Reader {
    /// What was acknowledged in a document, of all versions.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn acknowledgements(&mut self, document: i64) -> Result<Vec<Acknowledgement>> {
        let all = sql("SELECT document, version, cause, rule, places, reason, actor, created_at
             FROM acknowledgement WHERE area = $1 AND document = $2 ORDER BY version, cause");
        let rows = self.connection.rows(all.bind(&self.area).bind(document)).await?;
        rows.into_iter().map(acknowledgement).collect()
    }
}

impl Writer {
    /// Notes that a cause was seen in a version; a second time takes the place of the first.
    ///
    /// # Errors
    /// `Reference` for a version or account that is not there.
    pub async fn acknowledge(&mut self, new: &Acknowledgement) -> Result<()> {
        self.withdraw_acknowledgement(new.document, new.version, &new.cause).await?;
        let insert = sql(
            "INSERT INTO acknowledgement (area, document, version, cause, rule, places, reason,
             actor, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        );
        let insert = insert.bind(&self.area).bind(new.document).bind(new.version).bind(&new.cause);
        let insert = insert.bind(&new.rule).bind(&new.places).bind(&new.reason);
        self.connection.run(insert.bind(new.actor).bind(new.created_at)).await?;
        Ok(())
    }

    /// Takes an acknowledgement back; `false` where there was none.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn withdraw_acknowledgement(
        &mut self,
        document: i64,
        version: i64,
        cause: &str,
    ) -> Result<bool> {
        let delete = sql("DELETE FROM acknowledgement
             WHERE area = $1 AND document = $2 AND version = $3 AND cause = $4");
        let delete = delete.bind(&self.area).bind(document).bind(version).bind(cause);
        Ok(self.connection.run(delete).await? > 0)
    }
}
