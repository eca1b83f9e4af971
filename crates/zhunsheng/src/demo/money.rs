//! The money of the demonstration: allocations, payments month by month until today, an adjustment, a reversal.
use super::people::Directory;
use super::{AREA, DAY, date, note};
use anyhow::Result;
use zs_store::{MoneyKind, NewMoney, Page, Undertaking, UndertakingFilter, Writer};

/// Payees and what they are paid for.
const PAYEES: [(&str, &str); 6] = [
    ("青禾县永兴建筑工程有限公司", "维修（护）费"),
    ("青禾县清源物业服务有限公司", "物业管理费"),
    ("国网青禾县供电公司", "电费"),
    ("青禾县通达汽车服务中心", "公务用车运行维护费"),
    ("青禾县文汇印务有限公司", "印刷费"),
    ("青禾县安泰设备有限公司", "办公设备购置"),
];
/// So many percent of the budget are paid by the end of the year: in time, late, hardly.
const SHARES: [i64; 5] = [97, 100, 62, 91, 34];

/// Books what happened in a year after the day of `since` and until the day of `until`.
pub async fn book(
    writer: &mut Writer,
    directory: &Directory,
    year: i64,
    (since, until): (i64, i64),
) -> Result<()> {
    let filter = UndertakingFilter { year, month: 12, ..UndertakingFilter::default() };
    let all = writer.undertakings(&filter, &Page::first(500)).await?.items;
    for row in &all {
        let on = &row.undertaking;
        let n = on.document + on.ordinal;
        Place { on, n, budget: on.initial, since: date(since), until: date(until), now: until }
            .book(writer, directory)
            .await?;
    }
    note(writer, until, "system", "execution.furnish", "area", AREA.0).await
}

struct Place<'a> {
    on: &'a Undertaking,
    /// Tells projects apart, and stays the same from call to call.
    n: i64,
    budget: i64,
    since: String,
    until: String,
    now: i64,
}

impl Place<'_> {
    async fn book(&self, writer: &mut Writer, directory: &Directory) -> Result<()> {
        let login = format!("c{}", self.on.unit_code.as_deref().unwrap_or_default());
        let account = |login: &str| directory.accounts.get(login).copied();
        let finance = account("finance").unwrap_or_default();
        let clerk = account(&login).unwrap_or(finance);
        let year = self.on.year;
        let number = format!("青财预〔{year}〕{}号", self.n % 400 + 11);
        let given = NewMoney {
            kind: Some(MoneyKind::Allocation),
            amount: self.budget,
            number: Some(&number),
            source: Some("一般公共预算"),
            ..self.entry(finance)
        };
        self.on_day(writer, &format!("{year}-01-08"), given).await?;
        if self.n % 9 == 2 {
            let more = NewMoney {
                kind: Some(MoneyKind::Adjustment),
                amount: self.budget / 20 / 10_000 * 10_000,
                number: Some("青财预〔调〕6号"),
                reason: Some("年中追加任务，按程序调增"),
                ..self.entry(finance)
            };
            self.on_day(writer, &format!("{year}-06-12"), more).await?;
        }
        self.pay(writer, clerk).await
    }

    /// Sixty payments for each fourth project, one a month for the others.
    async fn pay(&self, writer: &mut Writer, clerk: i64) -> Result<()> {
        let count: i64 = if self.n % 4 == 0 { 60 } else { 12 };
        let at = |list: i64, n: i64| usize::try_from(n.rem_euclid(list)).unwrap_or(0);
        let each = self.budget * SHARES[at(5, self.n)] / 100 / count;
        for k in 0..count {
            // The first payment of a project comes in February, as contracts are signed in January.
            let day = days_of(self.on.year) + 40 + k * 320 / count;
            let (payee, class) = PAYEES[at(6, self.n + k / 5)];
            let number = format!("{}{:03}{:04}", self.on.year, self.n + 1, k + 1);
            let payment = NewMoney {
                kind: Some(MoneyKind::Payment),
                amount: each + (k % 5 - 2) * (each / 20),
                number: Some(&number),
                payee: Some(payee),
                economic_class: Some(class),
                ..self.entry(clerk)
            };
            let Some(id) = self.on_day(writer, &date(day * DAY), payment).await? else { continue };
            if (self.n % 9, k) == (1, 2) {
                let back = NewMoney {
                    amount: -payment.amount,
                    reason: Some("收款人账号有误，银行退回"),
                    reverses: Some(id),
                    ..payment
                };
                writer.book(&NewMoney { day: &date((day + 3) * DAY), ..back }).await?;
                let number = format!("{number}-1");
                let again = NewMoney { number: Some(&number), ..payment };
                writer.book(&NewMoney { day: &date((day + 5) * DAY), ..again }).await?;
            }
        }
        Ok(())
    }

    fn entry<'e>(&self, actor: i64) -> NewMoney<'e> {
        NewMoney { undertaking: self.on.id, actor, now: self.now, ..NewMoney::default() }
    }

    /// Books it if its day is one of those that are booked now.
    async fn on_day(
        &self,
        writer: &mut Writer,
        day: &str,
        new: NewMoney<'_>,
    ) -> Result<Option<i64>> {
        let now = self.since.as_str() < day && day <= self.until.as_str();
        if !now || new.amount == 0 {
            return Ok(None);
        }
        Ok(Some(writer.book(&NewMoney { day, ..new }).await?))
    }
}

/// The number of a year's first day, counted from 1970-01-01.
const fn days_of(year: i64) -> i64 {
    let before = year - 1;
    let leap_days = before / 4 - before / 100 + before / 400;
    before * 365 + leap_days - 719_162
}
