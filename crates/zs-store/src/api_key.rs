//! API keys for machines: known by the hash of their token, limited to scopes, acting for an account.
use crate::error::{Result, StoreError};
use crate::sql::{Row, sql};
use crate::store::{Reader, Writer};

/// A key for a machine. What it may do is what its account may do, and no more than its scopes say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// Its number in the area.
    pub id: i64,
    /// What it is for.
    pub name: String,
    /// For whom it acts.
    pub account: i64,
    /// The scopes, as given.
    pub scopes: Vec<String>,
    /// When it was made.
    pub created_at: i64,
    /// When it ends.
    pub expires_at: Option<i64>,
    /// When it was taken back.
    pub revoked_at: Option<i64>,
    /// When it was last used.
    pub used_at: Option<i64>,
}

/// A key to make.
#[derive(Clone, Copy, Debug)]
pub struct NewApiKey<'a> {
    /// The hash of its token.
    pub token: &'a str,
    /// What it is for.
    pub name: &'a str,
    /// For whom it acts.
    pub account: i64,
    /// The scopes: words without spaces.
    pub scopes: &'a [&'a str],
    /// Now.
    pub now: i64,
    /// When it ends.
    pub expires_at: Option<i64>,
}

const COLUMNS: &str =
    "SELECT k.id, k.name, k.account, k.scopes, k.created_at, k.expires_at, k.revoked_at, k.used_at
     FROM api_key k JOIN account a ON a.area = k.area AND a.id = k.account WHERE k.area = $1";

fn api_key(row: Row) -> Result<ApiKey> {
    let mut c = row.cells();
    Ok(ApiKey {
        id: c.int()?,
        name: c.text()?,
        account: c.int()?,
        scopes: c.text()?.split_whitespace().map(str::to_owned).collect(),
        created_at: c.int()?,
        expires_at: c.opt_int()?,
        revoked_at: c.opt_int()?,
        used_at: c.opt_int()?,
    })
}

impl Reader {
    /// A key by its token's hash, if it holds at `now` and its account may log in.
    ///
    /// # Errors
    /// `NotFound` for anything else.
    pub async fn api_key(&mut self, token: &str, now: i64) -> Result<ApiKey> {
        let mut one = sql(COLUMNS).bind(&self.area);
        one.push(" AND k.token = ").push_bind(token);
        one.push(" AND k.revoked_at IS NULL AND a.disabled_at IS NULL");
        one.push(" AND (k.expires_at IS NULL OR k.expires_at > ").push_bind(now).push(")");
        let row = self.connection.row(one).await?;
        api_key(row.ok_or_else(|| StoreError::not_found("api key", ""))?)
    }

    /// All keys, those that are over included.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn api_keys(&mut self) -> Result<Vec<ApiKey>> {
        let mut all = sql(COLUMNS).bind(&self.area);
        all.push(" ORDER BY k.id");
        self.connection.rows(all).await?.into_iter().map(api_key).collect()
    }
}

impl Writer {
    /// Makes a key and gives its number.
    ///
    /// # Errors
    /// `Reference` for an account that is not there, `Invalid` for a scope with a space in it.
    pub async fn create_api_key(&mut self, new: &NewApiKey<'_>) -> Result<i64> {
        if new.scopes.iter().any(|s| s.is_empty() || s.contains(char::is_whitespace)) {
            return Err(StoreError::invalid("权限范围不能含空格 / a scope is one word"));
        }
        let id = self.next_id();
        let insert = sql(
            "INSERT INTO api_key (area, id, token, name, account, scopes, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        );
        let insert = insert.bind(&self.area).bind(id).bind(new.token).bind(new.name);
        let insert = insert.bind(new.account).bind(new.scopes.join(" ")).bind(new.now);
        self.connection.run(insert.bind(new.expires_at)).await?;
        self.rights_changed();
        Ok(id)
    }

    /// Takes a key back.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn revoke_api_key(&mut self, id: i64, now: i64) -> Result<()> {
        let update = sql("UPDATE api_key SET revoked_at = $3 WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(id).bind(now);
        self.rights_changed();
        self.changed("api key", id, update).await
    }

    /// Notes that a key was used (once a minute is enough).
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn touch_api_key(&mut self, id: i64, now: i64) -> Result<()> {
        let update = sql("UPDATE api_key SET used_at = $3 WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(id).bind(now);
        self.changed("api key", id, update).await
    }
}
