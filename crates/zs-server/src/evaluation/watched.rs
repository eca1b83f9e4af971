//! What was last seen of each project of a branch while the year ran: its last monitoring sheet.
use crate::problem::Answer;
use std::collections::BTreeMap;
use zs_store::{MonitoringSheet, Page, Reader, SheetFilter};

/// The last monitoring sheet of each undertaking of a year in a branch.
pub(super) async fn last_sheets(
    reader: &mut Reader,
    year: i64,
    branch: &str,
) -> Answer<BTreeMap<i64, MonitoringSheet>> {
    let branches = vec![branch.to_owned()];
    let filter = SheetFilter { year: Some(year), branches, ..SheetFilter::default() };
    let mut last: BTreeMap<i64, MonitoringSheet> = BTreeMap::new();
    let mut page = Page::first(500);
    loop {
        let found = reader.monitoring_sheets(&filter, &page).await?;
        for sheet in found.items {
            let before = last.get(&sheet.undertaking);
            if before.is_none_or(|before| before.month <= sheet.month) {
                last.insert(sheet.undertaking, sheet);
            }
        }
        let Some(cursor) = found.next else { return Ok(last) };
        page = Page::after(cursor, 500);
    }
}
