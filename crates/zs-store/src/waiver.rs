//! Waivers: an error that somebody with the right to do so lets pass, for a reason and for a time.
use crate::error::Result;
use crate::sql::{Row, sql};
use crate::store::{Reader, Writer};

/// A waiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// Its number in the area.
    pub id: i64,
    /// The document that it is for.
    pub document: i64,
    /// The rule that it lets pass.
    pub rule: String,
    /// How far it reaches: `document`, or a project's code or cause; the caller's word.
    pub scope: String,
    /// Why.
    pub reason: String,
    /// Who allowed it.
    pub approver: i64,
    /// When.
    pub created_at: i64,
    /// Until when it holds.
    pub expires_at: Option<i64>,
    /// When it was taken back.
    pub revoked_at: Option<i64>,
}

/// A waiver to give.
#[derive(Clone, Copy, Debug)]
pub struct NewWaiver<'a> {
    /// The document that it is for.
    pub document: i64,
    /// The rule that it lets pass.
    pub rule: &'a str,
    /// How far it reaches.
    pub scope: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Who allows it.
    pub approver: i64,
    /// Now.
    pub now: i64,
    /// Until when it holds.
    pub expires_at: Option<i64>,
}

fn waiver(row: Row) -> Result<Waiver> {
    let mut c = row.cells();
    Ok(Waiver {
        id: c.int()?,
        document: c.int()?,
        rule: c.text()?,
        scope: c.text()?,
        reason: c.text()?,
        approver: c.int()?,
        created_at: c.int()?,
        expires_at: c.opt_int()?,
        revoked_at: c.opt_int()?,
    })
}

impl Reader {
    /// All waivers of a document, those that are over included.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn waivers(&mut self, document: i64) -> Result<Vec<Waiver>> {
        let all = sql(
            "SELECT id, document, rule, scope, reason, approver, created_at, expires_at, revoked_at
             FROM waiver WHERE area = $1 AND document = $2 ORDER BY id",
        );
        let rows = self.connection.rows(all.bind(&self.area).bind(document)).await?;
        rows.into_iter().map(waiver).collect()
    }

    /// The waivers of a document that hold at `now`.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn waivers_in_force(&mut self, document: i64, now: i64) -> Result<Vec<Waiver>> {
        let mut all = self.waivers(document).await?;
        all.retain(|w| w.revoked_at.is_none() && w.expires_at.is_none_or(|end| end > now));
        Ok(all)
    }
}

impl Writer {
    /// Gives a waiver and its number.
    ///
    /// # Errors
    /// `Reference` for a document or account that is not there.
    pub async fn create_waiver(&mut self, new: &NewWaiver<'_>) -> Result<i64> {
        let id = self.next_id();
        let insert = sql(
            "INSERT INTO waiver (area, id, document, rule, scope, reason, approver, created_at,
             expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        );
        let insert = insert.bind(&self.area).bind(id).bind(new.document).bind(new.rule);
        let insert = insert.bind(new.scope).bind(new.reason).bind(new.approver).bind(new.now);
        self.connection.run(insert.bind(new.expires_at)).await?;
        Ok(id)
    }

    /// Takes a waiver back.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn revoke_waiver(&mut self, id: i64, now: i64) -> Result<()> {
        let update = sql("UPDATE waiver SET revoked_at = $3 WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(id).bind(now);
        self.changed("waiver", id, update).await
    }
}
