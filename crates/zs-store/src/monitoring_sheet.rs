//! Sheets of a round of monitoring: one undertaking each, with what people wrote, its steps, and its frozen whole.
use crate::audit::hex;
use crate::document::push_words;
use crate::error::{Result, StoreError};
use crate::light::Light;
use crate::node::push_branches;
use crate::page::{Cursor, Page, PageOf};
use crate::sql::{Row, Sql, Value, inserts, sql};
use crate::step_event::{NewStep, Subject};
use crate::store::{Reader, Writer};

/// What a sheet shows at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetSigns {
    /// The worst of all.
    pub light: Light,
    /// Money.
    pub money: Light,
    /// Goals.
    pub goals: Light,
    /// Until when a warning must be acted on; the first one that was given holds.
    pub act_by: Option<String>,
}

/// A sheet, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonitoringSheet {
    /// Its number in the area.
    pub id: i64,
    /// The round.
    pub round: i64,
    /// The undertaking.
    pub undertaking: i64,
    /// Path of the undertaking's node.
    pub path: String,
    /// Fiscal year.
    pub year: i64,
    /// The month at whose end the round is held.
    pub month: i64,
    /// 项目编码.
    pub code: Option<String>,
    /// 项目名称.
    pub name: Option<String>,
    /// 单位名称.
    pub unit_name: Option<String>,
    /// Where it stands; the words are the caller's.
    pub state: String,
    /// Grows with every change.
    pub revision: i64,
    /// The last day for the sheets of its round.
    pub due_on: String,
    /// What it showed at its last change.
    pub signs: SheetSigns,
    /// When it was made.
    pub created_at: i64,
    /// Who changed it last.
    pub updated_by: i64,
    /// When.
    pub updated_at: i64,
    /// Who signed it.
    pub signed_by: Option<i64>,
    /// When.
    pub signed_at: Option<i64>,
    /// Hash of the sheet as it was signed.
    pub hash: Option<String>,
}

impl MonitoringSheet {
    /// What a change stands on.
    #[must_use]
    pub fn etag(&self) -> String {
        format!("\"{}.{}\"", self.id, self.revision)
    }
}

/// A sheet to make.
#[derive(Clone, Debug)]
pub struct NewMonitoringSheet {
    /// The undertaking.
    pub undertaking: i64,
    /// What it shows.
    pub signs: SheetSigns,
}

/// Which sheets to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetFilter {
    /// Only of this round.
    pub round: Option<i64>,
    /// Only of this undertaking.
    pub undertaking: Option<i64>,
    /// Only of this fiscal year.
    pub year: Option<i64>,
    /// Only of the rounds at the end of this month.
    pub month: Option<i64>,
    /// Paths of the branches to look in; none means the whole area.
    pub branches: Vec<String>,
    /// Only in these states; none means any.
    pub states: Vec<String>,
    /// Only with these lights; none means any.
    pub lights: Vec<String>,
}

const COLUMNS: &str =
    "SELECT s.id, s.round, s.undertaking, u.path, u.year, s.month, u.code, u.name,
    u.unit_name, s.state, s.revision, r.due_on, s.light, s.money_light, s.goal_light, s.act_by,
    s.created_at, s.updated_by, s.updated_at, s.signed_by, s.signed_at, s.hash
    FROM monitoring_sheet s
    JOIN monitoring_round r ON r.area = s.area AND r.id = s.round
    JOIN undertaking u ON u.area = s.area AND u.id = s.undertaking
    WHERE s.area = $1";
const WIDTH: usize = 22;
const INSERT: &str = "INSERT INTO monitoring_sheet (area, id, round, undertaking, month, state,
    revision, light, money_light, goal_light, act_by, created_at, updated_by, updated_at) VALUES";

