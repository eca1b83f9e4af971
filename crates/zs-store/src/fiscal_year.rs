//! Fiscal years and their calendar: 一上, 二上, monitoring, self-evaluation, each with its days.
use crate::day::is_day;
use crate::error::{Result, StoreError};
use crate::sql::{Row, sql};
use crate::store::{Reader, Writer};

/// A fiscal year of an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiscalYear {
    /// The year.
    pub year: i64,
    /// When it was opened here.
    pub created_at: i64,
    /// Since when nothing of it may change.
    pub closed_at: Option<i64>,
}

/// A dated point of a year's calendar. The kinds in use are `first_up` (一上), `second_up` (二上),
/// `approval` (批复), `publication` (公开), `monitoring` (运行监控), `self_evaluation` (单位自评) and
/// `department_evaluation` (部门评价); others may be added without a change here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarPoint {
    /// Its number in the area.
    pub id: i64,
    /// The year.
    pub year: i64,
    /// What is due.
    pub kind: String,
    /// From which day it can be done (`2025-09-01`).
    pub opens_on: Option<String>,
    /// The last day (`2025-09-30`).
    pub due_on: String,
    /// What else to know.
    pub note: Option<String>,
}

/// A point to put on the calendar.
#[derive(Clone, Copy, Debug)]
pub struct NewCalendarPoint<'a> {
    /// The year.
    pub year: i64,
    /// What is due.
    pub kind: &'a str,
    /// From which day it can be done (`2025-09-01`).
    pub opens_on: Option<&'a str>,
    /// The last day (`2025-09-30`).
    pub due_on: &'a str,
    /// What else to know.
    pub note: Option<&'a str>,
}

fn point(row: Row) -> Result<CalendarPoint> {
    let mut c = row.cells();
    Ok(CalendarPoint {
        id: c.int()?,
        year: c.int()?,
        kind: c.text()?,
        opens_on: c.opt_text()?,
        due_on: c.text()?,
        note: c.opt_text()?,
    })
}

impl Reader {
    /// All years, the newest first.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn fiscal_years(&mut self) -> Result<Vec<FiscalYear>> {
        let all = sql(
            "SELECT year, created_at, closed_at FROM fiscal_year WHERE area = $1 ORDER BY year DESC",
        );
        let rows = self.connection.rows(all.bind(&self.area)).await?.into_iter().map(|row| {
            let mut c = row.cells();
            let (year, created_at) = (c.int()?, c.int()?);
            Ok(FiscalYear { year, created_at, closed_at: c.opt_int()? })
        });
        rows.collect()
    }

    /// A year's calendar in the order of its days.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn calendar(&mut self, year: i64) -> Result<Vec<CalendarPoint>> {
        let all = sql("SELECT id, year, kind, opens_on, due_on, note FROM calendar_point
             WHERE area = $1 AND year = $2 ORDER BY due_on, id");
        let rows = self.connection.rows(all.bind(&self.area).bind(year)).await?;
        rows.into_iter().map(point).collect()
    }
}

impl Writer {
    /// Opens a year.
    ///
    /// # Errors
    /// `Duplicate` where it is already there.
    pub async fn create_fiscal_year(&mut self, year: i64, now: i64) -> Result<()> {
        let insert = sql("INSERT INTO fiscal_year (area, year, created_at) VALUES ($1, $2, $3)");
        let insert = insert.bind(&self.area).bind(year).bind(now);
        self.connection.run(insert).await.map(|_| ())
    }

    /// Closes a year, or opens it again with `None`.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn close_fiscal_year(&mut self, year: i64, at: Option<i64>) -> Result<()> {
        let update = sql("UPDATE fiscal_year SET closed_at = $3 WHERE area = $1 AND year = $2");
        let update = update.bind(&self.area).bind(year).bind(at);
        self.changed("fiscal year", year, update).await
    }

    /// Puts a point on the calendar and gives its number.
    ///
    /// # Errors
    /// `Reference` for a year that is not there, `Duplicate` for the same kind on the same day, `Invalid`
    /// for a day that is not written `YYYY-MM-DD`.
    pub async fn create_calendar_point(&mut self, new: &NewCalendarPoint<'_>) -> Result<i64> {
        if !is_day(new.due_on) || !new.opens_on.is_none_or(is_day) {
            return Err(StoreError::invalid("日期应写作 YYYY-MM-DD / a day is written YYYY-MM-DD"));
        }
        let id = self.next_id();
        let insert =
            sql("INSERT INTO calendar_point (area, id, year, kind, opens_on, due_on, note)
             VALUES ($1, $2, $3, $4, $5, $6, $7)");
        let insert = insert.bind(&self.area).bind(id).bind(new.year).bind(new.kind);
        let insert = insert.bind(new.opens_on).bind(new.due_on).bind(new.note);
        self.connection.run(insert).await?;
        Ok(id)
    }

    /// Takes a point off the calendar.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_calendar_point(&mut self, id: i64) -> Result<()> {
        let delete = sql("DELETE FROM calendar_point WHERE area = $1 AND id = $2");
        let delete = delete.bind(&self.area).bind(id);
        self.changed("calendar point", id, delete).await
    }
}
