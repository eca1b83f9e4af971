//! A record with one clerk and many documents, and the program that serves it.
use crate::http::Caller;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use zs_server::{Prepared, Saving};
use zs_store::{NewAccount, NewArea, NewDocument, Role, Store};

pub const AREA: &str = "139998";
const PASSWORD: &str = "Qinghe-2026";
const SAMPLE: &str = include_str!("../../../../catalog/forms/hebei-2022/sample.md");

/// Founds a record with so many drafts; gives their numbers.
pub async fn found(url: &str, documents: usize) -> Vec<i64> {
    let store = Store::open(url).await.unwrap();
    let area = NewArea { area: AREA, parent: None, name: "青禾县", now: 1 };
    store.create_area(&area).await.unwrap();
    let hash = zs_server::password::hash(PASSWORD).await.unwrap();
    let reading = zs_engine::read(Some("sample.md"), SAMPLE.as_bytes(), None).unwrap();
    let mut writer = store.write(AREA).await.unwrap();
    let clerk = NewAccount {
        login: "clerk",
        name: "林禾",
        node: 1,
        password: &hash,
        password_at: 1,
        now: 1,
    };
    let actor = writer.create_account(&clerk).await.unwrap();
    writer.grant_role(actor, 1, Role::Clerk, None, 1).await.unwrap();
    writer.create_fiscal_year(2026, 1).await.unwrap();
    let mut ids = Vec::new();
    for _ in 0..documents {
        let (year, form, state) = (2026, "hebei-2022", "draft");
        let new = NewDocument { node: 1, year, form, state, actor, now: 1 };
        let id = writer.create_document(&new).await.unwrap();
        let saving = Saving { origin: "import", reason: None, actor, now: 1 };
        let prepared = Prepared::of(&reading, &zs_engine::Settings::default()).unwrap();
        prepared.save(&mut writer, id, 0, saving).await.unwrap();
        ids.push(id);
    }
    writer.commit().await.unwrap();
    store.close().await;
    ids
}

/// The document that everybody saves, with a mark of the save in it.
pub fn content(mark: &str) -> String {
    let text = SAMPLE.replace("12台电梯的维保和年检费用", mark);
    let reading = zs_engine::read(Some("sample.md"), text.as_bytes(), None).unwrap();
    String::from_utf8(zs_engine::render(&reading.document, "json").unwrap()).unwrap()
}

/// The program at work.
pub struct Server {
    pub child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Starts it on a free port; `shell` runs before it in the same process (limits, traps).
    pub fn start(url: &str, shell: &str) -> Self {
        let script =
            format!("{shell} exec \"$0\" serve --database \"$1\" --listen 127.0.0.1:0 --lang en");
        let mut child = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_zhunsheng"), url])
            .env("ZHUNSHENG_LOG", "error")
            .current_dir(std::env::temp_dir())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let told = lines.by_ref().map_while(Result::ok).find(|line| line.contains("http://"));
        let told = told.expect("the server says where it runs");
        let address = told.split("http://").nth(1).unwrap().split(' ').next().unwrap();
        let address = address.parse().unwrap();
        // What it logs later must not fill the pipe.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Self { child, address }
    }

    pub fn clerk(&self) -> Caller {
        Caller::log_in(self.address, "clerk", PASSWORD)
    }

    /// `kill -9`: it learns nothing of it.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Saves a document once on top of what stands; the status, and the new version.
pub fn save(caller: &Caller, id: i64, body: &str) -> Option<(u16, i64)> {
    let path = format!("/api/v1/documents/{id}");
    let standing = caller.call("GET", &path, &[], "")?;
    let Some(etag) = standing.etag() else { return Some((standing.status, 0)) };
    let saved = caller.call("PUT", &format!("{path}/content"), &[("if-match", &etag)], body)?;
    Some((saved.status, saved.body["version"].as_i64().unwrap_or(0)))
}

/// Tries until it goes well; panics after half a minute.
#[track_caller]
pub fn eventually(mut try_it: impl FnMut() -> bool) {
    let began = Instant::now();
    while !try_it() {
        assert!(began.elapsed() < Duration::from_secs(30), "it did not recover");
        std::thread::sleep(Duration::from_millis(200));
    }
}
