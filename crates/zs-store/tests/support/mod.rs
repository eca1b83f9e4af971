//! The one door to the store for tests: a fresh store on either engine, gone when the test is over.
mod postgres;
mod raw;

use zs_store::{
    BlobPlace, Content, IndicatorContent, NewAccount, NewArea, NewDocument, NewNode, NodeKind,
    ProjectContent, Store, Writer,
};

/// The invented county of the tests.
pub const AREA: &str = "990123";
/// A moment; tests count on from it.
pub const NOW: i64 = 1_760_000_000_000;

/// A store of its own, with an area, a department with two units, and a few accounts.
pub struct TestStore {
    pub store: Store,
    pub url: String,
    pub folder: tempfile::TempDir,
    pub department: i64,
    pub units: [i64; 2],
    pub clerk: i64,
    pub reviewer: i64,
}

/// The engines, as a test names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Embedded,
    Served,
}

impl Kind {
    /// The URL of an empty database, or `None` (said aloud) where the engine is not installed.
    pub fn fresh(self, folder: &std::path::Path) -> Option<String> {
        match self {
            Self::Embedded => Some(format!("sqlite:{}", folder.join("store.db").display())),
            Self::Served => postgres::fresh_database(),
        }
    }
}

impl TestStore {
    pub async fn new(kind: Kind) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let url = kind.fresh(folder.path())?;
        let store = Store::open(&url).await.expect("opens");
        Some(Self::furnished(store, url, folder).await)
    }

    pub async fn with_blob_folder(kind: Kind) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let url = kind.fresh(folder.path())?;
        let blobs = BlobPlace::Folder(folder.path().join("blobs"));
        let hash = std::sync::Arc::new(zs_store::Sm3);
        let store = Store::open_with(&url, blobs, hash).await.expect("opens");
        Some(Self::furnished(store, url, folder).await)
    }

    async fn furnished(store: Store, url: String, folder: tempfile::TempDir) -> Self {
        let area = NewArea { area: AREA, parent: None, name: "云溪县", now: NOW };
        store.create_area(&area).await.expect("area");
        let mut writer = store.write(AREA).await.expect("writer");
        let mut node = async |parent, kind, code, name| {
            let new = NewNode { parent, kind, code, name, now: NOW };
            writer.create_node(&new).await.expect("node")
        };
        let department = node(1, NodeKind::Department, "430", "机关事务局").await;
        let first = node(department, NodeKind::Unit, "430001", "机关事务局本级").await;
        let second = node(department, NodeKind::Unit, "430004", "后勤保障中心").await;
        let mut account = async |login| {
            let new = NewAccount {
                login,
                name: login,
                node: first,
                password: "hash",
                password_at: NOW,
                now: NOW,
            };
            writer.create_account(&new).await.expect("account")
        };
        let (clerk, reviewer) = (account("clerk").await, account("reviewer").await);
        writer.create_fiscal_year(2025, NOW).await.expect("year");
        writer.commit().await.expect("commit");
        let units = [first, second];
        Self { store, url, folder, department, units, clerk, reviewer }
    }
}

impl TestStore {
    /// A document of the first unit, without content.
    pub async fn document(&self) -> i64 {
        let mut writer = self.store.write(AREA).await.expect("writer");
        let id = self.document_in(&mut writer, self.units[0], NOW).await;
        writer.commit().await.expect("commit");
        id
    }

    /// A document of a node, without content, within a transaction.
    pub async fn document_in(&self, writer: &mut Writer, node: i64, now: i64) -> i64 {
        let new = NewDocument {
            node,
            year: 2025,
            form: "hebei-2022",
            state: "draft",
            actor: self.clerk,
            now,
        };
        writer.create_document(&new).await.expect("document")
    }
}

/// Something to save with these projects.
pub fn content(actor: i64, projects: Vec<ProjectContent>) -> Content<'static> {
    Content {
        body: b"{\"schema\":\"zhunsheng.document/1\"}",
        form: "hebei-2022",
        title: Some("2025年部门预算绩效文本"),
        department: Some("机关事务局"),
        origin: "edit",
        reason: None,
        projects,
        actor,
        now: NOW,
    }
}

/// A project of 1000 元 with two indicators.
pub fn project(ordinal: i64, code: &str, name: &str) -> ProjectContent {
    let indicator = |ordinal, level3: &str, target: &str| IndicatorContent {
        ordinal,
        level1: Some("产出指标".to_owned()),
        level2: Some("质量指标".to_owned()),
        level3: Some(level3.to_owned()),
        description: None,
        target: Some(target.to_owned()),
        basis: Some("年度计划".to_owned()),
    };
    ProjectContent {
        ordinal,
        code: Some(code.to_owned()),
        name: Some(name.to_owned()),
        unit_code: Some("430001".to_owned()),
        unit_name: Some("机关事务局本级".to_owned()),
        budget: 100_000,
        fiscal: 100_000,
        other: 0,
        body: format!("{{\"code\":\"{code}\",\"name\":\"{name}\"}}").into_bytes(),
        indicators: vec![indicator(1, "完成率", "≥95%"), indicator(2, "合格率", "100%")],
    }
}
