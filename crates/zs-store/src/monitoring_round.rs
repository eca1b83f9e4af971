//! Rounds of monitoring (绩效运行监控): a branch of the tree looked at from January to the end of a month.
use crate::day::is_day;
use crate::error::{Result, StoreError};
use crate::light::Light;
use crate::node::push_branches;
use crate::sql::{Row, Sql, sql};
use crate::store::{Reader, Writer};

/// A round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonitoringRound {
    /// Its number in the area.
    pub id: i64,
    /// The node whose branch it is about.
    pub node: i64,
    /// That node's path.
    pub path: String,
    /// Fiscal year.
    pub year: i64,
    /// The month at whose end it is held, 1 to 12.
    pub month: i64,
    /// The last day for its sheets.
    pub due_on: String,
    /// Whose thresholds count, where not the ones that each document chooses.
    pub profile: Option<String>,
    /// What else to know.
    pub note: Option<String>,
    /// Who opened it.
    pub opened_by: i64,
    /// When.
    pub opened_at: i64,
}

/// A round to open.
#[derive(Clone, Copy, Debug)]
pub struct NewMonitoringRound<'a> {
    /// The node whose branch it is about.
    pub node: i64,
    /// Fiscal year.
    pub year: i64,
    /// The month at whose end it is held.
    pub month: i64,
    /// The last day for its sheets.
    pub due_on: &'a str,
    /// Whose thresholds count.
    pub profile: Option<&'a str>,
    /// What else to know.
    pub note: Option<&'a str>,
    /// Who.
    pub actor: i64,
    /// Now.
    pub now: i64,
}

/// How many sheets of a round are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetCount {
    /// Their state.
    pub state: String,
    /// The light of their money.
    pub money: Light,
    /// The light of their goals.
    pub goals: Light,
    /// The worst of all.
    pub light: Light,
    /// How many.
    pub count: i64,
}

fn select(area: &str) -> Sql {
    let all = sql("SELECT r.id, r.node, n.path, r.year, r.month, r.due_on, r.profile, r.note,
         r.opened_by, r.opened_at FROM monitoring_round r
         JOIN node n ON n.area = r.area AND n.id = r.node WHERE r.area = $1");
    all.bind(area)
}

fn round(row: Row) -> Result<MonitoringRound> {
    let mut c = row.cells();
    Ok(MonitoringRound {
        id: c.int()?,
        node: c.int()?,
        path: c.text()?,
        year: c.int()?,
        month: c.int()?,
        due_on: c.text()?,
        profile: c.opt_text()?,
        note: c.opt_text()?,
        opened_by: c.int()?,
        opened_at: c.int()?,
    })
}

impl Reader {
    /// A round by number.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn monitoring_round(&mut self, id: i64) -> Result<MonitoringRound> {
        let mut one = select(&self.area);
        one.push(" AND r.id = ").push_bind(id);
        let row = self.connection.row(one).await?;
        round(row.ok_or_else(|| StoreError::not_found("monitoring round", id))?)
    }

    /// The rounds of a year, by month.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn monitoring_rounds(&mut self, year: i64) -> Result<Vec<MonitoringRound>> {
        let mut all = select(&self.area);
        all.push(" AND r.year = ").push_bind(year).push(" ORDER BY r.month, r.id");
        self.connection.rows(all).await?.into_iter().map(round).collect()
    }

    /// How the sheets of a round stand, as far as they lie in the branches.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn count_sheets(
        &mut self,
        round: i64,
        branches: &[String],
    ) -> Result<Vec<SheetCount>> {
        let mut all = sql("SELECT s.state, s.money_light, s.goal_light, s.light, COUNT(*)
             FROM monitoring_sheet s
             JOIN undertaking u ON u.area = s.area AND u.id = s.undertaking
             WHERE s.area = $1 AND s.round = $2")
        .bind(&self.area)
        .bind(round);
        push_branches(&mut all, "u.path", branches);
        all.push(" GROUP BY s.state, s.money_light, s.goal_light, s.light ORDER BY 1, 2, 3, 4");
        let counts = self.connection.rows(all).await?.into_iter().map(|row| {
            let mut c = row.cells();
            Ok(SheetCount {
                state: c.text()?,
                money: Light::stored(&c.text()?)?,
                goals: Light::stored(&c.text()?)?,
                light: Light::stored(&c.text()?)?,
                count: c.int()?,
            })
        });
        counts.collect()
    }
}

impl Writer {
    /// Opens a round, without sheets, and gives its number.
    ///
    /// # Errors
    /// `Duplicate` where the node has it already, `Reference` for a node or year that is not there, `Invalid` for a
    /// month or day that is none.
    pub async fn create_monitoring_round(&mut self, new: &NewMonitoringRound<'_>) -> Result<i64> {
        if !is_day(new.due_on) || !(1..=12).contains(&new.month) {
            return Err(StoreError::invalid("月份或日期无效 / no such month or day"));
        }
        let id = self.next_id();
        let insert =
            sql("INSERT INTO monitoring_round (area, id, node, year, month, due_on, profile, note,
             opened_by, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
        let insert = insert.bind(&self.area).bind(id).bind(new.node).bind(new.year);
        let insert = insert.bind(new.month).bind(new.due_on).bind(new.profile).bind(new.note);
        self.connection.run(insert.bind(new.actor).bind(new.now)).await?;
        Ok(id)
    }
}
