//! Bringing the rows of a document's projects to the version just saved, touching only what changed.
use crate::audit::hex;
use crate::document::{Document, push_words};
use crate::error::Result;
use crate::gram;
use crate::sql::{Sql, Value, inserts, sql};
use crate::store::Writer;
use crate::version::{Content, ProjectContent};
use std::collections::BTreeMap;

/// What is needed of a row that stands, to see whether it must change.
struct Standing {
    id: i64,
    ordinal: i64,
    code: Option<String>,
    name: Option<String>,
    hash: String,
}

const INSERT: &str =
    "INSERT INTO project (area, id, document, ordinal, path, year, state, code, name,
    unit_code, unit_name, budget, fiscal, other, indicators, hash, updated_at, body) VALUES";
const UPDATE: &str = "UPDATE project SET ordinal = $3, code = $4, name = $5, unit_code = $6,
    unit_name = $7, budget = $8, fiscal = $9, other = $10, indicators = $11, hash = $12,
    updated_at = $13, body = $14 WHERE area = $1 AND id = $2";
const INDICATORS: &str = "INSERT INTO indicator (area, project, ordinal, level1, level2, level3,
    description, target, basis) VALUES";
const COUNTS: &str = "INSERT INTO gram_count (area, gram, projects) VALUES";
const ADD: &str = " ON CONFLICT (area, gram)
    DO UPDATE SET projects = gram_count.projects + excluded.projects";
const GRAMS: &str = "INSERT INTO project_gram (area, gram, project) VALUES";

impl Writer {
    pub(crate) async fn replace_projects(
        &mut self,
        document: &Document,
        content: &Content<'_>,
    ) -> Result<()> {
        let mut standing = self.standing_projects(document.id).await?;
        let (mut fresh, mut indicators, mut grams) = (Vec::new(), Vec::new(), Vec::new());
        let mut counts = BTreeMap::new();
        for project in &content.projects {
            let hash = hex(&self.shared.hash.digest(&project.body));
            let same = standing.iter().position(|row| is_same(row, project));
            let Some(row) = same.map(|position| standing.swap_remove(position)) else {
                let id = self.next_id();
                fresh.push(self.new_row(id, document, project, hash, content.now));
                indicators.extend(indicator_rows(&self.area, id, project));
                grams.extend(gram_rows(&self.area, id, &project.name, &mut counts));
                continue;
            };
            if row.hash == hash && row.ordinal == project.ordinal {
                continue;
            }
            let update = update(&self.area, row.id, project, hash, content.now);
            self.connection.run(update).await?;
            self.drop_rows(row.id, "DELETE FROM indicator WHERE area = $1 AND project = $2")
                .await?;
            indicators.extend(indicator_rows(&self.area, row.id, project));
            if row.name != project.name {
                self.drop_grams(&row, &mut counts).await?;
                grams.extend(gram_rows(&self.area, row.id, &project.name, &mut counts));
            }
        }
        for row in standing {
            self.drop_rows(row.id, "DELETE FROM indicator WHERE area = $1 AND project = $2")
                .await?;
            self.drop_grams(&row, &mut counts).await?;
            self.drop_rows(row.id, "DELETE FROM project WHERE area = $1 AND id = $2").await?;
        }
        for (head, rows) in [(INSERT, fresh), (INDICATORS, indicators), (GRAMS, grams)] {
            for statement in inserts(head, rows) {
                self.connection.run(statement).await?;
            }
        }
        counts.retain(|_, more| *more != 0);
        let row = |(gram, more): (String, i64)| vec![(&self.area).into(), gram.into(), more.into()];
        let counts = counts.into_iter().map(row).collect();
        for mut statement in inserts(COUNTS, counts) {
            statement.push(ADD);
            self.connection.run(statement).await?;
        }
        Ok(())
    }