fn sheet(row: Row) -> Result<MonitoringSheet> {
    let mut c = row.cells();
    Ok(MonitoringSheet {
        id: c.int()?,
        round: c.int()?,
        undertaking: c.int()?,
        path: c.text()?,
        year: c.int()?,
        month: c.int()?,
        code: c.opt_text()?,
        name: c.opt_text()?,
        unit_name: c.opt_text()?,
        state: c.text()?,
        revision: c.int()?,
        due_on: c.text()?,
        signs: SheetSigns {
            light: Light::stored(&c.text()?)?,
            money: Light::stored(&c.text()?)?,
            goals: Light::stored(&c.text()?)?,
            act_by: c.opt_text()?,
        },
        created_at: c.int()?,
        updated_by: c.int()?,
        updated_at: c.int()?,
        signed_by: c.opt_int()?,
        signed_at: c.opt_int()?,
        hash: c.opt_text()?,
    })
}

fn push_filter(statement: &mut Sql, filter: &SheetFilter) {
    if let Some(round) = filter.round {
        statement.push(" AND s.round = ").push_bind(round);
    }
    if let Some(undertaking) = filter.undertaking {
        statement.push(" AND s.undertaking = ").push_bind(undertaking);
    }
    if let Some(year) = filter.year {
        statement.push(" AND u.year = ").push_bind(year);
    }
    if let Some(month) = filter.month {
        statement.push(" AND s.month = ").push_bind(month);
    }
    push_branches(statement, "u.path", &filter.branches);
    push_words(statement, "s.state", &filter.states);
    push_words(statement, "s.light", &filter.lights);
}

impl Reader {
    /// A sheet by number.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn monitoring_sheet(&mut self, id: i64) -> Result<MonitoringSheet> {
        let mut one = sql(COLUMNS).bind(&self.area);
        one.push(" AND s.id = ").push_bind(id);
        let row = self.connection.row(one).await?;
        sheet(row.ok_or_else(|| StoreError::not_found("monitoring sheet", id))?)
    }

    /// What people wrote on a sheet (JSON of the caller's), and its frozen whole.
    ///
    /// # Errors
    /// `NotFound`; `Corrupt` where the whole is not the one that was signed.
    pub async fn sheet_content(&mut self, id: i64) -> Result<(Option<String>, Option<Vec<u8>>)> {
        let one =
            sql("SELECT content, body, hash FROM monitoring_sheet WHERE area = $1 AND id = $2");
        let row = self.connection.row(one.bind(&self.area).bind(id)).await?;
        let mut c = row.ok_or_else(|| StoreError::not_found("monitoring sheet", id))?.cells();
        let (content, body, hash) = (c.opt_text()?, c.opt_bytes()?, c.opt_text()?);
        let found = body.as_ref().map(|body| hex(&self.shared.hash.digest(body)));
        if found != hash {
            return Err(StoreError::corrupt(format!("monitoring sheet {id} has another hash")));
        }
        Ok((content, body))
    }

    /// One page of the sheets that fit, in the order in which they were made.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn monitoring_sheets(
        &mut self,
        filter: &SheetFilter,
        page: &Page,
    ) -> Result<PageOf<MonitoringSheet>> {
        let mut all = sql(COLUMNS).bind(&self.area);
        push_filter(&mut all, filter);
        all.push(" AND s.id > ").push_bind(page.after_id()).push(" ORDER BY s.id LIMIT ");
        all.push_bind(page.probe());
        let rows = self.connection.list(all, WIDTH).await?;
        let items: Result<Vec<_>> = rows.into_iter().map(sheet).collect();
        Ok(page.cut(items?, |sheet| Cursor::new("", sheet.id)))
    }

    /// How many sheets fit.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn count_monitoring_sheets(&mut self, filter: &SheetFilter) -> Result<i64> {
        let mut count = sql("SELECT COUNT(*) FROM monitoring_sheet s
             JOIN undertaking u ON u.area = s.area AND u.id = s.undertaking WHERE s.area = $1")
        .bind(&self.area);
        push_filter(&mut count, filter);
        let row = self.connection.row(count).await?;
        row.ok_or_else(|| StoreError::corrupt("a count without a row"))?.cells().int()
    }
}

