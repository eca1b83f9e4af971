//! Accounts: who may log in, with which password hash, and how often it went wrong.
use crate::error::{Result, StoreError};
use crate::page::{Cursor, Page, PageOf};
use crate::sql::{Row, Sql, sql};
use crate::store::{Reader, Writer};

/// A person (or a machine) that may log in to one area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its number in the area.
    pub id: i64,
    /// The name that it logs in with, unique in the area.
    pub login: String,
    /// The name that others see.
    pub name: String,
    /// The node that it belongs to; its roles say where it may act.
    pub node: i64,
    /// The password's hash, opaque to the store.
    pub password: String,
    /// When the password was set; 0 where it must be changed at the next login.
    pub password_at: i64,
    /// Wrong passwords since the last right one.
    pub failures: i64,
    /// No login before this moment.
    pub locked_until: Option<i64>,
    /// Since when it may not log in at all.
    pub disabled_at: Option<i64>,
    /// The last login that went well.
    pub last_login_at: Option<i64>,
    /// When it was created.
    pub created_at: i64,
}

/// An account to create.
#[derive(Clone, Copy, Debug)]
pub struct NewAccount<'a> {
    /// The name to log in with.
    pub login: &'a str,
    /// The name that others see.
    pub name: &'a str,
    /// The node that it belongs to.
    pub node: i64,
    /// The password's hash.
    pub password: &'a str,
    /// When the password was set; 0 where it must be changed at the first login.
    pub password_at: i64,
    /// Now.
    pub now: i64,
}

const COLUMNS: &str = "SELECT id, login, name, node, password, password_at, failures, locked_until,
    disabled_at, last_login_at, created_at FROM account WHERE area = $1";

fn account(row: Row) -> Result<Account> {
    let mut c = row.cells();
    Ok(Account {
        id: c.int()?,
        login: c.text()?,
        name: c.text()?,
        node: c.int()?,
        password: c.text()?,
        password_at: c.int()?,
        failures: c.int()?,
        locked_until: c.opt_int()?,
        disabled_at: c.opt_int()?,
        last_login_at: c.opt_int()?,
        created_at: c.int()?,
    })
}

impl Reader {
    /// An account by number.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn account(&mut self, id: i64) -> Result<Account> {
        let mut one = sql(COLUMNS).bind(&self.area);
        one.push(" AND id = ").push_bind(id);
        let row = self.connection.row(one).await?;
        account(row.ok_or_else(|| StoreError::not_found("account", id))?)
    }

    /// An account by the name that it logs in with.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn account_by_login(&mut self, login: &str) -> Result<Account> {
        let mut one = sql(COLUMNS).bind(&self.area);
        one.push(" AND login = ").push_bind(login);
        let row = self.connection.row(one).await?;
        account(row.ok_or_else(|| StoreError::not_found("account", login))?)
    }

    /// All accounts, oldest first.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn accounts(&mut self, page: &Page) -> Result<PageOf<Account>> {
        let mut all = sql(COLUMNS).bind(&self.area);
        all.push(" AND id > ").push_bind(page.after_id());
        all.push(" ORDER BY id").push_limit(page.probe());
        let rows: Result<Vec<_>> =
            self.connection.rows(all).await?.into_iter().map(account).collect();
        Ok(page.cut(rows?, |account| Cursor::new("", account.id)))
    }
}

impl Writer {
    /// Creates an account and gives its number.
    ///
    /// # Errors
    /// `Duplicate` for a login that is taken, `Reference` for a node that is not there.
    pub async fn create_account(&mut self, new: &NewAccount<'_>) -> Result<i64> {
        let id = self.next_id();
        let insert = sql(
            "INSERT INTO account (area, id, login, name, node, password, password_at, failures,
             created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8)",
        );
        let insert = insert.bind(&self.area).bind(id).bind(new.login).bind(new.name);
        let insert = insert.bind(new.node).bind(new.password).bind(new.password_at).bind(new.now);
        self.connection.run(insert).await?;
        self.rights_changed();
        Ok(id)
    }

    /// Gives an account another name and node.
    ///
    /// # Errors
    /// `NotFound`, `Reference`.
    pub async fn update_account(&mut self, id: i64, name: &str, node: i64) -> Result<()> {
        let update = self.update("UPDATE account SET name = $3, node = $4", id);
        self.account_changed(id, update.bind(name).bind(node)).await
    }

    /// Sets a password's hash and forgets failures; `at` 0 asks for a change at the next login.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn set_password(&mut self, id: i64, password: &str, at: i64) -> Result<()> {
        let update = self.update(
            "UPDATE account SET password = $3, password_at = $4, failures = 0, locked_until = NULL",
            id,
        );
        self.account_changed(id, update.bind(password).bind(at)).await
    }

    /// Lets an account in no more (and ends its sessions), or lets it in again with `None`.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn disable_account(&mut self, id: i64, at: Option<i64>) -> Result<()> {
        let update = self.update("UPDATE account SET disabled_at = $3", id).bind(at);
        self.account_changed(id, update).await?;
        if at.is_some() {
            self.end_sessions(id).await?;
        }
        Ok(())
    }

    /// Forgets wrong passwords and lets the account log in again before its time.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn unlock_account(&mut self, id: i64) -> Result<()> {
        let update = self.update("UPDATE account SET failures = 0, locked_until = NULL", id);
        self.account_changed(id, update).await
    }

    /// Counts a wrong password; from the `limit`th on the account is locked until `locked_until`. Gives the
    /// count.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn login_failed(&mut self, id: i64, limit: i64, locked_until: i64) -> Result<i64> {
        let failures = self.account(id).await?.failures + 1;
        let lock = (failures >= limit).then_some(locked_until);
        let update = self.update(
            "UPDATE account SET failures = $3, locked_until = COALESCE($4, locked_until)",
            id,
        );
        self.account_changed(id, update.bind(failures).bind(lock)).await?;
        Ok(failures)
    }

    /// Notes a right password and forgets the wrong ones.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn login_succeeded(&mut self, id: i64, now: i64) -> Result<()> {
        let update = self
            .update("UPDATE account SET failures = 0, locked_until = NULL, last_login_at = $3", id);
        self.account_changed(id, update.bind(now)).await
    }

    fn update(&self, set: &'static str, id: i64) -> Sql {
        let mut update = sql(set).bind(&self.area).bind(id);
        update.push(" WHERE area = $1 AND id = $2");
        update
    }

    async fn account_changed(&mut self, id: i64, update: Sql) -> Result<()> {
        self.rights_changed();
        self.changed("account", id, update).await
    }
}
