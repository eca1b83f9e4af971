//! Preparing self-evaluations: one for each undertaking of a branch that has none.
use crate::problem::Answer;
use std::collections::BTreeSet;
use zs_store::{EvaluationFilter, NewSelfEvaluation, Page, Reader, UndertakingFilter};

/// One for each undertaking of the branch that has none; those that the approved documents no longer have are left out.
pub(crate) async fn missing(
    reader: &mut Reader,
    path: &str,
    year: i64,
) -> Answer<Vec<NewSelfEvaluation>> {
    let branches = vec![path.to_owned()];
    let filter =
        EvaluationFilter { year: Some(year), branches: branches.clone(), ..Default::default() };
    let mut known = BTreeSet::new();
    let mut page = Page::first(500);
    loop {
        let found = reader.self_evaluations(&filter, &page).await?;
        known.extend(found.items.iter().filter_map(|one| one.undertaking));
        let Some(cursor) = found.next else { break };
        page = Page::after(cursor, 500);
    }
    let filter = UndertakingFilter { year, month: 12, branches, ..Default::default() };
    let mut new = Vec::new();
    let mut page = Page::first(500);
    loop {
        let found = reader.undertakings(&filter, &page).await?;
        let all = found.items.into_iter().map(|row| row.undertaking);
        let open = all.filter(|one| one.dropped_at.is_none() && !known.contains(&one.id));
        new.extend(open.map(|one| NewSelfEvaluation {
            node: one.node,
            undertaking: Some(one.id),
            year,
        }));
        let Some(cursor) = found.next else { return Ok(new) };
        page = Page::after(cursor, 500);
    }
}
