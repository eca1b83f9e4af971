//! Searching inside the names of projects by the index of character pairs, and by whole codes.
use crate::document::push_words;
use crate::error::{Result, StoreError};
use crate::gram;
use crate::node::push_branches;
use crate::page::{Cursor, Page, PageOf};
use crate::project::{COLUMNS, ProjectRow, listing, project_row};
use crate::sql::{Sql, sql};
use crate::store::Reader;

/// The longest search text, in characters; what is beyond it is not looked at.
const LONGEST: usize = 40;
/// No code of a project is shorter.
const SHORTEST_CODE: usize = 8;
/// How many pairs are compared in the index; the text itself is compared afterwards in any case.
const PAIRS: usize = 2;
/// So few candidates are looked at without a second pair.
const FEW: i64 = 256;

impl Reader {
    /// One page of the projects whose name contains a text (two characters or more; spaces and the case of
    /// letters do not count), the newest first; a whole code finds its projects. `year` `None` looks in all
    /// years.
    ///
    /// # Errors
    /// `Invalid` for a text of less than two characters.
    pub async fn search_projects(
        &mut self,
        text: &str,
        year: Option<i64>,
        branches: &[String],
        page: &Page,
    ) -> Result<PageOf<ProjectRow>> {
        if page.after.is_none() && text.trim().len() >= SHORTEST_CODE && text.is_ascii() {
            let mut coded = self.projects_by_code(text.trim()).await?;
            coded.retain(|project| {
                let inside = |branch: &String| project.path.starts_with(branch.as_str());
                let here = branches.is_empty() || branches.iter().any(inside);
                here && year.is_none_or(|year| project.year == year)
            });
            if !coded.is_empty() {
                return Ok(PageOf { items: coded, next: None });
            }
        }
        let text: String = gram::folded(text).chars().take(LONGEST).collect();
        let pairs = self.rarest_first(&text).await?;
        if pairs.is_empty() {
            return Ok(PageOf { items: Vec::new(), next: None });
        }
        let mut items = Vec::new();
        let mut before = page.before_id();
        // The index can only say that all pairs occur; whether they stand together is seen here.
        while i64::try_from(items.len()).is_ok_and(|have| have < page.probe()) {
            let statement = search(&self.area, &pairs, year, branches, before, page.probe());
            let rows = self.connection.list_of(listing(statement), project_row).await?;
            let all = i64::try_from(rows.len()).is_ok_and(|got| got < page.probe());
            for project in rows {
                before = project.id;
                if gram::folded(project.name.as_deref().unwrap_or_default()).contains(&text) {
                    items.push(project);
                }
            }
            if all {
                break;
            }
        }
        Ok(page.cut(items, |project| Cursor::new("", project.id)))
    }

    /// How the database would answer [`Reader::search_projects`]; for tests of the plan.
    ///
    /// # Errors
    /// As [`Reader::search_projects`].
    pub async fn explain_search(
        &mut self,
        text: &str,
        year: Option<i64>,
        branches: &[String],
    ) -> Result<String> {
        let pairs = self.rarest_first(&gram::folded(text)).await?;
        let statement = search(&self.area, &pairs, year, branches, i64::MAX, 51);
        self.shared.engine.explain(&statement).await
    }

    /// The pairs of a text that are worth asking for, beginning with the one that the fewest projects have;
    /// none where some pair occurs nowhere.
    async fn rarest_first(&mut self, text: &str) -> Result<Vec<String>> {
        let pairs: Vec<String> = gram::pairs(text).into_iter().collect();
        if pairs.is_empty() {
            let why = "搜索词至少两个字 / a search needs two characters at least";
            return Err(StoreError::invalid(why));
        }
        let mut counts = sql("SELECT projects, gram FROM gram_count WHERE area = $1");
        counts = counts.bind(&self.area);
        push_words(&mut counts, "gram", &pairs);
        counts.push(" AND projects > 0");
        let rows = self.connection.list(counts, 2).await?.into_iter().map(|row| {
            let mut c = row.cells();
            Ok((c.int()?, c.text()?))
        });
        let mut counted = rows.collect::<Result<Vec<(i64, String)>>>()?;
        if counted.len() < pairs.len() {
            return Ok(Vec::new());
        }
        counted.sort();
        // Where few projects have the rarest pair, looking at them all is quicker than a second pair.
        let few = counted.first().is_some_and(|(count, _)| *count < FEW);
        let worth = if few { 1 } else { PAIRS };
        Ok(counted.into_iter().take(worth).map(|(_, pair)| pair).collect())
    }
}

fn search(
    area: &str,
    pairs: &[String],
    year: Option<i64>,
    branches: &[String],
    before: i64,
    limit: i64,
) -> Sql {
    let mut search = sql("SELECT ");
    search.push(COLUMNS).push(" FROM project_gram g0");
    search.values.push(area.into());
    for (n, pair) in pairs.iter().enumerate().skip(1) {
        let g = format!("g{n}");
        search.push(&format!(" JOIN project_gram {g} ON {g}.area = g0.area AND {g}.gram = "));
        search.push_bind(pair).push(&format!(" AND {g}.project = g0.project"));
    }
    search.push(" JOIN project p ON p.area = g0.area AND p.id = g0.project WHERE g0.area = $1");
    search.push(" AND g0.gram = ").push_bind(pairs.first().map_or("", String::as_str));
    search.push(" AND g0.project < ").push_bind(before);
    if let Some(year) = year {
        search.push(" AND p.year = ").push_bind(year);
    }
    push_branches(&mut search, "p.path", branches);
    search.push(" ORDER BY g0.project DESC").push_limit(limit);
    search
}
