//! The project row that keeps less than the overall part promises.
use crate::cx::{DocumentCx, ProjectCx, RowCx};
use crate::promises::Promise;
use crate::rules::goal::answers::{answers, is_answer, is_weaker};

/// The weaker row of the project that is meant; without one, of all projects if each is weaker.
pub(super) fn weaker<'a>(
    cx: &'a DocumentCx<'a>,
    promise: &Promise,
    project: Option<ProjectCx<'a>>,
) -> Option<RowCx<'a>> {
    if let Some(project) = project {
        let rows = answers(project.table, promise);
        let first = rows.first().copied()?;
        return rows.iter().all(|row| is_weaker(promise, *row)).then_some(first);
    }
    // One row that keeps the promise settles it; comparing figures is cheap, so those that do come first.
    let terms = promise.terms.iter().flat_map(|term| tails(term));
    let named = terms.flat_map(|term| cx.rows_barely_named(term));
    let named = named.filter(|row| row.table.project.is_some());
    let (mut weak, strong): (Vec<_>, Vec<_>) = named.partition(|row| is_weaker(promise, *row));
    if strong.into_iter().any(|row| is_answer(row, promise)) {
        return None;
    }
    weak.sort_by_key(|row| (row.table.index, row.index));
    weak.into_iter().find(|row| is_answer(*row, promise))
}

/// A name and its ends of five characters and more: 平台派车保障率 says where, and is the row's 派车保障率.
fn tails(name: &str) -> impl Iterator<Item = &str> {
    let count = name.chars().count();
    let far = move |at: usize| at == 0 || (at <= 8 && count - at >= 5);
    name.char_indices()
        .enumerate()
        .filter(move |(at, _)| far(*at))
        .map(|(_, (from, _))| &name[from..])
}
