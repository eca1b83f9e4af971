//! Areas: a province, city or county by its GB/T 2260 code; everything else belongs to one.
use crate::error::{Result, StoreError};
use crate::sql::{Row, sql};
use crate::store::Store;

/// An area that keeps documents here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// GB/T 2260 code.
    pub area: String,
    /// The area above, where it is kept here too.
    pub parent: Option<String>,
    /// Its name.
    pub name: String,
    /// When it was created here.
    pub created_at: i64,
}

/// An area to create.
#[derive(Clone, Copy, Debug)]
pub struct NewArea<'a> {
    /// GB/T 2260 code (6 to 12 digits).
    pub area: &'a str,
    /// The area above, if it is kept here.
    pub parent: Option<&'a str>,
    /// Its name.
    pub name: &'a str,
    /// Now.
    pub now: i64,
}

impl Store {
    /// Creates an area and the root of its tree (node 1, of the area's own code and name).
    ///
    /// # Errors
    /// `Invalid` for a code that is not 6 to 12 digits, `Duplicate` where it exists.
    pub async fn create_area(&self, new: &NewArea<'_>) -> Result<()> {
        let digits = new.area.bytes().all(|b| b.is_ascii_digit());
        if !digits || !(6..=12).contains(&new.area.len()) {
            return Err(StoreError::invalid(format!(
                "区划代码应为 6 至 12 位数字：{} / an area code has 6 to 12 digits",
                new.area
            )));
        }
        let mut connection = self.shared.engine.write().await?;
        let area = sql("INSERT INTO area (area, parent, name, created_at) VALUES ($1, $2, $3, $4)");
        connection.run(area.bind(new.area).bind(new.parent).bind(new.name).bind(new.now)).await?;
        let head = sql(
            "INSERT INTO area_head (area, next_id, audit_seq, audit_hash) VALUES ($1, 1, 0, '')",
        );
        connection.run(head.bind(new.area)).await?;
        let root = sql("INSERT INTO node (area, id, parent, kind, code, name, path, created_at)
             VALUES ($1, 1, NULL, 'area', $1, $2, '000001', $3)");
        connection.run(root.bind(new.area).bind(new.name).bind(new.now)).await?;
        connection.commit().await
    }

    /// All areas, by code.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn areas(&self) -> Result<Vec<Area>> {
        let mut connection = self.shared.engine.read().await?;
        let all = sql("SELECT area, parent, name, created_at FROM area ORDER BY area");
        connection.rows(all).await?.into_iter().map(area).collect()
    }
}

fn area(row: Row) -> Result<Area> {
    let mut c = row.cells();
    Ok(Area { area: c.text()?, parent: c.opt_text()?, name: c.text()?, created_at: c.int()? })
}
