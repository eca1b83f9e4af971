//! Which projects of last year a document goes on with, and how they were evaluated.
use crate::problem::Answer;
use std::collections::BTreeMap;
use zs_model::text;
use zs_store::{
    Document, EvaluationFilter, Page, ProjectRow, Proposal, ProposalFilter, Reader, SelfEvaluation,
};

/// At most so many projects of a branch are looked at.
const MOST: usize = 2000;

/// One project of last year.
pub(crate) struct Found {
    /// The place in the document of the project that goes on with it.
    pub ordinal: Option<i64>,
    pub undertaking: i64,
    pub evaluation: SelfEvaluation,
    pub proposal: Option<Proposal>,
}

/// The projects of last year in a document's branch that have a self-evaluation: those that the document goes on with
/// first, in its order.
pub(crate) async fn found(reader: &mut Reader, document: &Document) -> Answer<Vec<Found>> {
    let (year, branches) = (Some(document.year - 1), vec![document.path.clone()]);
    let projects = reader.projects_of(document.id).await?;
    let filter = ProposalFilter { year, branches: branches.clone(), ..ProposalFilter::default() };
    let mut proposals = BTreeMap::new();
    let mut page = Page::first(500);
    loop {
        let found = reader.proposals(&filter, &page).await?;
        let closed = found.items.into_iter().filter(|one| one.evaluation.closed_at.is_some());
        proposals.extend(closed.map(|one| (one.evaluation.id, one)));
        match found.next {
            Some(cursor) if proposals.len() < MOST => page = Page::after(cursor, 500),
            _ => break,
        }
    }
    let filter = EvaluationFilter { year, branches, ..EvaluationFilter::default() };
    let mut all = Vec::new();
    let mut page = Page::first(500);
    loop {
        let found = reader.self_evaluations(&filter, &page).await?;
        all.extend(found.items.into_iter().filter_map(|evaluation| {
            Some(Found {
                ordinal: going_on(&projects, &evaluation),
                undertaking: evaluation.undertaking?,
                proposal: proposals.remove(&evaluation.id),
                evaluation,
            })
        }));
        match found.next {
            Some(cursor) if all.len() < MOST => page = Page::after(cursor, 500),
            _ => break,
        }
    }
    all.sort_by_key(|one| (one.ordinal.is_none(), one.ordinal, one.evaluation.id));
    Ok(all)
}

/// The project of the document with the same code, else with the same name.
fn going_on(projects: &[ProjectRow], last: &SelfEvaluation) -> Option<i64> {
    let flat = |text: &Option<String>| {
        text.as_ref().map(|text| text::half_width(&text::squeeze(text))).filter(|t| !t.is_empty())
    };
    let same = |of: fn(&ProjectRow) -> &Option<String>, theirs: &Option<String>| {
        let theirs = flat(theirs)?;
        projects.iter().find(|project| flat(of(project)).as_deref() == Some(&theirs))
    };
    let found = same(|project| &project.code, &last.code);
    found.or_else(|| same(|project| &project.name, &last.name)).map(|project| project.ordinal)
}
