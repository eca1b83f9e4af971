//! What an approval does to the year: it makes the document's undertakings, or brings them to the version approved.
use crate::day::day_of;
use crate::error::{Result, StoreError};
use crate::light::{Light, MonthEnd, NodeChanges};
use crate::money::{MoneyKind, NewMoney};
use crate::sql::{Value, inserts, sql};
use crate::store::Writer;
use crate::undertaking::Undertaking;
use crate::workflow::Transition;

/// A project of the version that is approved.
struct Approved {
    project: i64,
    ordinal: i64,
    code: Option<String>,
    name: Option<String>,
    unit_code: Option<String>,
    unit_name: Option<String>,
    budget: i64,
    body: Vec<u8>,
    node: i64,
    path: String,
}

impl Approved {
    /// The same project as before: by its code, without one by its name.
    fn is(&self, standing: &Undertaking) -> bool {
        self.code == standing.code && (self.code.is_some() || self.name == standing.name)
    }
}

const PROJECTS: &str = "SELECT p.id, p.ordinal, p.code, p.name, p.unit_code, p.unit_name, p.budget,
    p.body, COALESCE(n.id, d.node), COALESCE(n.path, d.path)
    FROM project p
    JOIN document d ON d.area = p.area AND d.id = p.document
    LEFT JOIN node n ON n.area = p.area AND n.code = p.unit_code
        AND substr(n.path, 1, length(d.path)) = d.path
    WHERE p.area = $1 AND p.document = $2 ORDER BY p.ordinal";
const MONTHS: &str = "INSERT INTO undertaking_month (area, undertaking, month, year, path,
    allocated, adjusted, paid, due, behind, light) VALUES";

