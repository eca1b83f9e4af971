//! The indicator grid: one row per indicator, 一级 and 二级指标 merged over the rows they hold for.
use super::cells::{Cell, Role, Row, Table, text};
use std::collections::BTreeSet;
use zs_catalog::{Label, Printed};
use zs_model::Indicator;

/// Lays out the grid; `group` is the label left of it, empty where the grid stands alone.
pub(super) fn table(indicators: &[Indicator], words: &Printed, group: &str) -> Table {
    let columns: Vec<Label> = columns(indicators, words);
    let extras: BTreeSet<&String> = indicators.iter().flat_map(|row| row.extra.keys()).collect();
    let grouped = !group.is_empty();
    let mut head: Row = grouped.then(|| Cell::label(group)).into_iter().collect();
    let levels = [Label::Level1, Label::Level2, Label::Level3];
    head.extend(levels.iter().chain(&columns).map(|label| Cell::column(words.label(*label))));
    head.extend(extras.iter().map(|label| Cell::column(*label)));

    let same1 = |a: &Indicator, b: &Indicator| a.level1 == b.level1;
    let first = runs(indicators, same1);
    let second = runs(indicators, |a, b| same1(a, b) && a.level2 == b.level2);
    let mut body: Vec<Row> = Vec::new();
    for (at, row) in indicators.iter().enumerate() {
        let mut cells = Row::new();
        if at == 0 && grouped {
            cells.push(Cell::label("").rows(indicators.len()));
        }
        let levels = [(first[at], &row.level1), (second[at], &row.level2)];
        cells.extend(
            levels
                .into_iter()
                .filter(|(run, _)| *run > 0)
                .map(|(run, level)| Cell::new(Role::Group, text(level.as_ref())).rows(run)),
        );
        cells.push(Cell::short(text(row.level3.as_ref())));
        cells.extend(columns.iter().map(|column| cell(*column, row)));
        cells.extend(extras.iter().map(|label| Cell::short(text(row.extra.get(*label)))));
        body.push(cells);
    }
    let mut widths: Vec<u16> = if grouped { vec![12] } else { vec![] };
    // Without descriptions the names are sentences.
    let described = columns.contains(&Label::Description);
    widths.extend([14, if described { 18 } else { 32 }]);
    widths.extend(columns.iter().map(|column| width(*column)));
    widths.extend(extras.iter().map(|_| 12));
    // The first column is as wide as the label column of the head above: 2 parts of 15.
    widths.iter_mut().for_each(|width| *width *= 13);
    widths.insert(0, widths.iter().sum::<u16>() * 2 / 13);
    Table { widths, head: vec![head], body, joined: true }
}

/// Behind 三级指标 in the order of the official forms: what the family prints always, and what is filled.
fn columns(indicators: &[Indicator], words: &Printed) -> Vec<Label> {
    let any = |filled: fn(&Indicator) -> bool| indicators.iter().any(filled);
    let order = [
        (Label::Description, any(|row| row.description.is_some())),
        (Label::Target, true),
        (Label::Basis, any(|row| row.basis.is_some())),
        (Label::Weight, any(|row| row.weight.is_some())),
        (Label::Note, any(|row| row.note.is_some())),
    ];
    let shown = order.into_iter().filter(|(label, filled)| *filled || words.always(*label));
    shown.map(|(label, _)| label).collect()
}

fn cell(column: Label, row: &Indicator) -> Cell {
    match column {
        Label::Description => Cell::long(text(row.description.as_ref())),
        Label::Basis => Cell::long(text(row.basis.as_ref())),
        Label::Weight => Cell::number(row.weight.flatten()),
        Label::Note => Cell::long(text(row.note.iter().flatten().next())),
        _ => Cell::short(text(row.target.raw.as_ref())),
    }
}

const fn width(column: Label) -> u16 {
    match column {
        Label::Description => 24,
        Label::Basis => 18,
        Label::Weight => 8,
        Label::Note => 12,
        _ => 14,
    }
}

/// For each row how many rows its merged cell covers, 0 under a cell that began above.
pub(crate) fn runs<T>(rows: &[T], same: impl Fn(&T, &T) -> bool) -> Vec<usize> {
    let mut runs = Vec::with_capacity(rows.len());
    for run in rows.chunk_by(same) {
        runs.push(run.len());
        runs.extend(std::iter::repeat_n(0, run.len() - 1));
    }
    runs
}
