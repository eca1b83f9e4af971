//! A whole server in the test's own process, on either engine, with an invented county and people of each role.
mod client;
#[path = "../../../../zs-store/tests/support/postgres.rs"]
mod postgres;
pub mod samples;
pub mod year;

pub use client::{Client, Reply};

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use zs_server::{App, Settings};
use zs_store::{NewAccount, NewArea, NewNode, NodeKind, Role, Store, Writer};

/// The invented county of the tests.
pub const AREA: &str = "990123";
/// The moment at which a test begins.
pub const NOW: i64 = 1_760_000_000_000;
/// Everybody's password.
pub const PASSWORD: &str = "Qinghe-2025";

/// The engines, as a test names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Embedded,
    Served,
}

/// A server with its record and its clock.
pub struct TestApp {
    pub app: App,
    pub router: axum::Router,
    pub clock: Arc<AtomicI64>,
    /// Nodes by code: `430` with the units `430001` and `430004`, `501` with `501001`.
    pub nodes: BTreeMap<&'static str, i64>,
    /// Accounts by login.
    pub people: BTreeMap<&'static str, i64>,
    /// Where the record is; gone with the test.
    _folder: tempfile::TempDir,
}

/// Who there is: login, node, role. `other-*` are of the other department.
pub const PEOPLE: &[(&str, &str, Role)] = &[
    ("clerk", "430001", Role::Clerk),
    ("clerk2", "430001", Role::Clerk),
    ("unit", "430001", Role::UnitReviewer),
    ("department", "430", Role::DepartmentReviewer),
    ("finance", "990123", Role::FinanceReviewer),
    ("leader", "990123", Role::Leader),
    ("system", "990123", Role::SystemAdmin),
    ("security", "990123", Role::SecurityAdmin),
    ("auditor", "990123", Role::AuditAdmin),
    ("other-clerk", "501001", Role::Clerk),
    ("other-unit", "501001", Role::UnitReviewer),
    ("other-department", "501", Role::DepartmentReviewer),
];

impl TestApp {
    /// A fresh server, or `None` (said aloud) where the engine is not installed.
    pub async fn new(kind: Kind) -> Option<Self> {
        Self::with(kind, Settings { secure_cookies: false, ..Settings::default() }).await
    }

    /// The same with other settings.
    pub async fn with(kind: Kind, settings: Settings) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let url = fresh(kind, folder.path())?;
        let store = Store::open(&url).await.unwrap();
        let (nodes, people) = furnish(&store).await;
        let clock = Arc::new(AtomicI64::new(NOW));
        let told = Arc::clone(&clock);
        let app = App::with_clock(store, settings, Arc::new(move || told.load(Ordering::Relaxed)));
        let router = zs_server::router(&app);
        Some(Self { app, router, clock, nodes, people, _folder: folder })
    }

    /// Lets time pass.
    pub fn pass(&self, milliseconds: i64) {
        self.clock.fetch_add(milliseconds, Ordering::Relaxed);
    }

    /// Somebody who is not logged in.
    pub fn anonymous(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// Somebody who is logged in.
    pub async fn as_(&self, login: &str) -> Client {
        let mut client = self.anonymous();
        client.log_in(login, PASSWORD).await.expect_status(201);
        client
    }
}

fn fresh(kind: Kind, folder: &Path) -> Option<String> {
    match kind {
        Kind::Embedded => Some(format!("sqlite:{}", folder.join("store.db").display())),
        Kind::Served => postgres::fresh_database(),
    }
}

type ByName = BTreeMap<&'static str, i64>;

async fn furnish(store: &Store) -> (ByName, ByName) {
    store
        .create_area(&NewArea { area: AREA, parent: None, name: "云溪县", now: NOW })
        .await
        .unwrap();
    // Argon2 is slow on purpose: one hash for everybody.
    let hash = zs_server::password::hash(PASSWORD).await.unwrap();
    let mut writer = store.write(AREA).await.unwrap();
    let mut nodes = ByName::from([("990123", 1)]);
    let tree = [
        ("990123", NodeKind::Department, "430", "机关事务局"),
        ("430", NodeKind::Unit, "430001", "机关事务局本级"),
        ("430", NodeKind::Unit, "430004", "后勤保障中心"),
        ("990123", NodeKind::Department, "501", "文化馆"),
        ("501", NodeKind::Unit, "501001", "文化馆本级"),
    ];
    for (parent, kind, code, name) in tree {
        let new = NewNode { parent: nodes[parent], kind, code, name, now: NOW };
        nodes.insert(code, writer.create_node(&new).await.unwrap());
    }
    let mut people = ByName::new();
    for (login, node, role) in PEOPLE {
        people.insert(*login, person(&mut writer, login, nodes[node], *role, &hash).await);
    }
    for year in [2024, 2025, 2026] {
        writer.create_fiscal_year(year, NOW).await.unwrap();
    }
    writer.commit().await.unwrap();
    (nodes, people)
}

async fn person(writer: &mut Writer, login: &str, node: i64, role: Role, password: &str) -> i64 {
    let new = NewAccount { login, name: login, node, password, password_at: NOW, now: NOW };
    let id = writer.create_account(&new).await.unwrap();
    writer.grant_role(id, node, role, None, NOW).await.unwrap();
    id
}

/// Runs each case on both engines.
macro_rules! on_both {
    ($($case:ident),+ $(,)?) => {$(
        mod $case {
            use crate::support::{Kind, TestApp};

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn embedded() {
                if let Some(test) = TestApp::new(Kind::Embedded).await {
                    super::$case(test).await;
                }
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn served() {
                if let Some(test) = TestApp::new(Kind::Served).await {
                    super::$case(test).await;
                }
            }
        }
    )+};
}

pub(crate) use on_both;
