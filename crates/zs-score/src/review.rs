//! A second look: department or finance changes points of a scored sheet; the first sheet stays as it was.
use crate::line::{Arg, Line};
use crate::sheet::assemble;
use crate::{Project, Say, Sheet, exact};
use std::collections::BTreeMap;
use zs_catalog::Scheme;
use zs_model::Decimal;

/// A reviewer's points for one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The points that the reviewer gives.
    pub score: Decimal,
    /// Why.
    pub reason: String,
}

/// The sheet as a reviewer sees it: points of rows (by id) and of execution, each inside its weight; a missing actual
/// value may be scored by the reviewer. The difference and the reason become a line of the row.
#[must_use]
pub fn rescore(
    first: &Sheet,
    project: &Project,
    scheme: &Scheme,
    rows: &BTreeMap<String, Change>,
    execution: Option<&Change>,
) -> Sheet {
    let mut second = first.clone();
    for row in &mut second.rows {
        if let Some(change) = rows.get(&row.id) {
            let (score, line) = changed(row.score, row.weight, change);
            row.score = Some(score);
            row.lines.push(line);
        }
    }
    if let Some(change) = execution {
        let item = &mut second.execution;
        let (score, line) = changed(item.score, item.weight, change);
        item.score = Some(score);
        item.lines.push(line);
    }
    let levels: Vec<_> = project.rows.iter().map(|row| (row.level1, row.level2)).collect();
    assemble(scheme, &project.funds, second.execution, second.rows, &levels)
}

fn changed(first: Option<Decimal>, weight: Decimal, change: &Change) -> (Decimal, Line) {
    let score = exact::weight(change.score).min(weight);
    let before = first.map_or(Arg::Word("未计分", "no score"), Arg::Points);
    let args = [
        ("before", before),
        ("score", Arg::Points(score)),
        ("reason", Arg::Text(change.reason.clone())),
    ];
    (score, Line::new(Say::Rescored, args))
}
