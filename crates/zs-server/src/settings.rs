//! `[server]` of `zhunsheng.toml`: where to listen, where the record is, limits and lifetimes.
use serde::Deserialize;
use std::path::PathBuf;

/// How the server runs. Every field has a default; `deploy/zhunsheng.toml` shows them all with comments.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Address and port to listen on.
    pub listen: String,
    /// The record: `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// A folder for the bytes of attachments; without it they are kept in the database.
    pub attachments: Option<PathBuf>,
    /// The folder for backups that are made over the API.
    pub backups: PathBuf,
    /// The area that a login without an area means, where the record holds several.
    pub area: Option<String>,
    /// The server stands behind a proxy that sets `X-Forwarded-For`; its last entry is the caller's address.
    pub behind_proxy: bool,
    /// Cookies are sent over https only. Switch off for plain http on a closed network.
    pub secure_cookies: bool,
    /// Minutes without a request after which a session is over.
    pub idle_minutes: i64,
    /// Hours after which a session is over in any case.
    pub session_hours: i64,
    /// Wrong passwords in a row after which an account is locked.
    pub login_failures: i64,
    /// Minutes for which it stays locked.
    pub lock_minutes: i64,
    /// Logins that one address may try in a minute.
    pub logins_per_minute: u32,
    /// Requests to the public part that one address may make in a minute.
    pub visits_per_minute: u32,
    /// `/metrics` answers callers of other machines too.
    pub open_metrics: bool,
    /// Shortest password.
    pub password_length: usize,
    /// Largest body of a request, in MiB; uploads included.
    pub upload_mib: usize,
    /// Hours for which the answer to a request with an idempotency key is remembered.
    pub idempotency_hours: i64,
    /// Days after which imports are forgotten, with the files that nobody confirmed; 0 keeps them.
    pub import_days: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8420".to_owned(),
            database: "sqlite:zhunsheng.db".to_owned(),
            attachments: None,
            backups: PathBuf::from("backups"),
            area: None,
            behind_proxy: false,
            secure_cookies: true,
            idle_minutes: 30,
            session_hours: 12,
            login_failures: 5,
            lock_minutes: 15,
            logins_per_minute: 30,
            visits_per_minute: 600,
            open_metrics: false,
            password_length: 10,
            upload_mib: 64,
            idempotency_hours: 24,
            import_days: 30,
        }
    }
}