impl Writer {
    /// Makes the sheets of a round, in the state that the caller names.
    ///
    /// # Errors
    /// `NotFound` for the round, `Duplicate` where an undertaking has a sheet of this month.
    pub async fn create_monitoring_sheets(
        &mut self,
        round: i64,
        state: &str,
        sheets: &[NewMonitoringSheet],
        (actor, now): (i64, i64),
    ) -> Result<()> {
        let month = self.monitoring_round(round).await?.month;
        let mut rows = Vec::with_capacity(sheets.len());
        for new in sheets {
            let mut row: Vec<Value> = vec![self.area.as_str().into(), self.next_id().into()];
            row.extend([round, new.undertaking, month].map(Value::from));
            row.extend([state.into(), 1.into()]);
            let lights = [new.signs.light, new.signs.money, new.signs.goals];
            row.extend(lights.map(|light| Value::from(light.word())));
            row.extend([Value::from(&new.signs.act_by), now.into(), actor.into(), now.into()]);
            rows.push(row);
        }
        for statement in inserts(INSERT, rows) {
            self.connection.run(statement).await?;
        }
        Ok(())
    }

    /// Tells what sheets show now, after something that they are computed from changed. It is no change of the sheets
    /// themselves; a signed one stays as it was signed.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn show_sheets(&mut self, sheets: &[(i64, SheetSigns)]) -> Result<()> {
        for (id, signs) in sheets {
            let update = sql("UPDATE monitoring_sheet SET light = $3, money_light = $4,
                 goal_light = $5, act_by = COALESCE(act_by, $6)
                 WHERE area = $1 AND id = $2 AND hash IS NULL");
            let update = update.bind(&self.area).bind(*id).bind(signs.light.word());
            let update = update.bind(signs.money.word()).bind(signs.goals.word());
            self.connection.run(update.bind(&signs.act_by)).await?;
        }
        Ok(())
    }

    /// Keeps what somebody wrote on a sheet, records that as a step, with the signs that stand now.
    ///
    /// # Errors
    /// `NotFound`, `WrongState` where the sheet is not in `step.from`.
    pub async fn write_sheet(
        &mut self,
        id: i64,
        content: &str,
        signs: &SheetSigns,
        step: &NewStep<'_>,
    ) -> Result<()> {
        self.sheet_in(id, step.from).await?;
        let update = sql("UPDATE monitoring_sheet SET content = $3, light = $4, money_light = $5,
             goal_light = $6, act_by = COALESCE(act_by, $7), revision = revision + 1,
             updated_by = $8, updated_at = $9 WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(id).bind(content).bind(signs.light.word());
        let update = update.bind(signs.money.word()).bind(signs.goals.word()).bind(&signs.act_by);
        self.connection.run(update.bind(step.actor).bind(step.now)).await?;
        self.record_step(Subject::MonitoringSheet, id, step).await
    }

    /// Takes a step if the sheet is in the state that it expects; with `whole` it is signed: frozen as given.
    ///
    /// # Errors
    /// `NotFound`, `WrongState`.
    pub async fn step_sheet(
        &mut self,
        id: i64,
        signs: &SheetSigns,
        whole: Option<&[u8]>,
        step: &NewStep<'_>,
    ) -> Result<()> {
        self.sheet_in(id, step.from).await?;
        let update = sql("UPDATE monitoring_sheet SET state = $3, light = $4, money_light = $5,
             goal_light = $6, act_by = COALESCE(act_by, $7), revision = revision + 1,
             updated_by = $8, updated_at = $9, signed_by = $10, signed_at = $11, hash = $12,
             body = $13 WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(id).bind(step.to).bind(signs.light.word());
        let update = update.bind(signs.money.word()).bind(signs.goals.word()).bind(&signs.act_by);
        let update = update.bind(step.actor).bind(step.now);
        let update = update.bind(whole.map(|_| step.actor)).bind(whole.map(|_| step.now));
        let hash = whole.map(|body| hex(&self.shared.hash.digest(body)));
        let update = update.bind(hash).bind(whole.map(<[u8]>::to_vec));
        self.connection.run(update).await?;
        self.record_step(Subject::MonitoringSheet, id, step).await
    }

    async fn sheet_in(&mut self, id: i64, state: &str) -> Result<()> {
        let current = self.monitoring_sheet(id).await?.state;
        if current == state { Ok(()) } else { Err(StoreError::WrongState { current }) }
    }
}
