//! A few single requests beside the load: logging in, creating and saving documents.
use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;

/// A session of the server under measurement.
#[derive(Clone)]
pub struct Login {
    pub server: SocketAddr,
    cookie: String,
    csrf: String,
}

/// Logs in to the first area as its only account.
pub fn log_in(server: SocketAddr, password: &str) -> Result<Login> {
    let mut login = Login { server, cookie: String::new(), csrf: String::new() };
    let body = json!({ "area": "990000", "login": "seed", "password": password });
    let (head, body) = login.call("POST", "/api/v1/session", "", &body.to_string())?;
    let cookie = header(&head, "set-cookie").context("no cookie")?;
    login.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
    login.csrf = body["csrf"].as_str().context("no csrf token")?.to_owned();
    Ok(login)
}

pub fn header(head: &str, name: &str) -> Option<String> {
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned())
}

impl Login {
    /// What every request of the load carries.
    pub fn headers(&self) -> Vec<String> {
        vec![format!("Cookie: {}", self.cookie)]
    }

    /// The newest session's token as the record keeps it, for the peers.
    pub fn token(&self, record: &Path) -> Result<String> {
        let script = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(\
                      'SELECT token FROM session WHERE area = ? ORDER BY created_at DESC', ('990000',)).fetchone()[0])";
        let record = record.to_str().context("the path is no UTF-8")?;
        Ok(crate::shell::capture("python3", &["-c", script, record])?.trim().to_owned())
    }

    /// Head and body of the answer; anything but 2xx is an error.
    pub fn call(
        &self,
        method: &str,
        path: &str,
        etag: &str,
        body: &str,
    ) -> Result<(String, Value)> {
        let mut stream = TcpStream::connect(self.server)?;
        let matching =
            if etag.is_empty() { String::new() } else { format!("if-match: {etag}\r\n") };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: bench\r\nconnection: close\r\ncookie: {}\r\nx-csrf-token: {}\r\n\
             {matching}content-type: application/json\r\ncontent-length: {}\r\n\r\n",
            self.cookie,
            self.csrf,
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let text = String::from_utf8(answer)?;
        let (head, body) = text.split_once("\r\n\r\n").context("no answer")?;
        if head.split(' ').nth(1).is_none_or(|status| !status.starts_with('2')) {
            bail!("{method} {path}: {text}");
        }
        Ok((head.to_owned(), serde_json::from_str(body).unwrap_or_default()))
    }
}
