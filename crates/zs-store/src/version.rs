//! Versions: every saved state of a document, whole and unchangeable; saving is guarded by the version read.
use crate::audit::hex;
use crate::error::{Result, StoreError};
use crate::indicator::IndicatorContent;
use crate::sql::{Row, sql};
use crate::store::{Reader, Writer};

/// A saved state, without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The document.
    pub document: i64,
    /// 1 for the first.
    pub version: i64,
    /// Hash of the content, hexadecimal.
    pub hash: String,
    /// Size of the content in bytes.
    pub size: i64,
    /// Form family.
    pub form: String,
    /// Title, as stated.
    pub title: Option<String>,
    /// Department, as stated.
    pub department: Option<String>,
    /// Number of projects.
    pub projects: i64,
    /// Number of indicators.
    pub indicators: i64,
    /// Sum of the budgets, in 分.
    pub budget: i64,
    /// How it came: `import`, `edit`, `adjust`, …; a word of the caller's.
    pub origin: String,
    /// Why, where a reason is asked for.
    pub reason: Option<String>,
    /// Who saved it.
    pub created_by: i64,
    /// When.
    pub created_at: i64,
}

/// What to save as the next version.
#[derive(Clone, Debug, Default)]
pub struct Content<'a> {
    /// The document as JSON (`zhunsheng.document/1`), kept byte by byte.
    pub body: &'a [u8],
    /// Form family.
    pub form: &'a str,
    /// Title, as stated.
    pub title: Option<&'a str>,
    /// Department, as stated.
    pub department: Option<&'a str>,
    /// How it came: `import`, `edit`, `adjust`, ….
    pub origin: &'a str,
    /// Why, where a reason is asked for.
    pub reason: Option<&'a str>,
    /// The projects in the order of the document.
    pub projects: Vec<ProjectContent>,
    /// Who saves.
    pub actor: i64,
    /// Now.
    pub now: i64,
}

/// One project of the content, as lists and searches need it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectContent {
    /// 1 for the first.
    pub ordinal: i64,
    /// 项目编码.
    pub code: Option<String>,
    /// 项目名称.
    pub name: Option<String>,
    /// 单位编码.
    pub unit_code: Option<String>,
    /// 单位名称.
    pub unit_name: Option<String>,
    /// 预算数 in 分; 0 where blank.
    pub budget: i64,
    /// 财政资金 in 分; 0 where blank.
    pub fiscal: i64,
    /// 其他资金 in 分; 0 where blank.
    pub other: i64,
    /// The project as JSON, its indicators included: what reading one project gives back.
    pub body: Vec<u8>,
    /// Its indicators in the order of the table.
    pub indicators: Vec<IndicatorContent>,
}

/// What a save made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The new version.
    pub version: i64,
    /// The document's new revision.
    pub revision: i64,
}

const COLUMNS: &str = "SELECT document, version, hash, size, form, title, department, projects,
    indicators, budget, origin, reason, created_by, created_at FROM version
    WHERE area = $1 AND document = $2";

fn version(row: Row) -> Result<Version> {
    let mut c = row.cells();
    Ok(Version {
        document: c.int()?,
        version: c.int()?,
        hash: c.text()?,
        size: c.int()?,
        form: c.text()?,
        title: c.opt_text()?,
        department: c.opt_text()?,
        projects: c.int()?,
        indicators: c.int()?,
        budget: c.int()?,
        origin: c.text()?,
        reason: c.opt_text()?,
        created_by: c.int()?,
        created_at: c.int()?,
    })
}

impl Reader {
    /// All versions of a document, the newest first.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn versions(&mut self, document: i64) -> Result<Vec<Version>> {
        let mut all = sql(COLUMNS).bind(&self.area).bind(document);
        all.push(" ORDER BY version DESC");
        self.connection.rows(all).await?.into_iter().map(version).collect()
    }

    /// One version, without its content.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn version(&mut self, document: i64, number: i64) -> Result<Version> {
        let mut one = sql(COLUMNS).bind(&self.area).bind(document);
        one.push(" AND version = ").push_bind(number);
        let row = self.connection.row(one).await?;
        version(row.ok_or_else(|| missing(document, number))?)
    }

    /// The content of a version, byte by byte as it was saved; its hash is compared on the way.
    ///
    /// # Errors
    /// `NotFound`; `Corrupt` where the bytes are not those that were saved.
    pub async fn version_body(&mut self, document: i64, number: i64) -> Result<Vec<u8>> {
        let one = sql(
            "SELECT body, hash FROM version WHERE area = $1 AND document = $2 AND version = $3",
        );
        let row = self.connection.row(one.bind(&self.area).bind(document).bind(number)).await?;
        let mut c = row.ok_or_else(|| missing(document, number))?.cells();
        let (body, hash) = (c.bytes()?, c.text()?);
        if hex(&self.shared.hash.digest(&body)) != hash {
            let id = format!("{} {document} version {number}", self.area);
            return Err(StoreError::corrupt(format!("the content of {id} has another hash")));
        }
        Ok(body)
    }
}

fn missing(document: i64, number: i64) -> StoreError {
    StoreError::not_found("version", format!("{document}/{number}"))
}

impl Writer {
    /// Saves the next version on top of `expected` (0 for the first), and makes its projects and
    /// indicators the ones that are listed and searched. A project keeps its number from version to
    /// version as long as its code (without one: its name) stays.
    ///
    /// # Errors
    /// `Conflict` where another version is current: nothing is changed; `NotFound`.
    pub async fn save_version(
        &mut self,
        document: i64,
        expected: i64,
        content: &Content<'_>,
    ) -> Result<Saved> {
        let standing = self.document(document).await?;
        if standing.version != expected {
            return Err(StoreError::Conflict { current: standing.version });
        }
        let saved = Saved { version: expected + 1, revision: standing.revision + 1 };
        let projects = i64::try_from(content.projects.len()).unwrap_or(i64::MAX);
        let count = |p: &ProjectContent| i64::try_from(p.indicators.len()).unwrap_or(i64::MAX);
        let indicators = content.projects.iter().map(count).sum::<i64>();
        let budget = content.projects.iter().try_fold(0_i64, |sum, p| sum.checked_add(p.budget));
        let budget = budget.ok_or_else(|| StoreError::invalid("金额过大 / amounts too large"))?;
        let hash = hex(&self.shared.hash.digest(content.body));
        let insert = sql(
            "INSERT INTO version (area, document, version, hash, size, form, title, department,
             projects, indicators, budget, origin, reason, created_by, created_at, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        );
        let size = i64::try_from(content.body.len()).unwrap_or(i64::MAX);
        let insert = insert.bind(&self.area).bind(document).bind(saved.version).bind(hash);
        let insert = insert.bind(size).bind(content.form).bind(content.title);
        let insert = insert.bind(content.department).bind(projects).bind(indicators).bind(budget);
        let insert = insert.bind(content.origin).bind(content.reason).bind(content.actor);
        self.connection.run(insert.bind(content.now).bind(content.body)).await?;
        let update = sql("UPDATE document SET version = $3, revision = $4, form = $5, title = $6,
             department = $7, projects = $8, indicators = $9, budget = $10, errors = 0,
             warnings = 0, infos = 0, updated_by = $11, updated_at = $12
             WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(document).bind(saved.version);
        let update = update.bind(saved.revision).bind(content.form).bind(content.title);
        let update = update.bind(content.department).bind(projects).bind(indicators).bind(budget);
        self.connection.run(update.bind(content.actor).bind(content.now)).await?;
        self.replace_projects(&standing, content).await?;
        Ok(saved)
    }
}
