//! Settings of an area that its people change at run time: one JSON value by name, the caller's.
use crate::error::Result;
use crate::sql::sql;
use crate::store::{Reader, Writer};

/// A setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The value, as JSON.
    pub value: String,
    /// Who set it.
    pub updated_by: Option<i64>,
    /// When.
    pub updated_at: i64,
}

impl Reader {
    /// A setting by its name; `None` where nobody has set it.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn setting(&mut self, name: &str) -> Result<Option<Setting>> {
        let one =
            sql("SELECT value, updated_by, updated_at FROM setting WHERE area = $1 AND name = $2");
        let row = self.connection.row(one.bind(&self.area).bind(name)).await?;
        let setting = row.map(|row| {
            let mut c = row.cells();
            let (value, updated_by) = (c.text()?, c.opt_int()?);
            Ok(Setting { value, updated_by, updated_at: c.int()? })
        });
        setting.transpose()
    }
}

impl Writer {
    /// Sets it, in place of what stood there.
    ///
    /// # Errors
    /// `Reference` for an account that is not there.
    pub async fn keep_setting(
        &mut self,
        name: &str,
        value: &str,
        by: Option<i64>,
        now: i64,
    ) -> Result<()> {
        let delete = sql("DELETE FROM setting WHERE area = $1 AND name = $2");
        let delete = delete.bind(&self.area).bind(name);
        self.connection.run(delete).await?;
        let insert = sql("INSERT INTO setting (area, name, value, updated_by, updated_at)
             VALUES ($1, $2, $3, $4, $5)");
        let insert = insert.bind(&self.area).bind(name).bind(value).bind(by).bind(now);
        self.connection.run(insert).await?;
        Ok(())
    }
}
