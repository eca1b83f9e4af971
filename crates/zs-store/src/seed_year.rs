//! A year of invented payments on what [`Store::seed`] made, quickly: entries in bulk, their sums with them.
use crate::approval::month_row;
use crate::document::{DocumentFilter, DocumentOrder};
use crate::error::Result;
use crate::light::{Light, MonthEnd, NodeChanges};
use crate::page::{Cursor, Page};
use crate::sql::{Value, inserts};
use crate::store::{Store, Writer};
use crate::undertaking::{UndertakingFilter, UndertakingRow};
use crate::workflow::{SealKind, Transition};

/// So many documents are approved, or undertakings paid for, in one transaction.
const AT_ONCE: i64 = 50;
const ENTRIES: &str = "INSERT INTO money_entry (area, id, undertaking, kind, day, month, amount,
    number, payee, created_by, created_at) VALUES";
const MONTHS: &str = "INSERT INTO undertaking_month (area, undertaking, month, year, path,
    allocated, adjusted, paid, due, behind, light) VALUES";
const OVER: &str = " ON CONFLICT (area, undertaking, month) DO UPDATE SET paid = excluded.paid,
    due = excluded.due, behind = excluded.behind, light = excluded.light";

/// How much to put into a year.
#[derive(Clone, Copy, Debug)]
pub struct SeedYear<'a> {
    /// The area.
    pub area: &'a str,
    /// The fiscal year, with documents in it.
    pub year: i64,
    /// Payments of each undertaking.
    pub payments: i64,
    /// The word under which the lights are kept.
    pub rules: &'a str,
    /// Whose work it is said to be.
    pub actor: i64,
    /// Now.
    pub now: i64,
}

impl Store {
    /// Approves every document of a year and pays on every undertaking; everything is invented and the same each
    /// time. Gives the number of undertakings.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn seed_year(&self, seed: &SeedYear<'_>) -> Result<i64> {
        self.seed_approvals(seed).await?;
        let filter =
            UndertakingFilter { year: seed.year, month: 12, ..UndertakingFilter::default() };
        let (mut after, mut count): (Option<Cursor>, i64) = (None, 0);
        loop {
            let mut writer = self.write(seed.area).await?;
            let page = writer.undertakings(&filter, &Page { after, limit: AT_ONCE }).await?;
            writer.seed_payments(seed, &page.items).await?;
            writer.commit().await?;
            count += i64::try_from(page.items.len()).unwrap_or(0);
            after = page.next;
            if after.is_none() {
                return Ok(count);
            }
        }
    }

    async fn seed_approvals(&self, seed: &SeedYear<'_>) -> Result<()> {
        let filter = DocumentFilter { year: seed.year, ..DocumentFilter::default() };
        let mut after: Option<Cursor> = None;
        loop {
            let mut writer = self.write(seed.area).await?;
            let page = Page { after, limit: AT_ONCE };
            let page = writer.documents(&filter, DocumentOrder::Path, &page).await?;
            for document in page.items.iter().filter(|one| one.approved_version.is_none()) {
                let step = Transition {
                    from: &document.state,
                    to: "approved",
                    action: "approve",
                    version: document.version,
                    seal: Some(SealKind::Approved),
                    reason: None,
                    actor: seed.actor,
                    now: seed.now,
                };
                writer.transition(document.id, &step).await?;
            }
            writer.commit().await?;
            after = page.next;
            if after.is_none() {
                return Ok(());
            }
        }
    }
}

impl Writer {
    async fn seed_payments(&mut self, seed: &SeedYear<'_>, on: &[UndertakingRow]) -> Result<()> {
        let (mut entries, mut months, mut changes) = (Vec::new(), Vec::new(), NodeChanges::new());
        for UndertakingRow { undertaking: u, end } in on {
            // Some are paid in time, some slowly, some hardly.
            let share = [90, 75, 55, 100, 20][usize::try_from(u.id % 5).unwrap_or(0)];
            let each = end.adjusted * share / 100 / seed.payments.max(1);
            let mut paid = [0; 13];
            for n in 0..seed.payments {
                let (month, id) = (n % 12 + 1, self.next_id());
                if let Some(sum) = paid.get_mut(usize::try_from(month).unwrap_or(0)) {
                    *sum += each;
                }
                let day = format!("{}-{month:02}-{:02}", u.year, n / 12 % 28 + 1);
                let number = format!("{}-{}-{n:04}", u.year, u.id);
                entries.push(self.entry_row(seed, (id, u.id, month, each), day, number));
            }
            let mut sum = 0;
            for before in self.month_ends(u.id).await? {
                sum += paid.get(usize::try_from(before.month).unwrap_or(0)).copied().unwrap_or(0);
                let due = before.adjusted * before.month / 12;
                let light = match sum * 100 {
                    sum if sum < due * 60 => Light::Red,
                    sum if sum < due * 80 => Light::Yellow,
                    _ => Light::Green,
                };
                let after = MonthEnd { paid: sum, due, behind: due - sum, light, ..before };
                let change = changes.entry((u.year, u.node, before.month)).or_default();
                change.count(&before, -1);
                change.count(&after, 1);
                months.push(month_row(&self.area, (u.id, u.year, &u.path), &after));
            }
            let lit =
                crate::sql::sql("UPDATE undertaking SET lit = $3 WHERE area = $1 AND id = $2");
            let lit = lit.bind(&self.area).bind(u.id).bind(seed.rules);
            self.connection.run(lit).await?;
        }
        for statement in inserts(ENTRIES, entries) {
            self.connection.run(statement).await?;
        }
        for mut statement in inserts(MONTHS, months) {
            statement.push(OVER);
            self.connection.run(statement).await?;
        }
        self.change_nodes(changes).await
    }

    fn entry_row(
        &self,
        seed: &SeedYear<'_>,
        (id, undertaking, month, amount): (i64, i64, i64, i64),
        day: String,
        number: String,
    ) -> Vec<Value> {
        let mut row: Vec<Value> = vec![(&self.area).into(), id.into(), undertaking.into()];
        row.extend(["payment".into(), day.into(), month.into(), amount.into(), number.into()]);
        row.extend(["云溪供应商".into(), seed.actor.into(), seed.now.into()]);
        row
    }
}
