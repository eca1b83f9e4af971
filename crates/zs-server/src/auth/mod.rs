//! Passwords, tokens, cookies, sessions kept in memory, and the limit on logins.
pub(crate) mod cookie;
pub(crate) mod limiter;
pub mod password;
pub(crate) mod sessions;
pub(crate) mod token;
