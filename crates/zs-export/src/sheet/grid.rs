//! The indicator grid: one row per indicator, 一级 and 二级指标 merged over the rows they hold for.
use super::cells::{Cell, Role, Row, Table, figure, text};
use super::words::{Column, Words};
use std::collections::BTreeSet;
use zs_model::Indicator;

/// Lays out the grid; `group` is the label left of it.
pub(super) fn table(indicators: &[Indicator], words: &Words, group: Option<&str>) -> Table {
    let columns = columns(indicators, words);
    let extras = extras(indicators);
    let mut head: Row = group.map(Cell::label).into_iter().collect();
    head.extend(["一级指标", "二级指标", words.level3].map(Cell::column));
    head.extend(columns.iter().map(|column| Cell::column(column.label(words))));
    head.extend(extras.iter().map(|label| Cell::column(*label)));

    let same1 = |a: &Indicator, b: &Indicator| a.level1 == b.level1;
    let first = runs(indicators, same1);
    let second = runs(indicators, |a, b| same1(a, b) && a.level2 == b.level2);
    let mut body: Vec<Row> = Vec::new();
    for (at, row) in indicators.iter().enumerate() {
        let mut cells = Row::new();
        if at == 0 && group.is_some() {
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
        cells.extend(columns.iter().map(|column| column.cell(row)));
        cells.extend(extras.iter().map(|label| Cell::short(text(row.extra.get(*label)))));
        body.push(cells);
    }
    let mut widths: Vec<u16> = if group.is_some() { vec![12] } else { vec![] };
    widths.extend([14, 18]);
    widths.extend(columns.iter().map(|column| column.width()));
    widths.extend(extras.iter().map(|_| 12));
    // The first column is as wide as the label column of the head above: 2 parts of 15.
    widths.iter_mut().for_each(|width| *width *= 13);
    widths.insert(0, widths.iter().sum::<u16>() * 2 / 13);
    Table { widths, head: vec![head], body, joined: true }
}

/// What a grid column shows besides the three levels.
#[derive(Clone, Copy)]
enum Shown {
    Target,
    Other(Column),
}

/// The order of the official forms: 描述, 指标值, 依据, 分值, 备注.
fn columns(indicators: &[Indicator], words: &Words) -> Vec<Shown> {
    let any = |filled: fn(&Indicator) -> bool| indicators.iter().any(filled);
    let shown = |column: &Column| {
        words.fixed.contains(column)
            || match column {
                Column::Description => any(|row| row.description.is_some()),
                Column::Weight => any(|row| row.weight.is_some()),
                Column::Basis => any(|row| row.basis.is_some()),
                Column::Note => any(|row| row.note.is_some()),
            }
    };
    let mut columns = Vec::new();
    columns.extend([Column::Description].into_iter().filter(shown).map(Shown::Other));
    columns.push(Shown::Target);
    let behind = [Column::Basis, Column::Weight, Column::Note];
    columns.extend(behind.into_iter().filter(shown).map(Shown::Other));
    columns
}

impl Shown {
    const fn label(self, words: &Words) -> &'static str {
        match self {
            Self::Target => words.target,
            Self::Other(Column::Description) => words.description,
            Self::Other(Column::Weight) => words.weight,
            Self::Other(Column::Basis) => "指标值确定依据",
            Self::Other(Column::Note) => "备注",
        }
    }

    fn cell(self, row: &Indicator) -> Cell {
        match self {
            Self::Target => Cell::short(text(row.target.raw.as_ref())),
            Self::Other(Column::Description) => Cell::long(text(row.description.as_ref())),
            Self::Other(Column::Weight) => Cell::short(figure(row.weight.flatten())),
            Self::Other(Column::Basis) => Cell::long(text(row.basis.as_ref())),
            Self::Other(Column::Note) => Cell::long(text(row.note.iter().flatten().next())),
        }
    }

    const fn width(self) -> u16 {
        match self {
            Self::Target => 14,
            Self::Other(Column::Description) => 24,
            Self::Other(Column::Weight) => 8,
            Self::Other(Column::Basis) => 18,
            Self::Other(Column::Note) => 12,
        }
    }
}

fn extras(indicators: &[Indicator]) -> BTreeSet<&String> {
    indicators.iter().flat_map(|row| row.extra.keys()).collect()
}

/// For each row how many rows its merged cell covers, 0 under a cell that began above.
fn runs(indicators: &[Indicator], same: impl Fn(&Indicator, &Indicator) -> bool) -> Vec<usize> {
    let mut runs = Vec::with_capacity(indicators.len());
    for run in indicators.chunk_by(same) {
        runs.push(run.len());
        runs.extend(std::iter::repeat_n(0, run.len() - 1));
    }
    runs
}