impl Writer {
    /// Makes or follows. The projects' rows are those of the approved version: the step was guarded by it.
    pub(crate) async fn follow_approval(
        &mut self,
        document: i64,
        step: &Transition<'_>,
    ) -> Result<()> {
        let year = self.document(document).await?.year;
        let mut standing = self.undertakings_of(document).await?;
        let first = standing.is_empty();
        for project in self.approved_projects(document).await? {
            let same = standing.iter().position(|known| known.project == project.project);
            let same = same.or_else(|| standing.iter().position(|known| project.is(known)));
            match same {
                Some(at) => {
                    let known = standing.swap_remove(at);
                    self.follow(&known, &project, step).await?;
                }
                None => {
                    let initial = if first { project.budget } else { 0 };
                    self.undertake(document, year, &project, initial, step).await?;
                    let change = project.budget - initial;
                    self.adjust_by_document(project.project, change, step).await?;
                }
            }
        }
        for gone in standing.into_iter().filter(|known| known.dropped_at.is_none()) {
            let drop = sql("UPDATE undertaking SET stated = 0, dropped_at = $3, updated_at = $3
                 WHERE area = $1 AND id = $2");
            let drop = drop.bind(&self.area).bind(gone.id).bind(step.now);
            self.connection.run(drop).await?;
            let adjusted = self.adjusted_budget(gone.id).await?;
            self.adjust_by_document(gone.id, -adjusted, step).await?;
        }
        Ok(())
    }

    async fn approved_projects(&mut self, document: i64) -> Result<Vec<Approved>> {
        let all = sql(PROJECTS).bind(&self.area).bind(document);
        let rows = self.connection.rows(all).await?;
        let rows = rows.into_iter().map(|row| {
            let mut c = row.cells();
            Ok(Approved {
                project: c.int()?,
                ordinal: c.int()?,
                code: c.opt_text()?,
                name: c.opt_text()?,
                unit_code: c.opt_text()?,
                unit_name: c.opt_text()?,
                budget: c.int()?,
                body: c.bytes()?,
                node: c.int()?,
                path: c.text()?,
            })
        });
        rows.collect()
    }

    async fn undertake(
        &mut self,
        document: i64,
        year: i64,
        project: &Approved,
        initial: i64,
        step: &Transition<'_>,
    ) -> Result<()> {
        let insert = sql("INSERT INTO undertaking (area, id, node, path, year, document, version,
             ordinal, project, code, name, unit_code, unit_name, initial, stated, lit, created_at,
             updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $2, $9, $10, $11, $12, $13, $14,
             '', $15, $15)");
        let id = project.project;
        let insert = insert.bind(&self.area).bind(id).bind(project.node).bind(&project.path);
        let insert = insert.bind(year).bind(document).bind(step.version).bind(project.ordinal);
        let insert = insert.bind(&project.code).bind(&project.name).bind(&project.unit_code);
        let insert = insert.bind(&project.unit_name).bind(initial).bind(project.budget);
        self.connection.run(insert.bind(step.now)).await?;
        let content = sql("INSERT INTO undertaking_content (area, undertaking, body)
             VALUES ($1, $2, $3)");
        let content = content.bind(&self.area).bind(id).bind(project.body.as_slice());
        self.connection.run(content).await?;
        let (mut rows, mut changes) = (Vec::new(), NodeChanges::new());
        for month in 1..=12 {
            let (adjusted, light) = (initial, Light::Grey);
            let end = MonthEnd { month, allocated: 0, adjusted, paid: 0, due: 0, behind: 0, light };
            changes.entry((year, project.node, month)).or_default().count(&end, 1);
            rows.push(month_row(&self.area, (id, year, &project.path), &end));
        }
        for statement in inserts(MONTHS, rows) {
            self.connection.run(statement).await?;
        }
        self.change_nodes(changes).await
    }

    async fn follow(
        &mut self,
        known: &Undertaking,
        project: &Approved,
        step: &Transition<'_>,
    ) -> Result<()> {
        let update = sql("UPDATE undertaking SET node = $3, path = $4, version = $5, ordinal = $6,
             project = $7, name = $8, unit_code = $9, unit_name = $10, stated = $11, lit = '',
             updated_at = $12, dropped_at = NULL WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(known.id).bind(project.node).bind(&project.path);
        let update = update.bind(step.version).bind(project.ordinal).bind(project.project);
        let update = update.bind(&project.name).bind(&project.unit_code).bind(&project.unit_name);
        self.connection.run(update.bind(project.budget).bind(step.now)).await?;
        let content = sql("UPDATE undertaking_content SET body = $3
             WHERE area = $1 AND undertaking = $2");
        let content = content.bind(&self.area).bind(known.id).bind(project.body.as_slice());
        self.connection.run(content).await?;
        if known.node != project.node {
            self.change_unit(known, project).await?;
        }
        // A new figure of the document counts; one that it repeats says nothing about what was adjusted since.
        if known.stated != project.budget || known.dropped_at.is_some() {
            let adjusted = self.adjusted_budget(known.id).await?;
            self.adjust_by_document(known.id, project.budget - adjusted, step).await?;
        }
        Ok(())
    }

    /// Takes an undertaking out of one node's sums into another's.
    async fn change_unit(&mut self, known: &Undertaking, project: &Approved) -> Result<()> {
        let mut changes = NodeChanges::new();
        for end in self.month_ends(known.id).await? {
            for (node, sign) in [(known.node, -1), (project.node, 1)] {
                changes.entry((known.year, node, end.month)).or_default().count(&end, sign);
            }
        }
        let path = sql("UPDATE undertaking_month SET path = $3
             WHERE area = $1 AND undertaking = $2");
        let path = path.bind(&self.area).bind(known.id).bind(&project.path);
        self.connection.run(path).await?;
        self.change_nodes(changes).await
    }

    /// The budget with all adjustments.
    async fn adjusted_budget(&mut self, undertaking: i64) -> Result<i64> {
        let ends = self.month_ends(undertaking).await?;
        let last =
            ends.last().ok_or_else(|| StoreError::corrupt("an undertaking without months"))?;
        Ok(last.adjusted)
    }

    /// The adjustment that an approved version makes by itself.
    async fn adjust_by_document(
        &mut self,
        undertaking: i64,
        amount: i64,
        step: &Transition<'_>,
    ) -> Result<()> {
        if amount == 0 {
            return Ok(());
        }
        let reason = format!("按批复的第{}版绩效文本", step.version);
        let new = NewMoney {
            undertaking,
            kind: Some(MoneyKind::Adjustment),
            day: &day_of(step.now),
            amount,
            source: Some(MoneyKind::BY_DOCUMENT),
            reason: Some(&reason),
            actor: step.actor,
            now: step.now,
            ..NewMoney::default()
        };
        self.book(&new).await.map(|_| ())
    }
}

/// A row of `undertaking_month`.
pub(crate) fn month_row(
    area: &str,
    (id, year, path): (i64, i64, &str),
    end: &MonthEnd,
) -> Vec<Value> {
    let mut row: Vec<Value> = vec![area.into(), id.into(), end.month.into(), year.into()];
    row.push(path.into());
    row.extend([end.allocated, end.adjusted, end.paid, end.due, end.behind].map(Value::from));
    row.push(end.light.word().into());
    row
}
