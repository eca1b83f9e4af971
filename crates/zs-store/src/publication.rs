//! What the public sees: the published version of each document, with its own figures and no newer ones.
use crate::error::{Result, StoreError};
use crate::node::push_branches;
use crate::page::{Cursor, Page, PageOf};
use crate::project::ProjectRow;
use crate::sql::{Row, Sql, sql};
use crate::store::Reader;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// A published version as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The document.
    pub document: i64,
    /// The node that owns it.
    pub node: i64,
    /// That node's path.
    pub path: String,
    /// Fiscal year.
    pub year: i64,
    /// The version that is published.
    pub version: i64,
    /// Hash of its content, hexadecimal.
    pub hash: String,
    /// Form family of that version.
    pub form: String,
    /// Department, as that version states it.
    pub department: Option<String>,
    /// Number of its projects.
    pub projects: i64,
    /// Number of its indicators.
    pub indicators: i64,
    /// Sum of its budgets, in 分.
    pub budget: i64,
}

const SELECT: &str = "SELECT d.id, d.node, d.path, d.year, v.version, v.hash, v.form, v.department,
    v.projects, v.indicators, v.budget FROM document d
    JOIN version v ON v.area = d.area AND v.document = d.id AND v.version = d.published_version
    WHERE d.area = $1";

fn publication(row: Row) -> Result<Publication> {
    let mut c = row.cells();
    Ok(Publication {
        document: c.int()?,
        node: c.int()?,
        path: c.text()?,
        year: c.int()?,
        version: c.int()?,
        hash: c.text()?,
        form: c.text()?,
        department: c.opt_text()?,
        projects: c.int()?,
        indicators: c.int()?,
        budget: c.int()?,
    })
}

fn of_year(statement: &mut Sql, year: i64, branches: &[String]) {
    statement.push(" AND d.year = ").push_bind(year);
    push_branches(statement, "d.path", branches);
}

impl Reader {
    /// One page of what is published of a year in these branches, by the tree.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn publications(
        &mut self,
        year: i64,
        branches: &[String],
        page: &Page,
    ) -> Result<PageOf<Publication>> {
        let mut all = sql(SELECT).bind(&self.area);
        of_year(&mut all, year, branches);
        if let Some(after) = &page.after {
            all.push(" AND (d.path, d.id) > (").push_bind(&after.key);
            all.push(", ").push_bind(after.id).push(")");
        }
        all.push(" ORDER BY d.path, d.id").push_limit(page.probe());
        let rows = self.connection.rows(all).await?;
        let items: Result<Vec<_>> = rows.into_iter().map(publication).collect();
        Ok(page.cut(items?, |one| Cursor::new(&one.path, one.document)))
    }

    /// What is published of a document.
    ///
    /// # Errors
    /// `NotFound` where nothing of it is.
    pub async fn publication(&mut self, document: i64) -> Result<Publication> {
        let mut one = sql(SELECT).bind(&self.area);
        one.push(" AND d.id = ").push_bind(document);
        let row = self.connection.row(one).await?;
        publication(row.ok_or_else(|| StoreError::not_found("document", document))?)
    }

    /// The years of which something is published, the latest first, with how many documents.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn published_years(&mut self) -> Result<Vec<(i64, i64)>> {
        let all = sql("SELECT year, COUNT(*) FROM document
             WHERE area = $1 AND published_version IS NOT NULL GROUP BY year ORDER BY year DESC");
        let rows = self.connection.rows(all.bind(&self.area)).await?.into_iter().map(|row| {
            let mut c = row.cells();
            Ok((c.int()?, c.int()?))
        });
        rows.collect()
    }

    /// The paths of the nodes that have something published of a year.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn published_paths(&mut self, year: i64) -> Result<Vec<String>> {
        let all = sql("SELECT DISTINCT path FROM document
             WHERE area = $1 AND year = $2 AND published_version IS NOT NULL ORDER BY path");
        let rows = self.connection.rows(all.bind(&self.area).bind(year)).await?;
        rows.into_iter().map(|row| row.cells().text()).collect()
    }

    /// One page of the published projects whose name contains a text, as [`Reader::search_projects`] finds
    /// them. A document that is being adjusted has newer names than the published ones: it is left out. A
    /// page may therefore hold fewer rows than it could.
    ///
    /// # Errors
    /// As [`Reader::search_projects`].
    pub async fn search_published(
        &mut self,
        text: &str,
        year: Option<i64>,
        page: &Page,
    ) -> Result<PageOf<ProjectRow>> {
        let mut found = self.search_projects(text, year, &[], page).await?;
        let current = sql("SELECT id FROM document
             WHERE area = $1 AND id = $2 AND published_version = version");
        let mut known: BTreeMap<i64, bool> = BTreeMap::new();
        for project in &found.items {
            if let Entry::Vacant(unknown) = known.entry(project.document) {
                let one = current.clone().bind(&self.area).bind(project.document);
                unknown.insert(self.connection.row(one).await?.is_some());
            }
        }
        found.items.retain(|project| known.get(&project.document) == Some(&true));
        Ok(found)
    }
}