    async fn standing_projects(&mut self, document: i64) -> Result<Vec<Standing>> {
        let all = sql("SELECT id, ordinal, code, name, hash FROM project
             WHERE area = $1 AND document = $2 ORDER BY ordinal");
        let all = all.bind(&self.area).bind(document);
        let rows = self.connection.rows(all).await?.into_iter().map(|row| {
            let mut c = row.cells();
            let (id, ordinal) = (c.int()?, c.int()?);
            let (code, name) = (c.opt_text()?, c.opt_text()?);
            Ok(Standing { id, ordinal, code, name, hash: c.text()? })
        });
        rows.collect()
    }

    async fn drop_rows(&mut self, project: i64, delete: &'static str) -> Result<()> {
        let delete = sql(delete).bind(&self.area).bind(project);
        self.connection.run(delete).await.map(|_| ())
    }

    /// The pairs of the name that stood.
    async fn drop_grams(
        &mut self,
        row: &Standing,
        counts: &mut BTreeMap<String, i64>,
    ) -> Result<()> {
        let mut delete = sql("DELETE FROM project_gram WHERE area = $1 AND project = $2");
        delete = delete.bind(&self.area).bind(row.id);
        let grams = gram::pairs(&gram::folded(row.name.as_deref().unwrap_or_default()));
        grams.iter().for_each(|gram| *counts.entry(gram.clone()).or_default() -= 1);
        push_words(&mut delete, "gram", &grams.into_iter().collect::<Vec<_>>());
        self.connection.run(delete).await.map(|_| ())
    }

    fn new_row(
        &self,
        id: i64,
        document: &Document,
        project: &ProjectContent,
        hash: String,
        now: i64,
    ) -> Vec<Value> {
        vec![
            (&self.area).into(),
            id.into(),
            document.id.into(),
            project.ordinal.into(),
            (&document.path).into(),
            document.year.into(),
            (&document.state).into(),
            (&project.code).into(),
            (&project.name).into(),
            (&project.unit_code).into(),
            (&project.unit_name).into(),
            project.budget.into(),
            project.fiscal.into(),
            project.other.into(),
            indicator_count(project).into(),
            hash.into(),
            now.into(),
            project.body.clone().into(),
        ]
    }
}

/// The same project in the next version: the same code, or without a code the same name.
fn is_same(row: &Standing, project: &ProjectContent) -> bool {
    row.code == project.code && (row.code.is_some() || row.name == project.name)
}

fn indicator_count(project: &ProjectContent) -> i64 {
    i64::try_from(project.indicators.len()).unwrap_or(i64::MAX)
}

fn update(area: &str, id: i64, project: &ProjectContent, hash: String, now: i64) -> Sql {
    let update = sql(UPDATE).bind(area).bind(id).bind(project.ordinal).bind(&project.code);
    let update = update.bind(&project.name).bind(&project.unit_code).bind(&project.unit_name);
    let update = update.bind(project.budget).bind(project.fiscal).bind(project.other);
    update.bind(indicator_count(project)).bind(hash).bind(now).bind(project.body.as_slice())
}

fn indicator_rows(area: &str, id: i64, project: &ProjectContent) -> Vec<Vec<Value>> {
    let row = |i: &crate::indicator::IndicatorContent| {
        vec![
            area.into(),
            id.into(),
            i.ordinal.into(),
            (&i.level1).into(),
            (&i.level2).into(),
            (&i.level3).into(),
            (&i.description).into(),
            (&i.target).into(),
            (&i.basis).into(),
        ]
    };
    project.indicators.iter().map(row).collect()
}

fn gram_rows(
    area: &str,
    id: i64,
    name: &Option<String>,
    counts: &mut BTreeMap<String, i64>,
) -> Vec<Vec<Value>> {
    let grams = gram::pairs(&gram::folded(name.as_deref().unwrap_or_default()));
    grams.iter().for_each(|gram| *counts.entry(gram.clone()).or_default() += 1);
    grams.into_iter().map(|gram| vec![area.into(), gram.into(), id.into()]).collect()
}
