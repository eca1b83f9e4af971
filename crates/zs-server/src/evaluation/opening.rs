//! Preparing self-evaluations: one for each undertaking of a branch that has none, and that of a department.
use crate::problem::{Answer, Problem, ProblemKind};
use crate::workflow::State;
use std::collections::BTreeSet;
use zs_store::{
    EvaluationFilter, NewSelfEvaluation, Page, Reader, SelfEvaluation, UndertakingFilter, Writer,
};

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

/// Begins that of a department.
pub(crate) async fn begun(
    writer: &mut Writer,
    node: i64,
    year: i64,
    by: (i64, i64),
) -> Answer<SelfEvaluation> {
    let of = NewSelfEvaluation { node, undertaking: None, year };
    writer.create_self_evaluations(State::Draft.word(), &[of], by).await?;
    let filter = EvaluationFilter {
        departments: true,
        year: Some(year),
        node: Some(node),
        ..EvaluationFilter::default()
    };
    let made = writer.self_evaluations(&filter, &Page::first(1)).await?.items.into_iter().next();
    made.ok_or_else(|| Problem::new(ProblemKind::Internal))
}
