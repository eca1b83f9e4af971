//! Opening a round: one sheet for each undertaking of a branch, with its lights as they stand on that day.
use crate::blocking::blocking;
use crate::monitoring::facts::Facts;
use crate::monitoring::look::Look;
use crate::problem::Answer;
use std::collections::BTreeSet;
use std::sync::Arc;
use zs_store::{
    MonitoringRound, NewMonitoringSheet, Page, Reader, SheetFilter, SheetSigns, UndertakingFilter,
};

/// So many undertakings are read and computed at once.
const AT_ONCE: i64 = 200;

/// What the sheets of a round are made from.
#[derive(Clone, Debug)]
pub(crate) struct Branch {
    pub path: String,
    pub year: i64,
    pub month: i64,
    pub due_on: String,
    pub profile: Option<String>,
}

impl From<&MonitoringRound> for Branch {
    fn from(round: &MonitoringRound) -> Self {
        Self {
            path: round.path.clone(),
            year: round.year,
            month: round.month,
            due_on: round.due_on.clone(),
            profile: round.profile.clone(),
        }
    }
}

/// A sheet for each undertaking of the branch that has none of this month; those that the approved documents no longer
/// have are left out. Reads and computes only, so that a writer need not be held.
pub(crate) async fn sheets(
    reader: &mut Reader,
    now: i64,
    branch: &Branch,
) -> Answer<Vec<NewMonitoringSheet>> {
    let known = known(reader, branch).await?;
    let area: Arc<str> = reader.area().into();
    let filter = UndertakingFilter {
        year: branch.year,
        month: branch.month,
        branches: vec![branch.path.clone()],
        ..UndertakingFilter::default()
    };
    let mut sheets = Vec::new();
    let mut page = Page::first(AT_ONCE);
    loop {
        let found = reader.undertakings(&filter, &page).await?;
        let mut facts = Vec::with_capacity(found.items.len());
        for row in found.items {
            let one = row.undertaking;
            if one.dropped_at.is_none() && !known.contains(&one.id) {
                facts.push(Facts::gather(reader, one.id).await?);
            }
        }
        sheets.extend(computed(now, Arc::clone(&area), branch, facts).await?);
        match found.next {
            Some(cursor) => page = Page::after(cursor, AT_ONCE),
            None => return Ok(sheets),
        }
    }
}

/// What the sheets of a round that are not signed show now, where that is something else than they did.
pub(crate) async fn shown(
    reader: &mut Reader,
    now: i64,
    round: &MonitoringRound,
) -> Answer<Vec<(i64, SheetSigns)>> {
    let (area, branch): (Arc<str>, _) = (reader.area().into(), Branch::from(round));
    let filter = SheetFilter { round: Some(round.id), ..SheetFilter::default() };
    let mut changed = Vec::new();
    let mut page = Page::first(AT_ONCE);
    loop {
        let mut found = reader.monitoring_sheets(&filter, &page).await?;
        found.items.retain(|sheet| sheet.hash.is_none());
        let mut facts = Vec::with_capacity(found.items.len());
        for sheet in &found.items {
            facts.push(Facts::gather(reader, sheet.undertaking).await?);
        }
        let computed = computed(now, Arc::clone(&area), &branch, facts).await?;
        for (sheet, new) in found.items.iter().zip(computed) {
            let act_by = sheet.signs.act_by.clone().or(new.signs.act_by);
            let signs = SheetSigns { act_by, ..new.signs };
            if signs != sheet.signs {
                changed.push((sheet.id, signs));
            }
        }
        match found.next {
            Some(cursor) => page = Page::after(cursor, AT_ONCE),
            None => return Ok(changed),
        }
    }
}

/// The undertakings that have a sheet of this month, from whichever round.
async fn known(reader: &mut Reader, branch: &Branch) -> Answer<BTreeSet<i64>> {
    let filter = SheetFilter {
        year: Some(branch.year),
        month: Some(branch.month),
        branches: vec![branch.path.clone()],
        ..SheetFilter::default()
    };
    let mut known = BTreeSet::new();
    let mut page = Page::first(500);
    loop {
        let found = reader.monitoring_sheets(&filter, &page).await?;
        known.extend(found.items.iter().map(|sheet| sheet.undertaking));
        match found.next {
            Some(cursor) => page = Page::after(cursor, 500),
            None => return Ok(known),
        }
    }
}

async fn computed(
    now: i64,
    area: Arc<str>,
    branch: &Branch,
    facts: Vec<Facts>,
) -> Answer<Vec<NewMonitoringSheet>> {
    let branch = branch.clone();
    blocking(move || {
        let sheet = |facts: &Facts| {
            let look = Look::at(facts, branch.month, &area, branch.profile.as_deref())?;
            let signs = look.signs(now, &branch.due_on);
            Ok(NewMonitoringSheet { undertaking: facts.undertaking.id, signs })
        };
        facts.iter().map(sheet).collect()
    })
    .await
}
