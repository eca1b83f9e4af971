//! Money booked on an undertaking: 指标下达, 调整, 支付. Entries are never changed; the sums are kept with each one.
use crate::day::{is_day, month_within};
use crate::error::{Result, StoreError};
use crate::light::{NodeChanges, NodeSum};
use crate::page::{Cursor, Page, PageOf};
use crate::sql::{Row, Sql, sql};
use crate::store::{Reader, Writer};
use crate::word::words;

words! {
    /// What an entry is about.
    MoneyKind, "kind of money" {
        /// 指标下达.
        Allocation = "allocation",
        /// 预算调整.
        Adjustment = "adjustment",
        /// 支付.
        Payment = "payment",
    }
}

impl MoneyKind {
    /// The source of an adjustment that an approved version made by itself.
    pub const BY_DOCUMENT: &'static str = "document";
}

/// An entry. What does not belong to its kind is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyEntry {
    /// Its number in the area.
    pub id: i64,
    /// The undertaking.
    pub undertaking: i64,
    /// What it is about.
    pub kind: MoneyKind,
    /// Its day, `YYYY-MM-DD`.
    pub day: String,
    /// In 分; below zero for a cut and for what takes back another entry.
    pub amount: i64,
    /// 文号 or 凭证号.
    pub number: Option<String>,
    /// Where allocated money comes from; `document` for an adjustment made by an approved version.
    pub source: Option<String>,
    /// 收款人.
    pub payee: Option<String>,
    /// 支出经济分类.
    pub economic_class: Option<String>,
    /// Why, or what for.
    pub reason: Option<String>,
    /// The doubts that were accepted, separated by blanks.
    pub accepted: Option<String>,
    /// A file that proves it.
    pub attachment: Option<i64>,
    /// The sheet that it came from.
    pub file: Option<i64>,
    /// The entry that it takes back.
    pub reverses: Option<i64>,
    /// Who booked it.
    pub created_by: i64,
    /// When.
    pub created_at: i64,
}

/// An entry to book; a kind must be given.
#[derive(Clone, Copy, Debug, Default)]
pub struct NewMoney<'a> {
    /// The undertaking.
    pub undertaking: i64,
    /// What it is about.
    pub kind: Option<MoneyKind>,
    /// Its day, `YYYY-MM-DD`.
    pub day: &'a str,
    /// In 分.
    pub amount: i64,
    /// 文号 or 凭证号.
    pub number: Option<&'a str>,
    /// Where allocated money comes from.
    pub source: Option<&'a str>,
    /// 收款人.
    pub payee: Option<&'a str>,
    /// 支出经济分类.
    pub economic_class: Option<&'a str>,
    /// Why, or what for.
    pub reason: Option<&'a str>,
    /// The doubts that were accepted, separated by blanks.
    pub accepted: Option<&'a str>,
    /// A file that proves it.
    pub attachment: Option<i64>,
    /// The sheet that it came from.
    pub file: Option<i64>,
    /// The entry that it takes back.
    pub reverses: Option<i64>,
    /// Who books it.
    pub actor: i64,
    /// Now.
    pub now: i64,
}

/// What may be the same payment, to be looked for.
#[derive(Clone, Copy, Debug)]
pub struct PaymentLike<'a> {
    /// The undertaking.
    pub undertaking: i64,
    /// Its day.
    pub day: &'a str,
    /// In 分.
    pub amount: i64,
    /// 凭证号.
    pub number: Option<&'a str>,
}

const COLUMNS: &str = "SELECT e.id, e.undertaking, e.kind, e.day, e.amount, e.number, e.source, e.payee,
    e.economic_class, e.reason, e.accepted, e.attachment, e.file, e.reverses, e.created_by, e.created_at
    FROM money_entry e";
/// How many columns [`COLUMNS`] names.
const WIDTH: usize = 16;
/// More payments that look alike are not told.
const ALIKE: i64 = 50;

fn entry(row: Row) -> Result<MoneyEntry> {
    let mut c = row.cells();
    Ok(MoneyEntry {
        id: c.int()?,
        undertaking: c.int()?,
        kind: MoneyKind::stored(&c.text()?)?,
        day: c.text()?,
        amount: c.int()?,
        number: c.opt_text()?,
        source: c.opt_text()?,
        payee: c.opt_text()?,
        economic_class: c.opt_text()?,
        reason: c.opt_text()?,
        accepted: c.opt_text()?,
        attachment: c.opt_int()?,
        file: c.opt_int()?,
        reverses: c.opt_int()?,
        created_by: c.int()?,
        created_at: c.int()?,
    })
}

