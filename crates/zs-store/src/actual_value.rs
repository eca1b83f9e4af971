//! Actual values (实际完成值): what was reached, entry after entry, each with its evidence; nothing is overwritten.
use crate::day::is_day;
use crate::error::{Result, StoreError};
use crate::sql::{Row, sql};
use crate::store::{Reader, Writer};
use crate::word::words;

words! {
    /// What an actual value rests on.
    ValueSource, "source of a value" {
        /// A file.
        Attachment = "attachment",
        /// A figure from a record that somebody keeps; the evidence says which.
        Record = "record",
        /// What somebody states.
        Statement = "statement",
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActualValue {
    /// Its number in the area; a later entry has a higher one.
    pub id: i64,
    /// The undertaking.
    pub undertaking: i64,
    /// The approved version that was looked at.
    pub version: i64,
    /// 三级指标 of the row, as that version has it.
    pub level3: Option<String>,
    /// 绩效指标描述 of the row, as that version has it.
    pub description: Option<String>,
    /// Until which day it was reached (`2025-06-30`).
    pub day: String,
    /// As it was written; `None` together with no state takes back what stood.
    pub value: Option<String>,
    /// One of the three states of a goal in words.
    pub state: Option<String>,
    /// Percent of the points that the state is worth, a decimal.
    pub share: Option<String>,
    /// What it rests on.
    pub source: ValueSource,
    /// Which record, or the statement.
    pub evidence: Option<String>,
    /// The file.
    pub attachment: Option<i64>,
    /// Who.
    pub created_by: i64,
    /// When.
    pub created_at: i64,
}

/// An entry to make.
#[derive(Clone, Copy, Debug)]
pub struct NewActualValue<'a> {
    /// The undertaking.
    pub undertaking: i64,
    /// The approved version that is looked at.
    pub version: i64,
    /// 三级指标 of the row.
    pub level3: Option<&'a str>,
    /// 绩效指标描述 of the row.
    pub description: Option<&'a str>,
    /// Until which day it was reached.
    pub day: &'a str,
    /// As it is written.
    pub value: Option<&'a str>,
    /// One of the three states of a goal in words.
    pub state: Option<&'a str>,
    /// Percent of the points that the state is worth.
    pub share: Option<&'a str>,
    /// What it rests on.
    pub source: ValueSource,
    /// Which record, or the statement.
    pub evidence: Option<&'a str>,
    /// The file.
    pub attachment: Option<i64>,
    /// Who.
    pub actor: i64,
    /// Now.
    pub now: i64,
}

const WIDTH: usize = 14;

fn value(row: Row) -> Result<ActualValue> {
    let mut c = row.cells();
    Ok(ActualValue {
        id: c.int()?,
        undertaking: c.int()?,
        version: c.int()?,
        level3: c.opt_text()?,
        description: c.opt_text()?,
        day: c.text()?,
        value: c.opt_text()?,
        state: c.opt_text()?,
        share: c.opt_text()?,
        source: ValueSource::stored(&c.text()?)?,
        evidence: c.opt_text()?,
        attachment: c.opt_int()?,
        created_by: c.int()?,
        created_at: c.int()?,
    })
}

impl Reader {
    /// Every entry of an undertaking in the order in which they were made. Which one counts: see
    /// [`ActualValue::counting`].
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn actual_values(&mut self, undertaking: i64) -> Result<Vec<ActualValue>> {
        let all = sql("SELECT id, undertaking, version, level3, description, day, value, state,
             share, source, evidence, attachment, created_by, created_at
             FROM actual_value WHERE area = $1 AND undertaking = $2 ORDER BY id");
        let all = all.bind(&self.area).bind(undertaking);
        self.connection.list(all, WIDTH).await?.into_iter().map(value).collect()
    }
}

impl Writer {
    /// Makes an entry and gives its number.
    ///
    /// # Errors
    /// `Invalid` for a day that is not written `YYYY-MM-DD`, `Reference` for an undertaking, file or account that is
    /// not there.
    pub async fn create_actual_value(&mut self, new: &NewActualValue<'_>) -> Result<i64> {
        if !is_day(new.day) {
            return Err(StoreError::invalid("日期应写作 YYYY-MM-DD / a day is written YYYY-MM-DD"));
        }
        let id = self.next_id();
        let insert = sql(
            "INSERT INTO actual_value (area, id, undertaking, version, level3, description, day,
             value, state, share, source, evidence, attachment, created_by, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        );
        let insert = insert.bind(&self.area).bind(id).bind(new.undertaking).bind(new.version);
        let insert = insert.bind(new.level3).bind(new.description).bind(new.day).bind(new.value);
        let insert = insert.bind(new.state).bind(new.share).bind(new.source.word());
        let insert = insert.bind(new.evidence).bind(new.attachment).bind(new.actor);
        self.connection.run(insert.bind(new.now)).await?;
        Ok(id)
    }
}

impl ActualValue {
    /// Whether an entry says what is known, and does not take back.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        self.value.is_some() || self.state.is_some()
    }

    /// Of the entries of one row: the one that counts at the end of a day. Of each day the newest entry stands; of
    /// the days until then the last that is known counts.
    pub fn counting<'a>(
        entries: impl IntoIterator<Item = &'a Self>,
        day: &str,
    ) -> Option<&'a Self> {
        let mut by_day = std::collections::BTreeMap::new();
        for entry in entries.into_iter().filter(|entry| entry.day.as_str() <= day) {
            let standing = by_day.entry(entry.day.as_str()).or_insert(entry);
            if standing.id < entry.id {
                *standing = entry;
            }
        }
        by_day.into_values().rev().find(|entry| entry.is_known())
    }
}
