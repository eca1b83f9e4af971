//! Findings of a version: what the check said about it, as data.
use crate::error::Result;
use crate::node::push_branches;
use crate::page::{Cursor, Page, PageOf};
use crate::sql::{Row, Value, inserts, sql};
use crate::store::{Reader, Writer};

/// One finding. The words are those of `zs-model`; the store does not judge them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingRow {
    /// 1 for the first of the version; given by the store when saved.
    pub ordinal: i64,
    /// The rule's stable name.
    pub rule: String,
    /// The rule's code.
    pub code: String,
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// What makes several findings one thing: they are acknowledged together.
    pub cause: String,
    /// `project`, `overall`, `department_form` or `summary_form`.
    pub scope: String,
    /// The project's ordinal.
    pub project: Option<i64>,
    /// The indicator's ordinal.
    pub indicator: Option<i64>,
    /// The field, a key of the document schema.
    pub field: String,
    /// The text that it is about.
    pub text: String,
    /// Message, arguments, fixes and source as JSON; the caller's.
    pub args: String,
}

/// Which findings to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingFilter {
    /// Only of this severity.
    pub severity: Option<String>,
    /// Only of this rule.
    pub rule: Option<String>,
    /// Only of this project (by ordinal).
    pub project: Option<i64>,
}

/// How often a rule found something in the current version of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingCount {
    /// The document.
    pub document: i64,
    /// Path of the node that owns it.
    pub path: String,
    /// Its fiscal year.
    pub year: i64,
    /// The rule's stable name.
    pub rule: String,
    /// The rule's code.
    pub code: String,
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// How many findings.
    pub count: i64,
}

const INSERT: &str =
    "INSERT INTO finding (area, document, version, ordinal, rule, code, severity, cause,
    scope, project, indicator, field, text, args) VALUES";

fn finding(row: Row) -> Result<FindingRow> {
    let mut c = row.cells();
    Ok(FindingRow {
        ordinal: c.int()?,
        rule: c.text()?,
        code: c.text()?,
        severity: c.text()?,
        cause: c.text()?,
        scope: c.text()?,
        project: c.opt_int()?,
        indicator: c.opt_int()?,
        field: c.text()?,
        text: c.text()?,
        args: c.text()?,
    })
}

impl Reader {
    /// One page of a version's findings in their order.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn findings(
        &mut self,
        document: i64,
        version: i64,
        filter: &FindingFilter,
        page: &Page,
    ) -> Result<PageOf<FindingRow>> {
        let mut all = sql(
            "SELECT ordinal, rule, code, severity, cause, scope, project, indicator, field, text, args
             FROM finding WHERE area = $1 AND document = $2 AND version = $3",
        )
        .bind(&self.area)
        .bind(document)
        .bind(version);
        if let Some(severity) = &filter.severity {
            all.push(" AND severity = ").push_bind(severity);
        }
        if let Some(rule) = &filter.rule {
            all.push(" AND rule = ").push_bind(rule);
        }
        if let Some(project) = filter.project {
            all.push(" AND project = ").push_bind(project);
        }
        all.push(" AND ordinal > ").push_bind(page.after_id());
        all.push(" ORDER BY ordinal").push_limit(page.probe());
        let rows = self.connection.list(all, 11).await?;
        let items: Result<Vec<_>> = rows.into_iter().map(finding).collect();
        Ok(page.cut(items?, |finding| Cursor::new("", finding.ordinal)))
    }

    /// The findings of all current versions in some branches, counted by document, rule and severity, of the
    /// years from `since` on. No branch means the whole area.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn count_findings(
        &mut self,
        branches: &[String],
        since: i64,
    ) -> Result<Vec<FindingCount>> {
        let mut all =
            sql("SELECT d.id, d.path, d.year, f.rule, f.code, f.severity, COUNT(*) FROM document d
             JOIN finding f ON f.area = d.area AND f.document = d.id AND f.version = d.version
             WHERE d.area = $1")
            .bind(&self.area);
        all.push(" AND d.year >= ").push_bind(since);
        push_branches(&mut all, "d.path", branches);
        all.push(
            " GROUP BY d.id, d.path, d.year, f.rule, f.code, f.severity
             ORDER BY d.year, d.path, d.id, f.code, f.severity",
        );
        self.connection.list(all, 7).await?.into_iter().map(counted).collect()
    }
}

fn counted(row: Row) -> Result<FindingCount> {
    let mut c = row.cells();
    Ok(FindingCount {
        document: c.int()?,
        path: c.text()?,
        year: c.int()?,
        rule: c.text()?,
        code: c.text()?,
        severity: c.text()?,
        count: c.int()?,
    })
}

impl Writer {
    /// Makes these the findings of a version, in place of those it had, and counts them in the document
    /// where the version is the current one.
    ///
    /// # Errors
    /// `NotFound`, `Reference`.
    pub async fn replace_findings(
        &mut self,
        document: i64,
        version: i64,
        findings: &[FindingRow],
    ) -> Result<()> {
        let delete = sql("DELETE FROM finding WHERE area = $1 AND document = $2 AND version = $3");
        let delete = delete.bind(&self.area).bind(document).bind(version);
        self.connection.run(delete).await?;
        let rows = findings.iter().zip(1..).map(|(f, ordinal)| -> Vec<Value> {
            vec![
                (&self.area).into(),
                document.into(),
                version.into(),
                i64::into(ordinal),
                (&f.rule).into(),
                (&f.code).into(),
                (&f.severity).into(),
                (&f.cause).into(),
                (&f.scope).into(),
                f.project.into(),
                f.indicator.into(),
                (&f.field).into(),
                (&f.text).into(),
                (&f.args).into(),
            ]
        });
        for statement in inserts(INSERT, rows.collect()) {
            self.connection.run(statement).await?;
        }
        let count = |word| findings.iter().filter(|f| f.severity == word).fold(0_i64, |n, _| n + 1);
        let update = sql(
            "UPDATE document SET errors = $4, warnings = $5, infos = $6, revision = revision + 1
             WHERE area = $1 AND id = $2 AND version = $3",
        );
        let update = update.bind(&self.area).bind(document).bind(version);
        let update = update.bind(count("error")).bind(count("warning")).bind(count("info"));
        self.connection.run(update).await?;
        Ok(())
    }
}
