//! A caller over plain sockets: one request, one answer.
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Somebody who is logged in.
#[derive(Clone)]
pub struct Caller {
    pub server: SocketAddr,
    cookie: String,
    csrf: String,
}

/// What was answered.
pub struct Reply {
    pub status: u16,
    head: String,
    pub body: Value,
}

impl Reply {
    pub fn etag(&self) -> Option<String> {
        header(&self.head, "etag")
    }
}

fn header(head: &str, name: &str) -> Option<String> {
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned())
}

impl Caller {
    pub fn log_in(server: SocketAddr, login: &str, password: &str) -> Self {
        let mut caller = Self { server, cookie: String::new(), csrf: String::new() };
        let body = json!({ "login": login, "password": password }).to_string();
        let reply = caller.call("POST", "/api/v1/session", &[], &body).unwrap();
        assert_eq!(reply.status, 201, "{}", reply.body);
        let cookie = header(&reply.head, "set-cookie").unwrap();
        caller.cookie = cookie.split(';').next().unwrap().to_owned();
        caller.csrf = reply.body["csrf"].as_str().unwrap().to_owned();
        caller
    }

    /// `None` where the server is gone before it has answered.
    pub fn call(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Option<Reply> {
        let mut stream = TcpStream::connect(self.server).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(60))).ok()?;
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncookie: {}\r\n\
             x-csrf-token: {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n",
            self.cookie,
            self.csrf,
            body.len()
        );
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        stream.write_all(format!("{head}\r\n{body}").as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let text = String::from_utf8_lossy(&answer);
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let length: usize = header(head, "content-length")?.parse().ok()?;
        // Half an answer is none.
        (body.len() >= length).then(|| Reply {
            status,
            head: head.to_owned(),
            body: serde_json::from_str(body).unwrap_or_default(),
        })
    }
}