impl Reader {
    /// An entry by number.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn money_entry(&mut self, id: i64) -> Result<MoneyEntry> {
        let mut one = sql(COLUMNS);
        one.push(" WHERE e.area = ").push_bind(&self.area).push(" AND e.id = ").push_bind(id);
        let row = self.connection.row(one).await?;
        entry(row.ok_or_else(|| StoreError::not_found("entry", id))?)
    }

    /// One page of an undertaking's entries, the last day first; of one kind, where it is given.
    ///
    /// # Errors
    /// `Invalid` for a cursor of another list.
    pub async fn money_entries(
        &mut self,
        undertaking: i64,
        kind: Option<MoneyKind>,
        page: &Page,
    ) -> Result<PageOf<MoneyEntry>> {
        let mut all = sql(COLUMNS);
        all.push(" WHERE e.area = ").push_bind(&self.area);
        all.push(" AND e.undertaking = ").push_bind(undertaking);
        if let Some(kind) = kind {
            all.push(" AND e.kind = ").push_bind(kind.word());
        }
        if let Some(after) = &page.after {
            all.push(" AND (e.day, e.id) < (").push_bind(&after.key);
            all.push(", ").push_bind(after.id).push(")");
        }
        all.push(" ORDER BY e.day DESC, e.id DESC LIMIT ").push_bind(page.probe());
        let rows = self.connection.list(all, WIDTH).await?;
        let items: Result<Vec<_>> = rows.into_iter().map(entry).collect();
        Ok(page.cut(items?, |entry| Cursor::new(&entry.day, entry.id)))
    }

    /// The sums of an undertaking's entries between two days, both included: allocated, adjusted, paid.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn money_between(
        &mut self,
        undertaking: i64,
        from: &str,
        to: &str,
    ) -> Result<[i64; 3]> {
        let all = sql("SELECT kind, CAST(SUM(amount) AS BIGINT) FROM money_entry
             WHERE area = $1 AND undertaking = $2 AND day >= $3 AND day <= $4 GROUP BY kind");
        let all = all.bind(&self.area).bind(undertaking).bind(from).bind(to);
        let mut sums = [0; 3];
        for row in self.connection.rows(all).await? {
            let mut c = row.cells();
            let (kind, sum) = (MoneyKind::stored(&c.text()?)?, c.int()?);
            let at = MoneyKind::ALL.iter().position(|known| *known == kind);
            if let Some(place) = at.and_then(|at| sums.get_mut(at)) {
                *place = sum;
            }
        }
        Ok(sums)
    }

    /// Payments that may be the same as another one: of the same voucher and amount anywhere in the year and
    /// the unit, of the same day and amount on the same undertaking; and what took those back.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn payments_alike(&mut self, like: &PaymentLike<'_>) -> Result<Vec<MoneyEntry>> {
        let mut found = Vec::new();
        if let Some(number) = like.number {
            let on = self.undertaking(like.undertaking).await?;
            let mut same = sql(COLUMNS);
            // The voucher leads: the units' undertakings have far more payments than a voucher has.
            same.push(" CROSS JOIN undertaking u WHERE e.area = ").push_bind(&self.area);
            same.push(" AND u.area = e.area AND u.id = e.undertaking");
            same.push(" AND u.node = ").push_bind(on.node);
            same.push(" AND u.year = ").push_bind(on.year);
            same.push(" AND e.number = ").push_bind(number);
            same.push(" AND e.amount = ").push_bind(like.amount);
            found = self.alike(same).await?;
        }
        let mut same = sql(COLUMNS);
        same.push(" WHERE e.area = ").push_bind(&self.area);
        same.push(" AND e.undertaking = ").push_bind(like.undertaking);
        same.push(" AND e.day = ").push_bind(like.day);
        same.push(" AND e.amount = ").push_bind(like.amount);
        found.extend(self.alike(same).await?);
        found.sort_by_key(|entry| entry.id);
        found.dedup();
        for at in 0..found.len() {
            let id = found.get(at).map_or(0, |entry| entry.id);
            found.extend(self.reversals_of(id).await?);
        }
        Ok(found)
    }

    async fn alike(&mut self, mut all: Sql) -> Result<Vec<MoneyEntry>> {
        all.push(" AND e.kind = ").push_bind(MoneyKind::Payment.word());
        // Sorted by the caller: an order by number would lead one engine through the whole area.
        all.push(" AND e.reverses IS NULL LIMIT ").push_bind(ALIKE);
        self.connection.list(all, WIDTH).await?.into_iter().map(entry).collect()
    }

    /// The entries that take an entry back.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn reversals_of(&mut self, entry_id: i64) -> Result<Vec<MoneyEntry>> {
        let mut all = sql(COLUMNS);
        all.push(" WHERE e.area = ").push_bind(&self.area);
        all.push(" AND e.reverses = ").push_bind(entry_id);
        let rows = self.connection.list(all, WIDTH).await?.into_iter().map(entry);
        let mut found = rows.collect::<Result<Vec<_>>>()?;
        found.sort_by_key(|entry| entry.id);
        Ok(found)
    }
}

