//! Sessions: known by the hash of their token, ended by idling, by age, or by hand.
use crate::error::{Result, StoreError};
use crate::role::{Grant, Role};
use crate::sql::sql;
use crate::store::{Reader, Writer};

/// A session to begin.
#[derive(Clone, Copy, Debug)]
pub struct NewSession<'a> {
    /// The hash of the token that the browser keeps.
    pub token: &'a str,
    /// Whose.
    pub account: i64,
    /// What a form must send back.
    pub csrf: &'a str,
    /// From where (address).
    pub origin: &'a str,
    /// Now.
    pub now: i64,
    /// Over when idle until then.
    pub idle_until: i64,
    /// Over then in any case.
    pub expires_at: i64,
}

/// A session that holds, with what its account may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionView {
    /// Whose.
    pub account: i64,
    /// The name that the account logs in with.
    pub login: String,
    /// The name that others see.
    pub name: String,
    /// The node that the account belongs to.
    pub node: i64,
    /// When its password was set; 0 where it must be changed first.
    pub password_at: i64,
    /// What a form must send back.
    pub csrf: String,
    /// When it was last touched.
    pub seen_at: i64,
    /// Over when idle until then.
    pub idle_until: i64,
    /// Over then in any case.
    pub expires_at: i64,
    /// The account's roles.
    pub grants: Vec<Grant>,
}

impl Reader {
    /// A session by its token's hash, if it holds at `now` and its account may log in; one query.
    ///
    /// # Errors
    /// `NotFound` for anything else.
    pub async fn session(&mut self, token: &str, now: i64) -> Result<SessionView> {
        let one =
            sql("SELECT s.account, a.login, a.name, a.node, a.password_at, s.csrf, s.seen_at,
                    s.idle_until, s.expires_at, g.node, n.path, g.role
             FROM session s
             JOIN account a ON a.area = s.area AND a.id = s.account
             LEFT JOIN role_grant g ON g.area = s.area AND g.account = s.account
             LEFT JOIN node n ON n.area = g.area AND n.id = g.node
             WHERE s.area = $1 AND s.token = $2 AND s.idle_until > $3 AND s.expires_at > $3
                   AND a.disabled_at IS NULL");
        let rows = self.connection.rows(one.bind(&self.area).bind(token).bind(now)).await?;
        let mut view: Option<SessionView> = None;
        for row in rows {
            let mut c = row.cells();
            let read = SessionView {
                account: c.int()?,
                login: c.text()?,
                name: c.text()?,
                node: c.int()?,
                password_at: c.int()?,
                csrf: c.text()?,
                seen_at: c.int()?,
                idle_until: c.int()?,
                expires_at: c.int()?,
                grants: Vec::new(),
            };
            let account = read.account;
            let view = view.get_or_insert(read);
            if let (Some(node), Some(path), Some(role)) =
                (c.opt_int()?, c.opt_text()?, c.opt_text()?)
            {
                view.grants.push(Grant { account, node, path, role: Role::stored(&role)? });
            }
        }
        view.ok_or_else(|| StoreError::not_found("session", ""))
    }
}

impl Writer {
    /// Begins a session.
    ///
    /// # Errors
    /// `Reference` for an account that is not there.
    pub async fn begin_session(&mut self, new: &NewSession<'_>) -> Result<()> {
        let insert =
            sql("INSERT INTO session (area, token, account, csrf, origin, created_at, seen_at,
             idle_until, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8)");
        let insert = insert.bind(&self.area).bind(new.token).bind(new.account).bind(new.csrf);
        let insert = insert.bind(new.origin).bind(new.now).bind(new.idle_until);
        self.connection.run(insert.bind(new.expires_at)).await?;
        Ok(())
    }

    /// Notes that a session was used (once a minute is enough); it never outlives its absolute end.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn touch_session(&mut self, token: &str, now: i64, idle_until: i64) -> Result<()> {
        let update =
            sql("UPDATE session SET seen_at = $3, idle_until = $4 WHERE area = $1 AND token = $2");
        let update = update.bind(&self.area).bind(token).bind(now).bind(idle_until);
        self.connection.run(update).await?;
        Ok(())
    }

    /// Ends a session; nothing happens where it is already over.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn end_session(&mut self, token: &str) -> Result<()> {
        let delete = sql("DELETE FROM session WHERE area = $1 AND token = $2");
        let delete = delete.bind(&self.area).bind(token);
        self.connection.run(delete).await?;
        self.rights_changed();
        Ok(())
    }

    /// Ends all sessions of an account (a new password, a lock).
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn end_sessions(&mut self, account: i64) -> Result<u64> {
        let delete = sql("DELETE FROM session WHERE area = $1 AND account = $2");
        let delete = delete.bind(&self.area).bind(account);
        self.rights_changed();
        self.connection.run(delete).await
    }

    /// Removes sessions that are over, and answers to requests that need not be remembered any longer.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn sweep(&mut self, now: i64) -> Result<u64> {
        let sessions =
            sql("DELETE FROM session WHERE area = $1 AND (expires_at <= $2 OR idle_until <= $2)");
        let sessions = sessions.bind(&self.area).bind(now);
        let answers = sql("DELETE FROM idempotency WHERE area = $1 AND expires_at <= $2");
        let answers = answers.bind(&self.area).bind(now);
        Ok(self.connection.run(sessions).await? + self.connection.run(answers).await?)
    }
}
