//! Sheets of payments that were brought, and which heading of a node's sheets means what.
use crate::error::{Result, StoreError};
use crate::page::{Cursor, Page, PageOf};
use crate::sql::{Row, sql};
use crate::store::{Reader, Writer};
use crate::word::words;

words! {
    /// Where a sheet of payments stands.
    PaymentFileState, "state of a sheet" {
        /// It waits to be confirmed.
        Waiting = "waiting",
        /// Rows of it were booked.
        Booked = "booked",
    }
}

/// A sheet of payments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentFile {
    /// Its number in the area.
    pub id: i64,
    /// The node whose payments it holds.
    pub node: i64,
    /// Fiscal year.
    pub year: i64,
    /// The attachment that keeps its bytes.
    pub attachment: i64,
    /// The file's name.
    pub name: String,
    /// Where it stands.
    pub state: PaymentFileState,
    /// How many entries were booked from it.
    pub entries: i64,
    /// Who brought it.
    pub created_by: i64,
    /// When.
    pub created_at: i64,
    /// When its rows were booked.
    pub booked_at: Option<i64>,
}

/// A sheet of payments to keep.
#[derive(Clone, Copy, Debug)]
pub struct NewPaymentFile<'a> {
    /// The node whose payments it holds.
    pub node: i64,
    /// Fiscal year.
    pub year: i64,
    /// The attachment that keeps its bytes.
    pub attachment: i64,
    /// The file's name.
    pub name: &'a str,
    /// Who brings it.
    pub actor: i64,
    /// Now.
    pub now: i64,
}

const COLUMNS: &str =
    "SELECT id, node, year, attachment, name, state, entries, created_by, created_at,
    booked_at FROM payment_file WHERE area = $1";

fn file(row: Row) -> Result<PaymentFile> {
    let mut c = row.cells();
    Ok(PaymentFile {
        id: c.int()?,
        node: c.int()?,
        year: c.int()?,
        attachment: c.int()?,
        name: c.text()?,
        state: PaymentFileState::stored(&c.text()?)?,
        entries: c.int()?,
        created_by: c.int()?,
        created_at: c.int()?,
        booked_at: c.opt_int()?,
    })
}

impl Reader {
    /// A sheet by number.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn payment_file(&mut self, id: i64) -> Result<PaymentFile> {
        let mut one = sql(COLUMNS).bind(&self.area);
        one.push(" AND id = ").push_bind(id);
        let row = self.connection.row(one).await?;
        file(row.ok_or_else(|| StoreError::not_found("payment file", id))?)
    }

    /// One page of the sheets that somebody brought, the newest first.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn payment_files(&mut self, by: i64, page: &Page) -> Result<PageOf<PaymentFile>> {
        let mut all = sql(COLUMNS).bind(&self.area);
        all.push(" AND created_by = ").push_bind(by).push(" AND id < ").push_bind(page.before_id());
        all.push(" ORDER BY id DESC LIMIT ").push_bind(page.probe());
        let rows = self.connection.list(all, 10).await?;
        let items: Result<Vec<_>> = rows.into_iter().map(file).collect();
        Ok(page.cut(items?, |file| Cursor::new("", file.id)))
    }

    /// Which heading of a node's sheets means what, as JSON of the caller's; `None` before the first time.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn payment_mapping(&mut self, node: i64) -> Result<Option<String>> {
        let one = sql("SELECT mapping FROM payment_mapping WHERE area = $1 AND node = $2");
        let row = self.connection.row(one.bind(&self.area).bind(node)).await?;
        row.map(|row| row.cells().text()).transpose()
    }
}

impl Writer {
    /// Keeps a sheet and gives its number.
    ///
    /// # Errors
    /// `Reference`.
    pub async fn create_payment_file(&mut self, new: &NewPaymentFile<'_>) -> Result<i64> {
        let id = self.next_id();
        let insert = sql("INSERT INTO payment_file (area, id, node, year, attachment, name, state,
             entries, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9)");
        let insert = insert.bind(&self.area).bind(id).bind(new.node).bind(new.year);
        let insert = insert.bind(new.attachment).bind(new.name);
        let insert = insert.bind(PaymentFileState::Waiting.word()).bind(new.actor).bind(new.now);
        self.connection.run(insert).await?;
        Ok(id)
    }

    /// Notes that so many more entries were booked from a sheet.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn booked_payment_file(&mut self, id: i64, entries: i64, now: i64) -> Result<()> {
        let update =
            sql("UPDATE payment_file SET state = $3, entries = entries + $4, booked_at = $5
             WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(id).bind(PaymentFileState::Booked.word());
        self.changed("payment file", id, update.bind(entries).bind(now)).await
    }

    /// Remembers which heading of a node's sheets means what.
    ///
    /// # Errors
    /// `Reference`.
    pub async fn keep_payment_mapping(
        &mut self,
        node: i64,
        mapping: &str,
        by: i64,
        now: i64,
    ) -> Result<()> {
        let keep = sql("INSERT INTO payment_mapping (area, node, mapping, updated_by, updated_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (area, node) DO UPDATE
             SET mapping = excluded.mapping, updated_by = excluded.updated_by,
             updated_at = excluded.updated_at");
        let keep = keep.bind(&self.area).bind(node).bind(mapping).bind(by).bind(now);
        self.connection.run(keep).await.map(|_| ())
    }
}