impl Writer {
    /// Books an entry and gives its number; the sums of its undertaking and its node follow from its month on, and
    /// the undertaking's lights are out of date. Whether it is acceptable is judged above.
    ///
    /// # Errors
    /// `NotFound`, `Reference`; `Invalid` without a kind or with a day that is none.
    pub async fn book(&mut self, new: &NewMoney<'_>) -> Result<i64> {
        let kind = new.kind.filter(|_| is_day(new.day));
        let kind = kind.ok_or_else(|| {
            StoreError::invalid("账目须有种类和日期 / an entry has a kind and a day YYYY-MM-DD")
        })?;
        let on = self.undertaking(new.undertaking).await?;
        let (id, month) = (self.next_id(), month_within(on.year, new.day));
        self.insert_money(new, kind, id, month).await?;
        let mut sums = match kind {
            MoneyKind::Allocation => sql("UPDATE undertaking_month SET allocated = allocated + $4"),
            MoneyKind::Adjustment => sql("UPDATE undertaking_month SET adjusted = adjusted + $4"),
            MoneyKind::Payment => {
                sql("UPDATE undertaking_month SET paid = paid + $4, behind = behind - $4")
            }
        };
        sums.push(" WHERE area = $1 AND undertaking = $2 AND month >= $3");
        let sums = sums.bind(&self.area).bind(on.id).bind(month).bind(new.amount);
        self.connection.run(sums).await?;
        if !on.lit.is_empty() {
            let unlit = sql("UPDATE undertaking SET lit = '' WHERE area = $1 AND id = $2");
            let unlit = unlit.bind(&self.area).bind(on.id);
            self.connection.run(unlit).await?;
        }
        let mut change = NodeSum::default();
        match kind {
            MoneyKind::Allocation => change.allocated = new.amount,
            MoneyKind::Adjustment => change.adjusted = new.amount,
            MoneyKind::Payment => change.paid = new.amount,
        }
        let changes = (month..=12).map(|month| ((on.year, on.node, month), change));
        self.change_nodes(changes.collect::<NodeChanges>()).await?;
        Ok(id)
    }

    async fn insert_money(
        &mut self,
        new: &NewMoney<'_>,
        kind: MoneyKind,
        id: i64,
        month: i64,
    ) -> Result<()> {
        let insert =
            sql("INSERT INTO money_entry (area, id, undertaking, kind, day, month, amount,
             number, source, payee, economic_class, reason, accepted, attachment, file, reverses,
             created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
             $14, $15, $16, $17, $18)");
        let insert = insert.bind(&self.area).bind(id).bind(new.undertaking).bind(kind.word());
        let insert = insert.bind(new.day).bind(month).bind(new.amount).bind(new.number);
        let insert = insert.bind(new.source).bind(new.payee).bind(new.economic_class);
        let insert = insert.bind(new.reason).bind(new.accepted).bind(new.attachment);
        let insert = insert.bind(new.file).bind(new.reverses).bind(new.actor).bind(new.now);
        self.connection.run(insert).await.map(|_| ())
    }
}
